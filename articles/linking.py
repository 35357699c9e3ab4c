"""Links from one of our articles to another: kept by key, published by address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote

from django.db.models import Q

from articles import body
from articles.models import Article
from articles.policy import visible_to
from editing.slugs import current_object
from record.models import PublishedArticle

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["Target", "addresses", "by_key", "named", "targets"]

# As articles.body writes a link. Versions and fragments of an article are links to just that.
_LINK = re.compile(r'<a href="([^"]*)">')
_ARTICLE = re.compile(r"/articles/([A-Za-z0-9%_-]+)/?")

Target = dict[str, str]


def addresses(html: str) -> dict[str, str]:
    """Where readers find the articles the body links to, by key; those they can find only."""
    keys = body.article_keys(html)
    if not keys:
        return {}
    public = PublishedArticle.objects.listed().filter(article__in=keys)
    return {str(key): f"/articles/{slug}/" for key, slug in public.values_list("article", "slug")}


def by_key(html: str, *, site: str) -> str:
    """Clean ``html`` with every plain link to a published article of ``site`` made one by key."""
    slugs = {slug for href in _LINK.findall(html) if (slug := _slug(href, site))}
    keys = _keys(slugs)

    def led(link: re.Match[str]) -> str:
        key = keys.get(_slug(link[1], site))
        return f'<a href="{body.to_article(key)}">' if key else link[0]

    return _LINK.sub(led, html) if keys else html


def targets(person: User, words: str, *, most: int) -> list[Target]:
    """What that person may link to: what is published, and drafts they may see, by title."""
    public = PublishedArticle.objects.listed().filter(summary__title__icontains=words)
    found = [_published(row) for row in public.latest_first()[:most]]
    known = {target["key"] for target in found}
    drafts = visible_to(person, Article.objects.filter(title__icontains=words))
    rows = drafts.order_by("-modified_at").only("key", "title", "state")[: most + len(known)]
    found += [_draft(row) for row in rows if str(row.key) not in known]
    return found[:most]


def named(person: User, keys: Iterable[str]) -> list[Target]:
    """The articles with these keys, as far as that person may know of them."""
    wanted = list(keys)
    public = PublishedArticle.objects.listed().filter(article__in=wanted)
    found = [_published(row) for row in public]
    known = {target["key"] for target in found}
    drafts = visible_to(person, Article.objects.filter(key__in=set(wanted) - known))
    return found + [_draft(row) for row in drafts]


def _published(row: PublishedArticle) -> Target:
    day = f"{row.first_published.day} {row.first_published:%B %Y}"
    return {"key": str(row.article), "title": row.summary["title"], "about": day, "public": "yes"}


def _draft(row: Article) -> Target:
    state = f"{row.get_state_display()}: readers cannot see it"
    return {"key": str(row.key), "title": row.title, "about": state, "public": ""}


def _slug(href: str, site: str) -> str:
    path = href.removeprefix(site) if site else href
    found = _ARTICLE.fullmatch(path)
    return unquote(found[1]) if found else ""


def _keys(slugs: set[str]) -> Mapping[str, str]:
    if not slugs:
        return {}
    rows = PublishedArticle.objects.filter(Q(slug__in=slugs))
    keys = {row.slug: str(row.article) for row in rows.only("slug", "article")}
    for slug in slugs - keys.keys():
        if (moved := current_object(PublishedArticle, slug)) is not None:
            keys[slug] = str(moved.article)
    return keys
