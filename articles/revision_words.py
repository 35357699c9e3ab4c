"""Revisions in words: what was changed, field by field, with names in place of keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.text import capfirst

from articles import body
from articles.models import Article, CreditRole, Revision, Role
from authors.names import display_name
from editing.richtext import to_plain
from photos.models import Photo
from record.document import Photograph
from renderings.comparing import FieldChange, change
from renderings.readable import body_lines

__all__ = ["changed_fields", "field_label", "photos_of", "revision_changes"]

_LABELS = {"contributions": "Byline", "references": "References", "slug": "Address"}
Names = Mapping[tuple[str, int], str]


def field_label(name: str) -> str:
    """What an editor calls a field of a revision."""
    if name in _LABELS:
        return _LABELS[name]
    return capfirst(str(getattr(Article._meta.get_field(name), "verbose_name", name)))


def changed_fields(revision: Revision) -> list[str]:
    """The labels of the fields a revision changed; of the first, which begins with all, none."""
    if revision.number == 1:
        return ["the beginning"]
    return [field_label(name) for name in revision.changed]


def revision_changes(older: Mapping[str, Any], newer: Mapping[str, Any]) -> list[FieldChange]:
    """What differs between two snapshots; a constant number of queries for the names."""
    fields = [name for name in newer if older.get(name) != newer[name]]
    fields += [name for name in older if name not in newer]
    names = _names(fields, (older, newer))
    photos = _photos(fields, (older, newer))
    found = []
    for field in fields:
        one, other = (_read(field, values.get(field), names, photos) for values in (older, newer))
        # A change that does not read is still one.
        found.append(change(field_label(field), one, other))
    return found


# --- values as text ---------------------------------------------------------------------------


def _read(field: str, value: Any, names: Names, photos: Mapping[int, Photograph]) -> str:
    if value in (None, "", []):
        return ""
    match field:
        case "body":
            parsed = body.parse(str(value), photos=photos)
            return "\n".join(body_lines(parsed.blocks, parsed.notes, parsed.photos))
        case "contributions":
            return "\n".join(line for row in value for line in _contribution(row, names))
        case "references":
            parts = ("text", "doi", "url")
            return "\n".join(" · ".join(filter(None, map(row.get, parts))) for row in value)
        case "keywords":
            return ", ".join(map(str, value))
    if field in _related_models():
        keys = value if isinstance(value, list) else [value]
        return ", ".join(names.get((field, key), f"no longer there ({key})") for key in keys)
    return str(value)


def _contribution(row: Mapping[str, Any], names: Names) -> Iterable[str]:
    profile = row.get("profile") or {}
    named = row if row.get("family_name") or row.get("given_name") else profile
    order = row.get("name_order") or profile.get("name_order") or "given-first"
    name = row.get("collective_name") or display_name(
        named.get("given_name", ""), named.get("family_name", ""), order, named.get("suffix", "")
    )
    parts = (name, row.get("title"), row.get("affiliation"), row.get("affiliation_ror"))
    yield f"{Role(row['role']).label}: {', '.join(filter(None, parts))}"
    if roles := row.get("credit_roles"):
        yield "CRediT: " + ", ".join(CreditRole(role).label for role in roles)
    if biography := row.get("biography"):
        yield to_plain(biography)


# --- names of keys ----------------------------------------------------------------------------


def _related_models() -> dict[str, type[models.Model]]:
    fields = (*Article._meta.fields, *Article._meta.many_to_many)
    return {field.name: field.related_model for field in fields if field.related_model}


def _names(fields: Iterable[str], snapshots: Iterable[Mapping[str, Any]]) -> Names:
    found = {}
    for field, model in _related_models().items():
        if field not in fields:
            continue
        keys: set[int] = set()
        for values in snapshots:
            value = values.get(field)
            keys.update(value if isinstance(value, list) else [value] if value else [])
        for row in model._default_manager.filter(pk__in=keys):
            found[field, row.pk] = str(row)
    return found


def photos_of(*bodies: str) -> Mapping[int, Photograph]:
    """The photos that figures of these bodies place, by key; one query."""
    keys = {key for each in bodies for key in body.photo_ids(each)}
    return {photo.pk: _shown(photo) for photo in Photo.objects.filter(pk__in=keys)} if keys else {}


def _photos(
    fields: Iterable[str], snapshots: Iterable[Mapping[str, Any]]
) -> Mapping[int, Photograph]:
    if "body" not in fields:
        return {}
    return photos_of(*(str(values.get("body") or "") for values in snapshots))


def _shown(photo: Photo) -> Photograph:
    return Photograph(photo.sha256, photo.width, photo.height, str(photo), photo.credit_line)
