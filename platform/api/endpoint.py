"""What every address of the API has in common: reading only, from anywhere, for everybody; for a
partner with a key, what was agreed with it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api import limits, parameters
from api.authentication import KeyAuthentication, key_of, terms_of
from api.parameters import Parameter
from api.problems import PreconditionFailed
from partners.models import UsageKind
from partners.terms import Terms

__all__ = ["CACHEABLE", "JSON", "Endpoint", "MovedPermanently", "conditional"]

# A shared cache may answer for 5 seconds, so that a withdrawal is soon known everywhere; a client
# asks every time and mostly gets an empty 304.
CACHEABLE = "public, max-age=0, s-maxage=5"
NOT_CACHEABLE = "private, no-store"
PREFLIGHT_SECONDS = 24 * 60 * 60
# What a browser lets foreign pages send and see. It sends no cookie along: nobody is known by one.
REQUEST_HEADERS = (
    "Accept, Authorization, If-Match, If-Modified-Since, If-None-Match, If-Unmodified-Since"
)
EXPOSED_HEADERS = (
    "Allow, Deprecation, ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, Retry-After, "
    "Sunset"
)


class MovedPermanently(Exception):
    """The resource has another address by now. Raised in a view, it becomes the answer."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location  # path and query on this site


class Negotiation(DefaultContentNegotiation):
    """An empty ``Accept`` has no preferences, as none at all (RFC 9110, section 12.5.1)."""

    def get_accept_list(self, request: Request) -> list[str]:
        return [form for form in super().get_accept_list(request) if form] or ["*/*"]


class JSON(JSONRenderer):
    """Always the same bytes for the same data, whatever ``indent`` the client names."""

    def get_indent(self, accepted_media_type: str, renderer_context: Any) -> None:
        return None


class Endpoint(APIView):
    """A resource to be read. ``parameters`` are those it knows; what is given is in ``values``.

    ``None`` says that it asks for none and minds none.
    """

    http_method_names = ["get", "head", "options"]
    authentication_classes = [KeyAuthentication]
    renderer_classes = [JSON]
    content_negotiation_class = Negotiation
    parameters: Sequence[Parameter] | None = ()
    values: dict[str, Any]
    usage = UsageKind.OTHER  # as what a partner's requests are counted
    # (since when it is deprecated, when it will be gone); docs/partners.md says what that binds to.
    deprecated: tuple[datetime, datetime] | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method != "OPTIONS":
            limits.admit(request)
        if request.method in ("GET", "HEAD") and self.parameters is not None:
            self.values = parameters.read(request.query_params, self.parameters)

    @property
    def terms(self) -> Terms:
        """What whoever asks may carry: all that is public, for those without a key."""
        return terms_of(self.request)

    def options(  # type: ignore[override]  # as the framework itself calls it
        self, request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """A browser's question before a request from another site (Fetch standard, 3.2)."""
        return HttpResponse(
            status=204,
            headers={
                "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
                "Access-Control-Allow-Headers": REQUEST_HEADERS,
                "Access-Control-Max-Age": PREFLIGHT_SECONDS,
                "Cache-Control": CACHEABLE,
            },
        )

    def handle_exception(self, exc: Exception) -> HttpResponseBase:  # type: ignore[override]
        if isinstance(exc, MovedPermanently):
            headers = {"Location": exc.location, "Cache-Control": CACHEABLE}
            return HttpResponse(status=301, headers=headers)
        return super().handle_exception(exc)

    def finalize_response(  # type: ignore[override]
        self, request: Request, response: HttpResponseBase, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        response = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[arg-type]
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
        response.setdefault("Cache-Control", NOT_CACHEABLE)
        if key_of(request):
            response["Cache-Control"] = NOT_CACHEABLE
        if self.deprecated:
            since, gone = self.deprecated
            response["Deprecation"] = f"@{int(since.timestamp())}"  # RFC 9745, section 2.1
            response["Sunset"] = http_date(gone.timestamp())  # RFC 8594, section 3
            response["Link"] = f'<{settings.SITE_URL}/api/v1/docs/#deprecation>; rel="deprecation"'
        # Of every answer, or a shared cache would answer a partner with what anybody gets.
        patch_vary_headers(response, ["Accept", "Authorization"])
        limits.finish(request, response, kind=self.usage)
        return response


def conditional(
    request: Request,
    make: Callable[[], Any],
    *,
    etag: str,
    last_modified: datetime | None = None,
) -> HttpResponseBase:
    """The data, or 304 without making it if the client has it already (RFC 9110, section 13).

    ``etag`` is bare. Raises ``PreconditionFailed`` where the client demands another state.
    """
    headers = {"Cache-Control": CACHEABLE, "ETag": f'"{etag}"'}
    if last_modified:
        headers["Last-Modified"] = http_date(last_modified.timestamp())
    fresh = HttpResponse(headers=headers)
    answer = get_conditional_response(
        request._request,
        etag=headers["ETag"],
        last_modified=int(last_modified.timestamp()) if last_modified else None,
        response=fresh,
    )
    if answer is fresh:
        return Response(make(), headers=headers)
    if answer is None or answer.status_code == 412:
        raise PreconditionFailed
    return answer
