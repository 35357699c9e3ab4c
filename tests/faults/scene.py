"""A newsroom in a database of its own, for tests that kill real processes.

Run as a program, not imported by tests: `python scene.py SCENARIO COUNT` prints one JSON object.
Each scenario forks real processes against the database of DATABASE_URL, some of which are killed
with SIGKILL, and then reports what the database holds.
"""

import json
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
os.environ["DJANGO_SETTINGS_MODULE"] = "masthead.settings"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles import publishing  # noqa: E402
from articles.models import Article, Contribution, State  # noqa: E402
from authors.models import Author  # noqa: E402
from publication.models import Licence, Publication, Section  # noqa: E402
from record import verifying  # noqa: E402
from record.models import Appearance, Entry, PublishedArticle, Version  # noqa: E402

KILLED = -signal.SIGKILL


def drafts(number: int) -> list[int]:
    """Articles that pass the checklist; their primary keys."""
    publication = Publication.objects.create(
        title="The Fault Line", is_default=True, licence=Licence.objects.get(spdx="CC-BY-4.0")
    )
    section = Section.objects.create(name="Analysis", slug="analysis")
    author = Author.objects.create(family_name="Okafor", given_name="Ada", slug="ada-okafor")
    keys = []
    for index in range(number):
        article = Article.objects.create(
            publication=publication,
            section=section,
            title=f"Draft {index}",
            slug=f"draft-{index}",
            body="<p>A paragraph that was finished in time.</p>",
        )
        Contribution.objects.create(article=article, author=author)
        keys.append(article.pk)
    return keys


def forked(task: Callable[[], None]) -> int:
    """Start a process that does the task and ends; its process id."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            task()
            status = 0
        finally:
            os._exit(status)
    return pid


def ended(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def counting_lines(task: Callable[[], None], *, die_at: int | None = None) -> int:
    """Run a task; how many lines of Python it ran. At line ``die_at`` the process is killed."""
    ran = 0

    def trace(frame: object, event: str, argument: object) -> Callable[..., object]:
        nonlocal ran
        if event == "line":
            ran += 1
            if ran == die_at:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)
    try:
        task()
    finally:
        sys.settrace(None)
    return ran


def counting_queries(task: Callable[[], None], *, die_at: int | None = None) -> int:
    """Run a task; how many moments it has, two for each query: before it, and after it."""
    moments = 0

    def moment() -> None:
        nonlocal moments
        moments += 1
        if moments == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(execute, sql, params, many, context):
        moment()
        result = execute(sql, params, many, context)
        moment()
        return result

    with connection.execute_wrapper(watch):
        task()
    return moments


def publish(pk: int) -> None:
    publishing.publish(Article.objects.get(pk=pk), by=None, at=timezone.now())


def dying_at_lines(count: int) -> dict[str, object]:
    """Publish each article in a process killed at another line of it."""
    warm, measured, *keys = drafts(count + 2)
    publish(warm)  # what runs once in a process must not be counted
    lines = counting_lines(lambda: publish(measured))
    chance = random.Random(7)
    # One point in each stretch of the run.
    points = [int((index + chance.random()) / count * lines) + 1 for index in range(count)]
    return dying(keys, points, counting_lines)


def dying_at_queries(count: int) -> dict[str, object]:
    """Publish in a process killed before, or after, every single query; at most ``count``."""
    warm, measured, *keys = drafts(count + 2)
    publish(warm)
    moments = counting_queries(lambda: publish(measured))
    return dying(keys[:moments], list(range(1, moments + 1)), counting_queries)


def dying(keys: list[int], points: list[int], counting: Callable[..., int]) -> dict[str, object]:
    """What is left of each article when its publication is killed at its point; then publish."""
    ends: Counter[str] = Counter()
    halves = []
    for pk, at in zip(keys, points, strict=True):
        status = ended(forked(lambda pk=pk, at=at: counting(lambda: publish(pk), die_at=at)))
        ends["killed" if status == KILLED else "finished" if status == 0 else "failed"] += 1
        article = Article.objects.get(pk=pk)
        rows = {
            "article": article.state == State.PUBLISHED,
            "version": Version.objects.filter(article=article.key).exists(),
            "entry": Entry.objects.filter(version__article=article.key).exists(),
            "listing": PublishedArticle.objects.filter(article=article.key).exists(),
            "appearance": Appearance.objects.filter(version__article=article.key).exists(),
            "revision": article.revisions.exists(),
        }
        ends["published" if all(rows.values()) else "untouched"] += 1
        if len(set(rows.values())) > 1:
            halves.append({"at": at, **rows})
    for pk in keys:
        publish(pk)
    return {"points": len(points), "ends": ends, "halves": halves, **record(len(keys) + 2)}


def racing(count: int) -> dict[str, object]:
    """Eight schedulers on the same due articles, killed at random and started again."""
    keys = drafts(count)
    hour = timezone.now() - timedelta(seconds=1)
    Article.objects.filter(pk__in=keys).update(state=State.SCHEDULED, publish_at=hour)
    chance = random.Random(11)
    killed = 0
    for _ in range(4):
        points = [chance.randrange(500_000) for _ in range(8)]
        pids = [forked(lambda at=at: counting_lines(publish_due, die_at=at)) for at in points]
        killed += sum(ended(pid) == KILLED for pid in pids)
    for pid in [forked(publish_due) for _ in range(8)]:
        ended(pid)
    return {"killed": killed, **record(count)}


def publish_due() -> None:
    publishing.publish_due(timezone.now())


def clicking(count: int) -> dict[str, object]:
    """Eight clicks at once on the button of each article."""
    keys = drafts(count)
    failed = 0
    for pk in keys:
        pids = [forked(lambda pk=pk: publish(pk)) for _ in range(8)]
        failed += sum(ended(pid) != 0 for pid in pids)
    return {"failed": failed, **record(count)}


def record(count: int) -> dict[str, object]:
    """What the record holds, judged as an operator would."""
    return {
        "articles": count,
        "versions": Version.objects.count(),
        "entries": Entry.objects.count(),
        "listed": PublishedArticle.objects.count(),
        "early": Version.objects.filter(published_at__gt=timezone.now()).count(),
        "findings": [str(finding) for finding in verifying.findings()],
    }


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    scenario, number = sys.argv[1], int(sys.argv[2])
    scenes = {
        "dying-at-lines": dying_at_lines,
        "dying-at-queries": dying_at_queries,
        "racing": racing,
        "clicking": clicking,
    }
    sys.stdout.write(json.dumps(scenes[scenario](number)))
