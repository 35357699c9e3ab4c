"""Rights that are about to end are announced: to whoever owns an article that shows the photo, and
to the editors. Thirty days ahead and seven, once each."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from articles import inbox
from articles.models import Article, RightsNotice
from articles.photo_uses import working_copies
from photos.models import Photo
from record.models import Appearance
from record.withholding import today

__all__ = ["AHEAD", "announce"]

AHEAD = (30, 7)  # days
AT_ONCE = 20  # photos in one round


def announce(now: datetime) -> int:
    """The chore: tell of photos whose rights end soon and were not announced; how many.

    Of a photo that nothing shows nobody is told, until something does.
    """
    on = today(now)
    told = 0
    for days in sorted(AHEAD):  # who learns of it a week ahead need not be told of the month
        for photo in _unannounced(on, days)[:AT_ONCE]:
            told += _announce(photo, on, days, now)
    return told


def _unannounced(on: date, days: int) -> list[Photo]:
    announced = RightsNotice.objects.filter(
        photo=OuterRef("pk"), last_day=OuterRef("rights_expire_on"), days__lte=days
    )
    ending = Photo.objects.with_rights_ending(on, on + timedelta(days=days))
    used = (
        Q(pk__in=Article.objects.exclude(lead_photo=None).values("lead_photo"))
        | Q(placements__isnull=False)
        | Exists(Appearance.objects.filter(photo=OuterRef("pk")))
    )
    return list(ending.filter(~Exists(announced)).filter(used).distinct().order_by("pk"))


def _announce(photo: Photo, on: date, days: int, now: datetime) -> bool:
    with transaction.atomic():
        _, fresh = RightsNotice.objects.get_or_create(
            photo=photo, last_day=photo.rights_expire_on or on, days=days, defaults={"at": now}
        )
        shown_in = list(_articles(photo))
        if not fresh or not shown_in:
            return False
        what, address = _said(photo, on), reverse("admin:photos_photo_change", args=[photo.pk])
        told = list(_editors())
        inbox.tell(told, about=shown_in[0], what=what, by=None, address=address)
        for article in shown_in:
            # Whoever owns several is told once.
            if article.created_by and article.created_by not in told:
                told.append(article.created_by)
                inbox.tell(told[-1:], about=article, what=what, by=None, address=address)
    return True


def _articles(photo: Photo) -> list[Article]:
    """Those whose working copy or a published version shows the photo, the latest first."""
    public = Appearance.objects.filter(photo=photo).values("article__article")
    shown = Article.objects.filter(Q(pk__in=working_copies(photo).values("pk")) | Q(key__in=public))
    return list(shown.select_related("created_by").order_by("-pk"))


def _editors() -> list[User]:
    """All who look after everybody's articles."""
    backend = "django.contrib.auth.backends.ModelBackend"
    found = User.objects.with_perm("articles.edit_others_articles", backend=backend)
    return list(found.filter(is_active=True, is_staff=True).order_by("pk"))


def _said(photo: Photo, on: date) -> str:
    """Nothing of the photo's own words: they may belong to what is not published."""
    last_day = photo.rights_expire_on or on
    left = (last_day - on).days
    when = "today" if left == 0 else f"in {left} day{'' if left == 1 else 's'}"
    return (
        f"The rights in a photo of it end {when}, on {last_day.day} {last_day:%B %Y}. After that "
        "day readers see a note in its place"
    )
