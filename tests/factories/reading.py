"""A whole site to read: one public thing of every kind, and the addresses of its pages."""

import dataclasses
import hashlib
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from PIL import Image

from authors.models import Affiliation, Author, AuthorLink, Organisation, SelectedWork
from newsletter.models import Frequency, Subscriber
from newsletter.tokens import Purpose, token
from photos.ladder import SHAPES, rendition_sizes
from photos.models import Photo, Rendition
from publication.models import PlainPage, Publication, Section, Topic
from record import document as parts
from record.document import Document, Figure, Kind

HOSTILE = "<script>alert('x')</script>\"onload='y' & </title><!--"


@pytest.fixture(scope="session")
def encoded() -> dict[str, bytes]:
    """A small picture in every format of the renditions."""
    pictures = {}
    for ending, form in (("avif", "AVIF"), ("webp", "WEBP"), ("jpg", "JPEG")):
        target = io.BytesIO()
        Image.new("RGB", (64, 48), (40, 60, 160)).save(target, form)
        pictures[ending] = target.getvalue()
    return pictures


@pytest.fixture
def lead(make_photo: Callable[..., Photo], media_root: Path, encoded: dict[str, bytes]) -> Photo:
    """A photo in the library with all its renditions: small files, as only their names matter."""
    photo = make_photo(width=640, height=480)
    rows = []
    for ending, content in encoded.items():
        name = f"renditions/lead.{ending}"
        (media_root / name).parent.mkdir(exist_ok=True)
        (media_root / name).write_bytes(content)
        rows += [
            Rendition(
                photo=photo,
                shape=shape,
                width=width,
                height=height,
                format=ending,
                file=name,
                sha256=hashlib.sha256(content).hexdigest(),
                size=len(content),
            )
            for shape in SHAPES
            for width, height in rendition_sizes(photo.width, photo.height, shape)
        ]
    Rendition.objects.bulk_create(rows)
    return photo


@pytest.fixture
def corrected(
    lead: Photo,
    publication: Publication,
    rich_document: Document,
    make_public: Callable[..., Document],
    make_later: Callable[..., Document],
) -> Document:
    """An article with a part of every kind, a correction and an update: its current version."""
    kept = {
        field.name: getattr(rich_document, field.name)
        for field in dataclasses.fields(rich_document)
        if field.name not in ("article", "number", "kind", "published", "first_published",
                              "notices", "lead_photo", "photos", "body", "slug")
    }  # fmt: skip
    body = tuple(
        dataclasses.replace(block, photo=lead.sha256) if isinstance(block, Figure) else block
        for block in rich_document.body
    )
    first = make_public(photo=lead, body=body, slug="who-keeps-the-lanes-open", **kept)
    second = make_later(first, Kind.CORRECTION, "The year was 1974, not 1947.")
    return make_later(second, Kind.UPDATE, "Table 1 has the figures of 2023.")


