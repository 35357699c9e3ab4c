"""The pictures of a document: kept as they are, each once, or listed as not kept."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from articles.importing.office.answer import Answer, Picture, shortened
from articles.importing.office.package import Package
from articles.importing.office.refusing import Refused

__all__ = ["Pictures"]

MOST_PICTURES = 200

# By their first bytes: what the photo library takes.
_KINDS = {b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
_TO_DO = "If it belongs to the article, save it as JPEG or PNG and add it to the photo library."


class Pictures:
    """Writes pictures into ``folder`` under names of its own."""

    def __init__(self, package: Package, folder: Path, answer: Answer) -> None:
        self._package = package
        self._folder = folder
        self._answer = answer
        self._numbers: dict[str, int] = {}

    def number(self, part: str, alt: str) -> int:
        """The number a figure names the picture in that part by; 0 if it can't be kept."""
        if part in self._numbers:
            return self._numbers[part]
        number = self._numbers[part] = self._kept(part, " ".join(alt.split()))
        return number

    def not_kept(self, shown: str, why: str) -> None:
        self._answer.object_to(f"The picture {shortened(shown)[:120]} isn't kept: {why}.", _TO_DO)

    def _kept(self, part: str, alt: str) -> int:
        name = PurePosixPath(part).name
        shown = f"“{name}”" + (f" ({shortened(alt)})" if alt else "")
        if len(self._answer.pictures) == MOST_PICTURES:
            self.not_kept(shown, f"the file has more than {MOST_PICTURES}")
            return 0
        try:
            data = self._package.read(part)
        except Refused:
            self.not_kept(shown, "it is missing in the file, or damaged")
            return 0
        extension = _extension(data)
        if not extension:
            self.not_kept(shown, "its format is one no browser shows, or no photo's")
            return 0
        number = len(self._answer.pictures) + 1
        file = f"{number}.{extension}"
        (self._folder / file).write_bytes(data)
        plain = f"{PurePosixPath(name).stem}.{extension}"
        self._answer.pictures.append(Picture(number, file, plain, alt))
        return number


def _extension(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:12] == b"ftypavif":
        return "avif"
    return next((kind for start, kind in _KINDS.items() if data.startswith(start)), "")
