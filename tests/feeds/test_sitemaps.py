"""The sitemaps, as search engines read them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from lxml import etree

from editing.slugs import remember_slug
from feeds import mapping
from record.document import Contribution, Figure, Kind, RelatedArticle
from record.models import PublishedArticle

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture
def fetched(client):
    """`fetched("/sitemap.xml")`: the root of that file; 200 and XML."""

    def get(address):
        answer = client.get(address.removeprefix(SITE))
        assert answer.status_code == 200, address
        assert answer["Content-Type"] == "application/xml; charset=utf-8"
        return etree.fromstring(answer.content)

    return get


def located(root, element="url"):
    """When each address last changed, by address."""
    return {
        entry.findtext("s:loc", None, NS): entry.findtext("s:lastmod", None, NS)
        for entry in root.findall(f"s:{element}", NS)
    }


def entry_of(root, slug):
    [found] = [
        entry
        for entry in root.findall("s:url", NS)
        if entry.findtext("s:loc", None, NS) == f"{SITE}/articles/{slug}/"
    ]
    return found


# --- everything, in files ---------------------------------------------------------------------


def test_the_sitemap_names_everything_public_with_when_it_changed(fetched, corrected):
    found = located(fetched("/sitemap.xml"))

    assert found[f"{SITE}/articles/{corrected.slug}/"] == "2026-01-07T10:00:00Z"
    for path in ("", "about/", "authors/mirae-yoon/", "sections/commentary/", "topics/trade/",
                 "regions/east-asia/", "issues/3-2/", "corrections/"):  # fmt: skip
        assert f"{SITE}/{path}" in found


def test_every_address_of_the_sitemap_can_be_read(client, fetched, site):
    for address in located(fetched("/sitemap.xml")):
        assert client.get(address.removeprefix(SITE)).status_code == 200, address


@pytest.fixture
def _small_files(monkeypatch):
    monkeypatch.setattr(mapping, "PART_SIZE", 2)


@pytest.mark.usefixtures("_small_files")
def test_a_long_sitemap_is_an_index_of_files_that_name_everything_once(
    client, fetched, make_public
):
    for number in range(7):
        person = Contribution(f"P {number}", author=f"p-{number}", family_name=f"P {number}")
        make_public(slug=f"n-{number}", byline=(person,))

    files = located(fetched("/sitemap.xml"), "sitemap")
    found = [address for file in files for address in located(fetched(file))]

    assert len(found) == len(set(found))
    assert {f"{SITE}/articles/n-{number}/" for number in range(7)} < set(found)
    assert {f"{SITE}/authors/p-{number}/" for number in range(7)} < set(found)
    assert f"{SITE}/sections/commentary/" in found
    assert client.get("/sitemap-articles-9999.xml").status_code == 404
    assert client.get("/sitemap-authors-9999.xml").status_code == 404


@pytest.mark.usefixtures("_small_files")
def test_the_index_says_when_a_file_last_changed_also_by_a_withdrawal(
    fetched, make_public, make_later
):
    articles = [make_public(slug=f"n-{number}") for number in range(6)]
    before = located(fetched("/sitemap.xml"), "sitemap")

    gone = make_later(articles[3], Kind.WITHDRAWAL)

    after = located(fetched("/sitemap.xml"), "sitemap")
    [changed] = [file for file in before if before[file] != after[file]]
    assert after[changed] == f"{gone.published:%Y-%m-%dT%H:%M:%SZ}"
    assert f"{SITE}/articles/n-3/" not in located(fetched(changed))


@pytest.mark.usefixtures("_small_files")
def test_a_file_of_which_everything_was_withdrawn_is_not_named(
    client, fetched, make_public, make_later
):
    articles = [make_public() for _ in range(7)]
    files = located(fetched("/sitemap.xml"), "sitemap")
    [pk] = PublishedArticle.objects.filter(slug=articles[3].slug).values_list("pk", flat=True)
    part = (pk - 1) // 2 + 1
    for row in PublishedArticle.objects.filter(pk__in=(part * 2 - 1, part * 2)):
        make_later(next(a for a in articles if a.slug == row.slug), Kind.WITHDRAWAL)

    file = f"{SITE}/sitemap-articles-{part}.xml"
    assert file in files
    assert file not in located(fetched("/sitemap.xml"), "sitemap")
    assert client.get(file.removeprefix(SITE)).status_code == 404


@pytest.mark.parametrize("size", [2, 12])
def test_a_file_costs_the_same_queries_however_much_is_in_it(
    client, make_public, lead, django_assert_num_queries, size
):
    original = make_public(slug="original", photo=lead)
    for _ in range(size):
        make_public(
            photo=lead,
            language="ko",
            translation_of=RelatedArticle(original.slug, original.title, "en"),
        )

    # One more looks whether something scheduled is due, as before every public answer.
    with django_assert_num_queries(1 + 5):
        client.get("/sitemap-articles-1.xml")
    with django_assert_num_queries(1 + 14):
        client.get("/sitemap.xml")


def test_whoever_has_a_file_gets_it_not_again(client, corrected):
    for address in ("/sitemap.xml", "/sitemap-articles-1.xml", "/news-sitemap.xml", "/llms.txt"):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})

        assert (again.status_code, again.content) == (304, b"")
        assert first["Cache-Control"] == "public, max-age=0, s-maxage=5"
        assert client.head(address)["ETag"] == first["ETag"]
        assert client.post(address).status_code == 405


# --- photos -----------------------------------------------------------------------------------


def test_an_article_comes_with_its_photos_each_once(client, fetched, corrected, lead):
    shown = entry_of(fetched("/sitemap.xml"), corrected.slug)

    [image] = shown.findall("image:image/image:loc", NS)
    assert lead.sha256 in image.text
    assert client.get(image.text.removeprefix(SITE)).status_code == 200


def test_every_photo_of_the_text_is_named(fetched, make_public, lead, rich_document):
    figure = next(block for block in rich_document.body if isinstance(block, Figure))
    make_public(slug="two", photo=lead, photos=rich_document.photos, body=(figure,))

    images = entry_of(fetched("/sitemap.xml"), "two").findall("image:image/image:loc", NS)

    assert [image.text.split("/")[4] for image in images] == [
        lead.sha256, rich_document.photos[0].sha256
    ]  # fmt: skip


# --- languages --------------------------------------------------------------------------------


def alternates(root, slug):
    """The addresses of an article's languages by their tags."""
    links = entry_of(root, slug).findall("xhtml:link", NS)
    assert all(link.get("rel") == "alternate" for link in links)
    return {link.get("hreflang"): link.get("href").split("/")[-2] for link in links}


