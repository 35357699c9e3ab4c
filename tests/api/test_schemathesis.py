"""Whatever is asked of the API over HTTP, in the schema's terms or against them, is answered as the
schema says. The requests are the same in every run, and made until their time is over."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks, positive_data_acceptance
from schemathesis.core.failures import FailureGroup

from record import listings

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SECONDS = 40  # for all operations together
EXAMPLES = 7  # of each operation in each mode, if the time allows it
# What a JSON Schema can't tell right from wrong: made by the API itself, with a check digit, or
# one of two that belong together.
UNSPEAKABLE = {"cursor", "since", "orcid", "from", "until", "end_date"}


@pytest.fixture
def real(site, corrected, read, served, settings) -> Callable[[str], dict[str, Any]]:
    """`real("/api/v1/authors/{slug}/")`: values of the path's variables of which there is one."""

    settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver"]

    def values(path: str) -> dict[str, Any]:
        if "{" not in path:
            return {}
        if "/articles/" in path:
            return {"slug": corrected.slug, **({"number": 1} if "{number}" in path else {})}
        name, _, variable = path.removeprefix("/api/v1/").partition("/")
        variable = variable.strip("{}/")
        return {variable: read(f"{name}/")["results"][0][variable]} if variable else {}

    return values


class Run:
    """Asks one operation after the other, until the time is over."""

    def __init__(self, address: str, seconds: float = SECONDS) -> None:
        load_all_checks()
        self.schema = schemathesis.openapi.from_url(f"{address}/api/v1/schema/")
        self.until = time.monotonic() + seconds
        self.asked = 0
        self.statuses: set[int] = set()

    def operations(self) -> Iterator[Any]:
        return (result.ok() for result in self.schema.get_all_operations())

    def ask(self, operation: Any, real: dict[str, Any], headers: dict[str, str]) -> None:
        """Raises schemathesis' FailureGroup for the first answer that is not as described."""
        fixed = {"path_parameters": real} if real else {}
        valid = operation.as_strategy(GenerationMode.POSITIVE)
        found = operation.as_strategy(GenerationMode.POSITIVE, **fixed)
        wrong = operation.as_strategy(GenerationMode.NEGATIVE)

        @settings(
            max_examples=3 * EXAMPLES, derandomize=True, database=None, deadline=None,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(st.one_of(valid, found, wrong))
        def each(case: Any) -> None:
            if time.monotonic() < self.until:
                self.check(case, headers)

        each()

    def check(self, case: Any, headers: dict[str, str]) -> None:
        answer = case.call(headers=headers)
        self.asked += 1
        self.statuses.add(answer.status_code)
        excluded = []
        if answer.status_code == 400:
            named = {error["parameter"] for error in answer.json()["errors"]}
            if named <= UNSPEAKABLE:
                excluded.append(positive_data_acceptance)
        case.validate_response(answer, excluded_checks=excluded, headers=headers)


def test_every_answer_is_as_described(served, real, bearer, make_partner):
    run = Run(served)
    asked_with = [{}, bearer(make_partner(), scopes=["read", "advance"])]

    for number, operation in enumerate(run.operations()):
        run.ask(operation, real(operation.path), asked_with[number % 2])

    assert run.asked > 100
    assert {200, 400, 404} <= run.statuses


def test_a_planted_fault_is_found(served, real, monkeypatch):
    def fail(*arguments: Any, **named: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(listings, "last_changed", fail)
    run = Run(served)
    [operation] = [each for each in run.operations() if each.path == "/api/v1/articles/"]

    with pytest.raises(FailureGroup, match="Server error"):
        run.ask(operation, {}, {})


def test_an_answer_that_is_not_as_described_is_found(served, real, monkeypatch):
    monkeypatch.setattr("api.views.articles.card", lambda *_: {"title": 7})
    run = Run(served)
    [operation] = [each for each in run.operations() if each.path == "/api/v1/articles/"]

    with pytest.raises(FailureGroup, match="schema"):
        run.ask(operation, {}, {})
