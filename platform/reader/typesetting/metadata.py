"""Another XMP packet put into a finished PDF file, by an update at its end.

An incremental update (ISO 32000-1, section 7.5.6) leaves every byte before it as it was, so the
tags that make the file accessible can't suffer. Rewriting the file would touch them all.
"""

from __future__ import annotations

import hashlib
import io

from pypdf import PdfReader

__all__ = ["with_metadata"]


def with_metadata(file: bytes, packet: str) -> bytes:
    """The file with that packet in place of its own, which the typesetter has written."""
    reader = PdfReader(io.BytesIO(file))
    trailer, root = reader.trailer, reader.trailer.raw_get("/Root")
    metadata = reader.root_object.raw_get("/Metadata")
    data = packet.encode()
    start = file if file.endswith(b"\n") else file + b"\n"
    keys = b"/Type /Metadata /Subtype /XML /Length %d" % len(data)
    stream = _object(metadata.idnum, keys, data)
    number = int(str(trailer["/Size"]))  # the cross-reference stream is an object, too
    place = len(start) + len(stream)
    entries = b"".join(b"\1" + at.to_bytes(4, "big") + b"\0" for at in (len(start), place))
    identifiers = (_identifier(file), _identifier(start + stream))
    keys = b" ".join(
        [
            b"/Type /XRef /W [1 4 1]",
            b"/Size %d" % (number + 1),
            b"/Index [%d 1 %d 1]" % (metadata.idnum, number),
            b"/Root %d 0 R" % root.idnum,
            b"/Info %d 0 R" % trailer.raw_get("/Info").idnum,
            b"/Prev %d" % _last_table(file),
            b"/ID [<%b> <%b>]" % identifiers,
            b"/Length %d" % len(entries),
        ]
    )
    table = _object(number, keys, entries)
    return b"%b%b%bstartxref\n%d\n%%%%EOF\n" % (start, stream, table, place)


def _object(number: int, keys: bytes, content: bytes) -> bytes:
    """A stream object (section 7.3.8)."""
    return b"%d 0 obj\n<<%b>>\nstream\n%b\nendstream\nendobj\n" % (number, keys, content)


def _last_table(file: bytes) -> int:
    """Where the file's last cross-reference table begins (section 7.5.5)."""
    return int(file[file.rindex(b"startxref") :].split()[1])


def _identifier(content: bytes) -> bytes:
    """Hexadecimal; the same for the same bytes (section 14.4)."""
    return hashlib.sha256(content).hexdigest()[:32].encode()
