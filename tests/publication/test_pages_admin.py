"""Pages, board and accent in the admin: how they are written, and who may (threats T6, T9)."""

import pytest
from django.urls import reverse

from publication.models import BoardMember, PlainPage, Publication

pytestmark = pytest.mark.django_db

ADD = reverse("admin:publication_plainpage_add")
LIST = reverse("admin:publication_plainpage_changelist")


@pytest.fixture
def page():
    return PlainPage.objects.create(title="Ethics", slug="ethics", body="<p>Be fair.</p>")


def change(row):
    return reverse(f"admin:publication_{row._meta.model_name}_change", args=[row.pk])


def test_a_page_is_written_cleaned_and_shown_when_it_is_ticked(
    admin_client, client, filled_form, publication
):
    form = filled_form(admin_client.get(ADD)) | {
        "title": "Write for us",
        "body": "<h1>How</h1><p onclick=x>Send a <b>text</b>.</p><script>alert(1)</script>",
    }

    assert admin_client.post(ADD, form).status_code == 302

    page = PlainPage.objects.get()
    assert page.slug == "write-for-us"
    assert page.body == "<h2>How</h2><p>Send a <strong>text</strong>.</p>"
    assert client.get("/pages/write-for-us/").status_code == 404
    shown = filled_form(admin_client.get(change(page))) | {"public": "on"}
    assert admin_client.post(change(page), shown).status_code == 302
    assert client.get("/pages/write-for-us/").status_code == 200


def test_a_page_without_text_is_not_shown(admin_client, filled_form):
    form = filled_form(admin_client.get(ADD)) | {"title": "Empty", "public": "on"}

    refused = admin_client.post(ADD, form)

    assert "A page without text can&#x27;t be shown to readers." in refused.content.decode()
    assert not PlainPage.objects.exists()


def test_a_changed_address_leaves_a_redirect_and_a_taken_one_is_refused(
    admin_client, client, filled_form, page
):
    PlainPage.objects.update(public=True)
    form = filled_form(admin_client.get(change(page))) | {"slug": "our-ethics"}
    admin_client.post(change(page), form)
    assert client.get("/pages/ethics/")["Location"] == "/pages/our-ethics/"

    taken = filled_form(admin_client.get(ADD)) | {"title": "Another", "slug": "ethics"}
    assert "was once the address of" in admin_client.post(ADD, taken).content.decode()


def test_two_editors_of_one_page_see_both_texts(admin_client, filled_form, page):
    stale = filled_form(admin_client.get(change(page)))
    admin_client.post(change(page), stale | {"body": "<p>Be kind.</p>"})

    refused = admin_client.post(change(page), stale | {"body": "<p>Be brief.</p>"})

    assert refused.status_code == 409
    assert "kind" in refused.content.decode()
    assert PlainPage.objects.get().body == "<p>Be kind.</p>"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("#14495C", "#14495c"), ("14495c", "#14495c"), ("#abc", "#aabbcc"), ("", "")],
)
def test_a_colour_is_kept_in_one_form_however_it_is_typed(
    admin_client, filled_form, publication, typed, kept
):
    form = filled_form(admin_client.get(change(publication))) | {"accent": typed}

    assert admin_client.post(change(publication), form).status_code == 302
    assert Publication.objects.get(pk=publication.pk).accent == kept


@pytest.mark.parametrize("typed", ["teal", "#12345", "#14495c;}", "url(//evil)", "#14495g"])
def test_what_is_no_colour_is_refused_beside_its_field(
    admin_client, filled_form, publication, typed
):
    form = filled_form(admin_client.get(change(publication))) | {"accent": typed}

    refused = admin_client.post(change(publication), form)

    assert "is not a colour: it should be a # and six digits" in refused.content.decode()


def test_the_board_is_kept_on_the_publications_form(admin_client, filled_form, publication):
    form = filled_form(admin_client.get(change(publication))) | {
        "board-TOTAL_FORMS": "1",
        "board-0-role": "Editor",
        "board-0-name": "Ondine\nMarchetti-Roe",
        "board-0-affiliation": "",
        "board-0-position": "1",
    }

    assert admin_client.post(change(publication), form).status_code == 302
    assert str(BoardMember.objects.get()) == "Ondine Marchetti-Roe, Editor"


# 200: may; 403: may not.
MATRIX = {
    "contributor": {"list": 200, "see": 200, "add": 403, "change": 403, "delete": 403},
    "editor": {"list": 200, "see": 200, "add": 403, "change": 403, "delete": 403},
    "managing editor": {"list": 200, "see": 200, "add": 200, "change": 302, "delete": 200},
}


@pytest.mark.parametrize("role", MATRIX)
def test_who_may_do_what_with_a_page(
    contributor_client, editor_client, managing_editor_client, page, role
):
    client = {
        "contributor": contributor_client,
        "editor": editor_client,
        "managing editor": managing_editor_client,
    }[role]
    typed = {"title": "Ethics", "slug": "ethics", "body": "<p>Mine.</p>", "position": "0",
             "edit_number": "1"}  # fmt: skip

    found = {
        "list": client.get(LIST).status_code,
        "see": client.get(change(page)).status_code,
        "add": client.get(ADD).status_code,
        "change": client.post(change(page), typed).status_code,
        "delete": client.get(
            reverse("admin:publication_plainpage_delete", args=[page.pk])
        ).status_code,
    }

    assert found == MATRIX[role]


def test_nobody_else_reaches_a_page_in_the_admin(client, page):
    for address in (LIST, ADD, change(page)):
        assert client.get(address).status_code == 302
