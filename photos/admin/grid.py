"""The library as pictures: what the list's template shows of each photo."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from editing.admin import ChangeList
from photos.attention import notes
from photos.likeness import alike
from photos.models import Photo
from photos.thumbnails import thumbnail_url

__all__ = ["GRID", "LIST", "VIEW", "Card", "PhotoList", "cards", "shown"]

GRID, LIST = "pictures", "list"
VIEW = "view"  # the parameter that says how the library is shown
WIDTH = 480  # pixels


@dataclass(frozen=True)
class Card:
    """A photo in the grid. ``alike`` are photos it looks like, ``uses`` says where it is used."""

    photo: Photo
    thumbnail: str
    notes: tuple[str, ...]
    alike: tuple[Photo, ...]
    uses: tuple[str, ...]


class PhotoList(ChangeList):
    """A list that does not take the way it is shown for a filter."""

    def get_filters_params(self, params: Any = None) -> Any:
        found = super().get_filters_params(params)
        found.pop(VIEW, None)
        return found


def shown(found: PhotoList, view: str, *, uses: Mapping[int, Sequence[str]]) -> dict[str, Any]:
    """What the list's template is given of one page: one query more. ``uses`` says where each
    photo is used, by its key."""
    current = LIST if view == LIST else GRID
    return {
        "cards": cards(found.result_list, uses),
        "view": current,
        "views": [
            (name, name.capitalize(), found.get_query_string({VIEW: name}), name == current)
            for name in (GRID, LIST)
        ],
    }


def cards(photos: Iterable[Photo], uses: Mapping[int, Sequence[str]]) -> list[Card]:
    """One for each, in their order: one query."""
    rows = list(photos)
    likenesses = alike(rows)
    return [
        Card(
            photo,
            thumbnail_url(photo, width=WIDTH),
            tuple(notes(photo)),
            tuple(likenesses.get(photo.pk, ())),
            tuple(uses.get(photo.pk, ())),
        )
        for photo in rows
    ]
