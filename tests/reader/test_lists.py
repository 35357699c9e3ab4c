"""Home and the lists: what stands in them, in which order, and where they lead."""

from datetime import UTC, datetime, timedelta

import pytest

from publication.models import Section, Topic
from record.document import Contribution, Kind, Term
from record.document import Section as In

pytestmark = pytest.mark.django_db


def titles(page):
    links = page.findall(".//main//article[@class]//h2/a") + page.findall(".//main//h3/a")
    return ["".join(link.itertext()) for link in links]


def test_home_leads_with_the_newest_article_that_has_a_photo(tree, make_public, lead):
    make_public(title="Older")
    make_public(title="With a photo", photo=lead)
    make_public(title="Newest")

    page = tree("/")
    story = page.find(".//article[@class='lead lead-pictured']")

    assert story.find("div/h2/a").text == "With a photo"
    assert story.find(".//img").get("fetchpriority") == "high"
    assert "Marit Oosting" in story.find(".//figcaption").text
    assert [a.text for a in page.findall(".//section[@class='latest']//h3/a")] == [
        "Newest",
        "Older",
    ]


def test_home_never_leads_with_what_was_retracted(tree, make_public, make_later):
    make_public(title="Sound")
    later = make_public(title="Unsound")
    make_later(later, Kind.RETRACTION)

    assert tree("/").find(".//article[@class='lead']/div/h2/a").text == "Sound"


def test_home_shows_each_section_in_its_order_without_repeating_the_latest(tree, make_public):
    for number in range(5):
        make_public(title=f"Analysis {number}", section=In("analysis", "Analysis", "other"))
    for number in range(9):
        make_public(title=f"Commentary {number}")
    Section.objects.filter(slug="commentary").update(position=2)
    Section.objects.filter(slug="analysis").update(position=1)

    shelves = {
        shelf.find("h2//bdi").text: [a.text for a in shelf.findall(".//h3/a")]
        for shelf in tree("/").findall(".//section[@class='shelf']")
    }

    assert list(shelves) == ["Analysis", "Commentary"]
    assert shelves["Analysis"] == ["Analysis 4", "Analysis 3", "Analysis 2", "Analysis 1"]
    assert shelves["Commentary"] == ["Commentary 1", "Commentary 0"]