def translated(document, slug, language, make_public):
    original = RelatedArticle(document.slug, document.title, document.language)
    return make_public(slug=slug, language=language, translation_of=original)


def test_translations_name_each_other_and_the_original_is_for_all_others(fetched, make_public):
    original = make_public(slug="haehyeop", language="ko")
    translated(original, "straits", "en", make_public)
    translated(original, "detroits", "fr", make_public)
    make_public(slug="alone")

    root = fetched("/sitemap.xml")

    expected = {"ko": "haehyeop", "en": "straits", "fr": "detroits", "x-default": "haehyeop"}
    for slug in ("haehyeop", "straits", "detroits"):
        assert alternates(root, slug) == expected
    assert alternates(root, "alone") == {}


@pytest.mark.usefixtures("_small_files")
def test_translations_in_different_files_name_each_other(fetched, make_public):
    original = make_public(slug="haehyeop", language="ko")
    for _ in range(4):
        make_public()
    translated(original, "straits", "en", make_public)

    files = [fetched(file) for file in located(fetched("/sitemap.xml"), "sitemap")]
    found = {
        slug: alternates(root, slug)
        for root in files
        for slug in ("haehyeop", "straits")
        if f"{SITE}/articles/{slug}/" in located(root)
    }

    assert len(found) == 2
    assert found["haehyeop"] == found["straits"] == {
        "en": "straits", "ko": "haehyeop", "x-default": "haehyeop"
    }  # fmt: skip


