"""Issues: the list with covers, and a table of contents by section."""

from datetime import date

import pytest

from photos.models import IssueCover
from publication.models import Issue, Section
from record.document import Issue as In
from record.document import Section as Under

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = In("3-1", "3", "1"), In("3-2", "3", "2", "Tides"), In("3-3", "3", "3")


@pytest.fixture
def issues(make_public):
    """Three issues, the second with a cover of its own sections and articles."""
    make_public(issue=FIRST)
    for title, section in (
        ("Opinion one", Under("commentary", "Commentary", "other")),
        ("Study", Under("analysis", "Analysis", "other")),
        ("Opinion two", Under("commentary", "Commentary", "other")),
    ):
        make_public(title=title, section=section, issue=SECOND)
    make_public(issue=THIRD)
    for position, slug in enumerate(("analysis", "commentary")):
        Section.objects.filter(slug=slug).update(position=position)
    for month, slug in enumerate(("3-1", "3-2", "3-3"), 1):
        Issue.objects.filter(slug=slug).update(published_on=date(2026, month, 1))


def test_the_contents_stand_under_their_sections_in_the_order_of_publication(tree, issues):
    page = tree("/issues/3-2/")

    assert {
        part.find("h2/bdi").text: [a.text for a in part.findall(".//h3/a")]
        for part in page.findall(".//main//section")
    } == {"Analysis": ["Study"], "Commentary": ["Opinion one", "Opinion two"]}
    assert "min" in "".join(page.find(".//main//section//p[@class='credits']").itertext())


def test_an_issue_leads_to_the_one_before_and_the_one_after(tree, issues):
    def around(slug):
        links = tree(f"/issues/{slug}/").findall(".//nav[@class='neighbours']/a")
        return {link.get("rel"): link.get("href") for link in links}

    assert around("3-1") == {"next": "/issues/3-2/"}
    assert around("3-2") == {"next": "/issues/3-3/", "prev": "/issues/3-1/"}
    assert around("3-3") == {"prev": "/issues/3-2/"}


def test_a_cover_is_shown_with_its_credit_in_the_list_in_the_issue_and_in_front(
    tree, read, issues, lead
):
    IssueCover.objects.create(issue=Issue.objects.get(slug="3-2"), photo=lead)
    Issue.objects.filter(slug="3-2").update(published_on=date(2026, 9, 1))

    for address in ("/", "/issues/", "/issues/3-2/"):
        assert f"/photos/{lead.sha256}/full-320.avif" in read(address), address
        assert "Marit Oosting" in read(address), address


def test_issues_without_a_date_are_the_oldest(tree, issues):
    Issue.objects.filter(slug="3-3").update(published_on=None)

    names = [a.get("href") for a in tree("/issues/").findall(".//h2/a")]

    assert names == ["/issues/3-2/", "/issues/3-1/", "/issues/3-3/"]


def test_a_great_issue_has_its_contents_on_one_page_up_to_a_hundred_articles(tree, make_public):
    for number in range(30):
        make_public(title=f"N {number}", issue=FIRST)

    titles = [a.text for a in tree("/issues/3-1/").findall(".//main//h3/a")]

    assert titles == [f"N {number}" for number in range(30)]
