"""Any two states of an article compared: revisions, versions, the working copy, what was typed."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from articles.models import Contribution
from articles.publishing import publish
from articles.revisions import record_revision

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def photos(make_photo):
    return make_photo(alt_text="A quay"), make_photo(alt_text="A court")


@pytest.fixture
def article(make_article, photos, editor_user):
    """A published article that was changed since in what others hide."""
    first, second = photos
    article = make_article(
        title="Ferries",
        lead_photo=first,
        body='<h2>The quay</h2>\n<p>It <a href="https://old.example/">waits</a>.</p>'
        f'\n<p>It rains.</p>\n<figure data-photo="{first.pk}"></figure>',
    )
    record_revision(article, by=editor_user, reason="The beginning")
    publish(article, by=None, at=NOW)
    article.body = article.body.replace("h2", "h3").replace("old.example", "new.example")
    article.lead_photo = second
    article.edit_number += 1
    article.save()
    Contribution.objects.create(article=article, collective_name="The Desk", position=0)
    record_revision(article, by=None)
    return article


@pytest.fixture
def typed(article, editor_user, editor_client, filled_form):
    """What an editor typed into the form and has not saved."""
    page = reverse("admin:articles_article_change", args=[article.pk])
    form = filled_form(editor_client.get(page)) | {"title": "Ferries at night"}
    pairs = [
        [name, each]
        for name, value in form.items()
        for each in (value if isinstance(value, list) else [value])
    ]
    return article.autosaves.create(
        by=editor_user,
        sitting=uuid4(),
        begun_at=NOW,
        at=NOW,
        saves=7,
        base=article.edit_number,
        values=pairs,
    )


@pytest.fixture
def compare(article):
    address = reverse("admin:articles_article_compare", args=[article.pk])

    def compared(browser, older, newer, **more):
        return browser.get(address, {"older": older, "newer": newer, **more})

    return compared


@pytest.mark.parametrize(("older", "newer"), [("1", "3"), ("v1", "now"), ("v1", "3")])
def test_what_others_hide_is_shown_whatever_is_compared(
    compare, editor_client, photos, older, newer
):
    html = compare(editor_client, older, newer).content.decode()

    assert "Heading of level 2 before, heading of level 3 now." in html
    assert "(to https://old.example/)" in html
    assert "(to https://new.example/)" in html
    assert "The Desk" in html
    assert "Lead photo, as a picture" in html
    for photo in photos:
        assert reverse("admin:photos_photo_thumbnail", args=[photo.pk]) in html


def test_the_whole_text_is_shown_if_asked_for(compare, editor_client):
    assert "It rains." not in compare(editor_client, "1", "1").content.decode()
    assert "It rains." in compare(editor_client, "1", "1", whole="1").content.decode()


def test_states_are_put_in_their_order_however_they_were_chosen(compare, editor_client):
    context = compare(editor_client, "3", "1").context

    assert (context["older"].name, context["newer"].name) == ("1", "3")


@pytest.mark.parametrize("name", ["v9", "v", "typed-9", "typed-x", "now2", "9" * 12, "-1"])
def test_a_state_that_does_not_exist_is_not_found(compare, editor_client, name):
    assert compare(editor_client, name, "now").status_code == 404


def test_a_comparison_costs_the_same_however_long_the_text(
    article, compare, editor_client, make_photo, django_assert_max_num_queries
):
    figures = "".join(f'<figure data-photo="{make_photo().pk}"></figure>' for _ in range(5))
    article.body += figures
    article.save()
    record_revision(article, by=None)

    with django_assert_max_num_queries(16):
        assert compare(editor_client, "3", "4").status_code == 200


def test_what_was_typed_is_one_line_and_compared_with_where_it_began(
    article, typed, compare, editor_client
):
    history = editor_client.get(reverse("admin:articles_article_history", args=[article.pk]))

    html = history.content.decode()
    assert "kept 7 times" in html
    assert f"?older=3&amp;newer=typed-{typed.pk}" in html
    assert f"?autosave={typed.sitting}" in html
    compared = compare(editor_client, "3", f"typed-{typed.pk}").context["comparison"]
    assert [change.label for change in compared.fields] == ["Title"]


def test_an_editor_takes_over_what_a_colleague_typed_as_a_revision(
    article, typed, managing_editor_client
):
    address = reverse("admin:articles_article_take-over", args=[article.pk, typed.pk])
    assert "at night" in managing_editor_client.get(address).content.decode()

    assert managing_editor_client.post(address).status_code == 302

    article.refresh_from_db()
    assert article.title == "Ferries at night"
    assert article.revisions.first().reason.endswith("had typed, not saved")
    assert article.autosaves.kept().filter(pk=typed.pk).exists()


def test_the_history_can_be_narrowed_to_a_person_and_to_saves_with_a_reason(
    article, editor_user, editor_client
):
    address = reverse("admin:articles_article_history", args=[article.pk])

    def numbers(**wanted):
        rows = editor_client.get(address, wanted).context["rows"]
        return [row["revision"].number for row in rows]

    assert numbers(by=editor_user.pk) == [1]
    assert 1 in numbers(reason="1")
    assert 3 not in numbers(reason="1")
    assert numbers(by="x") == [3, 2, 1]


def test_the_history_lists_what_was_published(article, editor_client):
    address = reverse("admin:articles_article_history", args=[article.pk])

    html = editor_client.get(address).content.decode()

    assert "?older=v1&amp;newer=now" in html
