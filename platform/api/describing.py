"""The documentation of each address, in OpenAPI's terms: what it takes, answers and refuses."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
)
from rest_framework.serializers import Serializer

from api import examples
from api.changing import PARAMETERS as CHANGES_PARAMETERS
from api.filters import AUTHOR_ORCID, FILTERS, ORDERING
from api.lists import PAGING
from api.parameters import Parameter
from api.problems import MEDIA_TYPE
from api.serializers.answers import (
    ArticleListSerializer,
    AuthorListSerializer,
    GoneSerializer,
    IndexSerializer,
    InvalidParametersSerializer,
    ProblemSerializer,
    VersionListSerializer,
)
from api.serializers.articles import ArticleSerializer
from api.serializers.authors import ProfileSerializer
from api.serializers.changes import ChangeListSerializer

__all__ = [
    "ARTICLE_DETAIL",
    "ARTICLE_LIST",
    "AUTHOR_DETAIL",
    "AUTHOR_LIST",
    "CHANGES",
    "HIDDEN",
    "INDEX",
    "VERSION_DETAIL",
    "VERSION_LIST",
]

View = TypeVar("View", bound=Callable[..., Any])

PROBLEMS = {
    404: "Nothing readable has this address; a draft answers the same.",
    405: "The API is for reading.",
    406: "The only answer there is, is JSON.",
    412: "A condition of the request (`If-Match`) does not hold.",
    500: "A fault of ours.",
    503: "The database does not answer. Ask again a little later.",
}


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
) -> Callable[[View], View]:
    """The decorator that documents a ``get``. ``one_of_many``: 404 and 301 are possible."""
    responses: dict[Any, Any] = {200: OpenApiResponse(answer, "The answer.")}
    if one_of_many or parameters:
        responses[301] = OpenApiResponse(description="A slug was changed: see `Location`.")
    responses[304] = OpenApiResponse(description="You have the present state already.")
    responses[400, MEDIA_TYPE] = OpenApiResponse(
        InvalidParametersSerializer, "Parameters that can't be understood, each with its reason."
    )
    for status, meaning in PROBLEMS.items():
        if status != 404 or one_of_many:
            responses[status, MEDIA_TYPE] = OpenApiResponse(ProblemSerializer, meaning)
    if may_be_gone:
        responses[410, MEDIA_TYPE] = OpenApiResponse(
            GoneSerializer, "It was withdrawn or removed; the notice says why."
        )
    return extend_schema(
        operation_id=operation,
        summary=summary,
        description=description or summary,
        parameters=[*map(query_parameter, parameters), *headers(answer_redirects=301 in responses)],
        responses=responses,
        examples=list(all_examples(example, gone=may_be_gone)),
        tags=[operation.partition("_")[0]],
    )


def query_parameter(parameter: Parameter) -> OpenApiParameter:
    example = parameter.example
    return OpenApiParameter(
        parameter.name,
        type=dict(parameter.schema),
        description=parameter.description,
        examples=[OpenApiExample(example, value=example)] if example else None,
    )


def headers(*, answer_redirects: bool) -> Iterable[OpenApiParameter]:
    """Those of every request and answer."""
    for name in ("If-None-Match", "If-Modified-Since"):
        yield OpenApiParameter(
            name, str, OpenApiParameter.HEADER, description="For a 304 if nothing has changed."
        )
    for name, meaning in {
        "ETag": "Names this state of the answer.",
        "Last-Modified": "When it last changed; not sent where that is unknown.",
        "Cache-Control": "For how many seconds a shared cache may keep it.",
    }.items():
        yield OpenApiParameter(
            name, str, OpenApiParameter.HEADER, description=meaning, response=[200, 304]
        )
    if answer_redirects:
        yield OpenApiParameter(
            "Location",
            str,
            OpenApiParameter.HEADER,
            description="The present address, a path on this site.",
            response=[301],
        )


def all_examples(answer: Any, *, gone: bool) -> Iterable[OpenApiExample]:
    if answer is not None:
        yield OpenApiExample("answer", answer, response_only=True, status_codes=[200])
    refusals = [("invalid parameter", examples.INVALID, 400)]
    if gone:
        refusals.append(("withdrawn", examples.GONE, 410))
    for name, value, status in refusals:
        yield OpenApiExample(
            name, value, response_only=True, status_codes=[status], media_type=MEDIA_TYPE
        )


HIDDEN = extend_schema(exclude=True)
INDEX = described("index", "What there is", IndexSerializer, one_of_many=False)
ARTICLE_LIST = described(
    "articles_list",
    "The published articles, latest first",
    ArticleListSerializer,
    description=(
        "Every readable article that is all of what the filters say. A name that no readable "
        "article has gives an empty list. Pages are stable: what is published while you walk "
        "through them shifts nothing; follow `next` until it is null."
    ),
    parameters=(*FILTERS, ORDERING, *PAGING),
    example=examples.ARTICLE_LIST,
    one_of_many=False,
)
ARTICLE_DETAIL = described(
    "articles_read",
    "An article, whole",
    ArticleSerializer,
    description="The current version of the article with this slug.",
    example=examples.ARTICLE,
    may_be_gone=True,
)
VERSION_LIST = described(
    "versions_list",
    "The history of an article",
    VersionListSerializer,
    example=examples.VERSION_LIST,
    may_be_gone=True,
)
VERSION_DETAIL = described(
    "versions_read",
    "An article as it was in one version",
    ArticleSerializer,
    description="Never changes, unless the law or ethics demand that it be removed (410).",
    example=examples.ARTICLE,
    may_be_gone=True,
)
AUTHOR_LIST = described(
    "authors_list",
    "The authors of published articles, by slug",
    AuthorListSerializer,
    parameters=(AUTHOR_ORCID, *PAGING),
    example=examples.AUTHOR_LIST,
    one_of_many=False,
)
AUTHOR_DETAIL = described(
    "authors_read", "An author's profile", ProfileSerializer, example=examples.AUTHOR
)
CHANGES = described(
    "changes_list",
    "What happened, from any point on",
    ChangeListSerializer,
    description=(
        "Every publication, correction, update, retraction, withdrawal and redaction, in the one "
        "order of the record. Each entry tells how its article stands now, so whoever keeps what "
        "is available and deletes what is not, in this order, holds exactly what may be held. Ask "
        "with the last `next` as `since`; go on at once while `more` is true, and come back later "
        "when it is false. A token is good for ever. One given under other terms (another key, or "
        "none) leads to the beginning, as everything may be told otherwise."
    ),
    parameters=CHANGES_PARAMETERS,
    example=examples.CHANGES,
    one_of_many=False,
)
