"""A notice repeats a text whose terms may have got other addresses since."""

import dataclasses

import pytest

from editing.slugs import remember_slug
from publication.models import Section, Topic
from record.document import Kind, Notice, Term
from record.ledger import UnknownName, append
from record.models import Appearance, PublishedArticle

pytestmark = pytest.mark.django_db


@pytest.fixture
def renamed(make_public):
    """A published document, whose section and topic have been given other slugs."""
    document = make_public(topics=(Term("shipping", "Shipping"),))
    for model, former in ((Section, document.section.slug), (Topic, "shipping")):
        row = model.objects.get(slug=former)
        row.slug = f"{former}-renamed"
        row.save()
        remember_slug(row, former)
    return document


def noticed(document, kind, **fields):
    at = document.published
    notice = Notice(number=2, kind=kind, note="It was not so.", at=at)
    return dataclasses.replace(document, number=2, kind=kind, notices=(notice,), **fields)


def test_a_retraction_is_found_under_the_present_slugs(renamed):
    append(noticed(renamed, Kind.RETRACTION))

    topic = Topic.objects.get(slug="shipping-renamed")
    assert Appearance.objects.filter(current=True, topic=topic).count() == 1


def test_a_withdrawn_article_keeps_its_section(renamed):
    append(noticed(renamed, Kind.WITHDRAWAL, body=(), notes=(), lead_photo=None, photos=()))

    assert PublishedArticle.objects.get().section.slug.endswith("-renamed")


def test_a_name_that_nobody_ever_had_is_refused(renamed):
    changed = noticed(renamed, Kind.UPDATE, topics=(Term("never-was", "Never"),))

    with pytest.raises(UnknownName):
        append(changed)
