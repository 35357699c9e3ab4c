"""What the newsroom sees of how articles are read."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from counting.models import ReadArticle
from record.document import Kind

pytestmark = pytest.mark.django_db

LIST = "admin:counting_readarticle_changelist"


def page_of(slug):
    return reverse(
        "admin:counting_readarticle_change", args=[ReadArticle.objects.get(slug=slug).pk]
    )


@pytest.fixture
def read(make_public, look):
    """Two articles, read today: one of them more, and as a PDF."""
    make_public(slug="ferries", title="A Ferry Is a Policy")
    make_public(slug="tides", title="What the Tide Tables Leave Out")
    now = datetime.now(UTC)
    look("/articles/ferries/", at=now)
    for days in (0, 1, 40, 400):
        look("/articles/tides/", "/articles/tides/article.pdf", at=now - timedelta(days=days))
        look("/articles/tides/article.bib", at=now - timedelta(days=days))


def test_the_most_read_articles_stand_first(read, contributor_client):
    page = contributor_client.get(reverse(LIST)).content.decode()

    assert page.index("What the Tide Tables") < page.index("A Ferry Is a Policy")


def test_an_article_has_a_page_of_figures(read, editor_client):
    page = editor_client.get(page_of("tides")).content.decode()

    assert "Read 8 times in 4 sessions since." in page
    assert page.count("<svg viewBox") == 2
    assert "12 investigations" in page
    for words in ("By version", "By form", ">PDF<", ">BibTeX<"):
        assert words in page


def test_the_newsroom_finds_it_by_the_key_of_its_article(read, editor_client):
    key = ReadArticle.objects.get(slug="tides").article
    address = reverse("admin:counting_readarticle_change", args=[key])

    assert "Read 8 times" in editor_client.get(address).content.decode()
    for nothing in ("0", "99999999999999999999", "x", str(uuid.uuid4())):
        address = reverse("admin:counting_readarticle_change", args=[nothing])
        assert editor_client.get(address).status_code == 404


def test_an_unread_article_says_so(make_public, editor_client):
    make_public(slug="unread")

    page = editor_client.get(page_of("unread")).content.decode()

    assert "Nobody has been counted yet." in page


def test_what_was_withdrawn_has_no_page(read, make_public, make_later, editor_client):
    withdrawn = make_public(slug="withdrawn")
    address = page_of("withdrawn")
    make_later(withdrawn, Kind.WITHDRAWAL)

    assert editor_client.get(address).status_code == 404
    assert "withdrawn" not in editor_client.get(reverse(LIST)).content.decode().split("<main")[-1]
    assert editor_client.get(address.replace("change", "x")).status_code in (302, 404)


@pytest.mark.parametrize("who", ["nobody", "reader", "without a role"])
def test_only_the_newsroom_sees_it(read, signed_in, who):
    browser = {
        "nobody": Client,
        "reader": lambda: signed_in(User.objects.create_user("reader")),
        "without a role": lambda: signed_in(User.objects.create_user("new", is_staff=True)),
    }[who]()

    for address in (reverse(LIST), page_of("tides")):
        assert browser.get(address).status_code in (302, 403)


def test_nobody_changes_it(read, managing_editor_client):
    key = ReadArticle.objects.get(slug="tides").pk
    for name, arguments in (("add", []), ("delete", [key])):
        address = reverse(f"admin:counting_readarticle_{name}", args=arguments)
        assert managing_editor_client.get(address).status_code == 403
    managing_editor_client.post(page_of("tides"), {"slug": "other"})

    assert ReadArticle.objects.filter(slug="tides").exists()


def test_list_and_page_cost_the_same_queries_however_much_was_read(
    read, editor_client, make_public, look, django_assert_max_num_queries
):
    for _ in range(12):
        look(f"/articles/{make_public().slug}/", at=datetime.now(UTC))

    with django_assert_max_num_queries(12):
        editor_client.get(reverse(LIST))
    # Two of them on every page of the admin: a demanded second factor, what waits in the inbox.
    with django_assert_max_num_queries(10):
        editor_client.get(page_of("tides"))


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_it_can_be_read_by_everybody(read, served, open_page, editor_client, width, scheme):
    page = open_page(width=width, scheme=scheme)
    page.context.add_cookies(
        [{"name": "session", "value": editor_client.cookies["session"].value, "url": served}]
    )
    page.goto(served + page_of("tides"))
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")

    found = Axe().run(page, context={"include": [["#content"]]}).response["violations"]

    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.complaints == []
