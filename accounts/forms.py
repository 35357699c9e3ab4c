"""The forms of signing in, where they differ from allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.conf import settings
from django.utils import timezone

from accounts import limiting
from outgoing.sealing import Unreadable

__all__ = ["CodeAgainForm", "CodeForm", "SignInForm"]


class SignInForm(LoginForm):
    """Name or mail address, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = "Name or mail address"
        login.widget.attrs = {"autocomplete": "username webauthn", "autofocus": True,
                              "autocapitalize": "none", "spellcheck": "false"}  # fmt: skip
        login.max_length = 254
        password.widget.attrs.pop("placeholder", None)
        password.help_text = ""


class LimitedCode(forms.Form):
    """At most five wrong codes an hour for one account, and each right one once."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = "Code"
        code.widget.attrs = {"autocomplete": "one-time-code", "autofocus": True,
                             "spellcheck": "false"}  # fmt: skip

    def clean_code(self) -> str:
        now, key = timezone.now(), settings.SECRET_KEY
        tries = [limiting.Try(limiting.CODE, f"account {self.user.pk}", self.user.pk)]
        if not limiting.admit(tries, now=now, secret_key=key):
            raise get_adapter().validation_error("too_many_login_attempts")
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except Unreadable as error:
            raise forms.ValidationError(
                "Your authenticator app was set up under another key of this site. Use a passkey, "
                "or ask an administrator to remove your second factor."
            ) from error
        # A code may have been read over a shoulder; other processes do not know it was used.
        used = limiting.Try(limiting.USED_CODE, f"account {self.user.pk} {code}")
        if not limiting.admit([used], now=now, secret_key=key):
            raise get_adapter().validation_error("incorrect_code")
        limiting.give_back(tries, secret_key=key)
        return code


class CodeForm(LimitedCode, AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(LimitedCode, ReauthenticateForm):
    """A code before something that needs a fresh proof."""
