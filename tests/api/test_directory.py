"""Sections, topics, regions, issues, publications, licences, disclaimers, photos."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from editing.slugs import remember_slug
from photos.models import Photo
from publication.disclaimers import set_wording
from publication.models import Issue as IssueRow
from publication.models import Licence as LicenceRow
from publication.models import Publication, Section, Topic
from record.document import Issue, Kind, Licence, Term
from record.document import Section as SectionPart

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
LISTS = ("sections", "topics", "regions", "issues", "publications", "licences", "disclaimers",
         "photos", "authors")  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_of_a_list_is_at_its_own_address_as_described(
    client, read, site, assert_described, name
):
    listed = read(f"{name}/")

    assert_described(listed, f"{name.removesuffix('s').title()}List")
    assert listed["results"]
    for entry in listed["results"]:
        address = entry["links"]["self"].removeprefix(SITE)
        whole = client.get(address).json()
        shared = set(entry) & set(whole)
        assert {key: whole[key] for key in shared if key != "affiliations"} == {
            key: entry[key] for key in shared if key != "affiliations"
        }


@pytest.mark.parametrize("name", LISTS)
def test_every_link_of_an_entry_leads_somewhere(client, read, site, name):
    for entry in read(f"{name}/")["results"]:
        links = {k: v for k, v in entry["links"].items() if k != "feeds"}
        for address in [*links.values(), *entry["links"].get("feeds", {}).values()]:
            assert client.get(address.removeprefix(SITE)).status_code == 200, address


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_walked_page_by_page(client, read, site, name):
    whole = read(f"{name}/", page_size="100")["results"]
    found, address = [], f"/api/v1/{name}/?page_size=1"
    while address:
        page = client.get(address).json()
        found += page["results"]
        address = page["next"] and page["next"].removeprefix(SITE)

    assert found == whole


COUNTS = {
    "sections": 1, "topics": 2, "regions": 2, "issues": 1, "publications": 2, "licences": 2,
    "disclaimers": 4, "photos": 3, "authors": 2,
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_a_list_takes_the_same_queries_however_long(
    client, site, django_assert_max_num_queries, name
):
    for size in (1, 100):
        # One more looks whether something scheduled is due, as before every public answer.
        with django_assert_max_num_queries(1 + COUNTS[name]):
            client.get(f"/api/v1/{name}/", {"page_size": size})


# --- trees ------------------------------------------------------------------------------------


def test_a_topic_is_told_with_those_around_it(read, make_public):
    for slug in ("sea", "trade", "ferries", "grain"):
        make_public(topics=(Term(slug, slug.title()),))
    Topic.objects.filter(slug="trade").update(parent=Topic.objects.get(slug="sea"))
    Topic.objects.filter(slug__in=("ferries", "grain")).update(
        parent=Topic.objects.get(slug="trade")
    )

    told = read("topics/trade/")

    assert [each["slug"] for each in told["ancestors"]] == ["sea"]
    assert [each["slug"] for each in told["children"]] == ["ferries", "grain"]
    assert [each["slug"] for each in read("topics/ferries/")["ancestors"]] == ["sea", "trade"]
    assert [each["slug"] for each in read("topics/", parent="trade")["results"]] == [
        "ferries", "grain"
    ]  # fmt: skip


def test_a_topic_that_nothing_readable_names_is_no_ones_parent(client, read, make_public):
    make_public(topics=(Term("ferries", "Ferries"),))
    hidden = Topic.objects.create(name="Unheard of", slug="unheard-of")
    Topic.objects.filter(slug="ferries").update(parent=hidden)

    assert read("topics/ferries/")["ancestors"] == []
    assert read("topics/")["results"][0]["parent"] is None
    assert read("topics/", parent="unheard-of")["results"] == []
    assert client.get("/api/v1/topics/unheard-of/").status_code == 404


def test_a_region_is_found_by_its_code(read, make_public, region_kr):
    make_public(regions=(Term("south-korea", "South Korea", "KR"),))

    assert [each["slug"] for each in read("regions/", code="KR")["results"]] == ["south-korea"]
    assert read("regions/", code="BE")["results"] == []


def test_a_former_slug_leads_to_the_present_one(client, make_public):
    make_public(section=SectionPart("essay", "Essay", "other"))
    row = Section.objects.get(slug="essay")
    row.slug = "essays"
    row.save()
    remember_slug(row, "essay")

    answer = client.get("/api/v1/sections/essay/")

    assert (answer.status_code, answer["Location"]) == (301, "/api/v1/sections/essays/")


@pytest.mark.parametrize(
    ("ordering", "expected"),
    [("", "cab"), ("-published_on", "cab"), ("published_on", "bac"), ("slug", "abc"),
     ("-slug", "cba")],
)  # fmt: skip
def test_issues_come_by_date_or_by_slug(client, slugs, make_public, ordering, expected):
    for slug in "abc":
        make_public(issue=Issue(slug, "3", slug))
    IssueRow.objects.filter(slug="a").update(published_on=date(2026, 1, 1))
    IssueRow.objects.filter(slug="c").update(published_on=date(2026, 3, 1))
    query = {"ordering": ordering} if ordering else {}

    walked, address = (
        [],
        "/api/v1/issues/?page_size=1&"
        + "&".join(f"{name}={value}" for name, value in query.items()),
    )
    while address:
        page = client.get(address).json()
        walked += [each["slug"] for each in page["results"]]
        address = page["next"] and page["next"].removeprefix(SITE)

    assert "".join(slugs("issues/", **query)) == "".join(walked) == expected


# --- what stands behind everything ------------------------------------------------------------


def test_a_publication_is_public_by_default_or_by_an_issue(
    client, read, publication, make_publication, make_public
):
    other = make_publication(title="Quiet Quarterly", issn_online="", licence=None)
    assert [each["title"] for each in read("publications/")["results"]] == [publication.title]
    assert client.get(f"/api/v1/publications/{other.pk}/").status_code == 404

    IssueRow.objects.create(publication=other, volume="1", number="1", slug="q-1")
    make_public(issue=Issue("q-1", "1", "1"))

    assert len(read("publications/")["results"]) == 2


def test_a_licence_is_public_when_an_article_is_under_it(client, read, publication, make_public):
    LicenceRow.objects.get_or_create(spdx="LicenseRef-Closed", defaults={"name": "Closed"})
    before = [each["spdx"] for each in read("licences/")["results"]]
    make_public(licence=Licence("LicenseRef-Closed", "Closed"))

    assert before == ["CC-BY-4.0"]
    assert read("licences/LicenseRef-Closed/")["republishing_allowed"] is False
    assert client.get("/api/v1/licences/CC0-1.0/").status_code == 404


def test_a_disclaimer_is_told_in_the_wording_in_force(read, publication, site):
    [told] = read("disclaimers/")["results"]

    assert told["wording_one"] == (
        "The writer speaks for nobody else, least of all Harbour Review."
    )
    assert told["default"] is True
    assert publication.disclaimer.label not in str(told)


def test_of_earlier_editions_only_what_was_printed_is_told(
    read, publication, make_public, make_disclaimer, time_machine
):
    now = timezone.now()
    disclaimer = make_disclaimer(one="First.", several="First of us.")
    for days, wording in ((1, "Second, never printed."), (2, "Third.")):
        time_machine.move_to(now + timedelta(days=days))
        set_wording(disclaimer, wording)
    publication.disclaimer = disclaimer
    publication.save()
    make_public(first_published=now + timedelta(hours=1), disclaimers=("First of us.",))
    make_public(first_published=now + timedelta(days=1, hours=1), disclaimers=())

    told = read(f"disclaimers/{disclaimer.pk}/")

    assert [each["wording_one"] for each in told["editions"]] == ["Third.", "First."]


def test_a_disclaimer_of_nothing_public_is_not_there(client, read, site, make_disclaimer):
    hidden = make_disclaimer(label="canary", one="canary")
    Section.objects.create(name="canary", slug="canary", disclaimer=hidden)

    assert "canary" not in str(read("disclaimers/"))
    assert client.get(f"/api/v1/disclaimers/{hidden.pk}/").status_code == 404


# --- photos -----------------------------------------------------------------------------------


def test_a_photo_is_told_as_it_was_printed(read, make_public, lead):
    document = make_public(photo=lead)
    Photo.objects.filter(pk=lead.pk).update(credit_line="Not yet published", alt_text="Nor this")

    told = read(f"photos/{lead.sha256}/")

    assert told["credit_line"] == document.lead_photo.credit_line
    assert told["alt_text"] == document.lead_photo.alt_text
    assert told["redistribution_allowed"] is False
    assert {each["format"] for each in told["renditions"]} == {"avif", "webp", "jpg"}


def test_the_articles_that_show_a_photo_are_found_by_it(read, slugs, make_public, lead):
    make_public(slug="shows-it", photo=lead)
    make_public(slug="does-not")

    assert slugs(photo=lead.sha256) == ["shows-it"]


def test_a_photo_goes_with_its_article(client, make_public, make_later, lead):
    document = make_public(photo=lead)
    address = f"/api/v1/photos/{lead.sha256}/"
    assert client.get(address).status_code == 200

    make_later(document, Kind.WITHDRAWAL)

    assert client.get(address).status_code == 404


def test_nothing_hidden_is_told_apart_from_what_never_existed(
    client, site, make_photo, publication
):
    hidden = {
        "sections": Section.objects.create(name="x", slug="canary").slug,
        "topics": Topic.objects.create(name="x", slug="canary").slug,
        "photos": make_photo(alt_text="canary").sha256,
    }
    for name, key in hidden.items():
        absent = "0" * 64 if name == "photos" else "absent"
        one, other = (client.get(f"/api/v1/{name}/{each}/") for each in (key, absent))

        assert one.status_code == other.status_code == 404
        assert one.content == other.content.replace(absent.encode(), key.encode())


def test_there_is_something_to_read_before_anything_is_published(client, db):
    assert Publication.objects.count() == 0
    for name in LISTS:
        assert client.get(f"/api/v1/{name}/").json()["results"] == []


# --- searching --------------------------------------------------------------------------------


def test_what_is_found_is_told_as_in_a_list_with_where_it_stands(
    read, make_public, assert_described
):
    make_public(slug="found", title="Lighthouses Without Keepers")
    make_public(slug="other", title="Grain")

    told = read("search/", q="lighthouses")

    assert_described(told, "Search")
    [hit] = told["results"]
    assert hit["slug"] == "found"
    assert hit["snippet_html"].startswith("Three states share a strait")
    assert "<mark>narrow</mark>" in read("search/", q="narrow")["results"][0]["snippet_html"]
    assert told["total"] == 1
    listed = read("articles/")["results"][1]
    assert {name: hit[name] for name in listed} == listed


def test_a_search_is_walked_page_by_page(client, make_public):
    for number in range(5):
        make_public(slug=f"n{number}", title=f"Lighthouse {number}")
    for ordering in ("relevance", "newest"):
        found, address = [], f"/api/v1/search/?q=lighthouse&ordering={ordering}&page_size=2"
        while address:
            page = client.get(address).json()
            found += [hit["slug"] for hit in page["results"]]
            address = page["next"] and page["next"].removeprefix(SITE)
        assert sorted(found) == [f"n{number}" for number in range(5)]


@pytest.mark.parametrize("q", ["", "\0", "é" * 3000, '"', "author:", "-", "*", "AND OR NOT ("])
def test_no_question_is_a_fault(client, make_public, q):
    make_public()

    assert client.get("/api/v1/search/", {"q": q}).status_code == 200


def test_a_cursor_of_another_search_is_refused(client, refused, make_public):
    assert refused("cursor", "search/", {"q": "x", "cursor": "nonsense"})["detail"]
