"""oEmbed, as a consumer asks that has only the article's address."""

import dataclasses
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest

from record.document import Kind

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


class Frames(HTMLParser):
    """Attributes of every link and frame of a page."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in ("link", "iframe"):
            self.found.append(dict(attrs))


@pytest.fixture
def ask(client):
    """`ask("/articles/x/", maxwidth=400)`: the answer about an address."""

    def get(address, **question):
        url = address if "://" in address else f"{SITE}{address}"
        return client.get("/oembed", {"url": url, **question})

    return get


def test_a_page_leads_to_its_answers(client, corrected):
    page = client.get(f"/articles/{corrected.slug}/").content.decode()

    links = {link["type"]: link["href"] for link in Frames(page).found if "oembed" in str(link)}

    assert set(links) == {"application/json+oembed", "text/xml+oembed"}
    for address in links.values():
        assert address.startswith(f"{SITE}/oembed?")
        assert client.get(address.removeprefix(SITE)).status_code == 200


def test_the_answer_says_what_the_specification_asks(ask, corrected):
    answer = ask(f"/articles/{corrected.slug}/")
    told = answer.json()

    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert (told["type"], told["version"]) == ("rich", "1.0")
    assert told["title"] == "Who Keeps the Lanes Open?"
    assert told["author_name"] == "Mirae Yoon, Tomas Okello-Reyes Jr., Harbour Policy Group"
    assert (told["provider_name"], told["provider_url"]) == ("The Strait Review", f"{SITE}/")
    assert told["cache_age"] == 3600
    (frame,) = Frames(told["html"]).found
    assert frame["src"] == f"{SITE}/articles/{corrected.slug}/card/"
    assert (frame["width"], frame["height"]) == (str(told["width"]), str(told["height"]))
    assert "allow-scripts" not in frame["sandbox"]


def test_json_and_xml_say_the_same(ask, corrected):
    told = ask(f"/articles/{corrected.slug}/").json()
    answer = ask(f"/articles/{corrected.slug}/", format="xml")

    root = ET.fromstring(answer.content)
    assert answer["Content-Type"].startswith("text/xml")
    assert root.tag == "oembed"
    assert {each.tag: each.text for each in root} == {k: str(v) for k, v in told.items()}


@pytest.mark.parametrize(("width", "height"), [(320, None), (280, 200), (None, 150), (9999, 9999)])
def test_the_frame_is_never_larger_than_asked(ask, corrected, width, height):
    question = {"maxwidth": width, "maxheight": height}
    told = ask(
        f"/articles/{corrected.slug}/", **{name: v for name, v in question.items() if v}
    ).json()

    assert told["width"] <= min(width or 700, 700)
    assert told["height"] <= (height or 9999)


def test_an_author_with_a_profile_who_wrote_alone_is_linked(ask, make_public):
    make_public(slug="alone")

    assert ask("/articles/alone/").json()["author_url"] == f"{SITE}/authors/mirae-yoon/"


def test_a_photo_is_offered_only_if_it_may_travel(ask, corrected, make_later):
    told = ask(f"/articles/{corrected.slug}/").json()
    assert not any(name.startswith("thumbnail") for name in told)

    photo = dataclasses.replace(corrected.lead_photo, redistribution_allowed=True)
    make_later(corrected, Kind.UPDATE, lead_photo=photo)

    told = ask(f"/articles/{corrected.slug}/").json()
    assert told["thumbnail_url"].endswith("/full-640.jpg")
    assert (told["thumbnail_width"], told["thumbnail_height"]) == (640, 480)
    small = ask(f"/articles/{corrected.slug}/", maxwidth=100).json()
    assert "thumbnail_url" not in small


@pytest.mark.parametrize(
    "address",
    ["/articles/{}/", "/articles/{}", "/articles/{}/v1/", "/articles/{}/card/",
     "https://127.0.0.1:8000/articles/{}/", "/articles/{}/?utm_source=x#note-1"],
)  # fmt: skip
def test_every_way_to_name_an_article_is_understood(ask, corrected, address):
    told = ask(address.format(corrected.slug)).json()

    assert told["title"] == "Who Keeps the Lanes Open?"


def test_a_former_address_is_understood(ask, corrected, make_later):
    make_later(corrected, Kind.UPDATE, slug="a-new-name")

    told = ask(f"/articles/{corrected.slug}/v1/").json()

    assert "/articles/a-new-name/card/" in told["html"]


@pytest.mark.parametrize(
    "url",
    ["", "x", "/articles/{}/", "https://elsewhere.example/articles/{}/",
     "http://127.0.0.1:8000@elsewhere.example/articles/{}/", "http://127.0.0.1:9/articles/{}/",
     "ftp://127.0.0.1:8000/articles/{}/", "http://127.0.0.1:x/articles/{}/", "http://[/articles/",
     "http://127.0.0.1:8000/", "http://127.0.0.1:8000/articles/{}/v9/",
     "http://127.0.0.1:8000/articles/never/", "http://127.0.0.1:8000/authors/mirae-yoon/"],
)  # fmt: skip
def test_what_is_no_article_here_is_not_found(client, corrected, url):
    answer = client.get("/oembed", {"url": url.format(corrected.slug)})

    assert answer.status_code == 404
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_what_was_withdrawn_is_not_found(ask, corrected, make_later):
    make_later(corrected, Kind.WITHDRAWAL)

    assert ask(f"/articles/{corrected.slug}/").status_code == 404
    assert ask(f"/articles/{corrected.slug}/v1/").status_code == 404


def test_a_retraction_stands_in_the_title(ask, corrected, make_later):
    make_later(corrected, Kind.RETRACTION)

    assert ask(f"/articles/{corrected.slug}/").json()["title"].startswith("Retracted: ")


def test_a_draft_is_answered_like_nothing(ask, make_article, corrected):
    make_article(slug="a-secret-draft")

    secret, never = ask("/articles/a-secret-draft/"), ask("/articles/a-never-was-it/")

    assert (secret.status_code, secret.content, dict(secret.headers)) == (
        404, never.content, dict(never.headers)
    )  # fmt: skip


def test_other_forms_are_not_implemented_and_nonsense_is_refused(ask, corrected):
    address = f"/articles/{corrected.slug}/"

    assert ask(address, format="yaml").status_code == 501
    for nonsense in ("x", "-1", "0", "٣", "1e3", "9" * 400):
        assert ask(address, maxwidth=nonsense).status_code == 400


def test_a_consumer_that_has_the_answer_gets_none(client, ask, corrected):
    answer = ask(f"/articles/{corrected.slug}/")

    again = client.get(
        "/oembed",
        {"url": f"{SITE}/articles/{corrected.slug}/"},
        headers={"If-None-Match": answer["ETag"]},
    )

    assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")


def test_asking_costs_one_query(ask, corrected, django_assert_num_queries):
    with django_assert_num_queries(2):  # and one whether something scheduled is due
        ask(f"/articles/{corrected.slug}/")
