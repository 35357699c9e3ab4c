"""Signing in by the house's own sign-on: only who is known, and only what was signed for us."""

import time

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from accounts.inviting import invite
from accounts.models import Identity
from audit.models import Act
from masthead import configuration

GO, BACK = "/admin/account/sign-on/", "/admin/account/sign-on/back/"


@pytest.fixture
def ada(db):
    return User.objects.create_user("ada", "ada@review.example", is_staff=True)


def come(browser, sign_on, *, email="ada@review.example", wanted="", **person):
    """Go there, be who they are, and come back."""
    page = browser.post(GO, {"next": wanted})
    answer = sign_on.authorize(page.context["address"], email=email, **person)
    return browser.get(BACK, answer)


def test_somebody_of_ours_is_signed_in(client, ada, sign_on):
    assert "Sign in with House" in client.get("/admin/login/").content.decode()

    answer = come(client, sign_on, wanted="/admin/articles/article/")

    assert answer["Location"] == "/admin/articles/article/"
    assert client.get("/admin/account/").status_code == 200
    assert Identity.objects.get().user == ada
    assert Act.objects.get(what="signed in").after == {"by": "openid"}


def test_then_known_by_identity_whatever_the_address(client, ada, sign_on):
    come(Client(), sign_on)

    come(client, sign_on, email="married@review.example")

    assert client.get("/admin/account/").status_code == 200


def test_the_address_may_be_told_beside_the_token(client, ada, sign_on):
    sign_on.in_userinfo = True

    come(client, sign_on)

    assert client.get("/admin/account/").status_code == 200


def test_who_is_invited_joins(client, ada, sign_on):
    invite(
        email="bo@review.example", first_name="Bo", last_name="", by=ada, now=timezone.now(),
        role=Group.objects.get(name="editor"),
    )  # fmt: skip

    come(client, sign_on, email="bo@review.example")

    bo = User.objects.get(email="bo@review.example")
    assert client.get("/admin/account/").status_code == 200
    assert (bo.has_usable_password(), bo.groups.get().name) == (False, "editor")


def nobody_came(browser, answer):
    return (
        answer["Location"] == "/admin/login/" and browser.get("/admin/account/").status_code == 302
    )


@pytest.mark.parametrize(
    "person",
    [
        {"email": "stranger@review.example"},
        {"email_verified": False},
        {"email": "reader@review.example"},
        {"email": "gone@review.example"},
    ],
    ids=["a stranger", "an address nobody verified", "not of the staff", "a closed account"],
)
def test_nobody_else_is(client, ada, sign_on, person):
    User.objects.create_user("reader", "reader@review.example")
    User.objects.create_user("gone", "gone@review.example", is_staff=True, is_active=False)

    assert nobody_came(client, come(client, sign_on, **person))
    assert not Identity.objects.exists()


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"aud": "another-site"},
        {"nonce": "another sign-in's"},
        {"exp": int(time.time()) - 3_600},
        {"azp": "another-site"},
    ],
    ids=["another issuer", "another site", "another sign-in", "run out", "another party"],
)
def test_only_what_was_made_for_this_sign_in_is_believed(client, ada, sign_on, claims):
    sign_on.claims = claims

    assert nobody_came(client, come(client, sign_on))


def test_only_the_sign_ons_own_signature_is_believed(client, ada, sign_on):
    sign_on.signing = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    assert nobody_came(client, come(client, sign_on))


def test_an_answer_is_good_in_the_browser_that_asked_and_once(client, ada, sign_on):
    page = client.post(GO)
    answer = sign_on.authorize(page.context["address"], email=ada.email)
    other = Client()

    assert nobody_came(other, other.get(BACK, answer))
    assert nobody_came(client, client.get(BACK, answer | {"state": "guessed"}))
    assert nobody_came(client, client.get(BACK, answer))  # the attempt is used up


def test_a_sign_on_on_our_own_network_is_not_asked(client, ada, sign_on, settings):
    settings.OUTGOING_ALLOWED_NETWORKS = ()

    assert client.post(GO)["Location"] == "/admin/login/"


def test_without_configuration_there_is_none(client, db):
    assert client.post(GO).status_code == 404
    assert client.get(BACK, {"code": "x"}).status_code in (302, 404)
    assert "sign-on" not in client.get("/admin/login/").content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"OPENID_ISSUER": "https://login.example"}, "OPENID_CLIENT_ID and OPENID_CLIENT_SECRET"),
        (
            {"OPENID_ISSUER": "login", "OPENID_CLIENT_ID": "a", "OPENID_CLIENT_SECRET": "b"},
            "not an address",
        ),
    ],
    ids=["half", "no address"],
)
def test_a_wrong_configuration_does_not_start(tmp_path, given, said):
    with pytest.raises(configuration.UnsafeConfiguration, match=said):
        configuration.read(given, root=tmp_path)


def test_the_secret_is_not_shown(tmp_path):
    given = {"OPENID_ISSUER": "https://login.example/", "OPENID_CLIENT_ID": "a"}
    found = configuration.read(given | {"OPENID_CLIENT_SECRET": "hush"}, root=tmp_path).openid

    assert found.label == "login.example"
    assert "hush" not in repr(found)
