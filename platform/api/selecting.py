"""Parts of an answer: which fields of it are sent (``fields``), and what is sent with it
(``expand``)."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rest_framework import serializers

from api.parameters import NotAllowed, Parameter

__all__ = ["Selection", "expand", "fields", "select", "words"]

LONGEST = 2000  # characters

# What is wanted of an object: everything (None) or, by name, what of each field.
Selection = dict[str, "Selection | None"]


def fields(serializer: type[serializers.Serializer], example: str) -> Parameter:
    """The parameter that names fields of what this serializer describes."""
    return Parameter(
        "fields",
        functools.partial(_read_fields, serializer),
        "Only these fields, by name, joined by commas; a field of a field after a dot. In a list "
        "it is about each result.",
        example,
        _several(*_paths(_names(serializer))),
    )


def expand(**meanings: str) -> Parameter:
    """The parameter that names what is to be sent as well: each word with what it adds."""
    told = " ".join(f"`{word}`: {meaning}" for word, meaning in meanings.items())
    return Parameter(
        "expand",
        functools.partial(_read_words, tuple(meanings)),
        f"What to send as well, joined by commas. {told}",
        schema=_several(*meanings),
    )


def words(name: str, description: str, *allowed: str, default: Sequence[str]) -> Parameter:
    """A parameter that takes some words of a closed list, joined by commas."""
    return Parameter(
        name,
        functools.partial(_read_words, allowed),
        description,
        schema={**_several(*allowed), "default": list(default)},
    )


def select(data: Any, selection: Selection | None) -> Any:
    """The data with the selected fields only, in their own order; lists are gone through."""
    if selection is None:
        return data
    if isinstance(data, list):
        return [select(each, selection) for each in data]
    if isinstance(data, Mapping):
        return {
            name: select(value, selection[name])
            for name, value in data.items()
            if name in selection
        }
    return data


def _several(*allowed: str) -> dict[str, Any]:
    """In an address they are joined by commas (OpenAPI: style form, not exploded)."""
    return {
        "type": "array",
        "items": {"type": "string", "enum": list(allowed)},
        "minItems": 1,
        "uniqueItems": True,
    }


def _paths(names: Mapping[str, Any]) -> Iterator[str]:
    for name, inner in names.items():
        yield name
        for path in _paths(inner):
            yield f"{name}.{path}"


def _read_words(allowed: tuple[str, ...], text: str) -> frozenset[str]:
    named = text.split(",")
    for name in named:
        if name not in allowed:
            raise NotAllowed(f"Each word must be one of {', '.join(allowed)}.", allowed)
    _refuse_repeated(named)
    return frozenset(named)


def _read_fields(serializer: type[serializers.Serializer], text: str) -> Selection:
    if len(text) > LONGEST:
        raise ValueError(f"It has more than {LONGEST} characters.")
    selection: Selection = {}
    paths = text.split(",")
    _refuse_repeated(paths)
    for path in paths:
        _add(selection, path.split("."), _names(serializer), path)
    return selection


def _refuse_repeated(names: Sequence[str]) -> None:
    if len(set(names)) != len(names):
        raise ValueError("Each word may stand there once only.")


def _add(selection: Selection, names: list[str], known: Mapping[str, Any], path: str) -> None:
    """Everything wins over a part: ``byline,byline.name`` is ``byline``."""
    name, *rest = names
    if name not in known:
        raise NotAllowed(f"There is no field “{path[:60]}” here.", sorted(known))
    if not rest:
        selection[name] = None
    elif name not in selection or selection[name] is not None:
        inner = selection.setdefault(name, {})
        assert inner is not None  # noqa: S101  said above
        _add(inner, rest, known[name], path)


@functools.cache
def _names(serializer: type[serializers.Serializer]) -> Mapping[str, Any]:
    """The names of the fields, each with those inside it; none inside text or typed blocks."""
    return {name: _inside(field) for name, field in serializer().fields.items()}


def _inside(field: Any) -> Mapping[str, Any]:
    if isinstance(field, serializers.ListSerializer):
        field = field.child
    return _names(type(field)) if isinstance(field, serializers.Serializer) else {}
