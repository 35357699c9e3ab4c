"""The three feeds as their readers take them: strict parsers, and the rules of each format."""

import dataclasses
import json
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import feedparser
import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from record.document import Document, Kind, Notice
from renderings import atom, json_feed, rss
from renderings.addresses import Addresses
from renderings.syndication import Channel, Deleted, Part
from tests.factories.document_strategies import HOSTILE, documents
from tests.factories.documents import EXAMPLES

SITE = Addresses("https://review.example")
CHANNEL = Channel(
    title="The Strait Review",
    description="Policy between two shores",
    page="https://review.example/",
    address="https://review.example/feeds/articles.rss",
    publication="The Strait Review",
    publisher="Institute of Invented Waters",
    issn="1234-5679",
    language="en",
)
NS = {
    "at": "http://purl.org/atompub/tombstones/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "cc": "http://backend.userland.com/creativeCommonsRssModule",
}
READABLE = ["rich", "korean", "minimal", "retracted"]
ALL = [EXAMPLES[name]() for name in READABLE]
WHEN = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"


def parsed(text: str):
    return etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, recover=False))


def rss_feed(documents=ALL, channel=CHANNEL):
    return parsed(rss.render(channel, documents, SITE))


def atom_feed(documents=ALL, channel=CHANNEL):
    return parsed(atom.render(channel, documents, SITE))


def json_items(documents=ALL, channel=CHANNEL):
    return json.loads(json_feed.render(channel, documents, SITE))["items"]


def find(element, path):
    return element.find(path, NS)


def findall(element, path):
    return element.findall(path, NS)


# --- every element an article has -------------------------------------------------------------


def contents(name):
    """The HTML of an example in each of the feeds."""
    document = [EXAMPLES[name]()]
    return [
        find(rss_feed(document), "channel/item/content:encoded").text,
        find(atom_feed(document), "atom:entry/atom:content").text,
        json_items(document)[0]["content_html"],
    ]


@pytest.mark.parametrize("name", READABLE)
def test_the_three_feeds_carry_the_same_text(name):
    one, two, three = contents(name)

    assert one == two == three


def test_the_text_is_whole_with_all_that_is_printed_around_it():
    rich = EXAMPLES["rich"]()
    text = "".join(html5lib.parseFragment(contents("rich")[0]).itertext())

    for person in rich.byline:
        assert person.name in text
        assert person.affiliation in text
        assert all(work.title in text for work in person.works)
    for photo in rich.every_photo():
        assert photo.credit_line in text
    said = [rich.standfirst, rich.section.name, rich.licence.name, rich.publication.issn]
    references = [reference.text[:20] for reference in rich.references]
    for words in (*said, *rich.disclaimers, *references):
        assert words in text, words


@pytest.mark.parametrize("name", READABLE)
def test_the_html_stands_alone(name):
    html = contents(name)[0]
    elements = list(html5lib.parseFragment(html, namespaceHTMLElements=False).iter())

    for element in elements:
        for attribute in ("href", "src"):
            address = element.get(attribute)
            assert address is None or re.match(r"(https?:|mailto:)", address), address
        assert element.tag not in ("script", "style", "iframe", "object", "form")
    assert [e.tag for e in elements if e.tag == "h1"] == []


def test_a_notice_stands_before_the_text_and_a_retraction_before_the_title():
    retracted = EXAMPLES["retracted"]()
    marked = f"Retracted: {retracted.title}"

    assert find(rss_feed([retracted]), "channel/item/title").text == marked
    assert find(atom_feed([retracted]), "atom:entry/atom:title").text == marked
    assert json_items([retracted])[0]["title"] == marked
    html = contents("retracted")[0]
    assert html.index("<strong>Retraction</strong>") < html.index(retracted.standfirst or "</p>")


# --- RSS 2.0 ----------------------------------------------------------------------------------


def test_rss_has_what_the_specification_demands():
    feed = rss_feed()
    channel = feed.find("channel")

    assert (feed.tag, feed.get("version")) == ("rss", "2.0")
    for name in ("title", "link", "description"):
        assert len(channel.findall(name)) == 1
        assert channel.find(name).text
    for item in channel.findall("item"):
        assert len(item.findall("title")) == len(item.findall("link")) == 1
        assert item.find("guid").get("isPermaLink") == "false"
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", item.find("guid").text)
        assert parsedate_to_datetime(item.find("pubDate").text).tzinfo
        assert len(item.findall("description")) <= 1
    own = find(channel, "atom:link")
    assert (own.get("rel"), own.get("href")) == ("self", CHANNEL.address)


def test_rss_names_each_writer_and_the_serial():
    rich = EXAMPLES["rich"]()
    item = rss_feed([rich]).find("channel/item")

    assert [each.text for each in findall(item, "dc:creator")] == [c.name for c in rich.byline]
    assert find(item, "prism:issn").text == rich.publication.issn
    assert find(item, "prism:doi").text == rich.doi
    assert find(item, "cc:license").text == rich.licence.url
    assert {c.text for c in item.findall("category")} >= {rich.section.name, *rich.keywords}


