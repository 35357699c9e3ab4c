"""How others find the actor, and what kind of server this is."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

from fediverse.answers import ACTIVITY, answered, fault, offered
from fediverse.identity import acct
from fediverse.views import where
from record import listings
from renderings.addresses import Addresses
from renderings.escaping import escape

__all__ = ["host_meta", "nodeinfo", "nodeinfo_links", "webfinger"]

JRD = "application/jrd+json"
NODEINFO = "http://nodeinfo.diaspora.software/ns/schema/2.1"
PROFILE = "http://webfinger.net/rel/profile-page"


@offered("GET", "HEAD")
def webfinger(request: HttpRequest) -> HttpResponseBase:
    """RFC 7033: from ``acct:name@host``, or the actor's address, to the actor."""
    asked = request.GET.getlist("resource")
    if len(asked) != 1 or not _is_uri(asked[0]):
        return fault(400, "Ask for one resource, such as acct:name@host.")
    site = settings.SITE_URL
    subject = acct(settings.FEDIVERSE_NAME, site)
    names = {subject.lower(), where().actor, Addresses(site).home(), Addresses(site).about()}
    if asked[0] not in names and asked[0].lower() != subject.lower():
        raise Http404
    links = [
        {"rel": "self", "type": ACTIVITY, "href": where().actor},
        {"rel": PROFILE, "type": "text/html", "href": Addresses(site).about()},
    ]
    wanted = request.GET.getlist("rel")  # section 4.3
    answer = {
        "subject": subject,
        "aliases": [where().actor, Addresses(site).about()],
        "links": [link for link in links if not wanted or link["rel"] in wanted],
    }
    return answered(request, answer, content_type=JRD)


@offered("GET", "HEAD")
def host_meta(request: HttpRequest) -> HttpResponseBase:
    """RFC 6415, for servers that look here for the way to WebFinger."""
    template = f"{settings.SITE_URL}/.well-known/webfinger?resource={{uri}}"
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">\n'
        f'  <Link rel="lrdd" template="{escape(template)}"/>\n'
        "</XRD>\n"
    )
    return answered(request, text, content_type="application/xrd+xml; charset=utf-8")


@offered("GET", "HEAD")
def nodeinfo_links(request: HttpRequest) -> HttpResponseBase:
    """Where the document about this server is (nodeinfo.diaspora.software/protocol)."""
    href = f"{settings.SITE_URL}/fediverse/nodeinfo/2.1"
    links = {"links": [{"rel": NODEINFO, "href": href}]}
    return answered(request, links, content_type="application/json")


@offered("GET", "HEAD")
def nodeinfo(request: HttpRequest) -> HttpResponseBase:
    """One account that publishes, and no way to open another."""
    document = {
        "version": "2.1",
        "software": {"name": "masthead", "version": "1"},  # which one exactly helps attackers only
        "protocols": ["activitypub"],
        "services": {"inbound": [], "outbound": ["atom1.0", "rss2.0"]},
        "openRegistrations": False,
        "usage": {"users": {"total": 1}, "localPosts": listings.articles().count()},
        "metadata": {},
    }
    profile = f'application/json; profile="{NODEINFO}#"'
    return answered(request, document, content_type=profile)


def _is_uri(text: str) -> bool:
    try:
        return bool(urlsplit(text).scheme)
    except ValueError:  # brackets that are no address
        return False
