"""``/llms.txt`` (llmstxt.org): in Markdown, what this site is and how a program reads it.

What may be done with a text is said with each: programs that quote, excerpt or learn shall not have
to guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from renderings.addresses import Addresses
from renderings.article_json import api_address
from renderings.escaping import safe_link
from renderings.identifiers import doi_url
from renderings.markdown_inline import escape

__all__ = ["Serial", "render"]

_EMAIL = re.compile(r"[\w.+-]+@[\w.-]+", re.ASCII)

TERMS = (
    "Each article is published under a licence of its own, stated with it below, in its text and "
    "in all its forms. Where no licence is stated, all rights are reserved: quote briefly, and ask "
    "for more. Always name the writers and the publication, and link to the article. Photographs "
    "have their own terms and credits, which stand beside them. Articles are corrected and "
    "withdrawn: read them anew, or follow the changes, before you repeat them."
)


@dataclass(frozen=True, slots=True)
class Serial:
    """The publication; empty text where unknown. ``contact`` is an e-mail address."""

    title: str
    tagline: str = ""
    publisher: str = ""
    issn: str = ""
    contact: str = ""


def render(
    serial: Serial,
    ways: Sequence[tuple[str, str, str]],
    summaries: Iterable[Mapping[str, Any]],
    addresses: Addresses,
) -> str:
    """``ways`` are (name, address, what for) of further things to read; ``summaries`` those of the
    latest articles (``record.summary``)."""
    api = [
        ("API", api_address(addresses, "docs"), "documentation of everything below /api/v1/"),
        ("OpenAPI", api_address(addresses, "schema"), "the same for programs"),
        (
            "Changes",
            api_address(addresses, "changes"),
            "what was published, corrected or withdrawn",
        ),
    ]
    parts = [
        f"# {escape(serial.title)}",
        f"> {_about(serial)}",
        escape(TERMS),
        _list("Reading by program", [*api, *ways]),
        _articles(summaries, addresses),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _about(serial: Serial) -> str:
    facts = [
        serial.tagline,
        serial.publisher and f"Published by {serial.publisher}",
        serial.issn and f"ISSN {serial.issn}",
    ]
    said = [f"{escape(fact).rstrip('.')}." for fact in facts if fact]
    if _EMAIL.fullmatch(serial.contact):
        said.append(f"Contact: <{serial.contact}>.")
    return " ".join(said) or "A publication of signed articles."


def _list(name: str, links: Iterable[tuple[str, str, str]]) -> str:
    lines = [f"- [{escape(text)}]({address}): {note}" for text, address, note in links]
    return f"## {name}\n\n" + "\n".join(lines)


def _articles(summaries: Iterable[Mapping[str, Any]], addresses: Addresses) -> str:
    links = [
        (
            f"{'Retracted: ' if summary['retracted'] else ''}{summary['title']}",
            addresses.form(summary["slug"], "md"),
            _noted(summary),
        )
        for summary in summaries
    ]
    return _list("Latest articles", links) if links else ""


def _noted(summary: Mapping[str, Any]) -> str:
    """Who, when, in which language, under which licence."""
    names = ", ".join(person["name"] for person in summary["byline"])
    facts = [
        names and f"by {names}",
        summary["first_published"][: len("2026-03-01")],
        summary["language"],
    ]
    said = [escape(fact) for fact in facts if fact]
    said += [_address(url) for url in [doi_url(summary["doi"])] if url]
    return f"{'; '.join(said)}; licence: {_licence(summary['licence'])}"


def _licence(licence: Mapping[str, str] | None) -> str:
    if not licence:
        return "none stated, all rights reserved"
    named = escape(licence["name"] or licence["spdx"])
    code = f" ({escape(licence['spdx'])})" if licence["spdx"] != licence["name"] else ""
    return f"{named}{code} {_address(licence['url'])}".rstrip()


def _address(url: str) -> str:
    """An address that may be followed, as it is."""
    return f"<{url}>" if safe_link(url) and "<" not in url and ">" not in url else escape(url)
