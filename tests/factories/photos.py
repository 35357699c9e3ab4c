"""Small pictures made on the spot, and photos in a library of their own."""

import hashlib
import io
import os
import random
import struct
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from PIL import Image, ImageDraw

from photos.models import Photo
from photos.renditions import make_renditions
from photos.storage import keep


@pytest.fixture
def media_root(settings: Any) -> Iterator[Path]:
    """An empty place for files, gone after the test."""
    # In memory where that is offered: every file is synced, and a disk takes 10 ms each time.
    memory = Path("/dev/shm")
    folder = memory if os.access(memory, os.W_OK) else None
    with TemporaryDirectory(prefix="media-", dir=folder) as root:
        settings.MEDIA_ROOT = Path(root)
        yield Path(root)


@pytest.fixture
def make_picture() -> Callable[..., bytes]:
    """`make_picture((640, 400), "PNG", exif=…)`: a picture's bytes, no two alike.

    Its left half is bluish, its right half reddish, the upper left corner white, so that a
    turned or cropped one is recognised.
    """
    numbers = count(1)

    def make(
        size: tuple[int, int] = (640, 400), form: str = "JPEG", mode: str = "RGB", **options: Any
    ) -> bytes:
        width, height = size
        number = next(numbers)
        image = Image.new("RGB", size, (40, 60, 160))
        draw = ImageDraw.Draw(image)
        draw.rectangle((width // 2, 0, width, height), (200, 30, 40 + number % 100))
        draw.rectangle((0, 0, width // 8, height // 8), "white")
        if form == "JPEG":
            options.setdefault("comment", f"picture {number}")
        target = io.BytesIO()
        image.convert(mode).save(target, form, **options)
        return target.getvalue()

    return make


@pytest.fixture
def make_photo(db: None, media_root: Path, make_picture: Any) -> Callable[..., Photo]:
    """`make_photo(width=1600, height=1000, renditions=True, alt_text=…)`: a photo in the library.

    Written straight to storage and table, for speed; `store_photo` has tests of its own.
    """

    def make(
        *,
        width: int = 640,
        height: int = 400,
        content: bytes | None = None,
        renditions: bool = False,
        **fields: Any,
    ) -> Photo:
        content = content or make_picture((width, height), quality=60)
        defaults: dict[str, Any] = {
            "alt_text": "A harbour in the rain, cranes behind it",
            "credit_line": "Marit Oosting / Coastal Pictures",
            "original_name": "harbour.jpg",
        }
        photo = Photo.objects.create(
            original=keep(io.BytesIO(content), folder="originals", extension="jpg").name,
            sha256=hashlib.sha256(content).hexdigest(),
            format="jpeg",
            width=width,
            height=height,
            size=len(content),
            **{**defaults, **fields},
        )
        if renditions:
            make_renditions(photo)
        return photo

    return make


@pytest.fixture(scope="session")
def display_p3() -> bytes:
    """An ICC profile of the wide colours that phones photograph in, written by hand.

    ICC.1:2001-04 (version 2), sections 6.1 to 6.5; primaries of SMPTE EG 432-1, adapted to D50.
    """

    def fixed(value: float) -> bytes:
        return struct.pack(">i", round(value * 65536))

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(fixed(value) for value in values)

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    text = b"text\0\0\0\0for tests\0"
    name = b"P3 by hand\0"
    description = b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + b"\0" * 79
    tags = {
        b"desc": description,
        b"cprt": text,
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.5151, 0.2412, -0.0011),
        b"gXYZ": xyz(0.2919, 0.6922, 0.0419),
        b"bXYZ": xyz(0.1572, 0.0666, 0.7841),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, data = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for signature, value in tags.items():
        table += signature + struct.pack(">II", start + len(data), len(value))
        data += value + b"\0" * (-len(value) % 4)
    body = struct.pack(">I", len(tags)) + table + data
    header = struct.pack(
        ">I4sI4s4s4s", 128 + len(body), b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ "
    )
    header += b"\0" * 12 + b"acsp" + b"\0" * 28 + fixed(0.9642) + fixed(1.0) + fixed(0.8249)
    return header + b"\0" * (128 - len(header)) + body


@pytest.fixture
def make_harbour() -> Callable[..., bytes]:
    """`make_harbour(seed=1, size=(640, 400), quality=85)`: a JPEG with enough in it to be told
    from others; of one seed all look alike, whatever their size and quality."""

    def make(*, seed: int, size: tuple[int, int] = (640, 400), quality: int = 85) -> bytes:
        greys = random.Random(seed)
        small = Image.new("L", (9, 8))
        small.putdata([greys.randrange(256) for _ in range(72)])
        target = io.BytesIO()
        small.resize(size, Image.Resampling.BICUBIC).convert("RGB").save(
            target, "JPEG", quality=quality
        )
        return target.getvalue()

    return make
