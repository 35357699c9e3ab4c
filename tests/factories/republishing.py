"""What is given to others: articles that may be republished, and their counters."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from record.document import Document
from renderings.republish import counter_token
from republishing.counting import TALLY

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"


@pytest.fixture
def read_elsewhere(client: Client) -> Iterator[Callable[..., Any]]:
    """`read_elsewhere(document, "https://paper.example/a", times=2)`: its counter is shown there.

    Answers the last answer; everything counted is written when it returns.
    """

    def read(document: Document, page: str = "", *, times: int = 1, browser: str = BROWSER) -> Any:
        headers = {"User-Agent": browser} | ({"Referer": page} if page else {})
        for _ in range(times):
            answer = client.get(
                f"/count/{counter_token(document.article, document.number)}.gif", headers=headers
            )
        TALLY.flush(timezone.now())
        return answer

    TALLY.flush(timezone.now())  # what other tests have left belongs to articles that are gone
    yield read
    TALLY.flush(timezone.now())
