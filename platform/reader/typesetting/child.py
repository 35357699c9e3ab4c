"""Sets the pages of one article, in a process of its own: ``python -m reader.typesetting.child``.

Reads a request from its standard input and writes the PDF to its standard output. The request, in
JSON: ``article`` (what ``renderings.pdf`` makes), ``metadata`` and ``plain_metadata`` (XMP with and
without the claim of PDF/UA-1), ``timestamp`` (seconds since 1970), ``folder`` (where the pictures
lie as ``<sha256>.jpg``), ``seconds`` and ``memory`` (bytes) it may use, ``niceness``.

No text of an article is markup to the typesetter, nothing it could name lies in the folder but
pictures, and there are no fonts but those that come with this software: a file looks the same on
whichever machine it was made.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

import fontpkg_source_serif_4
import noto_cjk_sans_otc
import typst

from reader.typesetting.metadata import with_metadata

__all__ = ["main", "set_pages"]

TEMPLATE = Path(__file__).with_name("article.typ")
FONTS = (
    Path(fontpkg_source_serif_4.ROOT) / "files",
    Path(str(noto_cjk_sans_otc.FONT_PATH)).parent,
)
NOWHERE = "/nonexistent"  # no packages are loaded, from a disk or from elsewhere


def main() -> None:
    request = json.load(sys.stdin.buffer)
    os.nice(request["niceness"])
    _limit(resource.RLIMIT_CPU, request["seconds"])
    _limit(resource.RLIMIT_AS, request["memory"])
    sys.stdout.buffer.write(set_pages(request))


def set_pages(request: dict[str, Any]) -> bytes:
    """The file. It is tagged and claims PDF/UA-1, unless the typesetter sees what the standard
    forbids: mostly letters that none of the fonts has, which are then shown as boxes, though they
    can be searched and copied. Should the typesetter fail over the tags, there is still a file.
    """
    try:
        return with_metadata(_compiled(request, ["ua-1"]), request["metadata"])
    except typst.TypstError as error:
        refused = error
    for tagged in (True, False):
        try:
            return with_metadata(_compiled(request, [], tagged=tagged), request["plain_metadata"])
        except typst.TypstError as error:
            refused = error
    raise refused


def _compiled(request: dict[str, Any], standards: list[Any], *, tagged: bool = True) -> bytes:
    folder = Path(request["folder"])
    present = sorted(path.stem for path in folder.glob("*.jpg"))
    return typst.compile(  # type: ignore[type-var]  # its stubs tie the root's type to the input's
        TEMPLATE.read_bytes(),
        root=str(folder),
        font_paths=typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=True,
            font_paths=list(FONTS),
        ),
        ignore_system_fonts=True,
        sys_inputs={"article": json.dumps(request["article"]), "pictures": json.dumps(present)},
        pdf_standards=standards,
        pdf_tags=tagged,
        timestamp=request["timestamp"],
        package_path=NOWHERE,
        package_cache_path=NOWHERE,
    )


def _limit(what: int, amount: int) -> None:
    resource.setrlimit(what, (amount, amount))


if __name__ == "__main__":
    main()
