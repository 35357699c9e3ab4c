"""The documentation of an address, in OpenAPI's terms: what it takes, answers and refuses."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework.serializers import Serializer

from api.examples import problems
from api.parameters import Parameter
from api.problems import MEDIA_TYPE
from api.serializers.answers import GoneSerializer, InvalidParametersSerializer, ProblemSerializer
from api.serializers.selected import selectable

__all__ = ["HIDDEN", "described", "described_view"]

PROBLEMS = {
    401: "The key is not valid, or stands in the address instead of the header `Authorization`.",
    403: "The key is valid and not for this, or the organisation's access is switched off.",
    404: "Nothing readable has this address; a draft answers the same.",
    405: "The API is for reading.",
    406: "The only answer there is, is JSON.",
    412: "A condition of the request (`If-Match`) does not hold.",
    429: "More requests than are yours: `Retry-After` says in how many seconds to ask again.",
    500: "A fault of ours.",
    503: "The database does not answer. Ask again a little later.",
}
LIMITS = {
    "RateLimit-Policy": "What you may ask, for holders of a key and where it was too much.",
    "RateLimit": "What is left of it, and in how many seconds it begins anew.",
}
REQUEST_HEADERS = {
    "If-None-Match": "An `ETag` you have: 304 if nothing has changed since.",
    "If-Modified-Since": "A `Last-Modified` you have: 304 if nothing has changed since.",
}
ANSWER_HEADERS = {
    "ETag": "Names this state of the answer.",
    "Last-Modified": "When it last changed; not sent where that is unknown.",
    "Cache-Control": "For how many seconds a shared cache may keep it; with a key, none may.",
    **LIMITS,
    "Deprecation": "Since when this address is deprecated (RFC 9745); see the documentation.",
    "Sunset": "When it will be gone (RFC 8594).",
}

HIDDEN = extend_schema(exclude=True)

Decorator = Callable[[Any], Any]


def described(
    operation: str,
    summary: str,
    answer: type[Serializer],
    *,
    description: str = "",
    parameters: Sequence[Parameter] = (),
    example: Any = None,
    one_of_many: bool = True,
    may_be_gone: bool = False,
) -> Decorator:
    """The decorator that documents a ``get``. ``one_of_many``: 404 and 301 are possible."""
    names = {parameter.name for parameter in parameters}
    redirects = one_of_many or bool(names)
    return extend_schema(
        operation_id=operation,
        summary=summary,
        description=description or summary,
        parameters=[*map(query_parameter, parameters), *headers(answer_redirects=redirects)],
        responses=responses(
            selectable(answer) if "fields" in names else answer,
            redirects=redirects,
            one_of_many=one_of_many,
            may_be_gone=may_be_gone,
        ),
        examples=list(all_examples(example, gone=may_be_gone)),
        tags=[operation.partition("_")[0]],
    )


def described_view(*arguments: Any, **options: Any) -> Decorator:
    """The same for a view that inherits its ``get``."""
    return extend_schema_view(get=described(*arguments, **options))


def responses(
    answer: type[Serializer], *, redirects: bool, one_of_many: bool, may_be_gone: bool
) -> dict[Any, Any]:
    found: dict[Any, Any] = {200: OpenApiResponse(answer, "The answer.")}
    if redirects:
        found[301] = OpenApiResponse(description="A slug was changed: see `Location`.")
    found[304] = OpenApiResponse(description="You have the present state already.")
    found[400, MEDIA_TYPE] = OpenApiResponse(
        InvalidParametersSerializer, "Parameters that can't be understood, each with its reason."
    )
    for status, meaning in PROBLEMS.items():
        if status != 404 or one_of_many:
            found[status, MEDIA_TYPE] = OpenApiResponse(ProblemSerializer, meaning)
    if may_be_gone:
        found[410, MEDIA_TYPE] = OpenApiResponse(
            GoneSerializer, "It was withdrawn or removed; the notice says why."
        )
    return found


def query_parameter(parameter: Parameter) -> OpenApiParameter:
    example: Any = parameter.example
    joined = parameter.schema.get("type") == "array"
    if joined:
        example = example.split(",") if example else None
    return OpenApiParameter(
        parameter.name,
        type=dict(parameter.schema),
        description=parameter.description,
        style="form" if joined else None,
        explode=False if joined else None,
        examples=[OpenApiExample(parameter.example, value=example)] if example else None,
    )


def headers(*, answer_redirects: bool) -> Iterable[OpenApiParameter]:
    """Those of every request and answer."""
    for name, meaning in REQUEST_HEADERS.items():
        yield OpenApiParameter(name, str, OpenApiParameter.HEADER, description=meaning)
    for name, meaning in ANSWER_HEADERS.items():
        yield answer_header(name, meaning, 200, 304)
    yield answer_header("WWW-Authenticate", "`Bearer` (RFC 6750).", 401)
    yield answer_header("Retry-After", "Seconds.", 429)
    for name, meaning in LIMITS.items():
        yield answer_header(name, meaning, 429)
    if answer_redirects:
        yield answer_header("Location", "The present address, a path on this site.", 301)


def answer_header(name: str, meaning: str, *statuses: int) -> OpenApiParameter:
    return OpenApiParameter(
        name, str, OpenApiParameter.HEADER, description=meaning, response=list(statuses)
    )


def all_examples(answer: Any, *, gone: bool) -> Iterable[OpenApiExample]:
    if answer is not None:
        yield OpenApiExample("answer", answer, response_only=True, status_codes=[200])
    refusals = [
        ("invalid parameter", problems.INVALID, 400),
        ("invalid key", problems.UNAUTHORISED, 401),
        ("too many requests", problems.TOO_MANY, 429),
    ]
    if gone:
        refusals.append(("withdrawn", problems.GONE, 410))
    for name, value, status in refusals:
        yield OpenApiExample(
            name, value, response_only=True, status_codes=[status], media_type=MEDIA_TYPE
        )


class _KeySchema(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """A partner's key (RFC 6750). Nothing needs one but what was given ahead to a partner."""

    target_class = "api.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": (
                "The key the newsroom gave you: `Authorization: Bearer mh_…`. Without one, "
                "everything public can be read at a lower rate."
            ),
        }
