"""The calls that the documentation walks through, each in three languages."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

__all__ = ["Call", "Step", "steps"]


@dataclass(frozen=True)
class Call:
    """A call in one language. ``language`` names it to readers."""

    language: str
    code: str


@dataclass(frozen=True)
class Step:
    """One thing to do. ``path`` can be tried on the page; "" where there is nothing to try."""

    anchor: str
    title: str
    text: str
    path: str
    calls: Sequence[Call]


def steps(site: str, slug: str) -> list[Step]:
    """The steps on that site. ``slug`` is of an article that is there to be read."""
    lists = "/api/v1/articles/"
    newest = (
        f"{lists}?{urlencode({'page_size': 3, 'fields': 'title,byline.name,links.self'}, safe=',')}"
    )
    whole = f"{lists}{slug}/"
    chosen = f"{lists}?{urlencode({'published_since': '2020-01-01', 'language': 'en'})}"
    return [
        Step(
            "latest",
            "Read the latest articles",
            "Nothing is needed for it: no key, no registration. Without fields= each result is a "
            "card with everything a list shows.",
            newest,
            [_curl(site, newest), _python(site, newest), _javascript(site, newest)],
        ),
        Step(
            "whole",
            "Read one, whole",
            "Everything that was published: text, byline, credited photos in all sizes, "
            "disclaimers, licence, history. body= says in which forms the text comes.",
            f"{whole}?body=markdown",
            [
                _curl(site, f"{whole}?body=markdown"),
                _python(site, f"{whole}?body=markdown"),
                _javascript(site, f"{whole}?body=markdown"),
            ],
        ),
        Step(
            "pages",
            "Walk through a list",
            "Choose with filters, and follow next until it is null. What is published meanwhile "
            "shifts nothing.",
            chosen,
            [
                _curl(site, chosen),
                Call("Python", _PYTHON_PAGES.format(address=f"{site}{chosen}")),
                Call("JavaScript", _JAVASCRIPT_PAGES.format(address=f"{site}{chosen}")),
            ],
        ),
        Step(
            "conditional",
            "Ask again for nothing",
            "Send the ETag of what you have: while nothing has changed, the answer is an empty "
            "304.",
            whole,
            [
                Call("curl", _CURL_AGAIN.format(address=f"{site}{whole}")),
                Call("Python", _PYTHON_AGAIN.format(address=f"{site}{whole}")),
                Call("JavaScript", _JAVASCRIPT_AGAIN.format(address=f"{site}{whole}")),
            ],
        ),
        Step(
            "changes",
            "Keep a copy that never misses one",
            "The stream tells every publication, correction and withdrawal in order. Keep what is "
            "available, delete what is not, and keep next with it: whenever you go on from there, "
            "you end with exactly what there is.",
            "/api/v1/changes/?limit=2",
            [
                _curl(site, "/api/v1/changes/?limit=2"),
                Call("Python", _PYTHON_CHANGES.format(address=f"{site}/api/v1/changes/")),
                Call("JavaScript", _JAVASCRIPT_CHANGES.format(address=f"{site}/api/v1/changes/")),
            ],
        ),
        Step(
            "search",
            "Search",
            "Words, “phrases”, -words that must not stand there, and author:, topic:, section:, "
            "region:, year:.",
            "/api/v1/search/?q=strait&fields=title,score,snippet_html",
            [
                make(site, "/api/v1/search/?q=strait&fields=title,score,snippet_html")
                for make in (_curl, _python, _javascript)
            ],
        ),
        Step(
            "key",
            "Show your key",
            "With one, you get what was agreed with you, at a higher rate. It belongs into this "
            "header and on a server; never into an address or a web page.",
            "",
            [
                Call("curl", _CURL_KEY.format(address=f"{site}{lists}")),
                Call("Python", _PYTHON_KEY.format(address=f"{site}{lists}")),
                Call("JavaScript", _JAVASCRIPT_KEY.format(address=f"{site}{lists}")),
            ],
        ),
    ]


def _curl(site: str, path: str) -> Call:
    return Call("curl", f"curl -s '{site}{path}'")


def _python(site: str, path: str) -> Call:
    return Call("Python", _PYTHON.format(address=f"{site}{path}"))


def _javascript(site: str, path: str) -> Call:
    return Call("JavaScript", _JAVASCRIPT.format(address=f"{site}{path}"))


def _code(text: str) -> str:
    return textwrap.dedent(text).strip("\n")


_PYTHON = _code(
    """
    import json, urllib.request

    with urllib.request.urlopen("{address}") as answer:
        print(json.load(answer))
    """
)
_JAVASCRIPT = _code(
    """
    const answer = await fetch("{address}");
    console.log(await answer.json());
    """
)
_PYTHON_PAGES = _code(
    """
    import json, urllib.request

    address = "{address}"
    while address:
        with urllib.request.urlopen(address) as answer:
            page = json.load(answer)
        for article in page["results"]:
            print(article["first_published"], article["title"])
        address = page["next"]
    """
)
_JAVASCRIPT_PAGES = _code(
    """
    let address = "{address}";
    while (address) {{
      const page = await (await fetch(address)).json();
      for (const article of page.results) {{
        console.log(article.first_published, article.title);
      }}
      address = page.next;
    }}
    """
)
_CURL_AGAIN = _code(
    """
    curl -s --etag-save article.etag '{address}' -o article.json
    curl -s --etag-compare article.etag '{address}' -o article.json -w '%{{http_code}}\\n'
    """
)
_PYTHON_AGAIN = _code(
    """
    import urllib.error, urllib.request

    with urllib.request.urlopen("{address}") as answer:
        etag = answer.headers["ETag"]
    again = urllib.request.Request("{address}", headers={{"If-None-Match": etag}})
    try:
        urllib.request.urlopen(again)
    except urllib.error.HTTPError as answer:
        print(answer.code)  # 304: what you have is what there is
    """
)
_JAVASCRIPT_AGAIN = _code(
    """
    const first = await fetch("{address}", {{ cache: "no-store" }});
    const again = await fetch("{address}", {{
      cache: "no-store",
      headers: {{ "If-None-Match": first.headers.get("ETag") }},
    }});
    console.log(again.status); // 304: what you have is what there is
    """
)
_PYTHON_CHANGES = _code(
    """
    import json, urllib.parse, urllib.request

    copy, since, more = {{}}, "", True
    while more:
        query = urllib.parse.urlencode({{"since": since}} if since else {{}})
        with urllib.request.urlopen(f"{address}?{{query}}") as answer:
            page = json.load(answer)
        for entry in page["results"]:
            if entry["available"]:
                copy[entry["id"]] = entry["article"]
            else:
                copy.pop(entry["id"], None)
        since, more = page["next"], page["more"]  # keep since together with the copy
    print(len(copy))
    """
)
_JAVASCRIPT_CHANGES = _code(
    """
    const copy = new Map();
    let since = "", more = true;
    while (more) {{
      const query = new URLSearchParams(since ? {{ since }} : {{}});
      const page = await (await fetch(`{address}?${{query}}`)).json();
      for (const entry of page.results) {{
        if (entry.available) copy.set(entry.id, entry.article);
        else copy.delete(entry.id);
      }}
      ({{ next: since, more }} = page); // keep since together with the copy
    }}
    console.log(copy.size);
    """
)
_CURL_KEY = """curl -s -H "Authorization: Bearer $MASTHEAD_KEY" '{address}'"""
_PYTHON_KEY = _code(
    """
    import json, os, urllib.request

    key = os.environ["MASTHEAD_KEY"]
    request = urllib.request.Request(
        "{address}", headers={{"Authorization": f"Bearer {{key}}"}}
    )
    with urllib.request.urlopen(request) as answer:
        print(json.load(answer))
    """
)
_JAVASCRIPT_KEY = _code(
    """
    const answer = await fetch("{address}", {{
      headers: {{ Authorization: `Bearer ${{process.env.MASTHEAD_KEY}}` }},
    }});
    console.log(await answer.json());
    """
)
