"""A court may demand that even the tombstone of a withdrawn article says nothing any more."""

import pytest
from django.utils import timezone

from record.document import Kind
from record.models import PublishedArticle, Version
from record.redacting import redact

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/articles/{slug}/",
    "/articles/{slug}/v1/",
    "/articles/{slug}/v2/",
    "/articles/{slug}/article.json",
    "/articles/{slug}/article.pdf",
    "/articles/{slug}/republish/",
    "/articles/{slug}/card/",
    "/articles/{slug}/v2/social.jpg",
    "/api/v1/articles/{slug}/",
    "/api/v1/articles/{slug}/versions/",
    "/api/v1/articles/{slug}/versions/2/",
    "/fediverse/articles/{key}/",
    "/oembed?url=http://127.0.0.1:8000/articles/{slug}/",
    "/corrections/",
    "/api/v1/changes/",
    "/feeds/articles.atom",
    "/search/?q=slandered",
    "/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_tells_the_name_that_stood_on_a_removed_tombstone(
    client, settings, make_public, make_later, address
):
    settings.FEDIVERSE_NAME = "strait_review"
    first = make_public(title="The slandered merchant", slug="unnamed")
    make_later(first, Kind.WITHDRAWAL)
    for version in Version.objects.order_by("number"):
        redact(version, notice="Removed by court order.", by="a test", at=timezone.now())

    answer = client.get(address.format(slug="unnamed", key=first.article))

    assert answer.status_code in (200, 404, 410)
    assert b"slandered merchant" not in answer.content


def test_the_index_forgets_it_too(make_public, make_later):
    first = make_public(title="The slandered merchant")
    make_later(first, Kind.WITHDRAWAL)
    for version in Version.objects.order_by("number"):
        redact(version, notice="Removed by court order.", by="a test", at=timezone.now())

    assert "slandered" not in str(PublishedArticle.objects.get().summary)
