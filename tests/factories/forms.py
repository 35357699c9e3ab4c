"""What a browser would send of a page's form, so that tests post what an editor posts."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest


class Form(HTMLParser):
    """The values of every control on a page of the admin, which has one form to speak of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self.area = self.select = ""
        self.multiple = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = dict(attrs)
        name, value = a.get("name") or "", a.get("value") or ""
        if tag == "input" and name and a.get("type") not in {"submit", "file", "button"}:
            if a.get("type") not in {"checkbox", "radio"} or "checked" in a:
                self.values[name] = value or ("on" if "checked" in a else "")
        elif tag == "textarea":
            self.area = name
            self.values[name] = ""
        elif tag == "select":
            self.select, self.multiple = name, "multiple" in a
            self.values[name] = [] if self.multiple else ""
        elif tag == "option" and "selected" in a and self.select:
            if self.multiple:
                self.values[self.select].append(value)
            else:
                self.values[self.select] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values[self.area] += data


@pytest.fixture
def filled_form() -> Callable[[Any], dict[str, Any]]:
    """`filled_form(response)`: the fields of an admin page's form with their values."""

    def read(response: Any) -> dict[str, Any]:
        values = Form(response.content.decode()).values
        return {
            # A text area's first line end is the tag's, not the text's.
            name: value.removeprefix("\n") if isinstance(value, str) else value
            for name, value in values.items()
            if name and name not in {"q", "csrfmiddlewaretoken"} and "__prefix__" not in name
        }

    return read
