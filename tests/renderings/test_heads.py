"""What machines read in a page's head: Highwire, Dublin Core, Open Graph, JSON-LD."""

import dataclasses
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import html5lib
import pytest
from hypothesis import given, settings

from record.document import Document, Publication, Section
from renderings import highwire, jsonld, social
from renderings.addresses import Addresses
from tests.factories.document_strategies import HOSTILE, documents
from tests.factories.documents import EXAMPLES

MakeDocument = Callable[..., Document]

ADDRESSES = Addresses("https://review.example")


def metas(markup: str, key: str = "name") -> list[tuple[str, str]]:
    """(name, content) of each line, in order, by a parser that refuses any parse error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(f"<!doctype html><html><head><title>t</title>\n{markup}\n</head></html>")
    head = tree.find("head")
    assert {each.tag for each in head} <= {"title", "meta", "link"}
    return [(each.get(key), each.get("content")) for each in head.iter("meta") if each.get(key)]


def graph(document: Document) -> dict[str, Any]:
    article: dict[str, Any] = json.loads(jsonld.render(document, ADDRESSES))["@graph"][0]
    return article


@settings(max_examples=25, deadline=None)
@given(documents())
def test_no_text_leaves_its_place_in_the_head(document: Document) -> None:
    highwire_lines = metas(highwire.render(document, ADDRESSES))
    metas(social.render(document, ADDRESSES), "property")
    script = jsonld.render(document, ADDRESSES)

    assert all(content for _, content in highwire_lines)
    assert not set("<>&\u2028\u2029") & set(script)
    tree = html5lib.parseFragment(f"<script>{script}</script>", namespaceHTMLElements=False)
    (only,) = list(tree)
    assert json.loads(only.text)["@graph"][0]["headline"] == document.title


@pytest.mark.parametrize("text", [*HOSTILE, "</script><script>alert(1)</script>", "<!-- <script"])
def test_a_title_cannot_close_the_script_element(text: str, make_document: MakeDocument) -> None:
    document = make_document(title=text)

    assert "<" not in jsonld.render(document, ADDRESSES)
    assert graph(document)["headline"] == text


def test_scholar_finds_title_authors_and_date_and_each_author_with_their_own(
    rich_document: Document,
) -> None:
    lines = metas(highwire.render(rich_document, ADDRESSES))

    assert lines[:9] == [
        ("citation_title", "Who Keeps the Lanes Open? Tolls, Tides & the “Third Lane”"),
        ("citation_author", "Yoon, Mirae"),
        ("citation_author_institution", "University of Port Imaginary"),
        ("citation_author_orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("citation_author", "Okello-Reyes, Tomas, Jr."),
        ("citation_author_institution", "Centre for Small Harbours"),
        ("citation_author", "Harbour Policy Group"),
        ("citation_publication_date", "2024/03/01"),
        ("citation_online_date", "2024/03/01"),
    ]
    assert ("citation_issn", "1234-5679") in lines
    assert ("citation_issn", "8765-4326") in lines
    assert ("citation_doi", "10.5555/strait.2024.0017") in lines
    assert ("DC.identifier", "https://doi.org/10.5555/strait.2024.0017") in lines
    assert ("prism.eIssn", "1234-5679") in lines


def test_a_linking_issn_is_named_where_there_is_no_other(make_document: MakeDocument) -> None:
    serial = Publication(title="Leaflet", issn_linking="1234-5679")

    lines = metas(highwire.render(make_document(publication=serial), ADDRESSES))

    assert [value for name, value in lines if name == "citation_issn"] == ["1234-5679"]


def test_networks_see_the_page_of_the_current_version(rich_document: Document) -> None:
    markup = social.render(rich_document, ADDRESSES)
    properties = dict(metas(markup, "property"))

    address = "https://review.example/articles/who-keeps-the-lanes-open/"
    assert f'<link rel="canonical" href="{address}">' in markup
    assert properties["og:url"] == address
    assert properties["og:image"] == f"{address}v3/social.jpg"
    assert (properties["og:image:width"], properties["og:image:height"]) == ("1200", "630")
    assert ("twitter:card", "summary_large_image") in metas(markup)


@pytest.mark.parametrize(
    ("language", "locale"), [("ko", "ko_KR"), ("pt-BR", "pt_BR"), ("en", None), ("zh-Hant", None)]
)
def test_a_locale_is_named_only_where_it_is_known(
    language: str, locale: str | None, make_document: MakeDocument
) -> None:
    properties = dict(metas(social.render(make_document(language=language), ADDRESSES), "property"))

    assert properties.get("og:locale") == locale


def test_a_long_standfirst_is_cut_at_a_word(make_document: MakeDocument) -> None:
    said = social.description(make_document(standfirst="lanes and tolls " * 40))

    assert len(said) <= social.MOST
    assert said.endswith(("lanes…", "and…", "tolls…"))


def test_the_picture_is_credited_wherever_it_is_shown(rich_document: Document) -> None:
    images = graph(rich_document)["image"]

    assert [(image["width"], image["height"]) for image in images] == [
        (2400, 1350),
        (2000, 2000),
        (2400, 1600),
    ]
    for image in images:
        assert image["creditText"] == "Lio Fernweh/Harbour Agency"
        assert image["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert "acquireLicensePage" not in image


def test_a_photo_that_must_not_be_cropped_is_offered_whole(rich_document: Document) -> None:
    assert rich_document.lead_photo is not None
    photo = dataclasses.replace(rich_document.lead_photo, cropping_allowed=False)
    document = dataclasses.replace(rich_document, lead_photo=photo)

    (image,) = graph(document)["image"]
    properties = dict(metas(social.render(document, ADDRESSES), "property"))

    assert image["url"].endswith("/full-2400.jpg")
    assert photo.alt_text not in properties["og:image:alt"]


def test_a_correction_and_a_retraction_are_told(rich_document: Document) -> None:
    corrected, retracted = graph(rich_document), graph(EXAMPLES["retracted"]())

    assert corrected["dateModified"] == "2024-05-21T00:00:00+09:00"
    assert [each["url"].rsplit("/", 2)[1] for each in corrected["correction"]] == ["v2", "v3"]
    assert corrected["creativeWorkStatus"] == "Published"
    assert retracted["creativeWorkStatus"] == "Retracted"
    assert retracted["correction"][0]["text"].startswith("There is no fourth lane")


def test_a_withdrawn_article_offers_no_picture(rich_document: Document) -> None:
    tombstone = dataclasses.replace(EXAMPLES["withdrawn"](), lead_photo=rich_document.lead_photo)

    assert "image" not in graph(tombstone)
    assert graph(tombstone)["creativeWorkStatus"] == "Withdrawn"


@pytest.mark.parametrize(
    ("article_type", "kinds"),
    [
        ("article-commentary", ["ScholarlyArticle", "OpinionNewsArticle"]),
        ("book-review", ["ScholarlyArticle", "ReviewNewsArticle"]),
        ("research-article", "ScholarlyArticle"),
    ],
)
def test_an_opinion_is_called_one(
    article_type: str, kinds: str | list[str], make_document: MakeDocument
) -> None:
    document = make_document(section=Section("s", "S", article_type))

    assert graph(document)["@type"] == kinds


def test_the_periodical_is_known_by_its_issn(rich_document: Document) -> None:
    article, periodical = json.loads(jsonld.render(rich_document, ADDRESSES))["@graph"]

    assert periodical["@id"] == "https://portal.issn.org/resource/ISSN/1234-5679"
    assert periodical["issn"] == ["1234-5679", "8765-4326"]
    volume = article["isPartOf"]["isPartOf"]
    assert volume["volumeNumber"] == "3"
    assert volume["isPartOf"] == {"@id": periodical["@id"]}


def test_words_are_not_counted_where_spaces_do_not_part_them(make_document: MakeDocument) -> None:
    assert "wordCount" not in graph(make_document(language="ja"))
    assert graph(make_document())["wordCount"] == 11


def test_a_time_zone_this_machine_does_not_know_is_read_as_utc(make_document: MakeDocument) -> None:
    serial = Publication(title="Leaflet", time_zone="Atlantis/Deep")
    at = datetime(2024, 3, 1, 0, 30, tzinfo=UTC)

    document = make_document(publication=serial, first_published=at)

    assert graph(document)["datePublished"] == "2024-03-01T00:30:00+00:00"
