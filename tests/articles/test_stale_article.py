"""Two editors save one article: the second merges by paragraph, nothing is lost (threat T25)."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.revisions import record_revision

BODY = "<p>The ferry leaves at nine.</p>\n<p>The court sits on Monday.</p>\n<p>It rains.</p>"


@pytest.fixture
def article(make_article, editor_user):
    """An article whose history has begun."""
    article = make_article(title="Ferries", body=BODY, standfirst="What the tide does.")
    record_revision(article, by=editor_user)
    return article


@pytest.fixture
def page(article):
    return reverse("admin:articles_article_change", args=[article.pk])


@pytest.fixture
def collide(page, editor_client, managing_editor_client, filled_form):
    """`collide({theirs}, {yours})`: both open the form, they save, then you; the answer to you."""

    def collided(theirs, yours):
        form = filled_form(managing_editor_client.get(page))
        assert editor_client.post(page, form | theirs).status_code == 302
        return managing_editor_client.post(page, form | yours)

    return collided


@pytest.fixture
def save_again(page, managing_editor_client, filled_form):
    """`save_again(refused, choices)`: the page of both texts, sent with the tick and choices."""

    def saved(refused, **choices):
        form = filled_form(refused) | {"seen_other_text": "on"}
        return managing_editor_client.post(page, form | choices)

    return saved


def asked(response):
    """The names of the paragraphs' choices on the page, in order."""
    return list(dict.fromkeys(re.findall(r'name="(merge-[^"]+)"', response.content.decode())))


def test_paragraphs_changed_by_one_person_each_are_put_together(article, collide, save_again):
    refused = collide(
        {"body": BODY.replace("nine", "ten")}, {"body": BODY.replace("Monday", "Friday")}
    )

    assert refused.status_code == 409
    assert "Only the other changed this." in refused.content.decode()
    assert save_again(refused).status_code == 302

    article.refresh_from_db()
    assert article.body == BODY.replace("nine", "ten").replace("Monday", "Friday")
    assert article.revisions.first().reason.startswith("Merged with revision 2 by ")
    assert article.revisions.count() == 3


def test_a_paragraph_both_changed_is_not_saved_before_somebody_decides(
    article, collide, save_again
):
    refused = collide({"body": BODY.replace("nine", "ten")}, {"body": BODY.replace("nine", "noon")})

    again = save_again(refused)

    assert again.status_code == 409
    html = again.content.decode()
    assert "One paragraph was changed by both of you." in html
    assert "</span>ten</del>" in html
    assert "</span>noon</ins>" in html
    article.refresh_from_db()
    assert "ten" in article.body

    (name,) = asked(again)
    assert save_again(again, **{name: "both"}).status_code == 302
    article.refresh_from_db()
    assert re.findall(r"nine|ten|noon", article.body) == ["ten", "noon"]


def test_what_is_not_taken_is_kept_as_a_revision_of_its_own(article, collide, save_again):
    refused = collide({"body": BODY.replace("nine", "ten")}, {"body": BODY.replace("nine", "noon")})
    (name,) = asked(refused)

    save_again(refused, **{name: "theirs"})

    article.refresh_from_db()
    assert "noon" not in article.body
    merged, typed = article.revisions.all()[:2]
    assert typed.reason == "As typed, before merging with revision 2"
    assert "noon" in typed.snapshot["body"]
    assert "ten" in merged.snapshot["body"]


def test_a_field_only_the_other_changed_is_not_turned_back(article, collide, save_again):
    refused = collide(
        {"title": "Ferries and tides"}, {"standfirst": "What the tide does, and why."}
    )

    assert "Only the other changed it." in refused.content.decode()
    save_again(refused)

    article.refresh_from_db()
    assert (article.title, article.standfirst) == (
        "Ferries and tides", "What the tide does, and why.",
    )  # fmt: skip


def test_of_a_field_both_changed_whose_is_taken_can_be_chosen(article, collide, save_again):
    refused = collide({"title": "Tides"}, {"title": "Winters"})

    save_again(refused, **{"take-title": "theirs"})

    article.refresh_from_db()
    assert article.title == "Tides"
    assert article.revisions.all()[1].snapshot["title"] == "Winters"


def test_rows_of_the_byline_are_chosen_as_a_whole(article, collide, save_again):
    row = "contributions-0-title"
    refused = collide({row: "Professor"}, {row: "Dean"})

    save_again(refused, **{"take-rows-contributions": "theirs"})

    assert [line.title for line in article.contributions.all()] == ["Professor"]
    kept = article.revisions.all()[1].snapshot["contributions"]
    assert [line["title"] for line in kept] == ["Dean"]


def test_a_third_save_meanwhile_is_asked_about_anew(
    article, page, collide, save_again, editor_client, filled_form
):
    refused = collide({"body": BODY.replace("nine", "ten")}, {"body": BODY.replace("nine", "noon")})
    (name,) = asked(refused)
    form = filled_form(editor_client.get(page))
    editor_client.post(page, form | {"body": BODY.replace("nine", "eleven")})

    again = save_again(refused, **{name: "yours"})

    assert again.status_code == 409
    assert "eleven" in again.content.decode()
    assert asked(again) != [name]


def test_a_text_changed_on_the_page_of_both_texts_is_merged_as_it_stands(
    article, collide, save_again
):
    refused = collide({"body": BODY.replace("nine", "ten")}, {"body": BODY})

    save_again(refused, body=BODY + "\n<p>It snows.</p>")

    article.refresh_from_db()
    assert article.body == BODY.replace("nine", "ten") + "\n<p>It snows.</p>"


def test_ten_people_who_save_over_and_over_lose_nothing_in_silence(
    article, page, signed_in, editor_user, filled_form
):
    """Threat F3, in small: each save is kept in the history or refused with both texts."""
    people = [signed_in(editor_user) for _ in range(10)]
    before = article.revisions.count()
    opened = filled_form(people[0].get(page))
    kept = []
    for number, person in enumerate(people * 2):
        line = f"Save {number}."
        if number % 3 == 0:  # has just opened the form; the others have left it open for long
            article.refresh_from_db()
            opened |= {"edit_number": str(article.edit_number), "body": article.body}
        answer = person.post(page, opened | {"body": f"{opened['body']}<p>{line}</p>"})
        assert answer.status_code in (302, 409)
        if answer.status_code == 302:
            kept.append(line)
        else:
            assert line in answer.content.decode()

    bodies = [revision.snapshot["body"] for revision in article.revisions.all()]
    assert article.revisions.count() - before == len(kept) == 7
    assert all(any(line in body for body in bodies) for line in kept)


def test_a_form_without_its_prints_still_overwrites_nothing(page, article, collide, save_again):
    refused = collide({"title": "Tides"}, {"title": "Winters", "read_as": "{broken"})

    assert refused.status_code == 409
    article.refresh_from_db()
    assert article.title == "Tides"


def test_both_texts_need_a_token_like_any_save(page, managing_editor):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(managing_editor)

    assert browser.post(page, {"seen_other_text": "on"}).status_code == 403
