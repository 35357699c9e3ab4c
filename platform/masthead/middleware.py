"""What the house adds to every request and answer."""

import logging
from collections.abc import Callable

from csp.constants import HEADER, NONCE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from articles import clock, publishing

__all__ = ["ContentPolicy", "configured_scheme", "publish_what_is_due"]

logger = logging.getLogger(__name__)

# Addresses at which no reader is kept waiting and nothing published shows.
NOT_PUBLIC = ("/admin/", "/static/", "/count/", "/healthz", "/readyz")

View = Callable[[HttpRequest], HttpResponseBase]

# Within the admin, but without the theme: these keep the readers' policy.
OURS = ("/admin/account/", "/admin/login/", "/admin/logout/")

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


def publish_what_is_due(get_response: View) -> View:
    """Without a worker, the first public request after a scheduled article's hour publishes it.

    It also withdraws what expires. Costs one indexed query. A failure is logged and leaves the
    article to the next request, for a reader's page must not break on what isn't public yet.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(NOT_PUBLIC):
            try:
                # This host's clock may be wrong, so it only says whether it is worth asking.
                if publishing.due(timezone.now()):
                    publishing.publish_due(clock.now())
            except Exception:
                logger.exception("publishing what is due failed")
        return get_response(request)

    return middleware


class ContentPolicy(CSPMiddleware):
    """Readers' pages get the policy of the settings; the admin and the API's documentation
    get a wider one. The header's order never changes, so that equal answers are equal bytes.
    """

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,  # noqa: FBT001, FBT002  the library's own signature
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/admin/") and not request.path_info.startswith(OURS):
            parts.replace = {**ADMIN_POLICY, **(parts.replace or {})}
        elif request.path_info.startswith("/api/v1/docs/"):
            parts.replace = {**DOCS_POLICY, **(parts.replace or {})}
        return parts

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        response = super().process_response(request, response)
        if HEADER in response:
            response[HEADER] = "; ".join(sorted(response[HEADER].split("; ")))
        return response
