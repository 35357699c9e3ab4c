"""Every error of the API as a problem document (RFC 9457)."""

import http
import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions

__all__ = ["Gone", "InvalidParameters", "PreconditionFailed", "answer", "problem"]

MEDIA_TYPE = "application/problem+json"

# Django's own name, so that an unexpected error is logged as anywhere else on the site.
logger = logging.getLogger("django.request")


class InvalidParameters(exceptions.APIException):
    """Query parameters that can't be understood. ``errors`` has one object for each."""

    status_code = 400
    default_code = "invalid-parameters"

    def __init__(self, errors: Sequence[Mapping[str, Any]]) -> None:
        named = ", ".join(dict.fromkeys(str(error["parameter"]) for error in errors))
        super().__init__(f"These parameters can't be understood: {named}. See “errors”.")
        self.members = {"errors": list(errors)}


class Gone(exceptions.APIException):
    """Once readable, no longer. ``notice`` is what readers are told."""

    status_code = 410
    default_code = "gone"

    def __init__(self, detail: str, notice: str, article: Mapping[str, Any] | None) -> None:
        super().__init__(detail)
        self.members = {"notice": notice, "article": article}


class PreconditionFailed(exceptions.APIException):
    """The client demands a state (``If-Match``) that is no longer the present one."""

    status_code = 412
    default_code = "precondition-failed"
    default_detail = "What you ask for has another state than your request demands."


def answer(error: Exception, context: Mapping[str, Any]) -> HttpResponse:
    """What a view answers to an exception (the framework's EXCEPTION_HANDLER).

    An unexpected exception is logged and answered with 500, telling nothing of its cause.
    """
    request = context["request"]
    if isinstance(error, Http404):
        error = exceptions.NotFound("There is nothing at this address.")
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, (OperationalError, InterfaceError)):
        logger.error("the database does not answer", exc_info=error)
        return problem(request, 503, "The database does not answer. Ask again a little later.")
    if not isinstance(error, exceptions.APIException):
        logger.error("Internal Server Error: %s", request.path, exc_info=error)
        return problem(request, 500, "Something went wrong on our side. We have been told.")
    members = getattr(error, "members", {})
    return problem(
        request,
        error.status_code,
        str(error.detail),
        kind=str(error.default_code) if members else "",
        members=members,
    )


def problem(
    request: HttpRequest,
    status: int,
    detail: str,
    *,
    kind: str = "",
    members: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """A problem document. ``kind`` names a type with ``members`` of its own; see the docs."""
    document = {
        "type": f"{settings.SITE_URL}/api/v1/docs/#{kind}" if kind else "about:blank",
        "title": http.HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.path,
        **(members or {}),
    }
    text = json.dumps(document, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type=MEDIA_TYPE)
