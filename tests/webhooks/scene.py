"""Workers that deliver, killed at random; and a partner's server that keeps what it was told.

Run as a program, not imported by tests: `python scene.py SCENARIO COUNT FILE` prints one JSON
object. The server and the workers are processes of their own; what the server accepted stands in
FILE, one JSON object a line.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
os.environ["DJANGO_SETTINGS_MODULE"] = "masthead.settings"
os.environ["OUTGOING_ALLOWED_NETWORKS"] = "127.0.0.0/8"

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError, connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles import publishing  # noqa: E402
from articles.models import Article, Contribution  # noqa: E402
from articles.models import State as ArticleState  # noqa: E402
from authors.models import Author  # noqa: E402
from masthead import working  # noqa: E402
from outgoing.rules import from_names  # noqa: E402
from partners.endpoints import give_secret  # noqa: E402
from partners.models import Endpoint, Licences, Partner  # noqa: E402
from publication.models import Licence, Publication, Section  # noqa: E402
from record.following import follow  # noqa: E402
from record.models import Cursor, Entry, PublishedArticle  # noqa: E402
from webhooks.delivering import Courier  # noqa: E402
from webhooks.following import enqueue  # noqa: E402
from webhooks.models import Delivery, State  # noqa: E402

WORKERS = 2
chance = random.Random(23)


def drafts(number: int) -> list[Article]:
    publication = Publication.objects.create(
        title="The Fault Line", is_default=True, licence=Licence.objects.get(spdx="CC-BY-4.0")
    )
    section = Section.objects.create(name="Analysis", slug="analysis")
    author = Author.objects.create(family_name="Okafor", given_name="Ada", slug="ada-okafor")
    made = []
    for index in range(number):
        article = Article.objects.create(
            publication=publication,
            section=section,
            title=f"Draft {index}",
            slug=f"draft-{index}",
            body="<p>A paragraph that was finished in time.</p>",
        )
        Contribution.objects.create(article=article, author=author)
        made.append(article)
    return made


def forked(task: Callable[[], None]) -> int:
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            task()
        finally:
            os._exit(0)
    return pid


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


@contextlib.contextmanager
def serving(file: Path, *, failing: float) -> Iterator[Mortal]:
    """A partner's server, its endpoint, and workers that may be killed; none outlives this."""
    port, server = serve(file, failing=failing)
    endpoint_at(port)
    mortal = Mortal()
    try:
        yield mortal
    finally:
        mortal.end()
        kill(server)


def serve(file: Path, *, failing: float) -> tuple[int, int]:
    """A partner's server in a process of its own: its port and process id.

    Of its answers that share is a failure.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status = 500 if chance.random() < failing else 200
            if status == 200:
                told = {"heard": time.time(), **body["data"]}
                with file.open("a") as log:
                    log.write(json.dumps(told) + "\n")
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 128  # on a busy machine it is slow to accept

    server = Server(("127.0.0.1", 0), Handler)
    return server.server_port, forked(server.serve_forever)


def work() -> None:
    """What the worker of an installation does, with less patience."""
    courier = Courier(
        rules=from_names(["127.0.0.0/8"], https_only=False),
        site="https://review.example",
        secret_key=settings.SECRET_KEY,
        deadline=2.0,
        lease=timedelta(seconds=3),
    )
    while True:
        try:
            busy = follow("webhooks", enqueue)
            if not courier.work() and not busy:
                time.sleep(0.02)
        except DatabaseError:
            time.sleep(0.05)


class Mortal:
    """Some workers, of which any may be killed at any time and is replaced."""

    def __init__(self) -> None:
        self.pids = [forked(work) for _ in range(WORKERS)]
        self.killed = 0

    def strike(self) -> None:
        index = chance.randrange(WORKERS)
        kill(self.pids[index])
        self.killed += 1
        self.pids[index] = forked(work)

    def end(self) -> None:
        for pid in self.pids:
            kill(pid)


def endpoint_at(port: int) -> Endpoint:
    partner = Partner.objects.create(name="Delta", slug="delta", licence_rule=Licences.ALL)
    endpoint = Endpoint(partner=partner, url=f"http://127.0.0.1:{port}/hook")
    give_secret(endpoint, secret_key=settings.SECRET_KEY)
    endpoint.save()
    return endpoint


def until_told(*, seconds: float = 60) -> None:
    """Wait until everything is delivered. Pauses after failures are cut short."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        told = Delivery.objects.exclude(state=State.PENDING).count()
        if told == Entry.objects.count() > 0:
            return
        waiting = Delivery.objects.filter(state=State.PENDING, lease_until=None)
        waiting.update(next_at=timezone.now())
        time.sleep(0.2)


def killing(count: int, file: Path) -> dict[str, object]:
    """An editorial day of so many articles, while workers are killed all the time."""
    articles = drafts(count)
    acts = [act for article in articles for act in life(article)]
    with serving(file, failing=0.1) as mortal:
        for act in acts:
            act()
            if chance.random() < 0.3:
                time.sleep(chance.random() * 0.2)
                mortal.strike()
        for _ in range(6):
            time.sleep(chance.random() * 0.3)
            mortal.strike()
        until_told()
    return {
        "killed": mortal.killed,
        "pending": Delivery.objects.filter(state=State.PENDING).count(),
        "entries": [
            [str(entry.version.article), entry.event, entry.version.number]
            for entry in Entry.objects.order_by("position").select_related("version")
        ],
        "withdrawn": [
            str(key)
            for key in PublishedArticle.objects.filter(status="withdrawn").values_list(
                "article", flat=True
            )
        ],
    }


def life(article: Article) -> list[Callable[[], object]]:
    def publish() -> object:
        return publishing.publish(article, by=None, at=timezone.now())

    def correct() -> object:
        Article.objects.filter(pk=article.pk).update(title=f"{article.title}, corrected")
        article.refresh_from_db()
        return publishing.correct(article, by=None, note="A slip.", at=timezone.now())

    def withdraw() -> object:
        return publishing.withdraw(article, by=None, note="It was wrong.", at=timezone.now())

    return [publish, correct, *([withdraw] if chance.random() < 0.5 else [])]


def scheduled(count: int, file: Path) -> dict[str, object]:
    """So many articles scheduled for the same second, with workers waiting for it."""
    keys = [article.pk for article in drafts(count)]
    hour = (timezone.now() + timedelta(seconds=3)).replace(microsecond=0)
    Article.objects.filter(pk__in=keys).update(state=ArticleState.SCHEDULED, publish_at=hour)
    with serving(file, failing=0):
        while publishing.publish_due(timezone.now()) or timezone.now() < hour:
            time.sleep(0.05)
        until_told()
    return {"hour": hour.timestamp()}


def hurrying(count: int, file: Path) -> dict[str, object]:
    """So many articles published one after the other, with a whole worker beside."""
    articles = drafts(count)
    port, server = serve(file, failing=0)
    endpoint_at(port)
    worker = forked(lambda: working.work(threading.Event()))
    published = {}
    try:
        while not Cursor.objects.filter(follower="webhooks").exists():
            time.sleep(0.05)
        for article in articles:
            publishing.publish(article, by=None, at=timezone.now())
            published[str(article.key)] = time.time()
            until_told()
    finally:
        kill(worker)
        kill(server)
    return {"published": published}


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    scenario, number, kept = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    kept.touch()
    seen = {"hurrying": hurrying, "killing": killing, "scheduled": scheduled}[scenario](
        number, kept
    )
    seen["heard"] = [json.loads(line) for line in kept.read_text().splitlines()]
    sys.stdout.write(json.dumps(seen))