@pytest.mark.parametrize(
    ("feed", "path"),
    [(rss_feed, "channel/item/media:content"), (atom_feed, "atom:entry/media:content")],
)
def test_the_lead_photo_comes_with_its_credit(feed, path):
    rich = EXAMPLES["rich"]()
    photo = find(feed([rich]), path)

    assert photo.get("url").startswith("https://review.example/photos/")
    assert (photo.get("medium"), photo.get("type")) == ("image", "image/jpeg")
    assert int(photo.get("width")) > int(photo.get("height")) > 0
    assert find(photo, "media:credit").text == rich.lead_photo.credit_line
    assert find(photo, "media:description").text == rich.lead_photo.alt_text
    assert find(photo, "media:title").text == rich.lead_photo.caption
    assert find(photo, "media:copyright").text == rich.lead_photo.copyright_notice
    assert find(photo, "media:license").get("href") == rich.lead_photo.licence.url


# --- Atom (RFC 4287) --------------------------------------------------------------------------


def test_atom_has_what_the_rfc_demands():
    feed = atom_feed()

    assert feed.tag == f"{{{NS['atom']}}}feed"
    for parent in (feed, *findall(feed, "atom:entry")):
        for name in ("id", "title", "updated"):
            assert len(findall(parent, f"atom:{name}")) == 1
        assert re.fullmatch(WHEN, find(parent, "atom:updated").text)
        assert findall(parent, "atom:author/atom:name")
        alternates = [
            each for each in findall(parent, "atom:link") if each.get("rel") == "alternate"
        ]
        assert len(alternates) == 1
    for entry in findall(feed, "atom:entry"):
        assert find(entry, "atom:content").get("type") == "html"
        assert re.fullmatch(WHEN, find(entry, "atom:published").text)
        assert all(category.get("term") for category in findall(entry, "atom:category"))


def test_atom_names_writers_as_authors_and_others_as_contributors():
    rich = EXAMPLES["rich"]()
    entry = find(atom_feed([rich]), "atom:entry")

    authors = [each.text for each in findall(entry, "atom:author/atom:name")]
    others = [each.text for each in findall(entry, "atom:contributor/atom:name")]

    assert authors == [person.name for person in rich.writers]
    assert sorted(authors + others) == sorted(person.name for person in rich.byline)
    assert find(entry, "atom:author/atom:uri").text == SITE.author(rich.writers[0].author)
    assert rich.licence.url in [
        link.get("href") for link in findall(entry, "atom:link") if link.get("rel") == "license"
    ]


# --- JSON Feed 1.1 ----------------------------------------------------------------------------


def test_json_feed_has_what_the_specification_demands():
    feed = json.loads(json_feed.render(CHANNEL, ALL, SITE))

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == CHANNEL.address
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_html"]
        assert re.fullmatch(WHEN, item["date_published"])
        assert re.fullmatch(WHEN, item["date_modified"])
        assert all(set(author) <= {"name", "url", "avatar"} for author in item["authors"])
        assert all(isinstance(tag, str) for tag in item["tags"])
        assert item["_masthead"]["about"].startswith("https://")
        assert "" not in item.values()


def test_json_feed_tells_the_credit_of_its_image():
    rich = EXAMPLES["rich"]()
    item = json_items([rich])[0]

    assert item["image"].endswith(".jpg")
    assert item["_masthead"]["image"]["credit"] == rich.lead_photo.credit_line
    assert item["_masthead"]["issn"] == rich.publication.issn
    assert item["_masthead"]["disclaimers"] == list(rich.disclaimers)


# --- parts, a hub, and what is gone -----------------------------------------------------------

PART = Part(
    "https://review.example/feeds/articles.rss?before=2026-03-01T09:00:00Z-7",
    first="https://review.example/feeds/articles.rss",
    previous="https://review.example/feeds/articles.rss?after=2026-03-01T09:00:00Z-6",
    next="https://review.example/feeds/articles.rss?before=2026-02-01T09:00:00Z-3",
)
GONE = Deleted("f" * 8, datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC), "By order of a court.", "en")


@pytest.mark.parametrize(
    ("render", "path"), [(rss.render, "channel/atom:link"), (atom.render, "atom:link")]
)
def test_a_part_names_itself_its_neighbours_and_the_hub(render, path):
    channel = dataclasses.replace(CHANNEL, hub="https://hub.example/?a=1&b=2")

    links = findall(parsed(render(channel, ALL, SITE, part=PART)), path)

    found = {link.get("rel"): link.get("href") for link in links}
    assert {**found, "alternate": None} == {
        "self": PART.address,
        "first": PART.first,
        "previous": PART.previous,
        "next": PART.next,
        "hub": channel.hub,
        "alternate": None,
    }


