"""The entrance, and what is answered where there is nothing."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import resolve
from django.urls.exceptions import Resolver404
from rest_framework.request import Request

from api import describing, etags, operations
from api.endpoint import Endpoint, MovedPermanently, conditional
from api.serializers.answers import IndexLinksSerializer
from api.site import addresses
from renderings.article_json import api_address

__all__ = ["Index", "Nothing"]


class Index(Endpoint):
    @operations.INDEX
    def get(self, request: Request) -> HttpResponseBase:
        data = {
            "version": "1",
            "links": {
                name: api_address(addresses(), name) for name in IndexLinksSerializer().get_fields()
            },
        }
        return conditional(request, lambda: data, etag=etags.of_representation(data))


class Nothing(Endpoint):
    """Every address below ``/api/`` at which nothing else answers."""

    parameters = None

    @describing.HIDDEN
    def get(self, request: Request, **_: Any) -> HttpResponseBase:
        with_slash = f"{request.path_info}/"
        if is_there(with_slash):
            query = request.query_params.urlencode()
            raise MovedPermanently(f"{with_slash}?{query}" if query else with_slash)
        raise Http404


def is_there(path: str) -> bool:
    try:
        return resolve(path).url_name != "nothing"
    except Resolver404:
        return False
