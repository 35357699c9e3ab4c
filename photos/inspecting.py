"""Whether a file is a picture that may enter the library.

Accepted are JPEG, PNG, WebP and AVIF stills. Not accepted, each with its own words: SVG and
HTML (they may carry scripts), GIF (256 colours, and mostly animated), TIFF, HEIC, PSD, BMP
and PDF (no browser shows them, and their decoders are wide doors), animations, anything
truncated or too large. What can be told from the first bytes is told before a decoder runs;
the decoder runs in a bounded process of its own.
"""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from photos.child import ChildFailed, run_in_child
from photos.embedded import Embedded

__all__ = [
    "Inspection",
    "PictureAnimated",
    "PictureDamaged",
    "PictureEmpty",
    "PictureKindRefused",
    "PictureMisnamed",
    "PictureRefused",
    "PictureTooDemanding",
    "PictureTooHeavy",
    "PictureTooLarge",
    "inspect_picture",
    "kind_of",
]

MOST_BYTES = 60 * 1024 * 1024  # 60 MB
MOST_SIDE = 12_000  # pixels
MOST_PIXELS = 80_000_000  # 80 megapixels
INSPECTION_TIME = 20  # seconds of CPU

# Bytes that tell a picture, or a disguised page, from its beginning.
_HEAD = 4_096

# The kind by which a format is known here -> file name endings, the usual one first.
EXTENSIONS: dict[str, tuple[str, ...]] = {
    "jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "png": ("png",),
    "webp": ("webp",),
    "avif": ("avif",),
}

_NAMES = {"jpeg": "JPEG", "png": "PNG", "webp": "WebP", "avif": "AVIF"}


class PictureRefused(Exception):
    """The file does not enter the library; the text says why and what to do."""


class PictureEmpty(PictureRefused):
    """There is not a byte in it: choose the file again."""

    def __init__(self) -> None:
        super().__init__("The file is empty. Please choose it again, or another copy of it.")


class PictureTooHeavy(PictureRefused):
    """More bytes than `MOST_BYTES`: save it with a higher compression."""

    def __init__(self, size: int | None = None) -> None:
        self.size = size
        most = MOST_BYTES // (1024 * 1024)
        amount = f"{size / 1024 / 1024:.0f} MB" if size else f"more than {most} MB"
        super().__init__(
            f"The file has {amount}; at most {most} MB are accepted. "
            "Please save it as a JPEG of high quality and upload that."
        )


class PictureKindRefused(PictureRefused):
    """Not an accepted kind of picture: save it as JPEG or PNG. `kind` as found, or empty."""

    def __init__(self, kind: str = "", advice: str = "") -> None:
        self.kind = kind
        found = f"This is {kind}" if kind else "This is no picture that can be read"
        super().__init__(
            f"{found}; accepted are JPEG, PNG, WebP and AVIF. "
            f"{advice or 'Please save it as JPEG (photos) or PNG (charts) and upload that.'}"
        )


class PictureMisnamed(PictureRefused):
    """The name's ending contradicts the content: rename the file."""

    def __init__(self, name: str, kind: str) -> None:
        self.name, self.kind = name, kind
        ending = PurePosixPath(name).suffix
        given = f"its name ends in “{ending[:20]}”" if ending else "its name has no ending"
        super().__init__(
            f"The content is {_NAMES[kind]}, but {given}. "
            f"Please rename the file to end in “.{EXTENSIONS[kind][0]}” if it is the right one."
        )


