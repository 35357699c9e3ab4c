"""The program that opens pictures, started by `photos.child` with hard limits.

It knows no Django, no database and no secrets. One JSON request on standard input, one JSON
answer on standard output; any other end means that the picture could not be handled.
"""

import errno
import json
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

# Named, the decoders we use are loaded; asked for by format, Pillow would load all forty.
from PIL import (
    AvifImagePlugin,  # noqa: F401
    Image,
    UnidentifiedImageError,
    WebPImagePlugin,  # noqa: F401
)

from photos.embedded import Embedded, read_embedded
from photos.encoding import encode, prepared
from photos.fingerprint import fingerprint
from photos.marking import MARK_FORMS, encode_mark, mark_of

__all__ = ["draw_mark", "inspect", "look", "main", "render"]

# Only these decoders ever see a byte. MPO is a JPEG with further pictures behind the first.
DECODERS = ("JPEG", "PNG", "WEBP", "AVIF")
KINDS = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}

_EXIF_ORIENTATION = 0x0112
_LYING_ON_A_SIDE = (5, 6, 7, 8)

_OPEN_FILES = 64


def main() -> None:
    """Answer the one request."""
    request = json.load(sys.stdin)
    _limit(memory=request["memory"], seconds=request["seconds"])
    json.dump(TASKS[request["task"]](**request["arguments"]), sys.stdout)


def inspect(path: str, *, most_side: int, most_pixels: int) -> dict[str, Any]:
    """Whether the file is one whole still picture within the limits, and what it says of itself.

    Dimensions are judged by the header, before a single pixel is decoded. Answers
    `{"refused": "unreadable" | "size" | "animated" | "damaged", …}` or
    `{"kind", "width", "height", "embedded", "fingerprint"}` with the size as seen, orientation
    applied.
    """
    # Our own limit is stricter and has its own words.
    Image.MAX_IMAGE_PIXELS = None
    try:
        image = Image.open(path, formats=DECODERS)
    except UnidentifiedImageError:
        return {"refused": "unreadable"}
    width, height = image.size
    if max(width, height) > most_side or width * height > most_pixels:
        return {"refused": "size", "width": width, "height": height}
    kind = KINDS[image.format or ""]
    if kind != "jpeg" and getattr(image, "n_frames", 1) > 1:
        return {"refused": "animated"}
    try:
        image.load()
    except (OSError, SyntaxError, ValueError, EOFError):
        return {"refused": "damaged"}
    if _is_on_its_side(image):
        width, height = height, width
    return {
        "kind": kind,
        "width": width,
        "height": height,
        "embedded": asdict(_embedded(image)),
        "fingerprint": fingerprint(image),
    }


def render(
    path: str,
    *,
    shape: str,
    focal: tuple[int, int],
    sizes: list[tuple[int, int, str]],
    stamp: dict[str, str],
    folder: str,
) -> dict[str, Any]:
    """Write each (width, height, format) of one shape into `folder` as `<width>.<format>`.

    Answers `{"made": [file names]}`, or `{"refused": "full"}` if the disk has no room.
    """
    Image.MAX_IMAGE_PIXELS = None
    largest = max((width, height) for width, height, _ in sizes)
    with Image.open(path, formats=DECODERS) as image:
        picture = prepared(image, shape=shape, focal=focal, size=largest)
    made = []
    for width, height, form in sizes:
        target = Path(folder) / f"{width}.{form}"
        written = encode(picture, size=(width, height), form=form, stamp=stamp)
        if not _has_room(target, written):
            return {"refused": "full"}
        made.append(target.name)
    return {"made": made}


def look(path: str) -> dict[str, Any]:
    """What a picture of the library looks like: `{"fingerprint"}`."""
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(path, formats=DECODERS) as image:
        return {"fingerprint": fingerprint(image)}


def draw_mark(path: str, *, box: tuple[int, int], square: bool, folder: str) -> dict[str, Any]:
    """Write a mark into `folder` as `mark.png` and `mark.webp`.

    Answers `{"width", "height"}`, or `{"refused": "full"}` if the disk has no room.
    """
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(path, formats=DECODERS) as image:
        picture = mark_of(image, box=(box[0], box[1]), square=square)
    for form in MARK_FORMS:
        if not _has_room(Path(folder) / f"mark.{form}", encode_mark(picture, form)):
            return {"refused": "full"}
    return {"width": picture.width, "height": picture.height}


def _has_room(target: Path, content: bytes) -> bool:
    """Write the file; False if there is no room for it."""
    try:
        target.write_bytes(content)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return False
        raise
    return True


def _embedded(image: Image.Image) -> Embedded:
    try:
        return read_embedded(image)
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError):
        # A good picture with broken metadata is a picture without metadata.
        return Embedded()


def _is_on_its_side(image: Image.Image) -> bool:
    try:
        return image.getexif().get(_EXIF_ORIENTATION) in _LYING_ON_A_SIDE
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError):
        return False


def _limit(*, memory: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


TASKS: dict[str, Callable[..., dict[str, Any]]] = {
    "draw_mark": draw_mark,
    "fingerprint": look,
    "inspect": inspect,
    "render": render,
}

if __name__ == "__main__":
    main()
