"""Every save of an article, kept whole, and the way back to any of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone

from articles.comments import carry
from articles.models import Article, Contribution, Reference, Revision
from articles.placing import keep_placements
from authors.models import Author
from editing.slugs import current_object

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = [
    "KEPT_BY_RESTORING",
    "keep_aside",
    "latest_number",
    "put_back",
    "record_revision",
    "restore",
    "row_values",
    "snapshot",
    "take_over",
]

# Not part of what an editor wrote: identity, bookkeeping, and what publishing decides.
_OMITTED = {
    "id", "key", "edit_number", "created_at", "modified_at", "created_by",
    "state", "publish_at", "held_because", "doi",
    "embargo_until", "expires_at", "expiry_note", "expiry_told_at", "review_by", "review_told_at",
}  # fmt: skip
KEPT_BY_RESTORING = {"slug", "publication"}
_MANY = ("topics", "regions", "disclaimers", "related")


def snapshot(article: Article) -> dict[str, Any]:
    """An article's fields, JSON-ready: foreign keys by primary key, rows in their order. Reads
    one that was typed and is not saved as well."""
    values = {field.name: field.value_from_object(article) for field in _fields(Article)}
    for name in _MANY:
        values[name] = sorted(row.pk for row in getattr(article, name).all())
    lines = list(article.contributions.all())
    models.prefetch_related_objects(lines, "author")
    values["contributions"] = [row_values(line) for line in lines]
    values["references"] = [row_values(reference) for reference in article.references.all()]
    return values


def row_values(row: Contribution | Reference) -> dict[str, Any]:
    """A line of the byline or a reference, as a snapshot holds it."""
    if isinstance(row, Contribution):
        return {**_row(row), "profile": _profile(row.author) if row.author else None}
    return _row(row)


def record_revision(
    article: Article,
    *,
    by: User | None,
    reason: str = "",
    published_as: int | None = None,
    signed: str = "",
) -> Revision:
    """Keep the article as it stands now. The caller's transaction holds the save itself.

    ``published_as`` is the number of the version that this text has just become.
    """
    keep_placements(article)
    latest = article.revisions.order_by("-number").first()
    values = snapshot(article)
    before = _state_before(article, latest)
    carry(article, before=before.get("body", ""))
    return Revision.objects.create(
        article=article,
        number=latest.number + 1 if latest else 1,
        at=timezone.now(),
        by=by,
        signed=signed,
        reason=reason,
        snapshot=values,
        changed=[name for name, value in values.items() if before.get(name) != value],
        published_as=published_as,
        edit_number=article.edit_number,
    )


def latest_number(article: Article) -> int:
    """The number of the newest revision, 0 if there is none yet."""
    numbers = article.revisions.order_by("-number").values_list("number", flat=True)
    return numbers.first() or 0


def keep_aside(
    article: Article, values: Mapping[str, Any], *, by: User | None, reason: str
) -> Revision:
    """Keep a text that the article did not become, as a revision like any other: ``values`` in
    place of the article's own, as a snapshot holds them. The article stays as it is."""
    latest = article.revisions.order_by("-number").first()
    before = _state_before(article, latest)
    kept = {**snapshot(article), **values}
    return Revision.objects.create(
        article=article,
        number=latest.number + 1 if latest else 1,
        at=timezone.now(),
        by=by,
        reason=reason,
        snapshot=kept,
        changed=[name for name, value in kept.items() if before.get(name) != value],
    )


def restore(revision: Revision, *, by: User | None) -> Revision:
    """Make the article what it was at a revision, as a new revision.

    The address stays as it is, and what has since disappeared from the directory (a photo, a
    topic) is left out; a contributor whose profile is gone keeps the name it had.
    """
    with transaction.atomic():
        reason = f"Restored revision {revision.number}"
        return take_over(revision.article, revision.snapshot, by=by, reason=reason)


def take_over(
    article: Article, values: Mapping[str, Any], *, by: User | None, reason: str
) -> Revision:
    """Make the article say what these values of a snapshot do, but for its address, as a new
    revision. The caller's transaction holds it."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    put_back(article, values, values.keys() - KEPT_BY_RESTORING)
    return record_revision(article, by=by, reason=reason)


def put_back(article: Article, values: Mapping[str, Any], names: Collection[str]) -> None:
    """Write these of a snapshot's values into the article. Whatever they replace should stand in
    a revision: the caller sees to it, holds the article locked, and keeps one of the outcome."""
    for field in _fields(Article):
        if field.name in names and field.name in values:
            setattr(article, field.attname, _existing(field, values[field.name]))
    article.edit_number += 1
    article.save()
    for name in _MANY:
        if name in names:
            manager = getattr(article, name)
            manager.set(manager.model._default_manager.filter(pk__in=values.get(name, [])))
    if "contributions" in names:
        article.contributions.all().delete()
        for row in values.get("contributions", []):
            Contribution.objects.create(article=article, **_contribution(row))
    if "references" in names:
        article.references.all().delete()
        for row in values.get("references", []):
            Reference.objects.create(article=article, **_given(Reference, row))


def _state_before(article: Article, latest: Revision | None) -> dict[str, Any]:
    """What the article said at its last revision, leaving out what was only kept aside."""
    if latest is not None and latest.edit_number is None:
        latest = article.revisions.exclude(edit_number=None).first() or latest
    return latest.snapshot if latest else {}


def _row(row: models.Model) -> dict[str, Any]:
    fields = [field for field in _fields(type(row)) if field.name != "article"]
    return {field.name: field.value_from_object(row) for field in fields}


def _given(model: type[models.Model], row: dict[str, Any]) -> dict[str, Any]:
    return {f.attname: _existing(f, row[f.name]) for f in _fields(model) if f.name in row}


def _profile(author: Author) -> dict[str, str]:
    names = ("slug", "given_name", "family_name", "name_order", "native_name", "suffix")
    return {name: getattr(author, name) for name in names}


def _contribution(row: dict[str, Any]) -> dict[str, Any]:
    """A byline's line as it was; if its profile was merged, the one it was merged into."""
    given, profile = _given(Contribution, row), row.get("profile")
    if profile and given["author_id"] is None:
        slug = profile.pop("slug")
        if (author := current_object(Author, slug)) is not None:
            given["author_id"] = author.pk
        elif not given["family_name"]:
            given.update(profile)
    return given


def _fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    # A row's own ``doi`` is the cited work's, and was typed.
    omitted = _OMITTED if model is Article else {"id"}
    return [f for f in model._meta.concrete_fields if f.name not in omitted]


def _existing(field: models.Field[Any, Any], value: Any) -> Any:
    """The value, or ``None`` for a foreign key whose row is gone."""
    if isinstance(field, models.ForeignKey) and value is not None:
        related = field.related_model
        return value if related._default_manager.filter(pk=value).exists() else None
    return value
