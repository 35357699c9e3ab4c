"""How this room answers: not at all while it is switched off, then as JSON for every site."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.common import no_append_slash
from django.views.decorators.csrf import csrf_exempt

__all__ = ["ACTIVITY", "answered", "fault", "for_a_browser", "offered", "wants_html"]

ACTIVITY = "application/activity+json"
LINKED = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"'
# Those a server of the fediverse asks for, then those of people and their tools.
OFFERED = [ACTIVITY, LINKED, "application/ld+json", "application/json", "text/html"]
# A shared cache may answer for 5 seconds, so that a withdrawal is soon known everywhere.
CACHEABLE = "public, max-age=0, s-maxage=5"

View = Callable[..., HttpResponseBase]


def offered(*methods: str) -> Callable[[View], View]:
    """A view of this room for these methods; without a FEDIVERSE_NAME the site's 404.

    No address redirects to another for its final slash: while switched off, that would show.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not settings.FEDIVERSE_NAME:
                raise Http404
            if request.method not in methods:
                refusal = fault(405, "This address does not do that.")
                refusal["Allow"] = ", ".join(methods)
                return refusal
            return view(request, *args, **kwargs)

        # Nobody is signed in here; what a POST may do is decided by its signature.
        return no_append_slash(csrf_exempt(answering))

    return decorate


def answered(
    request: HttpRequest,
    value: Mapping[str, Any] | str,
    *,
    content_type: str = ACTIVITY,
    status: int = 200,
) -> HttpResponseBase:
    """JSON, or a text as it is; 304 if the client has it."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    body = text.encode()
    etag = f'"{hashlib.sha256(content_type.encode() + body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=content_type, status=status)
    response["Cache-Control"] = CACHEABLE if status == 200 else "no-store"
    if status == 200:
        response["ETag"] = etag
    answer = get_conditional_response(request, etag, None, response) or response
    answer["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(answer, ["Accept"])
    return answer


def for_a_browser(address: str) -> HttpResponseBase:
    """To the page that people read in its place."""
    response = HttpResponseRedirect(address, headers={"Cache-Control": CACHEABLE})
    patch_vary_headers(response, ["Accept"])
    return response


def wants_html(request: HttpRequest) -> bool:
    """Whether a page is preferred to JSON. What asks for neither gets JSON."""
    return request.get_preferred_type(OFFERED) == "text/html"


def fault(status: int, message: str) -> HttpResponse:
    """An error in one sentence."""
    body = json.dumps({"error": message})
    headers = {"Cache-Control": "no-store", "Access-Control-Allow-Origin": "*"}
    return HttpResponse(body, status=status, content_type="application/json", headers=headers)
