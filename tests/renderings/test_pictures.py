"""Photos in every size there is, and the addresses of everything."""

import dataclasses

import html5lib
import pytest

from photos import ladder
from record.summary import summarise
from renderings import pictures
from renderings.addresses import Addresses
from renderings.pictures import picture
from tests.factories.documents import CHART, HARBOUR, plain_document

ADDRESSES = Addresses("https://review.example/")
WHERE = "https://review.example/photos/"


def test_a_picture_names_every_rendition_that_is_made() -> None:
    markup = picture(HARBOUR, ADDRESSES, shape="wide", sizes="50vw")

    (element,) = list(html5lib.parseFragment(markup, namespaceHTMLElements=False))
    avif, webp, img = list(element)
    widths = ladder.rendition_widths(HARBOUR.width, HARBOUR.height, "wide")
    for each, ending in ((avif, "avif"), (webp, "webp"), (img, "jpg")):
        assert each.get("srcset") == ", ".join(
            f"{WHERE}{HARBOUR.sha256}/wide-{width}.{ending} {width}w" for width in widths
        )
        assert each.get("sizes") == "50vw"
    assert (img.get("width"), img.get("height")) == ("1280", "720")
    assert img.get("alt") == HARBOUR.alt_text
    assert img.get("loading") == "lazy"


def test_the_formats_are_those_that_are_made() -> None:
    assert tuple(pictures.FORMATS) == ladder.FORMATS


def test_a_photo_that_must_not_be_cropped_is_shown_whole() -> None:
    markup = picture(CHART, ADDRESSES, shape="square")

    assert "/full-900.jpg" in markup
    assert "/square-" not in markup


def test_the_photo_in_sight_is_loaded_first() -> None:
    markup = picture(HARBOUR, ADDRESSES, loading="eager")

    assert 'fetchpriority="high"' in markup
    assert "lazy" not in markup


def test_a_picture_that_says_nothing_new_has_an_empty_text() -> None:
    assert ' alt="" ' in picture(HARBOUR, ADDRESSES, alt="")
    assert ' alt="" ' in picture(dataclasses.replace(HARBOUR, alt_text=""), ADDRESSES)


def test_a_photo_smaller_than_any_step_is_shown_as_it_is() -> None:
    tiny = dataclasses.replace(HARBOUR, width=40, height=30)

    assert f'src="{WHERE}{HARBOUR.sha256}/full-40.jpg"' in picture(tiny, ADDRESSES)


def test_a_card_can_show_the_photo_of_its_summary() -> None:
    card = summarise(plain_document(lead_photo=HARBOUR))

    photo = pictures.from_summary(card["lead_photo"])

    assert picture(photo, ADDRESSES, shape="wide") == picture(HARBOUR, ADDRESSES, shape="wide")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (ADDRESSES.home(), "/"),
        (ADDRESSES.about(), "/about/"),
        (ADDRESSES.article("a-line"), "/articles/a-line/"),
        (ADDRESSES.version("a-line", 2), "/articles/a-line/v2/"),
        (ADDRESSES.form("a-line", "csl.json"), "/articles/a-line/article.csl.json"),
        (ADDRESSES.author("mirae-yoon"), "/authors/mirae-yoon/"),
        (ADDRESSES.section("commentary"), "/sections/commentary/"),
        (ADDRESSES.topic("trade"), "/topics/trade/"),
        (ADDRESSES.region("east-asia"), "/regions/east-asia/"),
        (ADDRESSES.issue("3-2"), "/issues/3-2/"),
        (ADDRESSES.photo("5e", "wide", 640, "avif"), "/photos/5e/wide-640.avif"),
        (ADDRESSES.article("a/b?c#ü"), "/articles/a%2Fb%3Fc%23%C3%BC/"),
    ],
)
def test_every_address_is_the_one_promised(address: str, expected: str) -> None:
    assert address == f"https://review.example{expected}"
