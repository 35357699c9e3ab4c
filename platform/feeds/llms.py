"""``/llms.txt``: the site told to programs that read texts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from feeds.answers import answered, telling
from feeds.forms import FORMS
from feeds.subjects import absolute, addresses
from publication.default import default_publication
from record import listings
from renderings import llms as rendering
from renderings.llms import Serial

__all__ = ["llms"]

LATEST = 50  # articles named; all stand in the sitemap
CONTENT_TYPE = "text/markdown; charset=utf-8"
FORM_NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}


@telling
def llms(request: HttpRequest) -> HttpResponseBase:
    """What this is, how to read it, and the latest articles with the licence of each."""
    serial, ways = _serial(), _ways()
    rows = listings.articles().values_list("current_id", "summary")[:LATEST]
    some = list(rows)
    return answered(
        request,
        lambda: rendering.render(serial, ways, [summary for _, summary in some], addresses()),
        content_type=CONTENT_TYPE,
        depends_on=(serial, ways, [version for version, _ in some]),
    )


def _serial() -> Serial:
    row = default_publication()
    if row is None:
        return Serial("Masthead")
    return Serial(
        title=row.title,
        tagline=row.tagline,
        publisher=row.publisher,
        issn=row.issn_online or row.issn_print or row.issn_linking,
        contact=row.contact_email,
    )


def _ways() -> list[tuple[str, str, str]]:
    """Other things to read, with what each is for."""
    feeds = [
        (FORM_NAMES[form], absolute(reverse("feeds:articles", args=[form])), "articles whole")
        for form in FORMS
    ]
    return [
        *feeds,
        ("Sitemap", absolute(reverse("feeds:sitemap")), "every public page, with its translations"),
        ("News sitemap", absolute(reverse("feeds:news-sitemap")), "the last two days"),
        ("About", addresses().about(), "publisher, board and policies, for people"),
    ]
