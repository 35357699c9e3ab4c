"""An article as JSON, and its card."""

import dataclasses
import json

from hypothesis import given, settings

from record.canonical import digest, dumps
from record.document import Document, Photograph
from record.summary import summarise
from renderings.addresses import Addresses
from renderings.article_json import photograph, render, represent
from renderings.card_json import card
from tests.factories.document_strategies import documents
from tests.factories.documents import EXAMPLES

SITE = Addresses("https://review.example/")


def test_the_digest_is_that_of_the_record():
    document = EXAMPLES["rich"]()

    assert represent(document, SITE)["digest"] == digest(dumps(document))
    assert represent(document, SITE, version_digest="ab" * 32)["digest"] == "ab" * 32


def test_a_photo_names_every_rendition_with_its_size_and_form():
    photo = Photograph("5e" * 32, 1000, 500, "A quay", "Lio Fernweh")

    renditions = photograph(photo, SITE)["renditions"]

    assert [(r["width"], r["height"]) for r in renditions if r["shape"] == "full"][::3] == [
        (320, 160), (480, 240), (640, 320), (960, 480)
    ]  # fmt: skip
    assert renditions[2] == {
        "shape": "full", "width": 320, "height": 160, "format": "jpg", "media_type": "image/jpeg",
        "url": f"https://review.example/photos/{'5e' * 32}/full-320.jpg",
    }  # fmt: skip
    assert {r["shape"] for r in renditions} == {"full", "wide", "square"}


def test_a_photo_that_must_not_be_cropped_is_offered_whole_only():
    photo = Photograph("5e" * 32, 1000, 500, "A quay", "Lio Fernweh", cropping_allowed=False)

    assert {r["shape"] for r in photograph(photo, SITE)["renditions"]} == {"full"}


def test_a_contributor_without_profile_has_no_links():
    document = EXAMPLES["rich"]()
    nobody = dataclasses.replace(document.byline[0], author="")

    told = represent(dataclasses.replace(document, byline=(nobody,)), SITE)

    assert told["byline"][0]["links"] is None


def test_an_address_can_not_be_led_astray_by_a_slug():
    document = dataclasses.replace(EXAMPLES["minimal"](), slug="../../x?y#z")

    links = represent(document, SITE)["links"]

    assert links["self"] == "https://review.example/api/v1/articles/..%2F..%2Fx%3Fy%23z/"


@given(documents())
@settings(max_examples=25, deadline=None)
def test_any_article_is_json_that_says_the_same_unescaped(document: Document):
    text = render(document, SITE)

    assert json.loads(text) == json.loads(json.dumps(represent(document, SITE)))
    assert document.title in json.loads(text)["title"]
    text.encode()


@given(documents())
@settings(max_examples=25, deadline=None)
def test_any_card_agrees_with_its_article(document: Document):
    short, whole = card(summarise(document), document.article, SITE), represent(document, SITE)

    for name in set(short) & set(whole) - {
        "links",
        "byline",
        "publication",
        "section",
        "lead_photo",
        "licence",
    }:
        assert short[name] == whole[name], name
    for name in ("publication", "section", "licence"):
        assert (short[name] is None) == (whole[name] is None)
        assert not short[name] or short[name].items() <= whole[name].items()
