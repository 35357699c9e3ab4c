"""An editor signs in, sets up an authenticator app and a passkey, and comes back with each."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User

from accounts.models import Role

pytestmark = pytest.mark.browser

PASSWORD = "a harbour at dusk"
PASSKEYS = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def ada(db):
    user = User.objects.create_superuser(
        "ada", "ada@review.example", PASSWORD, first_name="Ada", last_name="Lindqvist"
    )
    Role.objects.filter(group__name="administrator").update(demands_second_factor=True)
    return user


@pytest.fixture
def site(served, settings):
    """The site under a name, for passkeys belong to one."""
    settings.SITE_URL = served.replace("127.0.0.1", "localhost")
    settings.ALLOWED_HOSTS = ["localhost"]
    return settings.SITE_URL


@pytest.fixture
def shown(picture):
    """`shown(page, "name")`: axe finds nothing, and the documentation has its picture."""

    def look(page, name):
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
        picture(page, name)

    return look


def test_an_editor_comes_in_by_app_and_by_passkey(site, open_page, ada, shown):
    page = open_page(width=1024)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": PASSKEYS})

    page.goto(f"{site}/admin/")
    shown(page, "signing-in")
    page.get_by_label("Name or mail address").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    # Her role demands a second factor: nothing else opens.
    page.wait_for_url("**/admin/account/")

    page.get_by_role("link", name="Set up an authenticator app").click()
    secret = page.locator("#authenticator_secret").inner_text()
    shown(page, "second-factor")
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Done").click()
    assert page.locator(".codes li").count() == 10
    page.get_by_role("link", name="I have kept them").click()

    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What you call it").fill("Ada's laptop")
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url("**/admin/account/")
    assert page.get_by_role("rowheader", name=re.compile("Ada's laptop")).is_visible()
    shown(page, "your-account")

    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/admin/")
    assert page.complaints == []


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
