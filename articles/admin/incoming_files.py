"""The files somebody put on the desk, as their page shows them and its script asks for them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone

from articles.importing import incoming
from articles.importing.manuscript import Report
from articles.models import Article, ImportedFile, IncomingFile, Stage
from articles.policy import visible_to

__all__ = ["Shown", "files_answer", "files_of", "original", "shown"]

SHOWN_FOR = timedelta(hours=24)
MOST = 50


@dataclass(frozen=True)
class Shown:
    """One file, in words. ``draft`` and ``address`` are empty until there is one."""

    id: int
    name: str
    size: str
    stage: str
    label: str
    hundredths: int
    doing: str
    late: bool
    draft: str
    address: str
    problem: str
    counts: str

    @property
    def is_under_way(self) -> bool:
        return self.stage in (Stage.WAITING, Stage.READING)


def files_answer(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """``{"files": [...]}``: the person's own files of the last day, the newest first."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    return JsonResponse({"files": [asdict(each) for each in files_of(request.user)]})


def files_of(person: Any) -> list[Shown]:
    """In a constant number of queries."""
    now = timezone.now()
    files = (
        IncomingFile.objects.filter(by=person, arrived_at__gte=now - SHOWN_FOR)
        .select_related("article")
        .order_by("-arrived_at", "-pk")[:MOST]
    )
    return shown(list(files), person, now=now)


def shown(files: list[IncomingFile], person: Any, *, now: datetime) -> list[Shown]:
    keys = {file.article_id for file in files if file.article_id}
    seen = set(visible_to(person, Article.objects.filter(pk__in=keys)).values_list("pk", flat=True))
    reports = dict(
        ImportedFile.objects.filter(article__in=seen)
        .order_by("at")
        .values_list("article", "report")
    )
    late = incoming.late_among(files, now=now)
    return [_shown(file, seen, reports, late=file.pk in late) for file in files]


def _shown(file: IncomingFile, seen: set[int], reports: dict[int, Any], *, late: bool) -> Shown:
    article = file.article if file.article_id in seen else None
    report = (
        Report.from_json(reports[article.pk]) if article and article.pk in reports else Report()
    )
    return Shown(
        id=file.pk,
        name=file.name,
        size=filesizeformat(file.size).replace("\xa0", " "),
        stage=file.stage,
        label="Imported before" if file.was_known else Stage(file.stage).label,
        hundredths=file.hundredths,
        doing=file.doing,
        late=late,
        draft=(article.title or "Untitled") if article else "",
        address=reverse("admin:articles_article_change", args=[article.pk]) if article else "",
        problem=file.problem,
        counts=_counts(report),
    )


def _counts(report: Report) -> str:
    counted = (
        (len(report.guessed), "guessed"),
        (len(report.missing), "missing"),
        (len(report.problems), "to look at"),
    )
    return ", ".join(f"{count} {what}" for count, what in counted if count)


def original(model_admin: Any, request: HttpRequest, pk: int) -> FileResponse:
    """The file an article came from, as it came: for those who may see the article, to keep."""
    article = visible_to(request.user, Article.objects.filter(pk=pk)).first()
    file = (
        IncomingFile.objects.filter(article=article).exclude(file="").first() if article else None
    )
    if file is None or not default_storage.exists(file.file):
        raise Http404
    answer = FileResponse(
        default_storage.open(file.file),
        as_attachment=True,
        filename=file.name,
        content_type="application/octet-stream",
    )
    # Whatever is in it: it is opened by nothing in the browser.
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
