"""Measured inside the process, on the database of DATABASE_URL; prints JSON for `run.py`."""

import json
import os
import statistics
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.settings")

import django

django.setup()

from django.contrib.auth.models import Group  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles import publishing  # noqa: E402
from articles.importing.drafting import import_file  # noqa: E402
from articles.models import Article, Contribution  # noqa: E402
from masthead.demo.prose import Prose  # noqa: E402
from record.models import Appearance, PublishedArticle  # noqa: E402

ADDRESSES = {
    "article page": "/articles/synthetic-7/",
    "listing page": "/articles/",
    "home": "/",
    "archive": "/archive/",
    "API list of 20": "/api/v1/articles/",
    "API detail": "/api/v1/articles/synthetic-7/",
    "changes, 1,000 entries": "/api/v1/changes/?limit=1000",
    "search": "/search/?q=harbour",
    "RSS feed": "/feeds/articles.rss",
}
# Lists that grow with the record. ``{…}`` is the slug of the entry that most articles name.
LISTS = {
    "home": "/",
    "all articles": "/articles/",
    "section": "/sections/{section}/",
    "topic": "/topics/{topic}/",
    "region": "/regions/{region}/",
    "author": "/authors/{author}/",
    "archive": "/archive/",
    "archive of a year": "/archive/{year}/",
    "corrections": "/corrections/",
    "API list": "/api/v1/articles/",
    "feed": "/feeds/articles.rss",
}
TIMES = 30


def main() -> None:
    insert = median_ms(lambda n: Group.objects.create(name=f"bench {n}"))
    publish = median_ms(publish_one, prepare=draft)
    seconds = sum(timed(import_one, n) for n in range(TIMES))
    sys.stdout.write(
        json.dumps(
            {
                "queries": {name: queries(path) for name, path in ADDRESSES.items()},
                "insert_ms": insert,
                "publish_ms": publish,
                "publish_ratio": publish / insert,
                "imports_per_second": TIMES / seconds,
                "deep_page_ratios": deep_page(),
                "changes_per_second": changes_per_second(),
                "lists_ms": lists(),
            }
        )
    )


def deep_page() -> tuple[float, float]:
    """What page 1,000 of the API's list, or the last, costs in pages 1, and in pages 2.

    Page 1 has no place to be found and no page before it.
    """
    client = Client(HTTP_HOST="127.0.0.1")
    paths = ["/api/v1/articles/?page_size=20"]
    while len(paths) < 1000:
        following = client.get(paths[-1]).json()["next"]
        if following is None:
            break
        paths.append(following.partition("127.0.0.1")[2].partition("/")[2].join(("/", "")))
    rounds = [[timed(client.get, paths[at]) for at in (0, 1, -1)] for _ in range(TIMES)]
    return (
        statistics.median(deep / first for first, _, deep in rounds),
        statistics.median(deep / second for _, second, deep in rounds),
    )


def lists() -> dict[str, float]:
    """Processor milliseconds that each list takes, made anew each time: the median."""
    client = Client(HTTP_HOST="127.0.0.1")
    busiest = {what: most_named(what) for what in ("section", "topic", "region", "author")}
    latest = PublishedArticle.objects.latest("first_published").first_published
    found = {}
    for name, pattern in LISTS.items():
        path = pattern.format(**busiest, year=latest.year)
        taken = []
        for _ in range(TIMES):
            started = time.process_time()
            answer = client.get(path)
            taken.append(time.process_time() - started)
            if answer.status_code != 200:
                sys.exit(f"{path}: {answer.status_code}")
        found[name] = statistics.median(taken) * 1000
    return found


def most_named(what: str) -> str:
    named = Appearance.objects.exclude(**{what: None}).values_list(f"{what}__slug")
    return str(named.annotate(times=Count("pk")).order_by("-times").first()[0])


def changes_per_second() -> float:
    """Entries that a client of the change stream gets in a second, from the beginning."""
    client = Client(HTTP_HOST="127.0.0.1")
    token, count, started = "", 0, time.perf_counter()
    while True:
        since = f"&since={token}" if token else ""
        page = client.get(f"/api/v1/changes/?limit=1000{since}").json()
        count, token = count + len(page["results"]), page["next"]
        if not page["more"]:
            return count / (time.perf_counter() - started)


def queries(path: str) -> int:
    client = Client(HTTP_HOST="127.0.0.1")
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        sys.exit(f"{path}: {answer.status_code}")
    return len(captured)


def median_ms(task, prepare=lambda n: n) -> float:
    prepared = [prepare(n) for n in range(TIMES)]
    return statistics.median(timed(task, item) for item in prepared) * 1000


def timed(task, item) -> float:
    started = time.perf_counter()
    task(item)
    return time.perf_counter() - started


def draft(n: int) -> Article:
    """A working copy like the synthetic ones, with a byline."""
    source = Article.objects.get(slug="synthetic-7")
    article = Article.objects.create(
        publication=source.publication,
        section=source.section,
        title=f"Measured {n}",
        slug=f"measured-{time.time_ns()}",
        body=source.body,
    )
    Contribution.objects.create(article=article, author=source.contributions.first().author)
    return article


def publish_one(article: Article) -> None:
    publishing.publish(article, by=None, at=timezone.now())


def import_one(n: int) -> None:
    prose = Prose(time.time_ns())
    paragraphs = "\n\n".join(prose.paragraphs(12))
    text = f"{prose.title()}\n\nBy {prose.name()}\n\n{prose.standfirst()}\n\n{paragraphs}\n"
    import_file(text.encode(), f"{n}.txt", by=None)


main()
