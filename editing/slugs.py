"""The last part of an address: made from a title, unique, and kept as a redirect for ever."""

import re
import unicodedata
from typing import TypeVar

from django.db import IntegrityError, models, transaction

from editing.models import FormerSlug

__all__ = [
    "MAX_LENGTH",
    "SlugTaken",
    "current_object",
    "former_owner",
    "free_slug",
    "make_slug",
    "model_label",
    "remember_slug",
    "save_under_free_slug",
]

M = TypeVar("M", bound=models.Model)

MAX_LENGTH = 80  # characters
FALLBACK = "untitled"
ATTEMPTS = 200  # of concurrent saves under one title, each round lets one through
# Latin letters that no decomposition leads to ASCII.
LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th",
        "ħ": "h", "ŧ": "t", "ŋ": "ng", "ı": "i", "ɓ": "b", "ɗ": "d", "ƙ": "k",
    }
)  # fmt: skip
# "Asia's" and "U.S." are one word each; "3.5" is two.
JOINING = re.compile(r"(?<=\w)[’'ʼ‘`](?=\w)|(?<=\b[a-z])\.(?=[a-z]\b)")


class SlugTaken(ValueError):
    """The slug leads, or once led, to another object: it is never given away. Choose another."""

    def __init__(self, slug: str, owner: models.Model | None = None) -> None:
        self.slug = slug
        self.owner = owner
        super().__init__(f"The address “{slug}” belongs to “{owner or 'something else'}”.")


def make_slug(text: str) -> str:
    """ASCII letters, digits and single hyphens, at most 80; "untitled" if nothing is left."""
    # İ (dotted) lowers to i and a combining dot, which goes with the other marks.
    folded = unicodedata.normalize("NFKC", text).lower().translate(LETTERS)
    decomposed = unicodedata.normalize("NFKD", folded)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = re.findall(r"[a-z0-9]+", JOINING.sub("", bare))
    return shortened("-".join(words), MAX_LENGTH) or FALLBACK


def shortened(slug: str, length: int) -> str:
    """At most so many characters, ending with a whole word where there is more than one."""
    if len(slug) <= length:
        return slug
    cut = slug[:length]
    if slug[length] != "-" and "-" in cut:
        cut = cut.rpartition("-")[0]
    return cut.strip("-")


def model_label(model: type[models.Model]) -> str:
    """The name FormerSlug knows a model by, such as "authors.author"."""
    return str(model._meta.label_lower)


def free_slug(model: type[models.Model], wanted: str, *, exclude_pk: int | None = None) -> str:
    """`wanted`, made a slug, or with -2, -3…: one that no other object has or ever had."""
    base = make_slug(wanted)
    root = base[: MAX_LENGTH - 12]
    taken = set(
        model._base_manager.filter(slug__startswith=root)
        .exclude(pk=exclude_pk)
        .values_list("slug", flat=True)
    )
    former = FormerSlug.objects.filter(model=model_label(model), slug__startswith=root)
    if exclude_pk is not None:
        former = former.exclude(object_id=exclude_pk)
    taken.update(former.values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        ending = f"-{number}"
        slug = base[: MAX_LENGTH - len(ending)].rstrip("-") + ending
    return slug


def save_under_free_slug(instance: models.Model, wanted: str) -> None:
    """Save a new row under `wanted` or the next free slug, whoever else does so at this moment."""
    for _attempt in range(ATTEMPTS):
        slug = free_slug(type(instance), wanted, exclude_pk=instance.pk)
        instance.slug = slug  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                instance.save()
        except IntegrityError:
            if not taken_by_another(instance, slug):
                raise
        else:
            return
    raise SlugTaken(slug)


def taken_by_another(instance: models.Model, slug: str) -> bool:
    others = type(instance)._base_manager.filter(slug=slug)
    return others.exclude(pk=instance.pk).exists()


def former_owner(
    model: type[models.Model], slug: str, *, exclude_pk: int | None = None
) -> FormerSlug | None:
    """The remembered slug, if it leads to another object than `exclude_pk`."""
    former = FormerSlug.objects.filter(model=model_label(model), slug=slug)
    if exclude_pk is not None:
        former = former.exclude(object_id=exclude_pk)
    return former.first()


def remember_slug(instance: models.Model, old_slug: str) -> None:
    """Keep `old_slug` as a redirect to the instance, whose new slug is already set.

    Raises SlugTaken if the old slug led to another object. A slug taken back redirects no more.
    """
    label = model_label(type(instance))
    new_slug = instance.slug  # type: ignore[attr-defined]
    if old_slug == new_slug:
        return
    FormerSlug.objects.filter(model=label, slug=new_slug, object_id=instance.pk).delete()
    former, _created = FormerSlug.objects.get_or_create(
        model=label, slug=old_slug, defaults={"object_id": instance.pk}
    )
    if former.object_id != instance.pk:
        raise SlugTaken(old_slug)


def current_object(model: type[M], former_slug: str) -> M | None:
    """The object that once had this slug, if there is one now."""
    former = FormerSlug.objects.filter(model=model_label(model), slug=former_slug).first()
    if former is None:
        return None
    return model._base_manager.filter(pk=former.object_id).first()
