"""How allauth behaves in this house: who may sign in, how often, and what is entered in the log."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import auth
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import letters, limiting, sessions
from accounts.people import find
from audit import acts
from incoming.clients import client_address, pseudonym
from outgoing import sealing

__all__ = ["AccountAdapter", "SecondFactorAdapter"]


class AccountAdapter(DefaultAccountAdapter):
    """Staff alone, by name or mail address; nobody signs up by themselves."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "Name and password do not belong together.",
        "email_password_mismatch": "Name and password do not belong together.",
        "invalid_login": "Name and password do not belong together.",
        "too_many_login_attempts": (
            "That was tried too often. Wait an hour, or have your password reset by mail."
        ),
        "incorrect_password": "This is not your password.",
        "incorrect_code": "This code is not right, or no longer. Type the one shown now.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person, if name and password are right. Raises ValidationError when tried too often.

        Known and unknown names take the same way and the same time: one look for the account, one
        count, one password's hash.
        """
        typed = str(credentials.get("username") or credentials.get("email") or "")
        found = find(typed)
        whose = f"account {found.pk}" if found else f"name {typed.lower()}"
        network = limiting.network_of(request.META)
        user_id = found.pk if found else None
        tries = [
            limiting.Try(limiting.PASSWORD, f"{whose} {network}", user_id),
            limiting.Try(limiting.PASSWORD_NETWORK, network),
            limiting.Try(limiting.PASSWORD_ACCOUNT, whose),
        ]
        key = settings.SECRET_KEY
        if not limiting.admit(tries, now=timezone.now(), secret_key=key):
            raise self.validation_error("too_many_login_attempts")
        name = found.get_username() if found else typed
        user = auth.authenticate(request, username=name, password=credentials.get("password"))
        if not isinstance(user, User) or not user.is_staff:
            return None
        limiting.give_back(tries, secret_key=key)
        return user

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in. Django gives the session a new key, or empties it if it was somebody else's."""
        super().login(request, user)
        now = timezone.now()
        sessions.remember(request, user, now=now)
        ways = [
            record.get("type") or record["method"]
            for record in get_authentication_records(request, user)
        ]
        acts.record(
            by=user,
            what="signed in",
            object=user,
            before={},
            after={"by": ", ".join(dict.fromkeys(ways)).replace("_", " ")},
            network=network_pseudonym(request),
        )

    def logout(self, request: HttpRequest) -> None:
        sign_out(request)

    def set_password(self, user: Any, password: str) -> None:
        """Every other session of the person ends, in the same moment."""
        super().set_password(user, password)
        mine = self.request is not None and self.request.user == user
        by = user if mine else None
        acts.record(by=by, what="password set", object=user, before={}, after={})
        own = self.request.session.session_key if mine else None
        sessions.end_all(user, by=by, but=own, why="The password was changed.")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Asked again only if the last proof, be it the sign-in itself, is some minutes old."""
        records = get_authentication_records(self.request, self.request.user)
        recent = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        return not any(record["at"] > recent for record in records)

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of this site, whatever host a request claims (threat T18)."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts=None, require_https=settings.PRODUCTION
        )

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request.META)

    # --- mails --------------------------------------------------------------------------------

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """To staff alone, and not again and again."""
        tries = [limiting.Try(limiting.RESET, user.email.lower())]
        if user.is_staff and limiting.admit(
            tries, now=timezone.now(), secret_key=settings.SECRET_KEY
        ):
            # To the address of the account, not to the one that was typed.
            super().send_password_reset_mail(user, user.email, context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return f"{settings.SITE_URL}{path}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        context = {**context, "site": settings.SITE_URL}
        subject = render_to_string(f"{template_prefix}_subject.txt", context)
        text = render_to_string(f"{template_prefix}_message.txt", context)
        letters.write(email, subject=subject, text=text, now=timezone.now())

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """What concerns an account's safety is in the audit log."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are sealed at rest."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        return sealing.seal(text, purpose=sealing.SECOND_FACTOR, secret_key=settings.SECRET_KEY)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(
            encrypted_text, purpose=sealing.SECOND_FACTOR, secret_key=settings.SECRET_KEY
        )

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the site's own name, whatever name a request came by."""
        return {"id": urlsplit(settings.SITE_URL).hostname or "", "name": "Masthead"}

    def get_totp_label(self, user: Any) -> str:
        return str(user.get_username())


def sign_out(request: HttpRequest) -> None:
    """End the session of the request, and say so in the log."""
    user = request.user
    if isinstance(user, User):
        acts.record(
            by=user,
            what="signed out",
            object=user,
            before={},
            after={},
            network=network_pseudonym(request),
        )
        sessions.forget(request.session.session_key)
    auth.logout(request)


def network_pseudonym(request: HttpRequest) -> str:
    address = client_address(request.META)
    if not address:
        return ""
    return pseudonym(address, "audit", now=timezone.now(), secret_key=settings.SECRET_KEY)
