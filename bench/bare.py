"""The yardstick: a Django project of bare views, on the same server.

``/`` says hello; ``/same/NAME`` answers what lies under that name in the folder BARE (the bytes
that the site answers), and 304 to whoever has it.
"""

import functools
import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="yardstick",
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
)


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hello, world.")


def same(request: HttpRequest, name: str) -> HttpResponse:
    if "If-None-Match" in request.headers:
        return HttpResponse(status=304, headers={"ETag": request.headers["If-None-Match"]})
    return HttpResponse(content(name), content_type="application/json")


@functools.cache
def content(name: str) -> bytes:
    return (Path(os.environ["BARE"]) / name).read_bytes()


urlpatterns = [path("", hello), path("same/<str:name>", same)]
application = get_wsgi_application()
