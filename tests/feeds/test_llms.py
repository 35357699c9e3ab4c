"""What programs that read texts are told."""

import re

import html5lib
import pytest
from markdown_it import MarkdownIt

from record.document import Kind, Licence
from tests.factories.document_strategies import HOSTILE

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


def text_of(client) -> str:
    answer = client.get("/llms.txt")
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    return answer.content.decode()


def test_it_says_what_this_is_and_how_it_is_read(client, publication, make_public):
    make_public()

    text = text_of(client)

    assert text.startswith("# Harbour Review\n\n> Notes from both shores. Published by")
    assert "ISSN 2049-3630. Contact: <desk@harbour.example>." in text
    assert "All rights are reserved".lower() in text.lower()
    for address in ("/api/v1/docs/", "/api/v1/changes/", "/feeds/articles.atom", "/sitemap.xml"):
        assert f"({SITE}{address})" in text


def test_each_article_states_its_licence_and_leads_to_its_text(client, make_public):
    make_public(slug="open", licence=Licence("CC-BY-4.0", "Attribution", "https://cc.example/by"))
    make_public(slug="closed", licence=None)

    text = text_of(client)

    [one] = re.findall(r".*/articles/open/.*", text)
    [other] = re.findall(r".*/articles/closed/.*", text)
    assert "licence: Attribution (CC-BY-4.0) <https://cc.example/by>" in one
    assert "licence: none stated, all rights reserved" in other
    assert f"({SITE}/articles/open/article.md)" in one


def test_every_address_it_names_can_be_read(client, publication, make_public):
    make_public()

    for address in re.findall(rf"\({SITE}([^)]*)\)", text_of(client)):
        assert client.get(address).status_code == 200, address


def test_what_was_withdrawn_is_not_named_and_what_was_retracted_is_marked(
    client, make_public, make_later
):
    make_later(make_public(title="Never Again"), Kind.WITHDRAWAL)
    make_later(make_public(title="Wrong"), Kind.RETRACTION)

    text = text_of(client)

    assert "Never Again" not in text
    assert "[Retracted: Wrong]" in text


def test_hostile_text_stays_text(client, make_public):
    for hostile in HOSTILE:
        make_public(title=hostile)

    html = html5lib.parseFragment(
        MarkdownIt("commonmark").render(text_of(client)), namespaceHTMLElements=False
    )

    assert {element.tag for element in html.iter()} <= {
        "DOCUMENT_FRAGMENT", "h1", "h2", "p", "blockquote", "ul", "li", "a"
    }  # fmt: skip
    hrefs = [link.get("href") for link in html.iter("a")]
    assert all(href.startswith((SITE, "https://creativecommons.org/", "mailto:"))
               for href in hrefs)  # fmt: skip
    assert len(html.findall(".//h2")) == 2


def test_it_costs_a_constant_number_of_queries(client, make_public, django_assert_num_queries):
    for _ in range(12):
        make_public()

    with django_assert_num_queries(1 + 2):
        client.get("/llms.txt")


def test_an_empty_site_says_what_it_is(client):
    assert text_of(client).startswith("# Masthead\n")
