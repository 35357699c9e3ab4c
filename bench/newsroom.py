"""How long the editors' desk takes, on the database of DATABASE_URL; prints JSON for `run.py`.

    DATABASE_URL=sqlite:////tmp/many.sqlite3 python bench/newsroom.py

Milliseconds are medians of wall clock inside the process, the server's own time without the
network; beside each the number of queries. The article that is opened has 200 revisions and a
long text.
"""

import io
import json
import os
import random
import statistics
import sys
import time
import zipfile

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.settings")

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from PIL import Image  # noqa: E402

from articles.importing.drafting import import_file  # noqa: E402
from articles.models import Article, Revision  # noqa: E402
from articles.revisions import record_revision, snapshot  # noqa: E402
from desk.indexing import catch_up  # noqa: E402
from masthead.demo.prose import Prose  # noqa: E402

REVISIONS = 200
PARAGRAPHS = 60  # of the article that is opened: some 5,000 words
TIMES = 15
PICTURES = 8  # of the Word file, some 2.5 MB each
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def main() -> None:
    while catch_up():
        pass
    article = opened()
    client = signed_in()
    change = reverse("admin:articles_article_change", args=[article.pk])
    history = reverse("admin:articles_article_history", args=[article.pk])
    form = values(client.get(change).content.decode())
    live = reverse("admin-article-live", args=[article.pk])
    check = reverse("admin:articles_article_checklist", args=[article.pk])
    asked = {
        "article's form, 200 revisions": lambda: client.get(change),
        "first page": lambda: client.get("/admin/"),
        "finding “harbour t”": lambda: client.get("/admin/find/?form=list&q=harbour t"),
        "preview of what is typed": lambda: client.post(live, form),
        "checklist of what is typed": lambda: client.post(check, form),
        "history": lambda: client.get(history),
        "list of articles": lambda: client.get("/admin/articles/article/"),
    }
    found = {name: measured(ask) for name, ask in asked.items()}
    file = word_file()
    started = time.perf_counter()
    outcome = import_file(file, "large.docx", by=None)
    if outcome.article is None:
        sys.exit(str(outcome.report.problems))
    seconds = time.perf_counter() - started
    sys.stdout.write(
        json.dumps({"desk": found, "word_mb": len(file) / 1e6, "word_seconds": seconds})
    )


def opened() -> Article:
    """An article with a long text and many revisions."""
    article = Article.objects.filter(state="published").order_by("pk")[7]
    prose = Prose(7)
    article.body = "".join(f"<p>{text}</p>" for text in prose.paragraphs(PARAGRAPHS))
    article.save()
    missing = REVISIONS - article.revisions.count()
    first = record_revision(article, by=None)
    kept = snapshot(article)
    Revision.objects.bulk_create(
        Revision(
            article=article,
            number=first.number + step,
            at=first.at,
            snapshot=kept,
            changed=["body"],
            edit_number=article.edit_number,
        )
        for step in range(1, missing)
    )
    return article


def signed_in() -> Client:
    user, _ = User.objects.get_or_create(
        username="bench", defaults={"is_staff": True, "is_superuser": True}
    )
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user)
    return client


def values(page: str) -> dict[str, object]:
    """The fields of the form as a browser would send them."""
    from lxml import html  # noqa: PLC0415

    form = html.fromstring(page).get_element_by_id("article_form")
    return {name: value for name, value in form.form_values() if "__prefix__" not in name}


def measured(ask) -> tuple[float, int]:
    answer = ask()
    if answer.status_code != 200:
        sys.exit(f"{answer.status_code}: {answer.content[:300]!r}")
    with CaptureQueriesContext(connection) as captured:
        ask()
    taken = []
    for _ in range(TIMES):
        started = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000, len(captured)


def word_file() -> bytes:
    """A .docx of some 20 MB: 18,000 words with photos that do not compress."""
    chance, prose = random.Random(3), Prose(3)
    texts = [prose.title(), *prose.paragraphs(220)]
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    relations = []
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(PICTURES):
            name = f"media/image{number}.jpeg"
            relations.append(
                f'<Relationship Id="r{number}" Type="{RELATIONS}/image" Target="{name}"/>'
            )
            body += (
                f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing">'
                f'<wp:docPr id="{number + 1}" name="p" descr="A harbour"/>'
                f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture">'
                f'<pic:pic xmlns:pic="{DRAWING}/picture"><pic:blipFill>'
                f'<a:blip xmlns:r="{RELATIONS}" r:embed="r{number}"/></pic:blipFill></pic:pic>'
                "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
            )
            package.writestr(f"word/{name}", noise(chance), zipfile.ZIP_STORED)
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="jpeg" ContentType="image/jpeg"/>'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
            f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(relations)}</Relationships>',
        )
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        )
    return file.getvalue()


def noise(chance: random.Random) -> bytes:
    picture = Image.frombytes("RGB", (1600, 1200), chance.randbytes(1600 * 1200 * 3))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=90)
    return file.getvalue()


main()
