"""A partner with a key is told what was agreed with it, everywhere and nothing else."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from partners.models import Carriage
from publication.models import Licence as LicenceRow
from publication.models import Section as SectionRow
from record.document import Contribution, Kind, Licence, Section, Term

pytestmark = pytest.mark.django_db

FREE, CLOSED = Licence("CC-BY-4.0", "Free"), Licence("LicenseRef-Closed", "Closed")
BO = Contribution("Bo Lund", author="bo-lund", family_name="Lund")
ANNA = Contribution("Anna Berg", author="anna-berg", family_name="Berg")
CANARY = "canary-not-yours"


@pytest.fixture
def articles(make_public, publication, lead, make_photo):
    """One article that the partner may carry, and one that names things of its own."""
    LicenceRow.objects.get_or_create(spdx="LicenseRef-Closed", defaults={"name": CANARY})
    make_public(slug="yours", licence=FREE, byline=(ANNA,), photo=lead)
    make_public(
        slug=CANARY, title=CANARY, standfirst=CANARY, licence=CLOSED, byline=(BO,),
        topics=(Term(CANARY, CANARY),), regions=(Term(CANARY, CANARY),),
        section=Section(CANARY, CANARY, "news"), photo=make_photo(alt_text=CANARY),
    )  # fmt: skip


@pytest.fixture
def ask(client, bearer, make_partner):
    """`ask(partner)(path, **query)`: the answer to a partner."""

    def of(partner):
        headers = bearer(partner)

        def get(path, **query):
            return client.get(f"/api/v1/{path}", query, headers=headers)

        return get

    return of


@pytest.fixture
def free_only(ask, make_partner, licence_cc_by):
    return ask(make_partner(licences=[licence_cc_by]))


LISTS = (
    "articles/", "articles/?expand=article", "articles/?ordering=modified", "authors/", "sections/",
    "topics/", "regions/", "issues/", "photos/", "publications/", "licences/", "disclaimers/",
    f"search/?q={CANARY}", "search/?q=", f"articles/?topic={CANARY}", "articles/?author=bo-lund",
)  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_no_list_tells_of_what_is_not_agreed(client, articles, free_only, path):
    told = free_only(path).json()

    for name in ("next", "query"):  # what was asked for may be repeated
        told.pop(name, None)
    assert CANARY not in json.dumps(told)


def test_everybody_else_is_told_all(client, articles, ask, make_partner):
    for get in (lambda path: client.get(f"/api/v1/{path}"), ask(make_partner())):
        assert {item["slug"] for item in get("articles/").json()["results"]} == {"yours", CANARY}
        assert CANARY in json.dumps(get("photos/").json())


@pytest.mark.parametrize(
    "path", ["articles/{}/", "articles/{}/versions/", "articles/{}/versions/1/", "topics/{}/",
             "regions/{}/", "sections/{}/"]
)  # fmt: skip
def test_what_is_not_agreed_answers_as_what_never_existed(articles, free_only, path):
    absent = "n" * len(CANARY)
    hidden, nothing = (free_only(path.format(slug)) for slug in (CANARY, absent))

    assert hidden.status_code == nothing.status_code == 404
    assert hidden.content == nothing.content.replace(absent.encode(), CANARY.encode())


def test_the_stream_tells_of_it_without_its_content(articles, free_only):
    mine, other = free_only("changes/").json()["results"]

    assert (mine["slug"], mine["available"]) == ("yours", True)
    assert (other["available"], other["article"]) == (False, None)


def test_a_licence_that_changes_takes_the_article_out_of_the_copy(
    make_public, make_later, free_only, publication
):
    LicenceRow.objects.get_or_create(spdx="LicenseRef-Closed", defaults={"name": "Closed"})
    first = make_public(slug="yours", licence=FREE)
    since = free_only("changes/").json()["next"]
    make_later(first, Kind.UPDATE, licence=CLOSED)

    [entry] = free_only("changes/", since=since).json()["results"]

    assert (entry["event"], entry["available"]) == ("updated", False)


def test_a_withdrawal_of_what_was_agreed_is_told_as_such(make_public, make_later, free_only):
    make_later(make_public(slug="yours", licence=FREE), Kind.WITHDRAWAL)

    assert free_only("articles/yours/").status_code == 410


def test_sections_are_kept_apart(articles, ask, make_partner):
    section = SectionRow.objects.get(slug=CANARY)
    get = ask(make_partner(sections=[section]))

    assert [item["slug"] for item in get("articles/").json()["results"]] == [CANARY]
    assert [item["slug"] for item in get("authors/").json()["results"]] == ["bo-lund"]


def test_what_must_wait_is_nowhere_until_its_time(
    make_public, ask, make_partner, time_machine, publication
):
    now = timezone.now()
    make_public(slug="now", first_published=now)
    get = ask(make_partner(delay_minutes=30))

    assert get("articles/").json()["results"] == []
    assert get("articles/now/").status_code == 404
    assert get("authors/").json()["results"] == []
    held = get("changes/").json()
    assert held["results"] == []

    time_machine.move_to(now + timedelta(minutes=31))
    assert [item["slug"] for item in get("articles/").json()["results"]] == ["now"]
    [entry] = get("changes/", since=held["next"]).json()["results"]
    assert (entry["event"], entry["article"]["slug"]) == ("published", "now")


def test_an_answer_to_a_partner_is_kept_by_nobody(articles, client, free_only):
    for path in ("articles/", "articles/yours/", "authors/", "changes/", "schema/"):
        answer = free_only(path)
        again = client.get(
            f"/api/v1/{path}",
            headers={
                "Authorization": answer.wsgi_request.headers["Authorization"],
                "If-None-Match": answer["ETag"],
            },
        )

        assert answer["Cache-Control"] == "private, no-store", path
        assert "Authorization" in answer["Vary"]
        assert (again.status_code, again["Cache-Control"]) == (304, "private, no-store")


def test_it_is_known_who_fetched_an_article(articles, client, ask, make_partner):
    partner = make_partner()
    ask(partner)("articles/yours/")
    client.get("/api/v1/articles/yours/")

    [carried] = Carriage.objects.all()
    assert (carried.partner, carried.how, carried.number) == (partner, "api", 1)
