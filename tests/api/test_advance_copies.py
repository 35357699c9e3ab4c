"""An article under embargo: for the partners it was given to, and for nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import publishing
from articles.advancing import give, take_back

pytestmark = pytest.mark.django_db

ADVANCE = ["read", "advance"]


@pytest.fixture
def hour():
    return timezone.now().replace(microsecond=0) + timedelta(days=2)


@pytest.fixture
def scheduled(make_article, hour):
    article = make_article(title="What the Tide Leaves", slug="what-the-tide-leaves")
    publishing.schedule(article, by=None, at=hour, now=timezone.now())
    return article


@pytest.fixture
def delta(make_partner, scheduled):
    partner = make_partner("Delta Daily")
    give(scheduled, partners=[partner], by=None, now=timezone.now())
    return partner


def path(slug):
    return f"/api/v1/articles/{slug}/"


def whole(answer, slug):
    text = repr((answer.status_code, sorted(answer.headers.items()), answer.content))
    return text.replace(slug, "?")


def test_who_was_given_it_reads_it_at_its_future_address(client, delta, bearer, hour, scheduled):
    answer = client.get(path("what-the-tide-leaves"), headers=bearer(delta, scopes=ADVANCE))

    told = answer.json()
    assert answer.status_code == 200
    assert told["title"] == "What the Tide Leaves"
    assert told["id"] == str(scheduled.key)
    assert told["embargoed_until"] == f"{hour:%Y-%m-%dT%H:%M:%SZ}"
    assert told["first_published"] == told["embargoed_until"]
    assert answer["Cache-Control"] == "private, no-store"


def test_for_everybody_else_it_never_existed(client, delta, bearer, make_partner):
    tide, never = "what-the-tide-leaves", "what-was-never-there"
    others = {
        "anybody": None,
        "without the scope": bearer(delta),
        "another partner": bearer(make_partner(), scopes=ADVANCE),
    }
    for who, headers in others.items():
        for suffix in ("", "versions/", "versions/1/"):
            # Two requests of a key differ in what is left of its limit.
            answers = [client.get(path(slug) + suffix, headers=headers) for slug in (tide, never)]
            for answer in answers:
                for name in ("RateLimit", "RateLimit-Policy"):
                    answer.headers.pop(name, None)
            assert answers[0].status_code == 404, who
            assert whole(answers[0], tide) == whole(answers[1], never), who


def test_lists_and_changes_never_name_it_not_even_to_its_partner(client, delta, bearer):
    headers = bearer(delta, scopes=ADVANCE)

    for address in ("articles/", "changes/", "articles/what-the-tide-leaves/versions/"):
        answer = client.get(f"/api/v1/{address}", headers=headers)
        content = answer.content.replace(b"/articles/what-the-tide-leaves/versions/", b"")
        assert b"ide" not in content or b"tide-leaves" not in content
        assert b"What the Tide" not in content


def test_a_partner_lists_what_it_was_given(client, delta, bearer, hour, make_partner):
    listed = client.get("/api/v1/advance/", headers=bearer(delta, scopes=ADVANCE))

    [item] = listed.json()["results"]
    assert item["slug"] == "what-the-tide-leaves"
    assert item["embargoed_until"] == f"{hour:%Y-%m-%dT%H:%M:%SZ}"
    assert item["links"]["self"].endswith("/api/v1/articles/what-the-tide-leaves/")
    other = client.get("/api/v1/advance/", headers=bearer(make_partner(), scopes=ADVANCE))
    assert other.json() == {"results": []}


def test_the_list_takes_a_key_with_the_scope(client, delta, bearer):
    assert client.get("/api/v1/advance/").status_code == 401
    refused = client.get("/api/v1/advance/", headers=bearer(delta))
    assert refused.status_code == 403
    assert "“advance”" in refused.json()["detail"]


def test_what_is_taken_back_is_gone_at_once(client, delta, bearer, scheduled):
    headers = bearer(delta, scopes=ADVANCE)

    take_back(scheduled, by=None)

    assert client.get(path("what-the-tide-leaves"), headers=headers).status_code == 404
    assert client.get("/api/v1/advance/", headers=headers).json() == {"results": []}


@pytest.mark.sqlite  # PostgreSQL tells the time itself, and it cannot be moved
def test_at_its_hour_the_record_answers(client, delta, bearer, hour, time_machine):
    headers = bearer(delta, scopes=ADVANCE)

    time_machine.move_to(hour)
    told = client.get(path("what-the-tide-leaves"), headers=headers).json()

    assert "embargoed_until" not in told or told["embargoed_until"] is None
    assert told["number"] == 1
    assert client.get(path("what-the-tide-leaves")).status_code == 200
    assert client.get("/api/v1/advance/", headers=headers).json() == {"results": []}


def test_an_hour_that_is_moved_moves_the_embargo(client, delta, bearer, hour, scheduled):
    later = hour + timedelta(days=3)
    publishing.schedule(scheduled, by=None, at=later, now=timezone.now())

    told = client.get(path("what-the-tide-leaves"), headers=bearer(delta, scopes=ADVANCE)).json()

    assert told["embargoed_until"] == f"{later:%Y-%m-%dT%H:%M:%SZ}" == told["first_published"]


def test_photos_of_an_advance_copy_are_not_served(client, delta, bearer, scheduled, make_photo):
    photo = make_photo(renditions=True)
    scheduled.lead_photo = photo
    scheduled.save()
    give(scheduled, partners=[delta], by=None, now=timezone.now())
    headers = bearer(delta, scopes=ADVANCE)

    told = client.get(path("what-the-tide-leaves"), headers=headers).json()

    assert told["lead_photo"]["credit_line"]
    address = f"/photos/{photo.sha256}/full-320.jpg"
    assert client.get(address, headers=headers).status_code == 404
