"""A mail server on this machine, as strict and as moody as told; and readers of the newsletter."""

import email
import email.policy
import re
import socketserver
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from itertools import count
from typing import Any

import pytest
from django.utils import timezone

from newsletter import choosing, chores, mailings
from newsletter.choosing import Wish
from newsletter.models import Frequency, Subscriber
from newsletter.subscribing import confirm
from record.following import follow

STRICT = email.policy.SMTP.clone(raise_on_defect=True)
HANG_UP = "hang up"
STANDARD = {"connect": "220 here", "EHLO": "250-here\r\n250 8BITMIME", "DATA": "354 go on"}


@dataclass
class MailServer:
    """`answer(step, argument)` may give another answer, such as "450 later", or `HANG_UP`.

    Steps: `connect`, the commands, and `taken` (after the last dot) with the recipient.
    """

    port: int = 0
    answer: Callable[[str, str], str | None] = lambda step, argument: None
    take: Callable[[str, bytes], None] = lambda recipient, raw: None
    raw: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    connections: int = 0

    @property
    def mails(self) -> list[EmailMessage]:
        """What was taken, parsed; a defect raises."""
        return [email.message_from_bytes(raw, policy=STRICT) for raw in self.raw]  # type: ignore[misc]


class Session(socketserver.StreamRequestHandler):
    """RFC 5321, as much of it as a client of ours speaks."""

    def handle(self) -> None:
        self.mine: MailServer = self.server.mine  # type: ignore[attr-defined]
        self.mine.connections += 1
        self.said = self.recipient = ""
        going = self.reply("connect", "")
        while going and (line := self.rfile.readline()):
            verb, _, argument = line.decode().strip().partition(" ")
            if found := re.search("^TO:<(.*)>", argument):
                self.recipient = found[1]
            going = self.reply(verb.upper(), argument) and verb.upper() != "QUIT"
            if self.said.startswith("354"):
                going = self.take()

    def take(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        going = self.reply("taken", self.recipient)
        if self.said.startswith("250"):
            raw = b"".join(lines)
            self.mine.raw.append(raw)
            self.mine.recipients.append(self.recipient)
            self.mine.take(self.recipient, raw)
        return going

    def reply(self, step: str, argument: str) -> bool:
        """Whether the conversation goes on."""
        self.said = self.mine.answer(step, argument) or STANDARD.get(step, "250 fine")
        if self.said == HANG_UP:
            return False
        self.wfile.write(f"{self.said}\r\n".encode())
        return not self.said.startswith("421")


class Listener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64


def listen(mine: MailServer) -> Listener:
    listener = Listener(("127.0.0.1", 0), Session)
    listener.mine = mine  # type: ignore[attr-defined]
    mine.port = listener.server_address[1]
    return listener


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    """The server that the installation's mails go to."""
    server = MailServer()
    listener = listen(server)
    threading.Thread(target=listener.serve_forever, args=(0.01,), daemon=True).start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_TIMEOUT = 2
    settings.SITE_URL = "https://review.example"
    settings.DEFAULT_FROM_EMAIL = "news@review.example"
    yield server
    listener.shutdown()
    listener.server_close()


@pytest.fixture
def make_subscriber(db: None) -> Callable[..., Subscriber]:
    """`make_subscriber(topic_row, author_row, frequency=…)`: a confirmed one; of everything, if
    nothing is named. `confirmed=False`: one who has not answered yet."""
    numbers = count(1)

    def make(
        *rows: Any, frequency: str = Frequency.AT_ONCE, confirmed: bool = True, **fields: Any
    ) -> Subscriber:
        now = timezone.now()
        fields.setdefault("address", f"reader-{next(numbers)}@mail.example")
        subscriber = Subscriber.objects.create(frequency=frequency, asked_at=now, **fields)
        choosing.keep(subscriber, Wish(everything=not rows, rows=rows))
        if confirmed:
            confirm(subscriber, now=now)
        subscriber.refresh_from_db()
        return subscriber

    return make


@pytest.fixture
def read_the_record(db: None) -> Callable[[], None]:
    """`read_the_record()`: the worker's follower has read on."""
    follow("newsletter", mailings.announce, from_now=True)

    def read() -> None:
        while follow("newsletter", mailings.announce, from_now=True):
            pass

    return read


@pytest.fixture
def send_news(read_the_record: Callable[[], None]) -> Callable[[], None]:
    """`send_news()`: the worker does what is to be done for the newsletter, until nothing is."""

    def work() -> None:
        read_the_record()
        while chores.address() or chores.send():
            pass

    return work
