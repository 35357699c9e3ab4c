"""Makes the sizes and formats of a photo that pages need, once, never while a reader waits.

Which there are is a pure function of the photo (`photos.ladder`), how each was made is
told by its recipe: a changed focal point, permission to crop or credit changes the recipe of
what it touches, and just that is made anew. Started again after a crash, it goes on where it
stopped. The old file of a rendition made anew stays until the sweeper comes.
"""

import hashlib
import json
import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F

from photos.child import ChildFailed, run_in_child
from photos.encoding import RECIPE
from photos.ladder import FORMATS, SHAPES, available_shapes, rendition_sizes
from photos.models import Photo, PhotoQuerySet, Rendition
from photos.stamping import Stamp
from photos.storage import StorageFull, as_local_path, keep, refusing_when_full

__all__ = [
    "RenditionsFailed",
    "make_missing",
    "make_renditions",
    "renditions_complete",
    "renditions_missing",
]

logger = logging.getLogger(__name__)

SHAPE_TIME = 120  # seconds of CPU for all renditions of one shape


class RenditionsFailed(Exception):
    """Renditions of `photo` cannot be made; upload a better copy. `problem` is a sentence."""

    def __init__(self, photo: Photo, problem: str) -> None:
        self.photo, self.problem = photo, problem
        super().__init__(f"Photo {photo.pk} has no renditions: {problem}")


class _Key(NamedTuple):
    shape: str
    width: int
    height: int
    format: str


def make_renditions(photo: Photo) -> list[Rendition]:
    """Make what is missing or out of date, drop what isn't wanted; answers all that exist.

    Idempotent. Rows appear shape by shape, each after its files are on the disk. Raises
    RenditionsFailed when the original cannot be used, StorageFull when there is no room.
    Takes seconds: call it outside of a transaction.
    """
    wanted = _wanted(photo)
    present = {_key(row): row for row in photo.renditions.all()}
    stale = [row.pk for key, row in present.items() if key not in wanted]
    missing = [
        key
        for key, recipe in wanted.items()
        if key not in present
        or present[key].recipe != recipe
        or not default_storage.exists(present[key].file.name or "")
    ]
    try:
        _make(photo, missing, wanted)
    except (ChildFailed, FileNotFoundError) as failure:
        problem = _problem(failure)
        Photo.objects.filter(pk=photo.pk).update(
            renditions_edit=photo.edit_number, renditions_problem=problem
        )
        raise RenditionsFailed(photo, problem) from failure
    photo.renditions.filter(pk__in=stale).delete()
    # An edit made meanwhile has a higher number and stays due.
    Photo.objects.filter(pk=photo.pk).update(
        renditions_edit=photo.edit_number, renditions_problem=""
    )
    photo.renditions_edit, photo.renditions_problem = photo.edit_number, ""
    return list(photo.renditions.all())


def renditions_complete(photo: Photo) -> bool:
    """Whether every rendition exists as the photo's fields demand today. One query."""
    present = {_key(row): row.recipe for row in photo.renditions.all()}
    return _wanted(photo).items() <= present.items()


def renditions_missing() -> PhotoQuerySet:
    """Photos added or edited since their renditions were last looked after, oldest first.

    One whose last attempt failed returns when it is edited.
    """
    return Photo.objects.exclude(renditions_edit=F("edit_number")).order_by("pk")


def make_missing(limit: int = 1) -> int:
    """Look after at most `limit` photos; answers how many got all their renditions.

    A photo that fails is noted in its row and logged; a full disk ends the round.
    """
    made = 0
    for photo in renditions_missing().select_related("licence")[:limit]:
        try:
            make_renditions(photo)
        except RenditionsFailed as failure:
            logger.warning("%s", failure)
        except StorageFull:
            logger.exception("No room for the renditions of photo %s", photo.pk)
            break
        else:
            made += 1
    return made


def _wanted(photo: Photo) -> dict[_Key, str]:
    """Every rendition there should be, with its recipe."""
    stamp = _stamp(photo)
    return {
        _Key(shape, width, height, form): _recipe(photo, shape, stamp)
        for shape in available_shapes(cropping_allowed=photo.cropping_allowed)
        for width, height in rendition_sizes(photo.width, photo.height, shape)
        for form in FORMATS
    }


def _recipe(photo: Photo, shape: str, stamp: Stamp) -> str:
    focal = None if shape == "full" else (photo.focal_x, photo.focal_y)
    decisions = [RECIPE, photo.sha256, shape, focal, asdict(stamp)]
    return hashlib.sha256(json.dumps(decisions, sort_keys=True).encode()).hexdigest()


def _stamp(photo: Photo) -> Stamp:
    return Stamp(
        credit=photo.attribution,
        creator=photo.creator,
        source=photo.source,
        copyright=photo.copyright_notice,
        licence_url=photo.terms_url,
        usage_terms=photo.licence.name if photo.licence else "",
    )


def _make(photo: Photo, missing: list[_Key], wanted: dict[_Key, str]) -> None:
    """Render the shapes side by side, each in a child of its own; write their rows one by one."""
    by_shape = {shape: [key for key in missing if key.shape == shape] for shape in SHAPES}
    todo = [keys for keys in by_shape.values() if keys]
    if not todo:
        return
    with (
        refusing_when_full(),
        as_local_path(photo.original) as path,
        TemporaryDirectory(prefix="renditions-") as folder,
        ThreadPoolExecutor(len(todo)) as children,
    ):
        # The threads only wait for their child: rows are written here, in the caller's transaction.
        render = partial(_render, photo, _stamp(photo), path, Path(folder))
        for keys, answer in zip(todo, children.map(render, todo), strict=True):
            if answer.get("refused") == "full":
                raise StorageFull
            _save([_row(photo, key, wanted[key], Path(folder)) for key in keys])


def _render(
    photo: Photo, stamp: Stamp, path: Path, folder: Path, keys: list[_Key]
) -> dict[str, Any]:
    place = folder / keys[0].shape
    place.mkdir()
    return run_in_child(
        "render",
        {
            "path": str(path),
            "shape": keys[0].shape,
            "focal": (photo.focal_x, photo.focal_y),
            "sizes": [(key.width, key.height, key.format) for key in keys],
            "stamp": asdict(stamp),
            "folder": str(place),
        },
        seconds=SHAPE_TIME,
    )


def _row(photo: Photo, key: _Key, recipe: str, folder: Path) -> Rendition:
    with (folder / key.shape / f"{key.width}.{key.format}").open("rb") as file:
        kept = keep(file, folder="renditions", extension=key.format)
    return Rendition(
        photo=photo,
        **key._asdict(),
        file=kept.name,
        sha256=kept.sha256,
        size=kept.size,
        recipe=recipe,
    )


def _save(rows: Iterable[Rendition]) -> None:
    with transaction.atomic():
        Rendition.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["photo", "shape", "width", "format"],
            update_fields=["height", "file", "sha256", "size", "recipe", "made_at"],
        )


def _key(row: Rendition) -> _Key:
    return _Key(row.shape, row.width, row.height, row.format)


def _problem(failure: Exception) -> str:
    match failure:
        case ChildFailed(reason="crash"):
            return "The original cannot be read to the end."
        case ChildFailed():
            return "The original takes more memory or time than is allowed."
        case _:
            return "The file of the original is missing from the storage."
