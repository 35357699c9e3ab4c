"""Files on their way in: put aside privately, then read one after the other, each once.

State is the queue (decision 5): who reads a file claims its row, renews the claim as the reading
goes on, and writes what became of it. A reader that was killed leaves a claim that runs out, and
another takes the file up again; that one file makes one draft is ``ImportedFile``'s to see to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.importing.drafting import Outcome, Status, import_file
from articles.importing.illustrating import Picture
from articles.inbox import tell
from articles.models import ImportedFile, IncomingFile, Stage
from articles.policy import Action, may
from photos.storage import refusing_when_full

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["forget", "late_among", "read_next", "read_now", "receive", "tidy"]

FOLDER = "manuscripts"
CHUNK = 1024 * 1024
CLAIM = timedelta(minutes=2)  # a claim not renewed for so long is a dead reader's
MOST_TRIES = 3
SOON = timedelta(seconds=5)  # a worker has taken a file up by then, if there is one
REFUSED_STAY = timedelta(days=7)
UNNAMED_STAY = timedelta(hours=24)  # a row may be about to name the file

SOMEBODY_ELSES = "This file was imported before, by somebody else."


def receive(
    file: File, *, by: User | None, at: datetime, picture: File | None = None, alt_text: str = ""
) -> IncomingFile:
    """Put a file aside for reading, with its lead photo if it has one. Raises StorageFull."""
    return IncomingFile.objects.create(
        name=_plain(file.name),
        size=file.size,
        file=_kept(file),
        picture=_kept(picture) if picture else "",
        picture_name=_plain(picture.name) if picture else "",
        alt_text=alt_text,
        by=by,
        arrived_at=at,
    )


def read_next() -> int:
    """Read the file that has waited longest; how many were read. What the worker does."""
    undone = _undone(timezone.now()).order_by("arrived_at", "pk")
    incoming = next((each for each in undone[:5] if _claimed(each)), None)
    if incoming is None:
        return 0
    _read(incoming)
    if incoming.stage == Stage.DONE and not incoming.was_known and incoming.article is not None:
        tell([incoming.by], about=incoming.article, what="Your manuscript was imported", by=None)
    return 1


def read_now(incoming: IncomingFile) -> None:
    """Read a file while somebody waits for it, unless a worker already does."""
    if _undone(timezone.now()).filter(pk=incoming.pk).exists() and _claimed(incoming):
        _read(incoming)
    incoming.refresh_from_db()


def forget(incoming: IncomingFile) -> None:
    """Remove a refused file from the list."""
    _drop_files(incoming)
    incoming.delete()


def late_among(files: Iterable[IncomingFile], *, now: datetime) -> set[int]:
    """Keys of those that wait as if no worker ran: for some seconds, while nobody reads others."""
    waiting = {f.pk for f in files if f.stage == Stage.WAITING and f.arrived_at < now - SOON}
    busy = IncomingFile.objects.filter(stage=Stage.READING, taken_at__gte=now - CLAIM)
    return set() if not waiting or busy.exists() else waiting


def tidy(now: datetime | None = None) -> int:
    """Forget refused files after some days, and remove originals whose drafts are gone."""
    now = now or timezone.now()
    old = IncomingFile.objects.filter(
        Q(stage=Stage.REFUSED) | Q(stage=Stage.DONE, file=""), arrived_at__lt=now - REFUSED_STAY
    )
    removed, _ = old.delete()
    for name in _stored_files():
        named = IncomingFile.objects.filter(Q(file=name) | Q(picture=name)).exists()
        if not named and default_storage.get_modified_time(name) < now - UNNAMED_STAY:
            default_storage.delete(name)
            removed += 1
    return removed


# --- claiming and reading ---------------------------------------------------------------------


def _undone(now: datetime) -> QuerySet[IncomingFile]:
    """Those that nobody reads, or whose reader has not been heard of for long."""
    abandoned = Q(stage=Stage.READING, taken_at__lt=now - CLAIM)
    return IncomingFile.objects.filter(Q(stage=Stage.WAITING) | abandoned)


def _claimed(incoming: IncomingFile) -> bool:
    """Claim the file as it stands; False if somebody else was faster."""
    now = timezone.now()
    as_it_stands = IncomingFile.objects.filter(
        pk=incoming.pk, stage=incoming.stage, taken_at=incoming.taken_at
    )
    if not as_it_stands.update(stage=Stage.READING, taken_at=now, tries=incoming.tries + 1):
        return False
    incoming.stage, incoming.taken_at, incoming.tries = Stage.READING, now, incoming.tries + 1
    return True


def _read(incoming: IncomingFile) -> None:
    """Make the draft, or say why there is none. Every write is a short one of its own."""
    if incoming.tries > MOST_TRIES:
        _finish(incoming, problem="Reading it was broken off several times. Save it anew, smaller.")
        return

    ours = IncomingFile.objects.filter(pk=incoming.pk, stage=Stage.READING, tries=incoming.tries)

    def note(hundredths: int, doing: str) -> None:
        ours.update(hundredths=hundredths, doing=doing, taken_at=timezone.now())

    with ExitStack() as opened:
        try:
            data = opened.enter_context(default_storage.open(incoming.file)).read()
            picture = _picture(incoming, opened)
        except FileNotFoundError:
            _finish(incoming, problem="The file is gone from the storage. Upload it again.")
            return
        try:
            outcome = import_file(data, incoming.name, by=incoming.by, picture=picture, tell=note)
        except DatabaseError:
            # Busy or away for a moment: whoever comes next need not wait for the claim to run out.
            with suppress(DatabaseError):
                ours.update(stage=Stage.WAITING, tries=incoming.tries - 1)
            raise
    _conclude(incoming, outcome)


def _conclude(incoming: IncomingFile, outcome: Outcome) -> None:
    if outcome.article is None:
        _finish(incoming, problem=" ".join(map(str, outcome.report.problems)))
    elif not may(incoming.by, Action.VIEW, outcome.article):
        _finish(incoming, problem=SOMEBODY_ELSES)
    else:
        incoming.article = outcome.article
        incoming.was_known = outcome.status is Status.UNCHANGED and _is_older(incoming, outcome)
        _finish(incoming)


def _is_older(incoming: IncomingFile, outcome: Outcome) -> bool:
    """Whether the draft was there before the file came: else a reader made it and was killed."""
    imported = ImportedFile.objects.filter(
        article=outcome.article, at__lt=incoming.arrived_at
    ).exists()
    others = IncomingFile.objects.filter(article=outcome.article).exclude(pk=incoming.pk)
    return imported or others.exists()


def _finish(incoming: IncomingFile, *, problem: str = "") -> None:
    """Write what became of the file. Only the original of a new draft is kept."""
    kept = incoming.file if not problem and not incoming.was_known else ""
    ours = IncomingFile.objects.filter(pk=incoming.pk, stage=Stage.READING, tries=incoming.tries)
    finished = ours.update(
        stage=Stage.REFUSED if problem else Stage.DONE,
        file=kept,
        picture="",
        article=incoming.article,
        was_known=incoming.was_known,
        problem=problem,
        doing="",
        hundredths=100,
    )
    if finished:  # nobody took it over meanwhile
        incoming.stage = Stage.REFUSED if problem else Stage.DONE
        for name in {incoming.file, incoming.picture} - {kept, ""}:
            default_storage.delete(name)


def _picture(incoming: IncomingFile, opened: ExitStack) -> Picture | None:
    if not incoming.picture:
        return None
    file = opened.enter_context(default_storage.open(incoming.picture))
    return Picture(file, incoming.picture_name, incoming.alt_text)


# --- files ------------------------------------------------------------------------------------


def _kept(file: File) -> str:
    """Store the bytes under their digest; the name they came under is only ever shown."""
    digest = hashlib.sha256()
    for piece in file.chunks(CHUNK):
        digest.update(piece)
    file.seek(0)
    sha256 = digest.hexdigest()
    with refusing_when_full():
        return default_storage.save(f"{FOLDER}/{sha256[:2]}/{sha256}", File(file))


def _plain(name: str | None) -> str:
    base = (name or "").replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in base if c.isprintable())[:255] or "manuscript"


def _drop_files(incoming: IncomingFile) -> None:
    for name in filter(None, (incoming.file, incoming.picture)):
        default_storage.delete(name)


def _stored_files() -> Iterable[str]:
    try:
        folders, _ = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return
    for folder in folders:
        _, files = default_storage.listdir(f"{FOLDER}/{folder}")
        yield from (f"{FOLDER}/{folder}/{file}" for file in files)
