"""Two editors at one form, through the admin as a browser uses it."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from authors.models import Author, AuthorLink
from editing.models import FormerSlug


def plain(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", response.content.decode()).split())


@pytest.fixture
def sent(filled_form):
    return filled_form


@pytest.fixture
def editors(db) -> tuple[Client, Client]:
    clients = []
    for name, first in [("ada", "Ada"), ("ben", "Ben")]:
        user = User.objects.create_superuser(name, first_name=first, last_name="Editor")
        client = Client()
        client.force_login(user)
        clients.append(client)
    return clients[0], clients[1]


@pytest.fixture
def author(make_author) -> Author:
    return make_author("Lotte", "Verhaegen", title="Lecturer", biography="<p>Writes on ports.</p>")


@pytest.fixture
def page(author) -> str:
    return reverse("admin:authors_author_change", args=[author.pk])


def test_a_save_counts_one_and_the_next_page_carries_the_new_number(editors, author, page, sent):
    ada, _ben = editors
    form = sent(ada.get(page))
    assert form["edit_number"] == "1"

    assert ada.post(page, form | {"title": "Professor"}).status_code == 302

    author.refresh_from_db()
    assert (author.title, author.edit_number) == ("Professor", 2)
    assert sent(ada.get(page))["edit_number"] == "2"


def test_the_second_editor_is_told_sees_both_texts_and_loses_nothing(editors, author, page, sent):
    ada, ben = editors
    adas, bens = sent(ada.get(page)), sent(ben.get(page))
    ada.post(page, adas | {"title": "Professor", "biography": "<p>Writes on harbours.</p>"})

    refused = ben.post(page, bens | {"title": "Dean", "biography": "<p>Writes on canals.</p>"})

    assert refused.status_code == 409
    words = plain(refused)
    assert "Ada Editor saved this on" in words
    assert "Saved meanwhile" in words
    assert "Writes on harbours." in words
    form = sent(refused)
    assert (form["title"], form["biography"]) == ("Dean", "<p>Writes on canals.</p>")
    author.refresh_from_db()
    assert (author.title, author.biography) == ("Professor", "<p>Writes on harbours.</p>")


def test_only_fields_that_differ_are_compared_and_the_words_that_differ_are_marked(
    editors, author, page, sent
):
    ada, ben = editors
    bens = sent(ben.get(page))
    ada.post(page, sent(ada.get(page)) | {"title": "Visiting Professor"})

    refused = ben.post(page, bens | {"title": "Visiting Dean"})

    labels = re.findall(r'<th scope="row">(.*?)</th>', refused.content.decode())
    assert labels == ["Academic or professional title"]
    assert "Visiting <mark>Professor</mark>" in refused.content.decode()


def test_saving_again_needs_the_tick_and_then_saves_ones_own_text(editors, author, page, sent):
    ada, ben = editors
    bens = sent(ben.get(page))
    ada.post(page, sent(ada.get(page)) | {"title": "Professor"})
    first = ben.post(page, bens | {"title": "Dean"})

    without_tick = ben.post(page, sent(first))
    assert without_tick.status_code == 409
    author.refresh_from_db()
    assert author.title == "Professor"

    with_tick = ben.post(page, sent(without_tick) | {"seen_other_text": "on"})
    assert with_tick.status_code == 302
    author.refresh_from_db()
    assert (author.title, author.edit_number) == ("Dean", 3)


def test_a_tick_does_not_cover_what_is_saved_after_it_was_given(editors, author, page, sent):
    ada, ben = editors
    bens = sent(ben.get(page))
    ada.post(page, sent(ada.get(page)) | {"title": "Professor"})
    first = ben.post(page, bens | {"title": "Dean"})
    ada.post(page, sent(ada.get(page)) | {"title": "Emeritus"})

    second = ben.post(page, sent(first) | {"seen_other_text": "on"})

    assert second.status_code == 409
    assert "Emeritus" in plain(second)


@pytest.mark.parametrize("number", ["", "x", "0", "99"])
def test_a_form_without_a_true_number_saves_nothing(editors, author, page, number, sent):
    ada, _ben = editors
    form = sent(ada.get(page)) | {"title": "Professor", "edit_number": number}
    assert ada.post(page, form).status_code in (200, 409)
    author.refresh_from_db()
    assert author.title == "Lecturer"


def test_a_form_with_an_error_keeps_its_number_so_that_it_is_still_stale_later(
    editors, author, page, sent
):
    ada, ben = editors
    bens = sent(ben.get(page))
    wrong = ben.post(page, bens | {"orcid": "0000-0000-0000-0000", "title": "Dean"})
    assert "check digit should be" in plain(wrong)
    ada.post(page, sent(ada.get(page)) | {"title": "Professor"})

    assert ben.post(page, sent(wrong) | {"orcid": ""}).status_code == 409


def added_link(form, index, url):
    return form | {
        "links-TOTAL_FORMS": str(index + 1),
        f"links-{index}-label": "Site",
        f"links-{index}-url": url,
        f"links-{index}-position": "0",
        f"links-{index}-id": "",
        f"links-{index}-author": "",
    }


def test_a_change_of_rows_alone_counts_as_a_save(editors, author, page, sent):
    ada, ben = editors
    bens = sent(ben.get(page))
    saved = ada.post(page, added_link(sent(ada.get(page)), 0, "https://ada.example/"))
    assert saved.status_code == 302

    refused = ben.post(page, bens | {"title": "Dean"})

    assert refused.status_code == 409
    assert "https://ada.example/" in plain(refused)
    ben.post(page, sent(refused) | {"seen_other_text": "on"})
    author.refresh_from_db()
    assert author.title == "Dean"
    assert [link.url for link in author.links.all()] == ["https://ada.example/"]


def test_a_row_deleted_meanwhile_can_still_be_saved_by_who_was_changing_it(
    editors, author, page, sent
):
    ada, ben = editors
    for name in ("first", "second", "third"):
        AuthorLink.objects.create(author=author, label=name, url=f"https://{name}.example/")
    bens = sent(ben.get(page))
    adas = sent(ada.get(page))
    assert ada.post(page, adas | {"links-0-DELETE": "on"}).status_code == 302
    assert author.links.count() == 2

    refused = ben.post(page, bens | {"links-0-label": "First", "links-2-label": "Third"})
    assert refused.status_code == 409
    form = sent(refused)
    assert sorted(form[f"links-{row}-label"] for row in range(3)) == ["First", "Third", "second"]

    assert ben.post(page, form | {"seen_other_text": "on"}).status_code == 302
    assert sorted(link.label for link in author.links.all()) == ["First", "Third", "second"]


def test_what_was_typed_into_something_deleted_is_shown_once_more(editors, author, page, sent):
    ada, ben = editors
    bens = sent(ben.get(page))
    author.delete()

    answer = ben.post(page, bens | {"title": "Dean of Harbours"})

    assert answer.status_code == 409
    assert "Dean of Harbours" in plain(answer)
    assert ada.get(page).status_code == 302


def test_a_slug_changed_in_the_admin_is_remembered(editors, author, page, sent):
    ada, _ben = editors
    ada.post(page, sent(ada.get(page)) | {"slug": "lotte-peeters"})
    assert FormerSlug.objects.filter(slug="lotte-verhaegen", object_id=author.pk).exists()


def test_a_slug_that_was_anothers_is_refused_beside_the_field_with_a_free_one(
    editors, author, page, make_author, sent
):
    ada, _ben = editors
    ada.post(page, sent(ada.get(page)) | {"slug": "lotte-peeters"})
    other = make_author("Noor", "Aziz")
    others = reverse("admin:authors_author_change", args=[other.pk])

    refused = ada.post(others, sent(ada.get(others)) | {"slug": "lotte-verhaegen"})

    assert refused.status_code == 200
    words = plain(refused)
    assert "was once the address of “Lotte Verhaegen” and still leads there" in words
    assert "such as “lotte-verhaegen-2”" in words


def test_an_empty_slug_is_made_from_the_name_and_numbered(editors, author, sent):
    ada, _ben = editors
    add = reverse("admin:authors_author_add")
    name = {"given_name": "Lotte", "family_name": "Verhaegen", "slug": ""}
    assert ada.post(add, sent(ada.get(add)) | name).status_code == 302
    assert Author.objects.filter(slug="lotte-verhaegen-2").exists()


def test_texts_are_cleaned_and_overrides_refused_beside_the_field(editors, author, page, sent):
    ada, _ben = editors
    form = sent(ada.get(page))
    dirty = {
        "title": "  Profe\u0301sseur \x07de   droit ",
        "biography": "<p onclick=x>Hi<script>1</script></p>",
    }
    assert ada.post(page, form | dirty).status_code == 302
    author.refresh_from_db()
    assert author.title == "Profésseur de droit"
    assert author.biography == "<p>Hi</p>"

    refused = ada.post(page, sent(ada.get(page)) | {"title": "Dr \u202edrowssap"})
    assert refused.status_code == 200
    assert "changes the direction of the text" in plain(refused)


def test_the_editors_import_map_carries_the_nonce_of_the_policy(editors, page):
    ada, _ben = editors
    response = ada.get(page)
    nonce = re.search(r"'nonce-([^']+)'", response.headers["Content-Security-Policy"])[1]
    tag = re.search(r'<script[^>]*type="importmap"[^>]*>', response.content.decode())[0]
    assert f'nonce="{nonce}"' in tag


def test_the_editors_page_carries_the_style_without_which_typed_spaces_are_damaged(editors, page):
    ada, _ben = editors
    assert "editing/admin.css" in ada.get(page).content.decode()
    style = Path(finders.find("editing/admin.css")).read_text()
    assert re.search(r"\.ProseMirror \{\s*white-space: break-spaces;", style)
