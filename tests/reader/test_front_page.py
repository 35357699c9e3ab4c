"""What the front page shows besides the latest: the current issue, what is read most, regions."""

from datetime import date

import pytest
from django.utils import timezone

from counting.models import TotalUsage
from publication.models import Issue
from record.document import Issue as In
from record.document import Kind, Term
from record.models import PublishedArticle

pytestmark = pytest.mark.django_db


def read_often(document, times):
    TotalUsage.objects.create(
        article=document.article, recent=times, counted_on=timezone.now().date()
    )


def titles(page, section):
    return [a.text for a in page.findall(f".//section[@class='{section}']//*[@class]/li/a")]


def test_a_front_page_without_issue_counts_and_regions_has_no_place_for_them(tree, make_public):
    make_public(issue=None, regions=())

    page = tree("/")

    for name in ("current", "most-read", "shelf around"):
        assert page.find(f".//section[@class='{name}']") is None


def test_the_current_issue_is_the_latest_of_which_something_can_be_read(tree, make_public):
    for slug, number, on in (("3-1", "1", date(2026, 1, 1)), ("3-2", "2", date(2026, 2, 1))):
        make_public(title=f"In {slug}", issue=In(slug, "3", number, ""))
        Issue.objects.filter(slug=slug).update(published_on=on)
    Issue.objects.create(  # nothing of it is public yet
        publication=Issue.objects.first().publication,
        volume="9",
        slug="9",
        published_on=date(2026, 9, 9),
    )

    page = tree("/")

    assert page.find(".//section[@class='current']//h3/a").get("href") == "/issues/3-2/"
    assert titles(page, "current") == ["In 3-2"]


def test_what_is_read_most_is_named_in_its_order(tree, make_public, make_later):
    rarely, often, withdrawn = (make_public(title=t) for t in ("Rarely", "Often", "Withdrawn"))
    read_often(rarely, 5)
    read_often(often, 50)
    read_often(withdrawn, 500)
    make_later(withdrawn, Kind.WITHDRAWAL)

    assert titles(tree("/"), "most-read") == ["Often", "Rarely"]


def test_the_regions_most_is_written_about_lead_on(tree, make_public):
    japan, fiji = Term("japan", "Japan", "JP"), Term("fiji", "Fiji", "FJ")
    make_public(regions=(japan, fiji))
    make_public(regions=(japan,))

    links = tree("/").findall(".//ul[@class='region-strip']/li/a")

    assert [(a.get("href"), a.find("span").text) for a in links] == [
        ("/regions/japan/", "2"),
        ("/regions/fiji/", "1"),
    ]


def test_a_front_page_of_retracted_articles_alone_still_lists_them(read, make_public, make_later):
    make_later(make_public(title="Unsound"), Kind.RETRACTION)

    assert "Unsound" in read("/")
    assert PublishedArticle.objects.count() == 1
