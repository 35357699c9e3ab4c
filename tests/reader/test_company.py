"""What stands around a name: co-authors, who writes on a topic, what goes together with it."""

import json

import pytest

from record.document import Contribution, Kind, Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign(make_public, make_author):
    """`sign("Ana", "Ben", topics=…)`: an article signed by these people."""
    people = {}

    def publish(*names, **fields):
        for name in names:
            people.setdefault(name, make_author(name, "Reed", slug=name.lower()))
        byline = tuple(Contribution(name=f"{n} Reed", author=n.lower()) for n in names)
        return make_public(byline=byline, **fields)

    return publish


def company(page):
    """Name: number, as the page shows them."""
    return {
        item.find("a/bdi").text: int(item.find("span[@class='count']").text)
        for item in page.findall(".//ul[@class='company']/li")
    }


def test_a_profile_names_those_who_sign_together_with_the_author_most(tree, sign):
    sign("Ana", "Ben")
    sign("Ana", "Ben", "Cleo")
    sign("Ana")
    sign("Ben", "Dan")

    assert company(tree("/authors/ana/")) == {"Ben Reed": 2, "Cleo Reed": 1}
    assert list(company(tree("/authors/ana/"))) == ["Ben Reed", "Cleo Reed"]


def test_who_signed_together_only_what_was_withdrawn_or_corrected_away_is_not_named(
    tree, sign, make_later
):
    sign("Ana")
    withdrawn = sign("Ana", "Ben")
    corrected = sign("Ana", "Cleo")
    make_later(withdrawn, Kind.WITHDRAWAL)
    make_later(corrected, Kind.CORRECTION, byline=corrected.byline[:1])

    assert company(tree("/authors/ana/")) == {}


def test_a_topic_names_its_writers_and_the_topics_it_goes_with(tree, sign):
    trade, tolls, tides = Term("trade", "Trade"), Term("tolls", "Tolls"), Term("tides", "Tides")
    sign("Ana", topics=(trade, tolls))
    sign("Ana", "Ben", topics=(trade,))
    sign("Cleo", topics=(tides,))

    page = tree("/topics/trade/")

    assert company(page) == {"Ana Reed": 2, "Ben Reed": 1}
    related = page.findall(".//aside//ul[@class='narrower']/li/a")
    assert [link.get("href") for link in related] == ["/topics/tolls/"]


def test_the_index_says_how_much_everybody_has_written(tree, sign):
    sign("Ana", "Ben")
    sign("Ana")

    people = tree("/authors/").findall(".//ul[@class='people']/li")

    assert {p.find("a").get("href"): p.find("span").text for p in people} == {
        "/authors/ana/": "2",
        "/authors/ben/": "1",
    }


def test_a_profile_is_told_to_search_engines_in_schema_orgs_words(tree, site):
    script = tree("/authors/mirae-yoon/").find("head/script[@type='application/ld+json']")
    profile = json.loads(script.text)
    person = profile["mainEntity"]

    assert (profile["@type"], person["@type"]) == ("ProfilePage", "Person")
    assert person["@id"] == "https://orcid.org/0000-0002-1825-0097"
    assert person["sameAs"] == [person["@id"], "https://yoon.example/"]
    assert person["affiliation"][0]["name"] == "Institute of Invented Waters"
    assert person["description"] == "Teaches maritime law."
    assert person["image"]["creditText"].startswith("Marit Oosting")
    assert "secret" not in script.text
