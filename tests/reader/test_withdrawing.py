"""What was readable and is no longer: a tombstone, and nothing behind it."""

import pytest
from django.utils import timezone

from record.document import Kind
from record.models import Version
from record.redacting import redact

pytestmark = pytest.mark.django_db


@pytest.fixture
def withdrawn(lead, make_public, make_later):
    article = make_public(slug="the-letter", title="The Letter", photo=lead)
    return make_later(article, Kind.WITHDRAWAL, "Removed by order of a court.")


@pytest.mark.parametrize("end", ["", "v1/", "article.md", "article.json", "article.bib"])
def test_a_withdrawn_article_is_gone_from_every_address(client, withdrawn, end):
    answer = client.get(f"/articles/the-letter/{end}")
    page = answer.content.decode()

    assert answer.status_code == 410
    assert answer["Cache-Control"] == "no-store"
    assert "Removed by order of a court." in page
    assert "The Letter</h1>" in page
    assert "The strait is narrow" not in page


def test_its_photo_is_gone(client, lead, make_public, make_later):
    article = make_public(photo=lead)
    address = f"/photos/{lead.sha256}/full-320.jpg"
    assert client.get(address).status_code == 200

    make_later(article, Kind.WITHDRAWAL)

    assert client.get(address).status_code == 404


def test_it_stands_in_no_list(client, withdrawn):
    for address in ("/", "/articles/", "/authors/", "/topics/", "/sitemap.xml"):
        assert "the-letter" not in client.get(address).content.decode(), address
    assert "the-letter" in client.get("/corrections/").content.decode()


def test_a_redacted_version_is_gone_and_leads_to_the_current_one(client, corrected):
    first = Version.objects.get(number=1)
    redact(first, notice="Removed at a source’s request.", by="desk", at=timezone.now())

    answer = client.get(f"/articles/{corrected.slug}/v1/")

    assert answer.status_code == 410
    assert "Removed at a source’s request." in answer.content.decode()
    assert f'href="/articles/{corrected.slug}/"' in answer.content.decode()
    assert client.get(f"/articles/{corrected.slug}/").status_code == 200


def test_a_redacted_correction_keeps_its_place_in_the_log(read, corrected):
    second = Version.objects.get(number=2)
    redact(second, notice="Removed at a source’s request.", by="desk", at=timezone.now())

    page = read("/corrections/")

    assert "A version whose text has been removed" in page
    assert "Removed at a source’s request." in page
