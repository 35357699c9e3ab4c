"""A publication with its server, and a mirror of it that is killed at random.

Run as a program, not imported by tests: `python mirroring.py ACTS KILLS` prints one JSON object.
The server is another process on the database of DATABASE_URL; the mirror is the client package's
own command. The acts are those of the record: publications, corrections, updates, retractions,
withdrawals, and texts that are removed.
"""

import dataclasses
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLIENT = ROOT / "clients" / "python" / "src"
sys.path[:0] = [str(ROOT), str(ROOT / "platform"), str(CLIENT)]
os.environ["DJANGO_SETTINGS_MODULE"] = "masthead.settings"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from masthead_mirror import Mirror  # noqa: E402
from publication.models import Publication, Section  # noqa: E402
from record import document as parts  # noqa: E402
from record.document import Document, Kind, Notice  # noqa: E402
from record.ledger import append  # noqa: E402
from record.models import PublishedArticle, Version  # noqa: E402
from record.redacting import redact  # noqa: E402

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
LATER = (Kind.CORRECTION, Kind.UPDATE, Kind.RETRACTION, Kind.WITHDRAWAL)
OFTEN = (5, 5, 1, 2)


class Newsroom:
    """Acts at random, each a minute after the one before."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.now = START
        self.living: list[Document] = []
        Publication.objects.create(title="The Fault Line", is_default=True)
        Section.objects.create(name="Analysis", slug="analysis")

    def act(self) -> None:
        self.now += timedelta(minutes=1)
        if not self.living or self.chance.random() < 0.4:
            self.publish()
        elif self.chance.random() < 0.15:
            self.remove_a_former_text()
        else:
            self.publish_again(self.chance.randrange(len(self.living)))

    def publish(self) -> None:
        number = uuid.UUID(int=self.chance.getrandbits(128), version=4)
        document = Document(
            article=str(number),
            number=1,
            kind=Kind.PUBLICATION,
            slug=f"act-{number.hex[:12]}",
            language="en",
            title=f"Act {number.hex[:6]}",
            publication=parts.Publication(title="The Fault Line"),
            section=parts.Section("analysis", "Analysis", "article-commentary"),
            first_published=self.now,
            published=self.now,
            byline=(parts.Contribution(name="Ada Okafor"),),
            body=(parts.Paragraph((parts.Run(f"As it was at {self.now:%H:%M}."),)),),
        )
        append(document)
        self.living.append(document)

    def publish_again(self, place: int) -> None:
        before = self.living[place]
        [kind] = self.chance.choices(LATER, OFTEN)
        notice = Notice(before.number + 1, kind, f"Because of {self.now:%H:%M}.", self.now)
        after = dataclasses.replace(
            before,
            number=notice.number,
            kind=kind,
            published=self.now,
            notices=(*before.notices, notice),
            title=f"{before.title}{self.chance.choice('abc')}"[:80],
        )
        if kind is Kind.WITHDRAWAL:
            append(dataclasses.replace(after, body=()))
            del self.living[place]
        else:
            append(after)
            self.living[place] = after

    def remove_a_former_text(self) -> None:
        former = Version.objects.exclude(document="").filter(current_of__isnull=True).order_by("pk")
        if version := former.first():
            redact(version, notice="Removed by a court.", by="a test", at=self.now)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def started(command: list[str], **environment: str) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join(map(str, (ROOT, ROOT / "platform", CLIENT)))
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_for(site: str, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        try:
            urllib.request.urlopen(f"{site}/healthz", timeout=5).read()
        except OSError:
            continue
        return
    sys.exit("the server has ended")


def main(acts: int, kills: int) -> None:
    call_command("migrate", verbosity=0)
    chance = random.Random(acts)
    newsroom = Newsroom(chance)
    site = f"http://127.0.0.1:{(port := free_port())}"
    server = started(
        [
            sys.executable, "-m", "granian", "masthead.wsgi:application", "--interface", "wsgi",
            "--port", str(port), "--no-ws", "--log-level", "error",
        ],
        SITE_URL=site,
        API_ANONYMOUS_PER_MINUTE="1000000",
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/mirror.sqlite3"
        command = [sys.executable, "-m", "masthead_mirror", site, path]
        moments = set(chance.sample(range(1, acts), kills))
        try:
            wait_for(site, server)
            mirror = started([*command, "--every", "0.01"])
            killed = 0
            for moment in range(acts):
                newsroom.act()
                if moment in moments:
                    mirror.send_signal(signal.SIGKILL)
                    killed += mirror.wait() == -signal.SIGKILL
                    mirror = started([*command, "--every", "0.01"])
            mirror.terminate()
            mirror.wait()
            finished = subprocess.run(
                [*command, "--once"],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(CLIENT)},
                stdout=subprocess.DEVNULL,
                check=False,
            )
            report(path, site, killed=killed, status=finished.returncode)
        finally:
            mirror.kill()
            mirror.wait()
            server.terminate()
            server.wait()


def report(path: str, site: str, *, killed: int, status: int) -> None:
    """What the mirror holds, against what the record says."""
    with Mirror(path) as mirror:
        held = {article.id: article.content for article in mirror.articles()}
    public = {
        str(row.article): row for row in PublishedArticle.objects.listed().select_related("current")
    }
    differing = []
    for key, row in public.items():
        with urllib.request.urlopen(f"{site}/api/v1/articles/{row.slug}/") as answer:
            if held.get(key) != json.loads(answer.read()):
                differing.append(row.slug)
    found = {
        "entries": Version.objects.count(),
        "public": len(public),
        "withdrawn": PublishedArticle.objects.count() - len(public),
        "too many": sorted(held.keys() - public.keys()),
        "differing": differing,
        "killed": killed,
        "status": status,
    }
    sys.stdout.write(json.dumps(found))


main(int(sys.argv[1]), int(sys.argv[2]))
