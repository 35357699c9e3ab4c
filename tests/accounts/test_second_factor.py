"""A second factor is asked for at sign-in, and a role that demands one opens nothing without."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import URLPattern, get_resolver

from accounts.middleware import OPEN
from accounts.models import Role, SignIn
from audit.models import Act

PASSWORD = "a harbour at dusk"


def code_of(secret, *, later=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


@pytest.fixture
def ada(db):
    user = User.objects.create_user("ada", "ada@review.example", PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="managing editor"))
    return user


@pytest.fixture
def demanded(db):
    Role.objects.filter(group__name="managing editor").update(demands_second_factor=True)


def sign_in(browser):
    return browser.post("/admin/login/", {"login": "ada", "password": PASSWORD})


def set_up(browser):
    """Set up an authenticator app; its secret."""
    secret = browser.get("/admin/account/app/set-up/").context["form"].secret
    answer = browser.post("/admin/account/app/set-up/", {"code": code_of(secret)})
    assert answer["Location"] == "/admin/account/codes/"
    return secret


def test_setting_up_an_app_and_signing_in_with_it(client, ada, django_capture_on_commit_callbacks):
    elsewhere = Client()
    sign_in(elsewhere)
    sign_in(client)
    with django_capture_on_commit_callbacks(execute=True):
        secret = set_up(client)
    assert Act.objects.filter(what="second factor set up").count() == 2  # and recovery codes

    assert elsewhere.get("/admin/account/").status_code == 302  # began with a password alone
    stored = str(Authenticator.objects.values_list("data", flat=True))
    assert secret not in stored
    browser = Client()
    assert sign_in(browser)["Location"] == "/admin/account/second/"
    assert browser.get("/admin/account/").status_code == 302  # not yet
    wrong = browser.post("/admin/account/second/", {"code": "000000"})
    assert "This code is not right" in wrong.content.decode()
    right = browser.post("/admin/account/second/", {"code": code_of(secret, later=1)})
    assert right["Location"] == "/admin/"
    assert Act.objects.filter(what="signed in").first().after == {"by": "password, totp"}


def test_a_code_is_good_once_and_five_wrong_ones_are_enough(client, ada):
    sign_in(client)
    secret = set_up(client)
    code = code_of(secret, later=1)
    first, second = Client(), Client()
    sign_in(first)
    sign_in(second)
    first.post("/admin/account/second/", {"code": code})

    assert second.post("/admin/account/second/", {"code": code}).status_code == 200
    for number in range(4):
        second.post("/admin/account/second/", {"code": f"00000{number}"})
    right = second.post("/admin/account/second/", {"code": code_of(secret, later=0)})
    assert "Wait an hour" in right.content.decode()


def test_a_recovery_code_lets_in_once(client, ada):
    sign_in(client)
    set_up(client)
    code = client.get("/admin/account/codes/").context["unused_codes"][0]

    for expected in (302, 200):
        browser = Client()
        sign_in(browser)
        assert browser.post("/admin/account/second/", {"code": code}).status_code == expected


def addresses():
    """Every address under /admin/, its variable parts filled with 1."""

    def walk(patterns, before):
        for each in patterns:
            route = before + str(each.pattern).lstrip("^")
            if isinstance(each, URLPattern):
                yield route
            else:
                yield from walk(each.url_patterns, route)

    for route in walk(get_resolver().url_patterns, "/"):
        if route.startswith("/admin/"):
            yield "".join("1" if i % 2 else part.split(">")[-1] if i else part
                          for i, part in enumerate(route.replace(">", "<").split("<")))  # fmt: skip


def test_a_role_that_demands_a_factor_opens_nothing_without_one(client, ada, demanded):
    assert sign_in(client)["Location"] == "/admin/"

    closed = [path for path in addresses() if not path.startswith(OPEN)]
    assert len(closed) > 200
    for path in closed:
        asked = client.get(path)
        assert (path, asked.status_code, asked.get("Location")) == (path, 302, "/admin/account/")
        assert (path, client.post(path, {"confirmed": "yes"}).status_code) == (path, 403)
    assert Act.objects.exclude(what="signed in").count() == 0


def test_with_the_factor_set_up_everything_opens(client, ada, demanded):
    sign_in(client)
    assert "Your role demands" in client.get("/admin/account/").content.decode()

    set_up(client)

    assert client.get("/admin/articles/article/").status_code == 200
    factor = Authenticator.objects.get(type="totp")
    client.post("/admin/account/app/remove/")
    assert not Authenticator.objects.filter(pk=factor.pk).exists()
    assert client.get("/admin/articles/article/").status_code == 302


def test_administrators_demand_reaches_superusers_and_no_one_else(signed_in, db, editor_user):
    Role.objects.filter(group__name="administrator").update(demands_second_factor=True)
    chief = User.objects.create_superuser("chief")

    assert signed_in(chief).get("/admin/articles/article/").status_code == 302
    assert signed_in(editor_user).get("/admin/articles/article/").status_code == 200


def test_ones_own_sessions_are_listed_and_ended(client, ada):
    elsewhere = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0"})
    sign_in(elsewhere)
    sign_in(client)
    other = SignIn.objects.get(device="Firefox on Windows")

    assert "Firefox on Windows" in client.get("/admin/account/").content.decode()
    assert client.get(f"/admin/account/sessions/{other.pk}/end/").status_code == 405
    client.post(f"/admin/account/sessions/{other.pk}/end/")
    assert elsewhere.get("/admin/account/").status_code == 302
    assert client.get("/admin/account/").status_code == 200


def test_nobody_ends_anothers_session(client, ada, signed_in, editor_user):
    sign_in(client)
    row = SignIn.objects.get()

    answer = signed_in(editor_user).post(f"/admin/account/sessions/{row.pk}/end/")

    assert answer.status_code == 404
    assert client.get("/admin/account/").status_code == 200


def test_a_new_password_ends_the_other_sessions(client, ada):
    elsewhere = Client()
    sign_in(elsewhere)
    sign_in(client)
    sent = {"oldpassword": PASSWORD, "password1": "a lighthouse at noon"}

    client.post("/admin/account/password/", sent | {"password2": "a lighthouse at noon"})

    assert elsewhere.get("/admin/account/").status_code == 302
    assert client.get("/admin/account/").status_code == 200
    assert SignIn.objects.get().session_key == client.session.session_key


def test_every_model_of_secrets_is_nobodys_to_look_at():
    shown = {model._meta.label for model in admin.site._registry}
    assert not shown & {"mfa.Authenticator", "account.EmailAddress", "accounts.Guesses"}
