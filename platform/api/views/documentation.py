"""The schema (OpenAPI 3.1), the page that explains the API, and the one to try it on."""

import functools
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http.response import HttpResponseBase
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from rest_framework.renderers import TemplateHTMLRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from api import describing, etags
from api.endpoint import CACHEABLE, Endpoint, conditional
from api.quickstart import steps
from record.listings import articles

__all__ = ["Documentation", "Schema", "TryOut"]


class Schema(Endpoint):
    """As JSON, or as YAML for whoever prefers it."""

    renderer_classes = [
        OpenApiJsonRenderer2,
        OpenApiJsonRenderer,
        OpenApiYamlRenderer2,
        OpenApiYamlRenderer,
    ]

    @describing.HIDDEN
    def get(self, request: Request) -> HttpResponseBase:
        data = schema()
        media_type = request.accepted_renderer.media_type
        return conditional(request, lambda: data, etag=etags.of_representation([media_type, data]))


class Documentation(Endpoint):
    """How to begin, what there is, what errors mean. Its examples are of this site."""

    renderer_classes = [TemplateHTMLRenderer]
    template_name = "api/docs.html"

    @describing.HIDDEN
    def get(self, request: Request) -> HttpResponseBase:
        latest = articles().values_list("slug", flat=True).first()
        context = {
            "site": settings.SITE_URL,
            "steps": steps(settings.SITE_URL, latest or "a-slug"),
            "something": latest is not None,
            "operations": list(operations()),
        }
        return Response(context, headers={"Cache-Control": CACHEABLE})


class TryOut(Endpoint):
    """Swagger UI, from this site's own files."""

    renderer_classes = [TemplateHTMLRenderer]
    template_name = "api/try.html"

    @describing.HIDDEN
    def get(self, request: Request) -> HttpResponseBase:
        return Response({}, headers={"Cache-Control": CACHEABLE})


def schema() -> dict[str, Any]:
    """The whole schema, ready for JSON."""
    return {**generated(), "servers": [{"url": settings.SITE_URL}]}


@functools.cache
def generated() -> dict[str, Any]:
    """It depends on the code alone, and making it takes longer than any other answer."""
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]
    return generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]


def operations() -> Iterator[dict[str, Any]]:
    """Every address with what it is for and what may be asked."""
    for path, methods in generated()["paths"].items():
        get = methods["get"]
        yield {
            "path": path,
            "id": get["operationId"],
            "tag": get["tags"][0],
            "summary": get["summary"],
            "description": "" if get["description"] == get["summary"] else told(get["description"]),
            "parameters": [
                {**each, "description": told(each["description"])}
                for each in get.get("parameters", [])
                if each["in"] == "query"
            ],
        }


def told(text: str) -> SafeString:
    """What stands between backticks as code."""
    parts = enumerate(text.split("`"))
    return format_html_join("", "{}", ((code(part) if n % 2 else part,) for n, part in parts))


def code(text: str) -> SafeString:
    return format_html("<code>{}</code>", text)