def test_an_original_that_is_called_otherwise_now_is_still_named(fetched, make_public, make_later):
    original = make_public(slug="old-name", language="ko")
    translated(original, "straits", "en", make_public)
    make_later(original, Kind.CORRECTION, slug="new-name")

    root = fetched("/sitemap.xml")

    expected = {"ko": "new-name", "en": "straits", "x-default": "new-name"}
    assert alternates(root, "new-name") == alternates(root, "straits") == expected


def test_what_was_withdrawn_is_nobodys_translation(fetched, make_public, make_later):
    original = make_public(slug="haehyeop", language="ko")
    english = translated(original, "straits", "en", make_public)
    french = translated(original, "detroits", "fr", make_public)
    make_later(french, Kind.WITHDRAWAL)

    assert set(alternates(fetched("/sitemap.xml"), "straits")) == {"ko", "en", "x-default"}
    make_later(english, Kind.WITHDRAWAL)
    assert alternates(fetched("/sitemap.xml"), "haehyeop") == {}


def test_of_two_in_one_language_an_article_names_itself(fetched, make_public):
    original = make_public(slug="haehyeop", language="ko")
    translated(original, "first", "en", make_public)
    translated(original, "second", "en", make_public)

    root = fetched("/sitemap.xml")

    assert alternates(root, "haehyeop")["en"] == "first"
    assert alternates(root, "second")["en"] == "second"


def test_an_article_that_was_once_called_as_another_is_now_is_not_mixed_up(
    fetched, make_public, make_later
):
    first = make_public(slug="taken", language="ko")
    row = PublishedArticle.objects.get(article=first.article)
    row.slug = "moved"
    row.save()
    remember_slug(row, "taken")
    english = make_public(
        slug="straits", language="en", translation_of=RelatedArticle("taken", "T", "ko")
    )

    assert alternates(fetched("/sitemap.xml"), english.slug)["ko"] == "moved"


# --- news -------------------------------------------------------------------------------------


@pytest.fixture
def now():
    return timezone.now().replace(microsecond=0)


def test_the_news_are_those_of_two_days_with_their_first_publication(
    fetched, make_public, make_later, now
):
    make_public(slug="old", first_published=now - timedelta(hours=49))
    make_public(slug="recent", first_published=now - timedelta(hours=47), title="A & B")
    corrected = make_public(slug="corrected", first_published=now - timedelta(hours=3))
    make_later(corrected, Kind.CORRECTION, published=now - timedelta(hours=1))

    root = fetched("/news-sitemap.xml")

    assert list(located(root)) == [f"{SITE}/articles/corrected/", f"{SITE}/articles/recent/"]
    news = entry_of(root, "recent").find("news:news", NS)
    assert news.findtext("news:title", None, NS) == "A & B"
    assert news.findtext("news:publication/news:language", None, NS) == "en"
    assert news.findtext("news:publication/news:name", None, NS) == "The Strait Review"
    at = entry_of(root, "corrected").findtext("news:news/news:publication_date", None, NS)
    assert datetime.fromisoformat(at) == now - timedelta(hours=3)


def test_no_news_is_made_of_what_was_withdrawn_or_retracted(fetched, make_public, make_later, now):
    for kind in (Kind.WITHDRAWAL, Kind.RETRACTION):
        make_later(make_public(first_published=now), kind, published=now)

    assert located(fetched("/news-sitemap.xml")) == {}


def test_news_are_of_a_constant_number_of_queries(
    client, make_public, django_assert_num_queries, now
):
    for _ in range(12):
        make_public(first_published=now)

    with django_assert_num_queries(1 + 1):
        client.get("/news-sitemap.xml")


def test_an_article_of_tomorrow_is_no_news_today(fetched, publication, make_article, now):
    make_article(title="Tomorrow", publish_at=now + timedelta(hours=1), state="scheduled")

    assert located(fetched("/news-sitemap.xml")) == {}
    assert datetime(2020, 1, 1, tzinfo=UTC) < now