def test_the_list_of_all_is_paged_without_a_gap_or_a_repetition(tree, make_public):
    at = datetime(2026, 3, 1, tzinfo=UTC)
    for number in range(45):
        # Five at a time share an instant, so that a page may end between equals.
        when = at.replace(day=1 + number // 5)
        make_public(slug=f"n-{number}", title=f"N {number}", first_published=when, published=when)

    address, seen = "/articles/", []
    while address:
        page = tree(address)
        seen += titles(page)
        following = page.find(".//nav[@class='pages']/a[@rel='next']")
        address = "/articles/" + following.get("href") if following is not None else None

    assert seen == [f"N {number}" for number in reversed(range(45))]


def test_years_are_those_of_the_publications_clock(tree, make_public):
    eve = datetime(2025, 12, 31, 16, 0, tzinfo=UTC)  # in Seoul, a quarter of a day into 2026
    make_public(first_published=eve)

    assert tree("/articles/").find(".//h2[@id='year-2026']") is not None


def test_a_long_byline_is_shortened_in_lists(read, make_public):
    make_public(byline=tuple(Contribution(name=f"Person {n}") for n in range(12)))

    page = read("/articles/")

    assert "<bdi>Person 2</bdi> and 9 others" in page
    assert "Person 3" not in page


def test_authors_stand_under_their_family_names_first_letter(tree, make_public, make_author):
    people = [
        make_author("Åsa", "Öberg"),
        make_author("Ana", "Ocampo"),
        make_author("민지", "김"),
        make_author("Jean", "de Vries"),
    ]
    make_public(byline=tuple(Contribution(name=p.display_name, author=p.slug) for p in people))

    letters = {
        section.find("h2").text: [item.find("a/bdi").text for item in section.findall("ul/li")]
        for section in tree("/authors/").findall(".//section[@class='letter']")
    }

    assert letters == {
        "D": ["de Vries, Jean"],
        "O": ["Öberg, Åsa", "Ocampo, Ana"],
        "Hangul": ["김, 민지"],
    }


def test_a_profile_shows_who_somebody_is_and_never_what_is_private(read, site):
    page = read("/authors/mirae-yoon/")

    for part in (
        "Mirae Yoon",
        '<bdi class="native-name" lang="ko">윤미래</bdi>',
        "ORCID 0000-0002-1825-0097",
        "Teaches <em>maritime law</em>.",
        "Institute of Invented Waters",
        "(since 2012)",
        "https://yoon.example/",
        "<cite>Slow Water</cite>, Invented, 2021",
        "/square-320.avif 320w",
        "Who Keeps the Lanes Open?",
        'href="/authors/mirae-yoon/feed.atom"',
    ):
        assert part in page, part
    assert "secret" not in page
    assert "alert('bio')" not in page


def test_topics_stand_in_a_tree_of_those_there_is_something_to_read_on(read, tree, site):
    Topic.objects.create(name="Never written about", slug="never")

    index = tree("/topics/")
    wider, narrower = read("/topics/the-sea/"), read("/topics/trade/")

    outer = index.find(".//ul[@class='tree']/li/ul[@class='branch']/li/a")
    assert outer.get("href") == "/topics/trade/"
    assert "Salt water." in wider
    assert 'href="/topics/trade/"' in wider
    assert 'href="/topics/the-sea/"' in narrower
    assert "Never written about" not in read("/topics/")


def test_a_page_of_the_directory_lists_what_names_it(read, site):
    listed = {
        "section": "Many Hands",
        "topic": "من يحرس الممرات؟",
        "region": "Who Keeps the Lanes Open?",
        "issue": "Who Keeps the Lanes Open?",
        "author": "Who Keeps the Lanes Open?",
    }
    for kind, title in listed.items():
        page = read(site[kind])
        assert title in page, kind
        assert "The Pilot’s Letter" not in page, kind


def test_a_term_leads_to_its_own_feeds(tree, make_public):
    make_public(topics=(Term("trade", "Trade"),))

    feeds = [link.get("href") for link in tree("/topics/trade/").findall("head/link[@title]")]

    assert feeds[:3] == [f"/topics/trade/feed.{form}" for form in ("rss", "atom", "json")]


def test_the_log_names_every_notice_the_latest_first(tree, corrected, make_public, make_later):
    letter = make_public(slug="letter", first_published=corrected.published + timedelta(days=9))
    make_later(letter, Kind.WITHDRAWAL, "Removed by order of a court.")

    entries = tree("/corrections/").findall(".//main//article")
    parts = ((e.find(".//strong"), e.find(".//h2/a"), e.find(".//p[2]")) for e in entries)
    log = [(kind.text, link.get("href"), note.text) for kind, link, note in parts]

    lanes = "/articles/who-keeps-the-lanes-open"
    assert log == [
        ("Withdrawal", "/articles/letter/", "Removed by order of a court."),
        ("Update", f"{lanes}/v3/", "Table 1 has the figures of 2023."),
        ("Correction", f"{lanes}/v2/", "The year was 1974, not 1947."),
    ]


def test_about_tells_who_publishes_under_which_number_on_which_terms(read, site):
    page = read("/about/")

    for part in (
        "Harbour Review",
        'href="https://portal.issn.org/resource/ISSN/2049-3630"',
        "Institute for Harbour Studies",
        "mailto:desk@harbour.example",
        "Creative Commons Attribution 4.0",
        "least of all Harbour Review",
        "One point, made once.",
    ):
        assert part in page, part
