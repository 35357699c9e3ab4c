"""Workers that send the newsletter, killed at random, and a mail server that keeps what it took.

Run as a program, not imported by tests: `python scene.py ARTICLES READERS FILE` prints one JSON
object. The mail server and the workers are processes of their own; what the server took stands in
FILE, one JSON object a line, written before the worker hears that it was taken.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
os.environ["DJANGO_SETTINGS_MODULE"] = "masthead.settings"

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError, connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles import publishing  # noqa: E402
from articles.models import Article, Contribution  # noqa: E402
from authors.models import Author  # noqa: E402
from newsletter import choosing, chores, mailings, tidying  # noqa: E402
from newsletter.choosing import Wish  # noqa: E402
from newsletter.models import Frequency, Mail, Mailing, MailState, Subscriber  # noqa: E402
from newsletter.sending import LONGEST  # noqa: E402
from newsletter.subscribing import confirm  # noqa: E402
from publication.models import Licence, Publication, Section, Topic  # noqa: E402
from record.following import follow  # noqa: E402
from tests.factories.mail import HANG_UP, MailServer, listen  # noqa: E402

WORKERS = 2
chance = random.Random(8058)


def drafts(number: int) -> list[Article]:
    publication = Publication.objects.create(
        title="The Fault Line", is_default=True, licence=Licence.objects.get(spdx="CC-BY-4.0")
    )
    section = Section.objects.create(name="Analysis", slug="analysis")
    author = Author.objects.create(family_name="Okafor", given_name="Ada", slug="ada-okafor")
    topics = [Topic.objects.create(name=name, slug=name.lower()) for name in ("Even", "Odd")]
    made = []
    for index in range(number):
        article = Article.objects.create(
            publication=publication,
            section=section,
            title=f"Article {index:03}",
            slug=f"article-{index:03}",
            body="<p>A paragraph that was finished in time.</p>",
        )
        Contribution.objects.create(article=article, author=author)
        article.topics.add(topics[index % 2])
        made.append(article)
    return made


def readers(number: int) -> dict[str, str]:
    """So many subscribers at once: a third each of everything and of one topic; what each wants."""
    wants = {}
    for index in range(number):
        kind = ("everything", "even", "odd")[index % 3]
        address = f"reader-{index}@mail.example"
        subscriber = Subscriber.objects.create(
            address=address, frequency=Frequency.AT_ONCE, asked_at=timezone.now()
        )
        rows = () if kind == "everything" else (Topic.objects.get(slug=kind),)
        choosing.keep(subscriber, Wish(everything=kind == "everything", rows=rows))
        confirm(subscriber, now=timezone.now())
        wants[address] = kind
    return wants


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


def serve(file: Path) -> int:
    """A mail server in a process of its own, in a bad mood now and then; its process id."""
    mood = random.Random(5321)

    def answer(step: str, argument: str) -> str | None:
        return (
            mood.choice(["451 later", HANG_UP]) if step == "RCPT" and mood.random() < 0.05 else None
        )

    def take(recipient: str, raw: bytes) -> None:
        with file.open("a") as log:
            log.write(json.dumps({"to": recipient, "raw": raw.decode()}) + "\n")
        time.sleep(mood.random() * 0.01)

    server = MailServer(answer=answer, take=take)
    listener = listen(server)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    return forked(listener.serve_forever)


def work() -> None:
    """What the worker of an installation does for the newsletter."""
    while True:
        try:
            busy = follow("newsletter", mailings.announce, from_now=True)
            busy += chores.address() + chores.send()
        except DatabaseError:
            busy = 0
        if not busy:
            time.sleep(0.02)


def until_sent(*, seconds: float = 90) -> None:
    """Wait until nothing is to be done. Pauses after failures are cut short."""
    end = time.monotonic() + seconds
    head = Mailing.objects.filter(addressed=False)
    waiting = Mail.objects.filter(state=MailState.WAITING)
    quiet = 0
    while time.monotonic() < end and quiet < 5:
        quiet = 0 if waiting.exists() or head.exists() else quiet + 1
        waiting.update(next_at=timezone.now())
        time.sleep(0.2)


def killing(articles: int, number: int, file: Path) -> dict[str, object]:
    acts = drafts(articles)
    follow("newsletter", mailings.announce, from_now=True)
    wants = readers(number)
    server = serve(file)
    workers = [forked(work) for _ in range(WORKERS)]
    killed = 0

    def strike() -> None:
        nonlocal killed
        time.sleep(chance.random() * 0.25)
        index = chance.randrange(WORKERS)
        kill(workers[index])
        killed += 1
        workers[index] = forked(work)

    try:
        for article in acts:
            publishing.publish(article, by=None, at=timezone.now())
            strike()
            strike()
        for _ in range(10):
            strike()
        until_sent()
    finally:
        for pid in (*workers, server):
            kill(pid)
    tidying.forget(now=timezone.now() + LONGEST)
    unknown = Mail.objects.filter(state=MailState.UNKNOWN).select_related("subscriber")
    return {
        "killed": killed,
        "wants": wants,
        "published": [article.title for article in acts],
        "states": sorted(set(Mail.objects.values_list("state", flat=True))),
        "unknown": [mail.subscriber.address for mail in unknown if mail.subscriber],
    }


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    kept = Path(sys.argv[3])
    kept.touch()
    seen = killing(int(sys.argv[1]), int(sys.argv[2]), kept)
    seen["taken"] = [json.loads(line) for line in kept.read_text().splitlines()]
    sys.stdout.write(json.dumps(seen))
