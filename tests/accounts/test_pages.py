"""Every page of signing in and of one's own account: tokens, caches, hostile words."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern

from accounts import urls
from accounts.devices import device
from audit.models import Act

NAMES = {"uidb36": "1", "key": "x", "secret": "guessed", "pk": "1"}


def addresses():
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        route = str(pattern.pattern)
        for name, value in NAMES.items():
            for form in (f"<str:{name}>", f"<int:{name}>"):
                route = route.replace(form, value)
        yield "account/reset/1-x/" if route.startswith("^") else route


@pytest.fixture
def editor(signed_in, editor_user):
    return signed_in(editor_user)


def test_nothing_is_changed_without_a_token(editor_user):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor_user)

    for route in addresses():
        assert browser.post(f"/admin/{route}").status_code == 403, route


def test_looking_changes_nothing_and_nothing_is_kept(client, editor):
    with CaptureQueriesContext(connection) as queries:
        for browser in (client, editor):
            for route in addresses():
                answer = browser.get(f"/admin/{route}")
                assert answer.status_code < 500, route
                assert "public" not in answer.get("Cache-Control", ""), route
                if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                    assert "unsafe" not in answer["Content-Security-Policy"], route

    writing = [q["sql"] for q in queries if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert [sql for sql in writing if "django_session" not in sql] == []


def test_who_is_not_signed_in_sees_nobodys_account(client, db):
    for route in ("account/", "account/app/set-up/", "account/passkeys/add/", "account/codes/",
                  "account/codes/file/", "account/password/"):  # fmt: skip
        assert client.get(f"/admin/{route}").status_code == 302, route


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/130.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537 Edg/130", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/6", "Safari on iPhone"),
        ("<script>\n\x1b[31m%0a" * 10_000, "Unknown browser"),
        ("", "Unknown browser"),
    ],
    ids=["firefox", "edge", "safari", "hostile", "none"],
)  # fmt: skip
def test_a_browser_is_named_in_words_of_ours(agent, said):
    assert device(agent) == said


def test_hostile_words_reach_neither_page_nor_log(client, db, caplog):
    name = "<script>alert(1)</script>\r\nERROR forged\x00" + "x" * 100_000

    answer = client.post("/admin/login/", {"login": name, "password": name})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert not any("forged" in record.getMessage() for record in caplog.records)
    assert not Act.objects.exists()
