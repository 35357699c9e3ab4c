"""Signing in: the same answer whoever asks, few guesses, and one's own site after it."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import limiting
from accounts.models import Guesses, SignIn
from audit.models import Act

LOGIN = "/admin/login/"


@pytest.fixture
def ada(db):
    return User.objects.create_user(
        "ada", "ada@review.example", "a harbour at dusk", is_staff=True, first_name="Ada"
    )


def sign_in(browser, login="ada", password="a harbour at dusk", **more):
    network = more.pop("network", "198.51.100.7")
    return browser.post(LOGIN, {"login": login, "password": password, **more}, REMOTE_ADDR=network)


@pytest.mark.parametrize("login", ["ada", "ada@review.example", "ADA@review.example"])
def test_signing_in_by_name_or_mail_address(client, ada, login):
    answer = sign_in(client, login)

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    act = Act.objects.get()
    assert (act.what, act.by, act.after) == ("signed in", ada, {"by": "password"})
    assert len(act.network) == 32


def test_the_session_gets_a_new_key_and_dies_with_signing_out(client, ada):
    client.get(LOGIN)
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["session"] = before = session.session_key
    sign_in(client)
    stolen = client.cookies["session"].value

    client.post("/admin/logout/")

    assert stolen != before
    thief = Client()
    thief.cookies["session"] = stolen
    assert thief.get("/admin/account/").status_code == 302
    assert not SignIn.objects.exists()
    assert Act.objects.first().what == "signed out"


def test_signing_out_takes_a_post(client, ada):
    sign_in(client)

    assert client.get("/admin/logout/").status_code == 200
    assert client.get("/admin/account/").status_code == 200


def page(browser, login):
    text = sign_in(browser, login, "wrong").content.decode()
    return "".join(
        line for line in text.splitlines() if "csrf" not in line and "value=" not in line
    )


def test_known_and_unknown_names_get_the_same_answer(ada):
    User.objects.create_user("reader", password="a harbour at dusk")  # not of the staff
    User.objects.create_user("gone", password="a harbour", is_staff=True, is_active=False)

    answers = {page(Client(), name) for name in ("ada", "nobody", "reader", "gone")}
    assert len(answers) == 1
    assert "Name and password do not belong together." in answers.pop()
    refused = sign_in(Client(), "reader")
    assert "do not belong together" in refused.content.decode()


def test_known_and_unknown_names_take_the_same_queries_and_hashes(ada, monkeypatch):
    hashed = []
    make, check = User.set_password, User.check_password
    monkeypatch.setattr(
        User, "set_password", lambda user, raw: hashed.append("made") or make(user, raw)
    )
    monkeypatch.setattr(
        User, "check_password", lambda user, raw: hashed.append("checked") or check(user, raw)
    )

    counts = []
    for name, network in (("ada", "192.0.2.1"), ("nobody", "203.0.113.1")):
        with CaptureQueriesContext(connection) as queries:
            sign_in(Client(), name, "wrong", network=network)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert hashed == ["checked", "made"]  # either costs one hash


def test_of_all_guesses_five_are_evaluated(ada, monkeypatch):
    evaluated = []
    check = User.check_password
    monkeypatch.setattr(
        User, "check_password", lambda user, raw: evaluated.append(raw) or check(user, raw)
    )

    for number in range(40):
        login = ("ada", "ada@review.example")[number % 2]
        answer = sign_in(Client(), login, f"guess {number}")

    assert len(evaluated) == 5
    assert "Wait an hour" in answer.content.decode()
    assert "Wait an hour" in sign_in(Client()).content.decode()  # even with the right one
    assert sign_in(Client(), network="203.0.113.9").status_code == 302  # from elsewhere


def test_of_a_thousand_tries_five_are_admitted(db):
    one = limiting.Try(limiting.PASSWORD, "account 1 198.51.100.0/24")
    now = timezone.now()

    admitted = [limiting.admit([one], now=now, secret_key="k") for _ in range(1_000)]

    assert admitted == [True] * 5 + [False] * 995


def test_a_lock_ends_after_an_hour(ada):
    for number in range(6):
        sign_in(Client(), password=f"guess {number}")
    Guesses.objects.update(began_at=timezone.now() - timezone.timedelta(minutes=61))

    assert sign_in(Client()).status_code == 302


def test_right_passwords_are_not_counted(ada):
    for _ in range(8):
        assert sign_in(Client()).status_code == 302

    assert set(Guesses.objects.values_list("count", flat=True)) == {0}


def test_one_network_cannot_try_everybodys_names(ada):
    for number in range(30):
        sign_in(Client(), f"somebody {number}", "wrong")

    assert "Wait an hour" in sign_in(Client(), "somebody else", "wrong").content.decode()


@pytest.mark.parametrize(
    "address",
    ["//evil.example", r"/\evil.example", "https:evil.example", "https://evil.example/admin/",
     "/\t/evil.example", "javascript:alert(1)", "http://testserver.evil.example",
     "\\\\evil.example"],
)  # fmt: skip
def test_what_follows_signing_in_stays_on_this_site(client, ada, address):
    answer = sign_in(client, next=address)

    assert answer["Location"] == "/admin/"


def test_the_page_that_was_asked_for_follows(client, ada):
    asked = client.get("/admin/auth/user/?q=a")

    assert sign_in(client, next="/admin/auth/user/?q=a")["Location"] == "/admin/auth/user/?q=a"
    assert asked["Location"] == "/admin/login/?next=/admin/auth/user/%3Fq%3Da"


def test_the_pages_are_strict_and_never_kept(client, db):
    answer = client.get(LOGIN)

    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert "http" not in answer.content.decode().replace("http-equiv", "")


def test_signing_in_wants_a_token(ada):
    assert sign_in(Client(enforce_csrf_checks=True)).status_code == 403