@pytest.fixture
def site(
    corrected: Document,
    make_public: Callable[..., Document],
    make_later: Callable[..., Document],
    lead: Photo,
) -> dict[str, str]:
    """A site with everything; the address of each kind of page by its name."""
    Section.objects.filter(slug="commentary").update(description="One point, made once.")
    parent = Topic.objects.create(name="The sea", slug="the-sea", description="Salt water.")
    Topic.objects.filter(slug="trade").update(parent=parent)
    make_public(slug="korean", language="ko", title="누구의 해협인가", standfirst="좁은 해협.")
    make_public(
        slug="arabic",
        language="ar",
        title="من يحرس الممرات؟",
        topics=(parts.Term("the-sea", "Sea"),),
    )
    make_public(slug="many-hands", title="Many Hands", byline=many(14))
    make_public(
        slug="hostile", title=HOSTILE, standfirst=HOSTILE, keywords=(HOSTILE,), body=(hostile(),)
    )
    retracted = make_public(slug="a-fourth-lane", title="A Fourth Lane", doi="10.5555/x.1")
    make_later(retracted, Kind.RETRACTION, "There is no fourth lane.")
    withdrawn = make_public(slug="the-pilots-letter", title="The Pilot’s Letter")
    make_later(withdrawn, Kind.WITHDRAWAL, "Removed by order of a court.")
    furnish(Author.objects.get(slug="mirae-yoon"), lead)
    PlainPage.objects.create(
        title="Write for us",
        slug="write-for-us",
        body="<h2>What we look for</h2><p>One argument, <a href='/about/'>made once</a>.</p>",
        public=True,
        in_menu=True,
        is_policy=True,
    )
    Publication.objects.update(accent="#7a1f5c", shows_counts=True)
    slug, year = corrected.slug, corrected.first_published.year
    return {
        "home": "/",
        "articles": "/articles/",
        "article": f"/articles/{slug}/",
        "first version": f"/articles/{slug}/v1/",
        "current version": f"/articles/{slug}/v3/",
        "what a version changed": f"/articles/{slug}/v2/changes/",
        "Korean article": "/articles/korean/",
        "Arabic article": "/articles/arabic/",
        "long byline": "/articles/many-hands/",
        "hostile article": "/articles/hostile/",
        "retracted article": "/articles/a-fourth-lane/",
        "withdrawn article": "/articles/the-pilots-letter/",
        "archive": "/archive/",
        "archive of a year": f"/archive/{year}/",
        "authors": "/authors/",
        "author": "/authors/mirae-yoon/",
        "section": "/sections/commentary/",
        "topics": "/topics/",
        "topic": "/topics/the-sea/",
        "regions": "/regions/",
        "region": "/regions/east-asia/",
        "issues": "/issues/",
        "issue": "/issues/3-2/",
        "corrections": "/corrections/",
        "about": "/about/",
        "accessibility": "/accessibility/",
        "plain page": "/pages/write-for-us/",
        "newsletter, asked": "/newsletter/asked/",
        "search": "/search/?q=strait",
        "search, nothing found": "/search/?q=strayt",
        "not found": "/articles/never-written/",
        "bad request": "/articles/?before=yesterday",
        "end of the list": "/articles/?before=1999-01-01T00:00:00Z-1",
    }


@pytest.fixture
def subscribers_pages(site: dict[str, str]) -> dict[str, str]:
    """The pages of the newsletter, which take forms; but for the first one they are meant for one
    subscriber alone."""
    subscriber = Subscriber.objects.create(
        address="reader@example.org",
        frequency=Frequency.WEEKLY,
        asked_at=timezone.now(),
        confirmed_at=timezone.now(),
    )
    links = {
        purpose: token(subscriber.key, purpose, secret_key=settings.SECRET_KEY)
        for purpose in Purpose
    }
    return {
        "newsletter": "/newsletter/?topic=the-sea",
        "newsletter, confirmed": f"/newsletter/confirm/{links[Purpose.CONFIRM]}/",
        "newsletter, manage": f"/newsletter/manage/{links[Purpose.MANAGE]}/",
        "newsletter, unsubscribe": f"/newsletter/unsubscribe/{links[Purpose.UNSUBSCRIBE]}/",
        "newsletter, no such link": "/newsletter/manage/nobody/",
    }


@pytest.fixture
def every_page(site: dict[str, str], subscribers_pages: dict[str, str]) -> dict[str, str]:
    """The address of each kind of page that people see, by its name."""
    return {**site, **subscribers_pages}


def many(number: int) -> tuple[parts.Contribution, ...]:
    return tuple(parts.Contribution(name=f"Researcher {n} of the Strait") for n in range(number))


def hostile() -> parts.Paragraph:
    return parts.Paragraph((parts.Run(HOSTILE), parts.Run("link", (), "javascript:alert(1)")))


def furnish(author: Author, portrait: Photo) -> None:
    """Everything a profile can show, and what it must never show."""
    author.portrait = portrait
    author.biography = "<p>Teaches <em>maritime law</em>.</p><script>alert('bio')</script>"
    author.email, author.phone = "secret-mail@example.org", "+32 000 secret-phone"
    author.private_notes = "secret-notes"
    author.save()
    institute = Organisation.objects.create(
        name="Institute of Invented Waters", website="https://waters.example/"
    )
    Affiliation.objects.create(
        author=author, organisation=institute, role="Fellow", started=date(2012, 1, 1)
    )
    AuthorLink.objects.create(author=author, label="Website", url="https://yoon.example/")
    SelectedWork.objects.create(author=author, title="Slow Water", publisher="Invented", year=2021)
