"""The cover of an issue is public when the issue is, and no sooner (threat T3)."""

import pytest

from photos.models import IssueCover
from publication.models import Issue
from record.document import Kind
from record.listings import covers

pytestmark = pytest.mark.django_db


def address(photo, form="webp"):
    return f"/photos/{photo.sha256}/full-320.{form}"


def test_the_cover_of_an_issue_with_nothing_published_does_not_exist(
    client, make_issue, lead, make_photo
):
    never = client.get(address(make_photo()))
    issue = make_issue()
    IssueCover.objects.create(issue=issue, photo=lead)

    for form in ("webp", "avif", "jpg"):
        answer = client.get(address(lead, form))
        assert (answer.status_code, answer.content) == (404, never.content)
    assert covers([issue]) == {}


def test_it_is_public_with_the_issue_and_gone_with_it(
    client, make_public, make_later, lead, rich_document
):
    document = make_public(issue=rich_document.issue)
    issue = Issue.objects.get()
    IssueCover.objects.create(issue=issue, photo=lead)

    assert client.get(address(lead)).status_code == 200
    make_later(document, Kind.WITHDRAWAL)
    assert client.get(address(lead)).status_code == 404
    assert covers([issue]) == {}


def test_covers_of_many_issues_are_one_question(
    make_public, make_photo, rich_document, django_assert_num_queries
):
    make_public(issue=rich_document.issue)
    issue = Issue.objects.get()
    photo = make_photo(creator="Marit Oosting", source="Coastal Pictures", credit_line="")
    IssueCover.objects.create(issue=issue, photo=photo)

    with django_assert_num_queries(1):
        found = covers([issue, *Issue.objects.none()])

    assert found[issue.pk].sha256 == photo.sha256
    assert found[issue.pk].credit_line == "Marit Oosting / Coastal Pictures"
