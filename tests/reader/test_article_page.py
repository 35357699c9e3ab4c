"""The page of an article, and of each of its versions."""

import json

import pytest

from record.document import Kind, RelatedArticle

pytestmark = pytest.mark.django_db


def test_the_page_shows_everything_a_reader_may_want_to_know(read, corrected):
    page = read(f"/articles/{corrected.slug}/")

    for part in (
        "1234-5679",
        "Commentary</a>",
        "Who Keeps the Lanes Open?</h1>",
        "Three states share a strait",
        '/authors/mirae-yoon/"',
        "Corrected on",
        "Photo credits: Marit Oosting / Coastal Pictures",
        "A harbour in the rain, cranes behind it",
        "the memory of it",
        "The lanes were drawn in 1974",
        "Sweeping the Sea",
        "The views expressed are the writers’ own",
        "Creative Commons Attribution 4.0 International",
        "Mirae Yoon teaches maritime law.",
        "Slow Water: Law of the Lanes",
        "How to cite",
        "Version history",
        "The year was 1974, not 1947.",
    ):
        assert part in page, part


def test_every_rendition_of_the_lead_photo_is_named_with_its_size(tree, corrected, lead):
    image = tree(f"/articles/{corrected.slug}/").find(".//figure[@class='lead-photo']//img")

    assert f"/photos/{lead.sha256}/full-640.jpg" in image.get("srcset")
    assert (image.get("width"), image.get("height")) == ("640", "480")
    assert image.get("fetchpriority") == "high"
    assert image.get("loading") is None


def test_the_head_names_the_article_for_machines(tree, corrected):
    head = tree(f"/articles/{corrected.slug}/").find("head")
    metas = {meta.get("name") or meta.get("property"): meta.get("content") for meta in head}
    links = {(link.get("rel"), link.get("type")): link.get("href") for link in head}
    data = json.loads(head.find("script[@type='application/ld+json']").text)

    assert head.find("title").text == "Who Keeps the Lanes Open? – The Strait Review"
    assert metas["citation_title"].startswith("Who Keeps the Lanes Open?")
    assert metas["og:title"].startswith("Who Keeps the Lanes Open?")
    assert metas["description"].startswith("Three states share a strait")
    assert links["canonical", None] == f"http://127.0.0.1:8000/articles/{corrected.slug}/"
    assert links["alternate", "application/x-bibtex"] == f"/articles/{corrected.slug}/article.bib"
    assert links["alternate", "application/atom+xml"] == "/feeds/articles.atom"
    assert any("ScholarlyArticle" in node["@type"] for node in data["@graph"])


def test_a_translation_and_its_original_are_named_by_language(tree, make_public):
    make_public(slug="nugu-ui-haehyeop", language="ko")
    original = RelatedArticle("nugu-ui-haehyeop", "누구의 해협인가", "ko")
    make_public(slug="translated", translation_of=original)

    links = tree("/articles/translated/").findall("head/link[@hreflang]")

    assert [(link.get("hreflang"), link.get("href")) for link in links] == [
        ("ko", "http://127.0.0.1:8000/articles/nugu-ui-haehyeop/"),
        ("en", "http://127.0.0.1:8000/articles/translated/"),
    ]


def test_an_article_speaks_its_own_language_in_its_own_direction(tree, make_public):
    make_public(slug="arabic", language="ar", title="من يحرس الممرات؟")

    page = tree("/articles/arabic/")
    article = page.find(".//main/article")

    assert page.get("lang") == "en"
    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")


def test_the_head_of_the_page_is_the_serial_as_it_was_when_it_published(read, corrected):
    page = read(f"/articles/{corrected.slug}/")

    assert "The Strait Review</bdi></a></p>" in page
    assert "Policy between two shores" in page


def test_each_version_stays_readable_at_its_own_address(read, corrected):
    first = read(f"/articles/{corrected.slug}/v1/")

    assert "You are reading version 1 of 5 January 2026" in first
    assert f'<a href="/articles/{corrected.slug}/">current version</a> is version 3' in first
    assert f'rel="canonical" href="http://127.0.0.1:8000/articles/{corrected.slug}/"' in first
    assert "The year was 1974" not in first


def test_the_current_version_says_that_it_is(read, corrected):
    assert "the current version." in read(f"/articles/{corrected.slug}/v3/")


def test_a_former_version_of_a_retracted_article_warns(read, make_public, make_later):
    article = make_public(title="A Fourth Lane")
    make_later(article, Kind.RETRACTION, "There is no fourth lane.")

    assert "the article has been retracted since." in read(f"/articles/{article.slug}/v1/")
    assert "Retracted:" in read(f"/articles/{article.slug}/")


@pytest.mark.parametrize("number", ["0", "01", "4", "999999999", "9999999999", "-1", "x", "²"])
def test_a_version_that_does_not_exist_is_not_found(client, corrected, number):
    assert client.get(f"/articles/{corrected.slug}/v{number}/").status_code == 404


def test_a_renamed_article_redirects_for_ever_with_its_versions_and_forms(
    client, make_public, make_later
):
    article = make_public(slug="old-name")
    make_later(article, Kind.UPDATE, "A better title.", slug="new-name")

    for before, after in (
        ("/articles/old-name/", "/articles/new-name/"),
        ("/articles/old-name/v1/", "/articles/new-name/v1/"),
        ("/articles/old-name/article.csl.json", "/articles/new-name/article.csl.json"),
    ):
        answer = client.get(before)
        assert (answer.status_code, answer["Location"]) == (301, after)
        assert client.get(after).status_code == 200
