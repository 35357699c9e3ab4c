"""Who gets which page of which article: every address of the newsroom, written down (threat T6)."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import IncomingFile, Stage, State
from articles.publishing import publish, schedule
from articles.revisions import record_revision

pytestmark = pytest.mark.once

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

# For a contributor: their draft, what they have handed in, another's draft, a scheduled one and a
# published one of others. 302 leads away: to the first page from what does not exist for them, to
# the article from what cannot be done with it.
CONTRIBUTOR = {
    "change": "200 200 302 302 302",
    "delete": "403 403 403 403 403",
    "autosave": "200 403 404 404 404",
    "autosave-differences": "404 403 404 404 404",
    "history": "200 200 404 404 404",
    "comments": "200 200 404 404 404",
    "assignments": "200 200 404 404 404",
    "checklist": "200 200 404 404 404",
    "compare": "200 200 404 404 404",
    "restore": "200 403 404 404 404",
    "take-over": "200 403 404 404 404",
    "presence": "405 405 404 404 404",
    "manuscript": "200 200 404 404 404",
    "preview": "200 200 404 404 404",
    "photo": "200 200 404 404 404",
    "send-to-review": "200 403 404 404 404",
    "request-changes": "403 403 404 404 404",
    "mark-ready": "403 403 404 404 404",
    "publish": "403 403 404 404 404",
    "schedule": "403 403 404 404 404",
    "unschedule": "403 403 404 404 404",
    "give-ahead": "403 403 404 404 404",
    "take-back": "403 403 404 404 404",
    "correct": "403 403 404 404 404",
    "update": "403 403 404 404 404",
    "clarify": "403 403 404 404 404",
    "mend": "403 403 404 404 404",
    "dates": "403 403 404 404 404",
    "retract": "403 403 404 404 404",
    "withdraw": "403 403 404 404 404",
}
EDITOR = {
    "change": "200 200 200 200 200",
    "delete": "200 200 200 302 302",
    "autosave": "200 200 200 200 200",
    "autosave-differences": "404 404 404 404 404",
    "history": "200 200 200 200 200",
    "comments": "200 200 200 200 200",
    "assignments": "200 200 200 200 200",
    "checklist": "200 200 200 200 200",
    "compare": "200 200 200 200 200",
    "restore": "200 200 200 200 200",
    "take-over": "200 200 200 200 200",
    "presence": "405 405 405 405 405",
    "manuscript": "200 200 200 200 200",
    "preview": "200 200 200 200 200",
    "photo": "200 200 200 200 200",
    "send-to-review": "200 302 200 302 302",
    "request-changes": "302 200 302 302 302",
    "mark-ready": "200 200 200 302 302",
    "publish": "403 403 403 403 403",
    "schedule": "403 403 403 403 403",
    "unschedule": "403 403 403 403 403",
    "give-ahead": "403 403 403 403 403",
    "take-back": "403 403 403 403 403",
    "correct": "403 403 403 403 403",
    "update": "403 403 403 403 403",
    "clarify": "403 403 403 403 403",
    "mend": "403 403 403 403 403",
    "dates": "403 403 403 403 403",
    "retract": "403 403 403 403 403",
    "withdraw": "403 403 403 403 403",
}
MANAGING_EDITOR = EDITOR | {
    "publish": "200 200 200 200 302",
    "schedule": "200 200 200 200 302",
    "unschedule": "302 302 302 200 302",
    "give-ahead": "200 200 200 200 302",
    "take-back": "200 200 200 200 302",
    "correct": "302 302 302 302 200",
    "update": "302 302 302 302 200",
    "clarify": "302 302 302 302 200",
    "mend": "302 302 302 302 200",
    "dates": "200 200 200 200 200",
    "retract": "302 302 302 302 200",
    "withdraw": "302 302 302 302 200",
}
NOBODY = dict.fromkeys(EDITOR, "302 302 302 302 302")
OF_ARTICLES = {
    "nobody": NOBODY,
    "reader": NOBODY,
    "contributor": CONTRIBUTOR,
    "editor": EDITOR,
    "managing editor": MANAGING_EDITOR,
}
# Pages of no single article: nobody, a reader, staff without a role, a contributor, an editor, a
# managing editor.
ROLES = ("nobody", "reader", "without a role", "contributor", "editor", "managing editor")
OF_THE_NEWSROOM = {
    "changelist": "302 302 403 200 200 200",
    "undo": "302 302 403 302 302 302",
    "filter-keep": "302 302 403 302 302 302",
    "filter-forget": "302 302 403 405 405 405",
    "calendar": "302 302 403 200 200 200",
    "inbox": "302 302 403 200 200 200",
    "mail-choice": "302 302 403 200 200 200",
    "add": "302 302 403 200 200 200",
    "autosave-new": "302 302 403 200 200 200",
    "import": "302 302 403 200 200 200",
    "files": "302 302 403 200 200 200",
    "photos": "302 302 403 200 200 200",
    "links": "302 302 403 200 200 200",
    "photo-upload": "302 302 403 405 405 405",
}


@pytest.fixture
def browsers(contributor_client, editor_client, managing_editor_client, signed_in):
    return {
        "nobody": Client(),
        "reader": signed_in(User.objects.create_user("reader")),
        "without a role": signed_in(User.objects.create_user("new", is_staff=True)),
        "contributor": contributor_client,
        "editor": editor_client,
        "managing editor": managing_editor_client,
    }


@pytest.fixture
def kinds(make_article, make_photo, contributor, managing_editor):
    """The five articles of the tables, each with two revisions and a photo."""
    photo = make_photo(renditions=True)
    typist = User.objects.create_user("typist")
    articles = [
        make_article(lead_photo=photo, created_by=by, state=state)
        for by, state in (
            (contributor, State.DRAFT),
            (contributor, State.IN_REVIEW),
            (managing_editor, State.DRAFT),
            (managing_editor, State.DRAFT),
            (managing_editor, State.DRAFT),
        )
    ]
    *_, embargoed, published = articles
    for article in articles:
        record_revision(article, by=None)
        record_revision(article, by=None)
        article.autosaves.create(by=typist, begun_at=NOW, at=NOW, saves=1, sitting=uuid4())
        keep_original(article)
    schedule(embargoed, by=None, at=NOW + timedelta(days=9), now=NOW)
    publish(published, by=None, at=NOW)
    return articles


def keep_original(article):
    file = default_storage.save("manuscripts/00/original", ContentFile(b"x"))
    IncomingFile.objects.create(
        name="ferry.docx", size=1, file=file, arrived_at=NOW, stage=Stage.DONE, article=article
    )


def address(page, article):
    photo = article.lead_photo
    match page:
        case "preview":
            return reverse("admin-article-preview", args=[article.pk])
        case "photo":
            values = [article.pk, photo.sha256, "full", 320, "webp"]
            return reverse("admin-article-photo", args=values)
        case "restore":
            return reverse("admin:articles_article_restore", args=[article.pk, 1])
        case "take-over":
            values = [article.pk, article.autosaves.get().pk]
            return reverse("admin:articles_article_take-over", args=values)
        case "compare":
            found = reverse("admin:articles_article_compare", args=[article.pk])
            return f"{found}?older=1&newer=2"
    return reverse(f"admin:articles_article_{page}", args=[article.pk])


def test_every_address_of_the_newsroom_stands_in_the_tables():
    names = {
        pattern.name.removeprefix("articles_article_")
        for pattern in admin.site.get_urls()
        if hasattr(pattern, "url_patterns")
        for pattern in pattern.url_patterns
        if str(pattern.name).startswith("articles_article_")
    }

    assert names == (set(EDITOR) - {"preview", "photo"}) | set(OF_THE_NEWSROOM)


@pytest.mark.parametrize("role", OF_ARTICLES)
def test_who_gets_which_page_of_which_article(browsers, kinds, role):
    browser = browsers[role]

    answers = {
        page: " ".join(str(browser.get(address(page, article)).status_code) for article in kinds)
        for page in OF_ARTICLES[role]
    }

    assert answers == OF_ARTICLES[role]


@pytest.mark.parametrize("role", ROLES)
def test_who_gets_which_page_of_the_newsroom(browsers, role):
    numbers = {"filter-forget": [1]}
    answers = {
        page: browsers[role]
        .get(reverse(f"admin:articles_article_{page}", args=numbers.get(page)))
        .status_code
        for page in OF_THE_NEWSROOM
    }

    place = ROLES.index(role)
    said = {page: int(row.split()[place]) for page, row in OF_THE_NEWSROOM.items()}
    assert answers == said


@pytest.mark.parametrize("role", ["nobody", "contributor", "editor"])
def test_whoever_may_not_take_a_step_changes_nothing_by_trying(browsers, kinds, role):
    """Whatever the page would say: POST is refused as GET is, and the article stays."""
    before = [(article.state, article.revisions.count()) for article in kinds]
    closed = [
        (page, number)
        for page, answers in OF_ARTICLES[role].items()
        for number, answer in enumerate(answers.split())
        if answer in ("403", "404") and page not in ("preview", "photo", "history", "compare")
    ]
    everything = [(page, n) for page in ("publish", "withdraw", "mark-ready") for n in range(5)]

    for page, number in closed if role != "nobody" else everything:
        article = kinds[number]
        sent = {"edit_number": article.edit_number, "note": "x", "at": "2099-01-01T09:00"}
        answer = browsers[role].post(address(page, article), sent | {"post": "yes"})
        assert answer.status_code == (302 if role == "nobody" else int(_said(role, page, number)))

    for article in kinds:
        article.refresh_from_db()
    assert [(article.state, article.revisions.count()) for article in kinds] == before


def _said(role, page, number):
    return OF_ARTICLES[role][page].split()[number]


def test_no_page_of_the_newsroom_is_kept_by_anybody(browsers, kinds):
    editor = browsers["managing editor"]
    paths = [address(page, kinds[0]) for page in EDITOR]
    paths += [
        reverse(f"admin:articles_article_{page}")
        for page in OF_THE_NEWSROOM
        if page != "filter-forget"
    ]

    for path in paths:
        answer = editor.get(path)
        if answer.status_code == 200:
            told = {part.strip() for part in answer["Cache-Control"].split(",")}
            assert {"private", "no-store"} <= told, path


def test_reading_a_page_changes_nothing(browsers, kinds):
    """No GET writes to the newsroom's tables (threat T17)."""
    with CaptureQueriesContext(connection) as queries:
        for page in EDITOR:
            for article in kinds:
                browsers["managing editor"].get(address(page, article))

    writing = [q["sql"] for q in queries if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert [sql for sql in writing if "django_session" not in sql] == []


def test_every_step_wants_a_token(managing_editor, kinds):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(managing_editor)

    for page in set(EDITOR) - {"preview", "photo", "history", "compare"}:
        assert browser.post(address(page, kinds[0]), {"edit_number": 1}).status_code == 403
