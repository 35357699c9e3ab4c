"""A site in a real browser, on the test's own database.

The record's tables refuse to be emptied, so nothing here commits: the server's threads share the
test's connection, and everything is rolled back as in any other test.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test.testcases import LiveServerThread

STATEMENT = threading.RLock()


def one_statement_at_a_time(execute: Callable[..., Any], *statement: Any) -> Any:
    """Keeps the test from asking the database while the server does: SQLite's cache of statements
    breaks if two threads of one connection prepare one at the same time."""
    with STATEMENT:
        return execute(*statement)


class OneAtATime(StaticFilesHandler):
    """Requests wait for one another, for their threads share one connection to the database."""

    turn = threading.Lock()
    is_over = False

    def __call__(self, environ: Any, start_response: Any) -> Any:
        with self.turn:
            if self.is_over:
                start_response("503 Service Unavailable", [])
                return []
            return super().__call__(environ, start_response)

    @classmethod
    def end(cls) -> None:
        """Let the request under way come to its end, and none after it begin: what a page sends
        when it is left would else run on in the next test's transaction."""
        with cls.turn:
            cls.is_over = True


@pytest.fixture
def served(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server that shows what the test has made; `SITE_URL` is the same."""
    connection = connections["default"]
    connection.inc_thread_sharing()
    # Each thread of the server closes its connections in the end; this one is the test's.
    monkeypatch.setattr(connection, "close", lambda: None)
    handler = type("Handler", (OneAtATime,), {})
    server = LiveServerThread("127.0.0.1", handler, connections_override={"default": connection})
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    settings.SITE_URL = f"http://127.0.0.1:{server.port}"
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    try:
        with connection.execute_wrapper(one_statement_at_a_time):
            yield settings.SITE_URL
    finally:
        handler.end()
        server.terminate()
        connection.dec_thread_sharing()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Chromium of this machine; tests that use it are marked `browser`.

    One for each module, as Playwright can't be started twice at a time.
    """
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only where it is installed

    with pytest.MonkeyPatch.context() as patch:
        # Playwright's loop would make Django refuse its own synchronous queries.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            yield browser
            browser.close()


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Callable[..., Any]]:
    """`open_page(width=320, scheme="dark")`: an empty page that keeps its complaints."""
    contexts = []

    def open_one(*, width: int = 1280, scheme: str = "light", **options: Any) -> Any:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield open_one
    for context in contexts:
        context.close()
