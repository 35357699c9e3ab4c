"""The form of an article: what an editor types is what is kept, and nothing typed is lost."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from articles.models import Article, Contribution, State
from articles.policy import visible_to
from articles.publishing import correct, publish, unpublished_changes
from record import listings

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ADD = "admin:articles_article_add"
CHANGE = "admin:articles_article_change"


@pytest.fixture
def open_form(editor_client, filled_form):
    """The page of an article as an editor opens it: its address and its fields."""

    def opened(article, client=editor_client):
        address = reverse(CHANGE, args=[article.pk])
        return address, filled_form(client.get(address))

    return opened


def test_an_article_is_begun_in_the_default_publication_by_who_begins_it(
    contributor_client, contributor, publication, filled_form
):
    form = filled_form(contributor_client.get(reverse(ADD)))
    assert form["publication"] == str(publication.pk)
    assert form["language"] == "en"

    saved = contributor_client.post(reverse(ADD), form | {"title": "The Slow Ferry", "reason": ""})

    assert saved.status_code == 302
    article = Article.objects.get()
    assert (article.slug, article.state) == ("the-slow-ferry", State.DRAFT)
    assert article.created_by == contributor
    assert article.revisions.get().by == contributor


def test_a_save_is_a_revision_with_its_reason(make_article, open_form, editor_client, editor_user):
    article = make_article()
    address, form = open_form(article)

    editor_client.post(address, form | {"title": "Ferries", "reason": "Too long before"})

    revision = article.revisions.first()
    assert (revision.by, revision.reason) == (editor_user, "Too long before")
    assert "title" in revision.changed


def test_the_body_is_cleaned_on_the_way_in_and_an_untouched_one_stays_byte_by_byte(
    make_article, open_form, editor_client
):
    article = make_article()
    address, form = open_form(article)
    typed = (
        '<p onclick="x()">Ships<script>alert(1)</script> <b>wait</b>.'
        '<span data-note="">See <a href="javascript:x()">here</a>.</span></p>'
        '<ol type="1" class="parenthesised"><li>one</li></ol>'
    )

    editor_client.post(address, form | {"body": typed})

    article.refresh_from_db()
    assert article.body == (
        "<p>Ships <strong>wait</strong>.<span data-note>See here.</span></p>\n"
        '<ol type="1" class="parenthesised"><li><p>one</p></li></ol>'
    )
    kept = article.body
    address, form = open_form(article)
    editor_client.post(address, form)
    article.refresh_from_db()
    assert article.body == kept


def test_keywords_are_typed_with_commas_and_kept_once_each(make_article, open_form, editor_client):
    article = make_article()
    address, form = open_form(article)

    editor_client.post(address, form | {"keywords": "Ports,  tides; ports, low water,"})

    article.refresh_from_db()
    assert article.keywords == ["Ports", "tides", "low water"]
    _, form = open_form(article)
    assert form["keywords"] == "Ports, tides, low water"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("language", "Klingonish!", "not a language tag"),
        ("title", "", "This field is required"),
        ("title", "Left \u202eright", "changes the direction of the text"),
        ("keywords", ", ".join(f"word {n}" for n in range(60)), "at most 50"),
        ("keywords", "x" * 150, "longer than a keyword"),
    ],
    ids=["language", "no title", "direction override", "too many keywords", "long keyword"],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    make_article, open_form, editor_client, filled_form, field, typed, said
):
    article = make_article()
    address, form = open_form(article)

    page = editor_client.post(address, form | {"standfirst": "A new one.", field: typed})

    assert page.status_code == 200
    assert said in page.content.decode()
    assert filled_form(page)["standfirst"] == "A new one."
    article.refresh_from_db()
    assert article.standfirst != "A new one."


# --- the address ------------------------------------------------------------------------------


def test_an_empty_address_is_made_from_the_title_and_is_free(
    make_article, make_public, open_form, editor_client
):
    make_public(slug="ferries")
    make_article(slug="ferries-2")
    article = make_article()
    address, form = open_form(article)

    editor_client.post(address, form | {"title": "Ferries", "slug": ""})

    article.refresh_from_db()
    assert article.slug == "ferries-3"


def test_the_address_of_what_was_ever_published_is_refused_with_a_proposal(
    make_article, make_public, open_form, editor_client
):
    make_public(slug="ferries")
    article = make_article()
    address, form = open_form(article)

    page = editor_client.post(address, form | {"slug": "ferries"})

    assert "“ferries” is or once was the address of another published article" in (
        page.content.decode()
    )
    assert "“ferries-2”" in page.content.decode()


def test_a_published_articles_address_is_explained_and_changes_with_the_next_version(
    make_article, open_form, editor_client
):
    article = make_article(slug="ferries")
    publish(article, by=None, at=AT)
    address, form = open_form(article)
    assert "Readers come by /articles/ferries/" in editor_client.get(address).content.decode()

    editor_client.post(address, form | {"slug": "slow-ferries"})

    assert listings.find_article("ferries").document.title == article.title
    article.refresh_from_db()
    correct(article, by=None, note="The address named another ship.", at=AT)
    assert listings.find_article("ferries").slug == "slow-ferries"


# --- byline and references --------------------------------------------------------------------


def test_the_byline_is_put_in_order_by_numbers_and_a_line_without_one_comes_last(
    make_article, make_author, open_form, editor_client
):
    first, second, third = (make_author("Ann", name) for name in ("Aerts", "Bos", "Claes"))
    article = make_article(author=first)
    Contribution.objects.create(article=article, author=second, position=2)
    address, form = open_form(article)
    added = {
        "contributions-TOTAL_FORMS": "3",
        "contributions-2-author": str(third.pk),
        "contributions-2-role": "author",
        "contributions-2-position": "",
        "contributions-0-position": "9",
        "contributions-1-position": "1",
    }

    assert editor_client.post(address, form | added).status_code == 302

    lines = article.contributions.values_list("author__family_name", "position")
    assert list(lines) == [("Bos", 1), ("Aerts", 2), ("Claes", 3)]


def test_a_new_line_has_no_number_until_it_is_given_one(make_article, editor_client):
    page = editor_client.get(reverse(CHANGE, args=[make_article().pk]))

    byline, references = page.context["inline_admin_formsets"]
    for rows in (byline, references):
        assert rows.formset.empty_form["position"].value() is None


def test_where_a_line_is_empty_the_profile_is_shown(
    make_article, make_author, open_form, editor_client
):
    author = make_author(title="Harbour master", biography="<p>Keeps the gate.</p>")
    article = make_article(author=author)

    page = editor_client.get(reverse(CHANGE, args=[article.pk])).content.decode()

    assert 'placeholder="Harbour master"' in page
    assert "Empty: as in the profile, “Keeps the gate.”" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"author": "", "collective_name": ""}, "Choose a profile, or give a family name"),
        ({"collective_name": "The desk"}, "A collective has no profile"),
        ({"affiliation_ror": "05gq02988"}, "the two check digits should be"),
    ],
    ids=["nobody", "collective with profile", "wrong ROR"],
)
def test_a_byline_that_cannot_be_printed_is_refused_beside_its_line(
    make_article, open_form, editor_client, fields, said
):
    article = make_article()
    address, form = open_form(article)
    changed = {f"contributions-0-{name}": value for name, value in fields.items()}

    page = editor_client.post(address, form | changed)

    assert page.status_code == 200
    assert said in page.content.decode()


def test_nobody_signs_twice_in_one_role(make_article, make_author, open_form, editor_client):
    author = make_author()
    article = make_article(author=author)
    address, form = open_form(article)
    again = {
        "contributions-TOTAL_FORMS": "2",
        "contributions-1-author": str(author.pk),
        "contributions-1-role": "author",
    }

    page = editor_client.post(address, form | again)

    assert "already stands in the byline in this role" in page.content.decode()
    assert article.contributions.count() == 1


def test_a_references_doi_is_brought_into_its_canonical_form(
    make_article, open_form, editor_client
):
    article = make_article()
    address, form = open_form(article)
    row = {"text": "Oosting, M. Tides.", "doi": "https://doi.org/10.5555/ABC.1", "url": "a.example"}
    added = {f"references-0-{name}": value for name, value in row.items()}

    editor_client.post(address, form | {"references-TOTAL_FORMS": "1"} | added)

    reference = article.references.get()
    assert (reference.doi, reference.url) == ("10.5555/abc.1", "https://a.example")
    assert reference.position == 1


# --- together and against each other ----------------------------------------------------------


def test_the_second_of_two_editors_is_told_sees_both_texts_and_loses_nothing(
    make_article, open_form, editor_client, managing_editor_client, filled_form
):
    article = make_article(body="<p>The tide is low.</p>")
    address, mine = open_form(article)
    _, theirs = open_form(article, managing_editor_client)
    managing_editor_client.post(address, theirs | {"body": "<p>The tide is high.</p>"})

    page = editor_client.post(address, mine | {"body": "<p>The tide is falling.</p>"})

    html = page.content.decode()
    assert page.status_code == 409
    assert "</span>high</del>" in html
    assert "</span>falling</ins>" in html
    article.refresh_from_db()
    assert article.body == "<p>The tide is high.</p>"
    assert filled_form(page)["body"] == "<p>The tide is falling.</p>"
    sent = filled_form(page) | {"seen_other_text": "on"}
    assert editor_client.post(address, sent).status_code == 409  # nobody has chosen
    (choice,) = set(re.findall(r'name="(merge-[^"]+)"', html))
    again = editor_client.post(address, sent | {choice: "yours"})
    assert again.status_code == 302
    article.refresh_from_db()
    assert article.body == "<p>The tide is falling.</p>"
    assert article.revisions.count() == 2


def test_a_contributor_reads_what_they_have_handed_in_and_can_change_nothing(
    make_article, contributor, contributor_client, open_form, editor_client
):
    article = make_article(created_by=contributor, state=State.IN_REVIEW)
    _, form = open_form(article)
    address = reverse(CHANGE, args=[article.pk])

    page = contributor_client.get(address).content.decode()

    assert "<h2>A beginning</h2>" in page
    assert "You have handed this article in." in page
    assert 'name="title"' not in page
    assert "_save" not in page
    assert contributor_client.post(address, form | {"title": "Mine again"}).status_code == 403
    article.refresh_from_db()
    assert article.title != "Mine again"


def test_what_others_write_does_not_exist_for_a_contributor(
    make_article, editor_user, contributor, contributor_client
):
    others = make_article(created_by=editor_user, title="Not for you")

    page = contributor_client.get(reverse(CHANGE, args=[others.pk]), follow=True)
    found = contributor_client.get(
        reverse("admin:autocomplete"),
        {"app_label": "articles", "model_name": "article", "field_name": "related", "term": "not"},
    )

    assert "Not for you" not in page.content.decode()
    assert found.json()["results"] == []
    assert not visible_to(contributor, Article.objects.all()).exists()


def test_a_contributor_cannot_name_what_they_cannot_see_nor_learn_of_it(
    make_article, contributor, contributor_client, editor_user, open_form
):
    secret = make_article(title="The secret deal", slug="secret-deal", created_by=editor_user)
    article = make_article(created_by=contributor)
    address, form = open_form(article, contributor_client)

    for attempt in (
        {"related": [str(secret.pk)]},
        {"translation_of": str(secret.pk)},
        {"slug": "secret-deal"},
    ):
        page = contributor_client.post(address, form | attempt)
        assert page.status_code == 200
        assert "The secret deal" not in page.content.decode()

    assert not article.related.exists()


def test_what_an_editor_has_named_stays_named_when_a_contributor_saves(
    make_article, contributor, contributor_client, open_form
):
    other = make_article(title="Another's")
    article = make_article(created_by=contributor, translation_of=other)
    article.related.add(other)
    address, form = open_form(article, contributor_client)

    assert contributor_client.post(address, form | {"title": "Changed"}).status_code == 302

    article.refresh_from_db()
    assert article.translation_of == other
    assert list(article.related.all()) == [other]


def test_saving_a_published_article_changes_nothing_for_readers(
    make_article, open_form, editor_client
):
    article = make_article(title="Ferries")
    publish(article, by=None, at=AT)
    address, form = open_form(article)

    editor_client.post(address, form | {"title": "Fast ferries"})

    assert listings.find_article(article.slug).document.title == "Ferries"
    article.refresh_from_db()
    assert unpublished_changes(article)
    assert "Unpublished changes" in editor_client.get(address).content.decode()
