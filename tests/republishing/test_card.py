"""The card: framed by anybody, run by nobody."""

import dataclasses

import html5lib
import pytest

from record.document import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(client):
    """`card("slug")`: the answer, after its HTML was parsed as strictly as html5lib can."""

    def get(slug):
        answer = client.get(f"/articles/{slug}/card/")
        html5lib.HTMLParser(strict=True).parse(answer.content.decode())
        return answer

    return get


def test_the_card_may_be_framed_by_anybody_and_runs_nothing(card, corrected):
    answer = card(corrected.slug)
    policy = dict(part.split(" ", 1) for part in answer["Content-Security-Policy"].split("; "))

    assert policy["frame-ancestors"] == "*"
    assert policy["script-src"] == policy["form-action"] == policy["connect-src"] == "'none'"
    assert "X-Frame-Options" not in answer
    assert b"<script" not in answer.content
    assert not answer.cookies


@pytest.mark.parametrize("address", ["/", "/articles/{}/", "/articles/{}/republish/"])
def test_no_other_page_may_be_framed(client, corrected, address):
    answer = client.get(address.format(corrected.slug))

    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"


def test_the_policy_stays_when_nothing_has_changed(client, card, corrected):
    tag = card(corrected.slug)["ETag"]

    answer = client.get(f"/articles/{corrected.slug}/card/", headers={"If-None-Match": tag})

    assert answer.status_code == 304
    assert "frame-ancestors *" in answer["Content-Security-Policy"]


def test_it_shows_title_byline_publication_date_and_the_last_notice(card, corrected):
    page = card(corrected.slug).content.decode()

    for expected in (
        "Who Keeps the Lanes Open?", "Mirae Yoon", "The Strait Review", "Published",
        "<strong>Update</strong>", "Table 1 has the figures of 2023.",
    ):  # fmt: skip
        assert expected in page


def test_every_link_leaves_the_frame(card, corrected):
    links = list(tree(card(corrected.slug)).iter("a"))

    assert {link.get("target") for link in links} == {"_blank"}
    assert {link.get("rel") for link in links} == {"noopener"}


def tree(answer):
    return html5lib.parse(answer.content.decode(), namespaceHTMLElements=False)


def test_a_photo_is_shown_with_its_credit_only_if_it_may_travel(card, corrected, make_later):
    assert b"<img" not in card(corrected.slug).content

    photo = dataclasses.replace(corrected.lead_photo, redistribution_allowed=True)
    make_later(corrected, Kind.UPDATE, lead_photo=photo)

    page = card(corrected.slug).content.decode()
    assert f"/photos/{photo.sha256}/wide-640.jpg" in page
    assert "Photo credits: Marit Oosting / Coastal Pictures" in page


def test_a_retraction_is_said_before_the_title(card, corrected, make_later):
    make_later(corrected, Kind.RETRACTION, "The figures were invented.")

    page = card(corrected.slug).content.decode()

    assert '<span class="mark">Retracted:</span> Who Keeps' in page
    assert "The figures were invented." in page


def test_of_a_withdrawn_article_the_card_is_gone_but_says_so(card, corrected, make_later):
    make_later(corrected, Kind.WITHDRAWAL, "A court has ordered it.")

    answer = card(corrected.slug)

    assert answer.status_code == 410
    assert "A court has ordered it." in answer.content.decode()
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"


def test_a_draft_is_answered_like_nothing(client, corrected, make_article):
    make_article(slug="a-secret-draft")

    secret = client.get("/articles/a-secret-draft/card/")
    never = client.get("/articles/a-never-was-it/card/")

    assert secret.status_code == never.status_code == 404
    assert (secret.content, dict(secret.headers)) == (never.content, dict(never.headers))


def test_a_former_address_leads_to_the_present_one(client, corrected, make_later):
    make_later(corrected, Kind.UPDATE, slug="a-new-name")

    answer = client.get(f"/articles/{corrected.slug}/card/")

    assert (answer.status_code, answer["Location"]) == (301, "/articles/a-new-name/card/")
    assert "frame-ancestors *" in answer["Content-Security-Policy"]


def test_a_card_costs_one_query(client, corrected, django_assert_num_queries):
    with django_assert_num_queries(2):  # and one whether something scheduled is due
        client.get(f"/articles/{corrected.slug}/card/")
