"""What crawlers and finders of faults ask for first."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from reader.answers import etag, reading, text
from reader.serial import serial

__all__ = ["robots", "security"]

PLAIN = "text/plain; charset=utf-8"
# RFC 9116, section 2.5.5, recommends less than a year.
VALID_FOR = timedelta(days=180)


@reading
def robots(request: HttpRequest) -> HttpResponseBase:
    """RFC 9309. Everything public may be crawled; the search's pages would be crawled for ever."""
    lines = (
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/",
        "",
        f"Sitemap: {settings.SITE_URL}{reverse('feeds:sitemap')}",
        f"Sitemap: {settings.SITE_URL}{reverse('feeds:news-sitemap')}",
        "",
    )
    body = "\n".join(lines)
    return text(request, lambda: body, content_type=PLAIN, tag=etag(body))


@reading
def security(request: HttpRequest) -> HttpResponseBase:
    """RFC 9116: whom to tell of a vulnerability."""
    row = serial().row
    about = f"{settings.SITE_URL}{reverse('reader:about')}"
    contact = f"mailto:{row.contact_email}" if row and row.contact_email else about
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: {contact}",
        f"Expires: {today + VALID_FOR:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}{reverse('reader:security')}",
        "",
    )
    body = "\n".join(lines)
    return text(request, lambda: body, content_type=PLAIN, tag=etag(body))
