"""Finding in the newsroom: everything a person may see, under its words, and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from desk.indexing import catch_up

FIND = "/admin/find/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(editor_client):
    """`found("words")`: the page of what an editor finds under them, as text."""

    def asked(words, client=editor_client, form="list"):
        answer = client.get(FIND, {"q": words, "form": form})
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        return answer.content.decode()

    return asked


def test_an_article_is_found_by_words_of_its_title_its_text_and_its_notes(make_article, found):
    make_article(
        title="The Slow Ferry",
        body="<p>Timetables wait for the tide"
        '<fn-note data-note="A harbourmaster said so.">*</fn-note>.</p>',
    )

    assert "The Slow Ferry" in found("slow fer")
    assert "<mark>tide</mark>" in found("timetables tide")
    assert "<mark>Timetables</mark>" in found("timet")
    assert "The Slow Ferry" not in found("slow train")


def test_an_article_is_found_by_who_signs_it_also_in_the_native_script(
    make_article, make_author, found
):
    author = make_author(given_name="Haneul", family_name="Doh", native_name="도하늘")
    article = make_article(title="Tolls")
    article.contributions.update(author=author)

    assert "Tolls" in found("haneul doh")
    assert "Tolls" in found("하늘")


def test_what_is_edited_is_found_under_its_new_words_only(make_article, found):
    article = make_article(title="Tolls")
    assert "Tolls" in found("tolls")

    Article.objects.filter(pk=article.pk).update(
        title="Charges", slug="charges", edit_number=article.edit_number + 1
    )

    assert "Charges" in found("charges")
    assert "Charges" not in found("tolls")


def test_a_contributor_finds_no_draft_of_others(
    make_article, contributor, contributor_client, found
):
    make_article(title="Secret harbours", body="<p>Zyxwvut.</p>")
    make_article(title="Own harbours", created_by=contributor)

    listed = found("harbours", contributor_client)

    assert "Own harbours" in listed
    assert "Secret" not in listed
    assert "Secret" not in found("zyxwvut", contributor_client)


def test_who_is_no_staff_is_asked_to_sign_in(client):
    assert client.get(FIND, {"q": "harbours"}).status_code == 302


def test_people_photos_and_pages_of_the_admin_are_found(make_author, make_photo, found):
    make_author(given_name="Ines", family_name="Okafor")
    make_photo(caption="Locks at dawn", alt_text="Locks at dawn")

    assert "Okafor" in found("okaf")
    assert "Locks at dawn" in found("locks")
    assert "New article" in found("new art")


@pytest.mark.parametrize(
    "words",
    ["", " ", '"', "'", "NEAR(", "*", "-", "a:b", "\x00", "😀", "해", "%", "x" * 999],
    ids=repr,
)
def test_whatever_is_typed_gets_an_answer(make_article, found, words):
    make_article()

    found(words)


def test_words_with_markup_are_shown_as_words(make_article, found):
    make_article(title="<script>alert(1)</script> harbours", body="<p>a &lt;b&gt; harbours</p>")

    listed = found("harbours")

    assert "<script>alert" not in listed
    assert "&lt;script&gt;" in listed


def test_finding_takes_as_many_queries_for_many_as_for_one(make_article, editor_client):
    def queries():
        while catch_up():
            pass
        with CaptureQueriesContext(
            connection,
        ) as captured:
            editor_client.get(FIND, {"q": "ferries"})
        return len(captured)

    make_article(title="Ferries one")
    few = queries()
    for number in range(6):
        make_article(title=f"Ferries {number}")

    assert queries() == few


def test_the_page_says_kindly_that_nothing_is_found(found):
    assert "Try fewer of them" in found("unheardof", form="page")
