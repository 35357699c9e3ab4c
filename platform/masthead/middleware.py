"""What the house adds to every request and answer."""

from collections.abc import Callable

from csp.constants import NONCE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponseBase

__all__ = ["configured_scheme", "relaxed_policies"]

View = Callable[[HttpRequest], HttpResponseBase]

# What the admin's Alpine and the editor need beyond the readers' policy.
ADMIN_POLICY = {
    "script-src": [SELF, NONCE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}
# Swagger UI styles itself with elements and attributes; its scripts come from files.
DOCS_POLICY = {"style-src": [SELF, UNSAFE_INLINE]}


def configured_scheme(get_response: View) -> View:
    """The site's scheme is the one of SITE_URL, as its host is one of ALLOWED_HOSTS.

    Behind a proxy that ends TLS every request arrives as plain HTTP. Believing
    X-Forwarded-Proto would let anybody choose; the configuration knows.
    """
    scheme = "https" if settings.SITE_URL.startswith("https:") else None

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if scheme and isinstance(request, WSGIRequest):
            request.environ["wsgi.url_scheme"] = scheme
        elif scheme and isinstance(request, ASGIRequest):
            request.scope = {**request.scope, "scheme": scheme}
        return get_response(request)

    return middleware


def relaxed_policies(get_response: View) -> View:
    """Give the admin and the API's documentation a wider Content-Security-Policy.

    Stands below CSPMiddleware, which reads what is set here when it writes the header.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.path_info.startswith("/admin/"):
            response._csp_replace = ADMIN_POLICY  # type: ignore[attr-defined]
        elif request.path_info.startswith("/api/v1/docs/"):
            response._csp_replace = DOCS_POLICY  # type: ignore[attr-defined]
        return response

    return middleware
