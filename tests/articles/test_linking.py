"""Links to our own articles follow them, and never lead readers to what they cannot see."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from articles import body
from articles.checklist import check
from articles.composing import compose
from articles.publishing import publish, update, withdraw
from record.document import Run

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
LINKS = "admin:articles_article_links"
CHANGE = "admin:articles_article_change"


def link_to(article, words="as we wrote"):
    return f'<p>Ships wait, <a href="article:{article.key}">{words}</a>.</p>'


def hrefs(document):
    return [run.href for block in document.body for run in block.content if isinstance(run, Run)]


def codes(article):
    return [item.code for item in check(article, at=LATER).errors]


def test_a_link_to_one_of_ours_is_published_as_its_address_and_follows_it(make_article):
    target = make_article(slug="ferries")
    publish(target, by=None, at=AT)
    article = make_article(body=link_to(target))
    assert "/articles/ferries/" in hrefs(compose(article, published=AT))

    target.slug = "slow-ferries"
    target.title = "Slow ferries"
    target.save()
    update(target, by=None, note="Ferries are slower now.", at=LATER)

    assert "/articles/slow-ferries/" in hrefs(compose(article, published=LATER))
    assert "link-unpublished" not in codes(article)


@pytest.mark.parametrize("target", ["a draft", "withdrawn", "unknown"])
def test_a_link_that_readers_could_not_follow_is_an_error_and_its_words_stay(make_article, target):
    other = make_article()
    if target == "withdrawn":
        publish(other, by=None, at=AT)
        withdraw(other, by=None, note="It was never ours.", at=AT)
    elif target == "unknown":
        other.key = uuid4()
    article = make_article(body=link_to(other))

    document = compose(article, published=LATER)

    assert document.body[0].content == (Run("Ships wait, as we wrote."),)
    assert "link-unpublished" in codes(article)
    assert "as we wrote" in str(check(article, at=LATER).errors)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://review.example/articles/ferries/", "by key"),
        ("https://review.example/articles/ferries", "by key"),
        ("/articles/ferries/", "by key"),
        ("/articles/boats/", "by key"),
        ("/articles/ferries/v1/", "as typed"),
        ("/articles/ferries/#section-tides", "as typed"),
        ("https://elsewhere.example/articles/ferries/", "as typed"),
        ("/articles/unknown/", "as typed"),
    ],
)
def test_a_pasted_address_of_ours_becomes_a_link_that_follows(
    make_article, editor_client, filled_form, settings, typed, kept
):
    settings.SITE_URL = "https://review.example"
    target = make_article(slug="boats")
    publish(target, by=None, at=AT)
    target.slug = "ferries"
    target.save()
    update(target, by=None, note="Ferries, not boats.", at=LATER)
    article = make_article()
    address = reverse(CHANGE, args=[article.pk])
    form = filled_form(editor_client.get(address))

    editor_client.post(address, form | {"body": f'<p>See <a href="{typed}">there</a>.</p>'})

    article.refresh_from_db()
    href = f"article:{target.key}" if kept == "by key" else typed
    assert article.body == f'<p>See <a href="{href}">there</a>.</p>'


def test_the_search_finds_what_is_published_and_what_one_may_see(
    make_article, contributor, contributor_client, editor_client
):
    public = make_article(title="Ferries of the north")
    publish(public, by=None, at=AT)
    public.title = "Ferries: a secret title"
    public.save()
    make_article(title="Ferries of somebody else")
    make_article(title="My ferries", created_by=contributor)

    def titles(client, words):
        answer = client.get(reverse(LINKS), {"q": words})
        assert "no-store" in answer["Cache-Control"]
        return [found["title"] for found in answer.json()["articles"]]

    assert titles(contributor_client, "ferries") == ["Ferries of the north", "My ferries"]
    assert titles(contributor_client, "secret") == []
    assert len(titles(editor_client, "FERRIES")) == 3
    asked = contributor_client.get(reverse(LINKS), {"keys": f"{public.key},x,{uuid4()}"})
    assert [found["title"] for found in asked.json()["articles"]] == ["Ferries of the north"]


KEYS = st.uuids().map(str)
WORDS = st.text("ab c<&'\"é海", min_size=1, max_size=8)


@given(st.lists(st.tuples(KEYS, WORDS), min_size=1, max_size=5), st.data())
def test_no_key_of_an_article_ever_reaches_a_document(links, data):
    html = "".join(
        body.clean(f'<p>x <a href="article:{key}">y{words.replace("<", "&lt;")}</a> z</p>')
        for key, words in links
    )
    known = data.draw(st.sets(st.sampled_from([key for key, _ in links])))

    parsed = body.parse(html, addresses={key: f"/articles/{key[:8]}/" for key in known})

    assert body.clean(html) == body.clean(body.clean(html))
    assert set(body.article_keys(html)) == {key for key, _ in links}
    assert "article:" not in repr(parsed.blocks)
    led = {run.href for block in parsed.blocks for run in block.content if run.href}
    assert led == {f"/articles/{key[:8]}/" for key in known}
    text = " ".join("".join(run.text for run in block.content) for block in parsed.blocks)
    assert text == body.plain_text(html).replace("\n", " ")
    assert bool(parsed.missing_articles) == bool({key for key, _ in links} - known)


@pytest.mark.parametrize(
    "href", ["article:", "article:x", "article:1234", "ARTICLE://x", "article:/x"]
)
def test_only_a_key_leads_to_an_article(href):
    assert body.clean(f'<p><a href="{href}">x</a></p>') == "<p>x</p>"
