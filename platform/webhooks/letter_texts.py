"""What letters to partners say, in plain text."""

from __future__ import annotations

import textwrap
from uuid import UUID

from partners.models import Endpoint, EventKind
from record.canonical import loads
from record.models import PublishedArticle, Redaction, Status
from renderings.addresses import Addresses
from webhooks.models import Letter

__all__ = ["about_article", "about_endpoint"]

WIDTH = 72  # characters of a line

HAPPENED = {
    EventKind.CORRECTED: "has been corrected",
    EventKind.RETRACTED: "has been retracted",
    EventKind.WITHDRAWN: "has been withdrawn",
    EventKind.REDACTED: "has lost a passage or a version that may no longer be published",
    EventKind.RIGHTS_CHANGED: "may be shown with other photos than before, as rights have changed",
}
WHAT_TO_DO = {
    EventKind.CORRECTED: (
        "Please replace the text you carry by the present one and print the note above with it."
    ),
    EventKind.RETRACTED: (
        "Please mark the article as retracted wherever you carry it, with the note above, or take "
        "it down."
    ),
    EventKind.WITHDRAWN: (
        "Please take the article down wherever you carry it. The address above says why."
    ),
    EventKind.REDACTED: (
        "Please replace the text you carry by what the address above shows now, and keep no copy "
        "of an earlier one."
    ),
    EventKind.RIGHTS_CHANGED: (
        "Please take down every photo that the address above no longer shows, and keep no copy of "
        "it."
    ),
}


def about_article(letter: Letter, *, site: str) -> tuple[str, str] | None:
    """Subject and text, from what is public now; ``None`` if the letter is out of date.

    It is, where the article was withdrawn after a correction: another letter says so.
    """
    if letter.article is None or letter.number is None:
        raise ValueError("a letter about an endpoint")
    rows = PublishedArticle.objects.select_related("current")
    article = rows.get(article=letter.article)
    kind = EventKind(letter.event)
    if article.status == Status.WITHDRAWN and kind is not EventKind.WITHDRAWN:
        return None
    document = loads(article.current.document) if article.current.document else None
    title = article.summary["title"]
    if kind is EventKind.REDACTED:
        note = _redaction(letter.article, letter.number)
    elif kind is EventKind.RIGHTS_CHANGED:
        note = ""
    else:
        notices = document.notices if document else ()
        note = next((notice.note for notice in notices if notice.number == letter.number), "")
    parts = [
        f"To {letter.partner}",
        f"“{title}”, which you carry, {HAPPENED[kind]}.",
        *([note] if note else []),
        Addresses(site).article(article.slug),
        WHAT_TO_DO[kind],
        (
            "You get this letter because your pages, or a program with your key, took the article,"
            " and no webhook of yours was told. With a webhook your programs are told within"
            " seconds: ask us for one."
        ),
        f"{article.summary['publication']}\n{site}",
    ]
    return f"{_in_one_line(title)}: {_headline(kind)}", _letter(parts)


def about_endpoint(endpoint: Endpoint, *, site: str) -> tuple[str, str] | None:
    """Subject and text; ``None`` if the endpoint was switched on again meanwhile."""
    if endpoint.active:
        return None
    parts = [
        f"To {endpoint.partner}",
        f"We have stopped sending events to your webhook {endpoint.url}",
        endpoint.disabled_because,
        (
            "Nothing is lost: what happens meanwhile is in the stream of changes, and once your "
            "endpoint answers again, tell us, and we send what it has missed."
        ),
        site,
    ]
    return "Your webhook has been switched off", _letter(parts)


def _redaction(article: UUID, number: int) -> str:
    notices = Redaction.objects.filter(version__article=article, version__number=number)
    return notices.values_list("notice", flat=True).first() or ""


def _headline(kind: EventKind) -> str:
    return {
        EventKind.CORRECTED: "a correction",
        EventKind.RETRACTED: "retracted",
        EventKind.WITHDRAWN: "withdrawn",
        EventKind.REDACTED: "a passage removed",
        EventKind.RIGHTS_CHANGED: "rights in a photo",
    }[kind]


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _letter(parts: list[str]) -> str:
    """Paragraphs with lines of mail's usual width; addresses are never broken."""
    return "\n\n".join(_wrapped(part) for part in parts if part) + "\n"


def _wrapped(part: str) -> str:
    return "\n".join(
        textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False)
        for line in part.splitlines()
    )
