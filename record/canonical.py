"""A Document as canonical JSON (RFC 8785), its digest, and the way back.

Where a field may hold one of several classes (a block, an inline) the object carries its class in
``"type"``. Instants are ``YYYY-MM-DDTHH:MM:SSZ`` (RFC 3339). A Document holds only strings,
integers, booleans, nulls, lists and objects with ASCII names, and for these Python's own encoder
with sorted names and no spaces writes exactly the canonical form: no number is a float (section
3.2.2.3) and no name needs sorting by UTF-16 unit (section 3.2.3). A test holds this against an
independent implementation.
"""

from __future__ import annotations

import dataclasses
import enum
import functools
import hashlib
import json
import re
import types
import typing
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from record.document import SCHEMA, Document

__all__ = ["MalformedDocument", "canonical", "digest", "dump", "dumps", "load", "loads"]

# Upgrades of documents of older schemas: number -> function from its JSON to the next number's.
UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)


class MalformedDocument(ValueError):
    """Stored JSON is no Document. ``where`` is the path to the fault, e.g. ``body[3].level``."""

    def __init__(self, where: str, fault: str) -> None:
        super().__init__(f"{where or 'document'}: {fault}")
        self.where = where
        self.fault = fault


def dumps(document: Document) -> str:
    """The canonical JSON text of a document."""
    return canonical(dump(document))


def canonical(value: Any) -> str:
    """Canonical JSON (RFC 8785) of strings, integers, booleans, nulls, lists and dicts.

    Raises ``ValueError`` for text that is not Unicode scalar values (a lone surrogate).
    """
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    text.encode()  # a lone surrogate has no UTF-8 and must never reach the record
    return text


def digest(canonical_text: str) -> str:
    """SHA-256 of canonical JSON, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(canonical_text.encode()).hexdigest()


def loads(text: str) -> Document:
    """The document in a canonical JSON text of any schema ever published."""
    try:
        value = json.loads(text)
    except ValueError as error:
        raise MalformedDocument("", f"not JSON ({error})") from error
    return load(value)


def load(value: Any) -> Document:
    """The document in parsed JSON of any schema ever published.

    Raises ``MalformedDocument`` naming the place of what is missing, unknown or of a wrong type.
    """
    return _codec(Document).load(_upgraded(value), "")


def dump(document: Document) -> dict[str, Any]:
    """The document as JSON-ready dicts, lists, strings and integers."""
    return _codec(Document).dump(document)


def _upgraded(value: Any) -> Any:
    while isinstance(value, dict) and (schema := value.get("schema")) != SCHEMA:
        if not isinstance(schema, int) or schema not in UPGRADES:
            raise MalformedDocument("schema", f"{schema!r} is not a schema this software knows")
        value = UPGRADES[schema](value)
    return value


# --- the codec: one pair of functions for each type a Document is made of ---------------------


@dataclasses.dataclass(frozen=True)
class _Codec:
    dump: Callable[[Any], Any]
    load: Callable[[Any, str], Any]


@functools.cache
def _codec(kind: Any) -> _Codec:
    origin = typing.get_origin(kind)
    arguments = typing.get_args(kind)
    if dataclasses.is_dataclass(kind):
        return _object(typing.cast("type", kind))
    if origin is tuple and arguments[-1] is Ellipsis:
        return _sequence(arguments[0])
    if origin in (types.UnionType, typing.Union) and type(None) in arguments:
        return _optional(next(a for a in arguments if a is not type(None)))
    if origin in (types.UnionType, typing.Union):
        return _tagged(arguments)
    if kind is datetime:
        return _Codec(_dump_instant, _load_instant)
    if isinstance(kind, enum.EnumType):
        return _Codec(lambda member: member.value, functools.partial(_load_member, kind))
    if kind in (str, int, bool):
        return _Codec(lambda value: value, functools.partial(_load_plain, kind))
    raise TypeError(f"a Document cannot hold {kind!r}")


def _dump_instant(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _load_instant(value: Any, where: str) -> datetime:
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise MalformedDocument(where, f"{value!r} is not an instant YYYY-MM-DDTHH:MM:SSZ")
    try:
        return datetime.fromisoformat(value)
    except ValueError as error:
        raise MalformedDocument(where, f"{value!r} is not an instant ({error})") from error


def _load_member(kind: enum.EnumType, value: Any, where: str) -> Any:
    try:
        return kind(value)
    except ValueError:
        raise MalformedDocument(where, f"{value!r} is not a {kind.__name__}") from None


def _load_plain(kind: type, value: Any, where: str) -> Any:
    if type(value) is not kind:
        raise MalformedDocument(where, f"expected {kind.__name__}, found {type(value).__name__}")
    return value


def _sequence(item: Any) -> _Codec:
    inner: list[_Codec] = []  # looked up on first use, as blocks may hold blocks

    def codec() -> _Codec:
        if not inner:
            inner.append(_codec(item))
        return inner[0]

    def dump_all(values: Any) -> list[Any]:
        write = codec().dump
        return [write(value) for value in values]

    def load_all(values: Any, where: str) -> tuple[Any, ...]:
        if not isinstance(values, list):
            raise MalformedDocument(where, f"expected a list, found {type(values).__name__}")
        read = codec().load
        return tuple(read(value, f"{where}[{index}]") for index, value in enumerate(values))

    return _Codec(dump_all, load_all)


def _optional(kind: Any) -> _Codec:
    inner = _codec(kind)
    return _Codec(
        lambda value: None if value is None else inner.dump(value),
        lambda value, where: None if value is None else inner.load(value, where),
    )


def _tagged(kinds: tuple[Any, ...]) -> _Codec:
    by_name = {_tag(kind): _codec(kind) for kind in kinds}
    names = {kind: _tag(kind) for kind in kinds}

    def dump_one(value: Any) -> dict[str, Any]:
        name = names[type(value)]
        return {"type": name, **by_name[name].dump(value)}

    def load_one(value: Any, where: str) -> Any:
        if not isinstance(value, dict) or value.get("type") not in by_name:
            raise MalformedDocument(where, f"expected one of {', '.join(by_name)}")
        rest = {name: inner for name, inner in value.items() if name != "type"}
        return by_name[value["type"]].load(rest, where)

    return _Codec(dump_one, load_one)


def _tag(kind: type) -> str:
    """``NoteReference`` is written ``note-reference``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


def _object(kind: type) -> _Codec:
    hints = typing.get_type_hints(kind)
    fields = {field.name: _codec(hints[field.name]) for field in dataclasses.fields(kind)}

    def dump_one(value: Any) -> dict[str, Any]:
        return {name: codec.dump(getattr(value, name)) for name, codec in fields.items()}

    def load_one(value: Any, where: str) -> Any:
        if not isinstance(value, dict):
            raise MalformedDocument(where, f"expected an object, found {type(value).__name__}")
        if value.keys() != fields.keys():
            _refuse_names(value, fields, where)
        prefix = f"{where}." if where else ""
        return kind(**{n: codec.load(value[n], prefix + n) for n, codec in fields.items()})

    return _Codec(dump_one, load_one)


def _refuse_names(value: dict[str, Any], fields: dict[str, _Codec], where: str) -> None:
    faults = [f"{name} is missing" for name in fields if name not in value]
    faults += [f"{name!r} is unknown" for name in value if name not in fields]
    raise MalformedDocument(where, "; ".join(faults))
