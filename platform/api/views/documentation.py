"""The schema (OpenAPI 3.1), and the page that shows it."""

import functools
from typing import Any

from django.conf import settings
from django.http.response import HttpResponseBase
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

__all__ = ["Documentation", "Schema"]


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
    """Swagger UI, from this site's own files."""

    renderer_classes = [TemplateHTMLRenderer]
    template_name = "api/docs.html"

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
