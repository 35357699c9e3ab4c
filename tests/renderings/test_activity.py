"""An article as servers of the fediverse take it: whole, safe, and without what is withheld."""

import dataclasses
import json
import re

import html5lib
import pytest
from hypothesis import given, settings

from record.document import Figure, Kind, List, Quote, Run
from renderings import activity
from renderings.activity import PUBLIC, ActorAddresses, hashtag
from tests.factories.document_strategies import documents
from tests.factories.documents import CC_BY, CHART, EXAMPLES, HARBOUR, p, plain_document, rich

WHERE = ActorAddresses("https://review.example")


def test_an_article_has_every_member_that_servers_read():
    document = rich()
    found = activity.article(document, WHERE)

    assert found["id"] == f"https://review.example/fediverse/articles/{document.article}/"
    assert found["type"] == "Article"
    assert found["attributedTo"] == "https://review.example/fediverse/actor/"
    assert found["to"] == [PUBLIC]
    assert found["cc"] == ["https://review.example/fediverse/followers/"]
    assert found["url"] == "https://review.example/articles/who-keeps-the-lanes-open/"
    assert found["name"] == "Who Keeps the Lanes Open?"
    assert found["summary"].startswith("Three states share a strait")
    assert found["contentMap"] == {"en": found["content"]}
    assert found["published"] == "2024-03-01T00:30:00Z"
    assert found["updated"] == "2024-05-20T15:00:00Z"
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["preview"]["type"] == "Note"


def test_the_text_carries_names_disclaimers_and_licence():
    document = rich()
    content = activity.article(document, WHERE)["content"]

    for person in document.byline:
        assert person.name in content
    assert "The views expressed are the writers’ own" in content
    assert "https://creativecommons.org/licenses/by/4.0/" in content
    assert "The year of the treaty was 1974, not 1947." in content


def test_hashtags_are_made_of_topics_and_keywords():
    tags = activity.article(rich(), WHERE)["tag"]

    assert {tag["type"] for tag in tags} == {"Hashtag"}
    assert [tag["name"] for tag in tags] == [
        "#MaritimeLaw",
        "#TradeTolls",
        "#shipping",
        "#tolls",
        "#RD",
    ]
    assert tags[0]["href"] == "https://review.example/topics/maritime-law/"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Maritime law", "#MaritimeLaw"),
        ("해운", "#해운"),
        ("U.S.–Japan alliance", "#USJapanAlliance"),
        ("women’s rights", "#WomensRights"),
        ("2024", ""),
        ("—", ""),
        ("<b>", "#b"),
        ("e\u0301tat", "#\u00e9tat"),
    ],
)
def test_a_hashtag_is_one_word(text, tag):
    assert hashtag(text) == tag


def test_a_lead_photo_that_may_be_passed_on_is_attached_with_its_credit():
    [attached] = activity.article(rich(), WHERE)["attachment"]

    assert attached["type"] == "Image"
    assert attached["mediaType"] == "image/jpeg"
    assert attached["url"].startswith(f"https://review.example/photos/{HARBOUR.sha256}/")
    assert attached["name"] == (
        "Two pilot boats pass a lighthouse at dusk (Lio Fernweh/Harbour Agency)"
    )
    assert attached["width"] > attached["height"] > 0


def test_a_photo_that_may_not_be_passed_on_stays_at_home_and_is_credited():
    kept = dataclasses.replace(HARBOUR, redistribution_allowed=False)
    nested = (
        Quote((Figure(2, CHART.sha256),)),
        List(((Figure(3, CHART.sha256, (Run("Drawn in 1974."),)),),)),
    )
    document = plain_document(
        lead_photo=kept, photos=(CHART,), body=(p("One."), Figure(1, CHART.sha256), *nested)
    )
    found = activity.article(document, WHERE)

    assert found["attachment"] == []
    assert CHART.sha256 not in json.dumps(found)
    assert HARBOUR.sha256 not in json.dumps(found)
    assert "<img" not in found["content"]
    assert found["content"].count("Hydrographic Office of Nowhere") == 3


def test_a_photo_of_the_body_that_may_be_passed_on_is_shown():
    document = plain_document(lead_photo=HARBOUR, body=(Figure(1, HARBOUR.sha256),))
    content = activity.article(document, WHERE)["content"]

    assert HARBOUR.sha256 in content
    assert "Lio Fernweh/Harbour Agency" in content


@pytest.mark.parametrize("licence", [None, dataclasses.replace(CC_BY, republishing_allowed=False)])
def test_what_may_not_be_republished_is_announced_without_its_text(licence):
    document = dataclasses.replace(rich(), licence=licence)
    found = activity.article(document, WHERE)

    assert "the memory of it" not in json.dumps(found)
    assert CHART.sha256 not in json.dumps(found)
    for said in (
        "Three states share a strait",
        "Mirae Yoon",
        document.disclaimers[0],
        found["url"],
    ):
        assert said in found["content"]


def test_the_title_stands_in_its_own_member_only():
    assert "Who Keeps the Lanes Open?" not in activity.article(rich(), WHERE)["content"]


def test_an_article_published_once_has_no_date_of_change():
    found = activity.article(plain_document(), WHERE)

    assert "updated" not in found


def test_a_retraction_stands_in_the_title_and_the_text():
    found = activity.update(EXAMPLES["retracted"](), WHERE)["object"]

    assert found["name"].startswith("Retracted:")
    assert "There is no fourth lane" in found["content"]
    assert "The strait is narrow" not in found["content"]


def test_a_withdrawn_article_leaves_nothing_but_that():
    document = EXAMPLES["withdrawn"]()
    said = activity.delete(document, WHERE)

    assert said["type"] == "Delete"
    assert said["object"] == {
        "id": f"https://review.example/fediverse/articles/{document.article}/",
        "type": "Tombstone",
        "formerType": "Article",
        "deleted": "2024-07-01T09:00:00Z",
    }
    with pytest.raises(ValueError, match="withdrawn"):
        activity.article(document, WHERE)


def test_every_activity_has_a_name_of_its_own():
    document = rich()
    names = {
        activity.create(document, WHERE)["id"],
        activity.update(document, WHERE)["id"],
        activity.update(dataclasses.replace(document, number=4), WHERE)["id"],
        activity.delete(document, WHERE)["id"],
    }

    assert len(names) == 4


@given(document=documents())
@settings(max_examples=40, deadline=None)
def test_whatever_is_published_is_safe_json_with_safe_html(document):
    if document.withdrawn or document.kind is Kind.WITHDRAWAL:
        return
    found = json.loads(json.dumps(activity.create(document, WHERE)))["object"]

    for html in (found["content"], found["summary"], found["preview"]["content"]):
        tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
        for element in tree.iter():
            assert element.tag not in ("script", "style", "iframe", "object", "form")
            assert not any(name.startswith("on") for name in element.attrib)
            assert not element.get("href", "").lower().startswith(("javascript:", "data:"))
    withheld = {x.sha256 for x in document.every_photo() if not x.redistribution_allowed}
    shown = set(re.findall(r"/photos/([0-9a-f]{64})/", json.dumps(found)))
    assert not shown & withheld
    for tag in found["tag"]:
        assert re.fullmatch(r"#\w+", tag["name"])
