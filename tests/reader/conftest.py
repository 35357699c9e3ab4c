"""What the stories about readers' pages share."""

from collections.abc import Callable
from typing import Any

import html5lib
import pytest
from django.test import Client


@pytest.fixture
def read(client: Client) -> Callable[[str], str]:
    """`read("/about/")`: the page's HTML, parsed as strictly as html5lib can; any status."""

    def get(address: str) -> str:
        text = client.get(address).content.decode()
        html5lib.HTMLParser(strict=True).parse(text)
        return text

    return get


@pytest.fixture
def tree(client: Client) -> Callable[[str], Any]:
    """`tree("/about/")`: the page's elements without namespaces; any status."""

    def get(address: str) -> Any:
        text = client.get(address).content.decode()
        return html5lib.parse(text, namespaceHTMLElements=False)

    return get