def test_json_feed_names_its_next_part_and_the_hub():
    channel = dataclasses.replace(CHANNEL, hub="https://hub.example/")

    feed = json.loads(json_feed.render(channel, ALL, SITE, part=PART))

    assert (feed["feed_url"], feed["next_url"]) == (CHANNEL.address, PART.next)
    assert feed["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    assert not {"next_url", "hubs"} & json.loads(json_feed.render(CHANNEL, ALL, SITE)).keys()


def test_what_is_gone_is_a_tombstone_by_the_id_of_its_entry():
    [document] = [EXAMPLES["minimal"]()]
    gone = dataclasses.replace(GONE, article=document.article)
    entry = find(atom_feed([document]), "atom:entry/atom:id").text

    feed = parsed(atom.render(CHANNEL, [], SITE, deleted=[gone]))

    [tombstone] = findall(feed, "at:deleted-entry")
    assert dict(tombstone.attrib) == {"ref": entry, "when": "2030-01-02T03:04:05Z"}
    assert find(tombstone, "at:comment").text == "By order of a court."
    assert find(feed, "atom:updated").text == "2030-01-02T03:04:05Z"


@given(st.text())
@settings(max_examples=30, deadline=None)
def test_any_note_makes_a_tombstone_that_parses_strictly(note):
    gone = dataclasses.replace(GONE, note=note)

    feed = parsed(atom.render(CHANNEL, [], SITE, deleted=[gone]))

    assert len(findall(feed, "at:deleted-entry")) == 1


def test_a_feed_reader_that_knows_no_tombstones_understands_the_rest():
    read = feedparser.parse(atom.render(CHANNEL, ALL, SITE, part=PART, deleted=[GONE]))

    assert not read.bozo
    assert len(read.entries) == len(ALL)


# --- dates, and nothing at all ----------------------------------------------------------------


def test_the_feeds_date_is_that_of_its_last_change_and_no_clocks():
    first = EXAMPLES["minimal"]()
    at = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
    changed = dataclasses.replace(
        first, number=2, kind=Kind.CORRECTION, published=at,
        notices=(Notice(2, Kind.CORRECTION, "A slip.", at),),
    )  # fmt: skip
    older = dataclasses.replace(first, article="9" * 8, published=at - timedelta(days=9))

    assert find(atom_feed([older, changed]), "atom:updated").text == "2031-05-06T07:08:09Z"
    built = find(rss_feed([older, changed]), "channel/lastBuildDate").text
    assert built == "Tue, 06 May 2031 07:08:09 GMT"


def test_an_empty_feed_is_a_feed():
    nameless = Channel("Articles", "", "https://review.example/", "https://review.example/f")

    assert find(atom_feed([], nameless), "atom:updated").text == "1970-01-01T00:00:00Z"
    assert rss_feed([], nameless).find("channel/description").text == "Articles"
    assert json_items([], nameless) == []


# --- anything ---------------------------------------------------------------------------------


@given(st.lists(documents(), max_size=2))
@settings(max_examples=20, deadline=None)
def test_any_articles_make_feeds_that_parse_strictly(some: list[Document]):
    titles = [document.title for document in some]

    in_rss = [item.find("title").text for item in rss_feed(some).findall("channel/item")]
    in_atom = [entry.text for entry in findall(atom_feed(some), "atom:entry/atom:title")]

    for found in (in_rss, in_atom, [item["title"] for item in json_items(some)]):
        assert len(found) == len(titles)
        assert all(shown.endswith(title) for shown, title in zip(found, titles, strict=True))


def test_hostile_text_stays_text():
    rich = EXAMPLES["rich"]()
    for hostile in (*HOSTILE, "\x00\x08\x0b\x1b\ufffe\uffff", "]]>", "&#0;", "\u202eevil"):
        channel = dataclasses.replace(
            CHANNEL, title=hostile, description=hostile, publisher=hostile
        )
        document = dataclasses.replace(
            rich, title=hostile, standfirst=hostile, keywords=(hostile,), disclaimers=(hostile,)
        )
        item = rss_feed([document], channel).find("channel/item")
        html = find(item, "content:encoded").text
        tags = {e.tag for e in html5lib.parseFragment(html, namespaceHTMLElements=False).iter()}

        assert "script" not in tags
        assert not any(e.get("onload") for e in html5lib.parseFragment(html).iter())
        assert findall(atom_feed([document], channel), "atom:entry/atom:title")


@pytest.mark.parametrize("render", [rss.render, atom.render])
def test_a_feed_reader_understands_it(render):
    read = feedparser.parse(render(CHANNEL, ALL, SITE))

    assert not read.bozo
    assert read.feed.title == CHANNEL.title
    rich = read.entries[0]
    assert rich.title == ALL[0].title
    assert rich.link == SITE.article(ALL[0].slug)
    assert rich.published_parsed[:3] == ALL[0].first_published.timetuple()[:3]
    assert rich.updated_parsed[:3] == ALL[0].published.timetuple()[:3]
    assert ALL[0].lead_photo.credit_line in rich.content[0].value
    assert rich.media_credit[0]["content"] == ALL[0].lead_photo.credit_line
    assert ALL[0].byline[0].name in str(rich.authors)
