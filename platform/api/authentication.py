"""Who asks: nobody in particular, or a partner's program with its key (RFC 6750)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from partners import keys
from partners.models import Key, Scope
from partners.terms import EVERYTHING, Terms

__all__ = [
    "InvalidKey",
    "KeyAuthentication",
    "KeyInQuery",
    "PartnerInactive",
    "ScopeMissing",
    "demand_scope",
    "key_of",
    "terms_of",
]

SCHEME = "Bearer"
# Names under which people put keys into addresses, where logs and histories keep them.
QUERY_NAMES = ("access_token", "api_key", "apikey", "key")


class InvalidKey(AuthenticationFailed):
    """One text for every reason, so that trying teaches nothing."""

    default_detail = (
        "This key is not valid. Send a valid one as “Authorization: Bearer mh_…”, or none at all."
    )
    auth_header = SCHEME


class KeyInQuery(AuthenticationFailed):
    """A key in an address is in logs already: it is not used, and should be revoked."""

    default_detail = (
        "A key stands in the address. Send it as “Authorization: Bearer mh_…” only, and have this "
        "one replaced: addresses are kept in logs."
    )
    auth_header = SCHEME


class PartnerInactive(PermissionDenied):
    default_detail = "Your organisation's access is switched off. Write to the newsroom."


class ScopeMissing(PermissionDenied):
    """The key may not be used for this (RFC 6750, section 3.1)."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(f"This key lacks the scope “{scope.value}”. Ask the newsroom for one.")


class KeyAuthentication(BaseAuthentication):
    """Makes `request.auth` the Key, or None. `request.user` is nobody either way.

    Raises `InvalidKey`, `KeyInQuery` (401), `PartnerInactive` or `ScopeMissing` (403).
    """

    def authenticate(self, request: Request) -> tuple[Any, Key] | None:
        refuse_keys_in_address(request)
        header = request.META.get("HTTP_AUTHORIZATION")
        if header is None:
            return None
        scheme, _, text = header.partition(" ")
        # A wrong scheme costs what a wrong key costs.
        key = keys.find(text.strip(), now=timezone.now())
        if key is None or scheme.lower() != SCHEME.lower():
            raise InvalidKey
        if not key.partner.active:
            raise PartnerInactive
        if Scope.READ not in key.scopes:
            raise ScopeMissing(Scope.READ)
        # Where a later look never asks again, whatever has gone wrong meanwhile.
        request._request.api_key = key  # type: ignore[attr-defined]
        return AnonymousUser(), key

    def authenticate_header(self, request: Request) -> str:
        return SCHEME


def refuse_keys_in_address(request: Request) -> None:
    """Raises `KeyInQuery` for a key's text anywhere in the query, under whatever name."""
    query = request.query_params
    texts = (text for _, values in query.lists() for text in values)
    named = any(query.get(name) for name in QUERY_NAMES)
    if named or any(map(keys.holds_key, texts)):
        raise KeyInQuery


def key_of(request: Request) -> Key | None:
    """The key the request was made with, None for anybody's."""
    found = getattr(request._request, "api_key", None)
    return found if isinstance(found, Key) else None


def terms_of(request: Request) -> Terms:
    """What may be told to whoever asks: everything public to anybody, to a partner what was agreed.

    At most two queries, once for each request.
    """
    key = key_of(request)
    if key is None:
        return EVERYTHING
    if not hasattr(request, "_partner_terms"):
        request._partner_terms = key.partner.terms  # type: ignore[attr-defined]
    return request._partner_terms  # type: ignore[attr-defined]


def demand_scope(request: Request, scope: Scope) -> Key:
    """The key, if it has the scope.

    Raises `ScopeMissing`, and `InvalidKey` for a request without a key.
    """
    key = key_of(request)
    if key is None:
        raise InvalidKey
    if scope not in key.scopes:
        raise ScopeMissing(scope)
    return key