class PictureTooLarge(PictureRefused):
    """More pixels than the limits: scale it down."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        super().__init__(
            f"The picture has {width:,} × {height:,} pixels; at most {MOST_SIDE:,} on a side and "
            f"{MOST_PIXELS // 1_000_000} million in all are accepted. Please scale it down."
        )


class PictureAnimated(PictureRefused):
    """More than one frame: export a single one."""

    def __init__(self) -> None:
        super().__init__("The picture is animated. Please export a single frame and upload that.")


class PictureDamaged(PictureRefused):
    """The decoder stumbled: get the file again from its source."""

    def __init__(self) -> None:
        super().__init__(
            "The file is damaged or incomplete: its picture cannot be read to the end. "
            "Please copy or download it again from where it came."
        )


class PictureTooDemanding(PictureRefused):
    """Decoding exceeded memory or time: save it anew."""

    def __init__(self) -> None:
        super().__init__(
            "Reading this picture takes more memory or time than is allowed. "
            "Please open it in an image editor, save it as a plain JPEG and upload that."
        )


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """An accepted picture. Width and height are in pixels as seen, orientation applied;
    `fingerprint` says what it looks like (see `photos.fingerprint`)."""

    kind: str
    width: int
    height: int
    size: int
    embedded: Embedded
    fingerprint: str


def inspect_picture(path: Path, *, name: str) -> Inspection:
    """Judge the file at `path`, uploaded under `name`; raises a PictureRefused."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not size:
        raise PictureEmpty
    if size > MOST_BYTES:
        raise PictureTooHeavy(size)
    kind = kind_of(head)
    _check_name(name, kind)

    try:
        answer = run_in_child(
            "inspect",
            {"path": str(path), "most_side": MOST_SIDE, "most_pixels": MOST_PIXELS},
            seconds=INSPECTION_TIME,
        )
    except ChildFailed as failure:
        raise PictureDamaged if failure.reason == "crash" else PictureTooDemanding from failure
    _check_answer(answer, kind)
    return Inspection(
        kind=kind,
        width=answer["width"],
        height=answer["height"],
        size=size,
        embedded=Embedded(**answer["embedded"]),
        fingerprint=answer["fingerprint"],
    )


def kind_of(head: bytes) -> str:
    """ "jpeg", "png", "webp" or "avif" by the first bytes; raises PictureKindRefused."""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return _kind_of_container(head)
    for signature, found in _REFUSED_SIGNATURES.items():
        if head.startswith(signature):
            raise PictureKindRefused(found)
    raise _text_or_unknown(head)


# Known well enough to be called by their names.
_REFUSED_SIGNATURES: dict[bytes, str] = {
    b"GIF8": "a GIF",
    b"II*\x00": "a TIFF or a camera's raw file",
    b"MM\x00*": "a TIFF or a camera's raw file",
    b"BM": "a BMP",
    b"8BPS": "a Photoshop document",
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\xff\x0a": "a JPEG XL",
    b"\x00\x00\x00\x0cJXL": "a JPEG XL",
    b"\x00\x00\x00\x0cjP": "a JPEG 2000",
    b"\x00\x00\x01\x00": "an icon",
    b"\x1f\x8b": "a compressed file",
}


def _kind_of_container(head: bytes) -> str:
    """AVIF by major or compatible brand (ISO 14496-12, section 4.3)."""
    length = int.from_bytes(head[:4], "big")
    brands = {head[at : at + 4] for at in (8, *range(16, min(length, len(head)), 4))}
    if b"avis" in brands and head[8:12] == b"avis":
        raise PictureAnimated
    if b"avif" in brands:
        return "avif"
    if brands & {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}:
        raise PictureKindRefused(
            "an HEIC photo", "Please export it from the phone or photo program as JPEG."
        )
    raise PictureKindRefused("a video or another kind of container")


def _text_or_unknown(head: bytes) -> PictureKindRefused:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = head[2:].replace(b"\x00", b"").lstrip().lower()
    if b"<svg" in text:
        return PictureKindRefused("an SVG drawing", "Please export it as PNG and upload that.")
    if text.startswith(b"<"):
        return PictureKindRefused("a web page or XML, not a picture", "Please choose the picture.")
    return PictureKindRefused()


def _check_name(name: str, kind: str) -> None:
    ending = PurePosixPath(name).suffix.removeprefix(".").lower()
    if ending not in EXTENSIONS[kind]:
        raise PictureMisnamed(name, kind)


def _check_answer(answer: dict[str, object], kind: str) -> None:
    match answer:
        case {"refused": "size", "width": int(width), "height": int(height)}:
            raise PictureTooLarge(width, height)
        case {"refused": "animated"}:
            raise PictureAnimated
        case {"refused": _}:
            raise PictureDamaged
        case {"kind": found} if found != kind:
            raise PictureDamaged
