"""Before anything is published, every page is there and says so kindly."""

import pytest

pytestmark = pytest.mark.django_db

PAGES = {
    "/": "Nothing has been published here yet.",
    "/articles/": "Nothing has been published here yet.",
    "/archive/": "Nothing has been published here yet.",
    "/authors/": "As soon as there are articles, their authors are listed here.",
    "/topics/": "their subjects are listed here.",
    "/regions/": "the parts of the world they are about are listed here.",
    "/issues/": "There are no issues yet",
    "/corrections/": "Nothing has had to be corrected yet.",
    "/accessibility/": "tell the publisher",
    "/about/": "This site has not been given a publication yet.",
}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_an_empty_site_is_whole(client, read, address):
    assert client.get(address).status_code == 200
    assert PAGES[address] in read(address)


@pytest.mark.parametrize("address", PAGES)
def test_a_publication_without_articles_has_its_name_on_every_page(publication, read, address):
    page = read(address)

    assert "Harbour Review</bdi>" in page
    assert "ISSN" in page


def test_an_article_can_be_read_though_no_publication_is_set_up(read, make_public):
    make_public(title="Alone")

    assert "Alone" in read("/")
    assert "The Strait Review" in read("/articles/article-1/")


def test_the_sitemap_of_an_empty_site_is_valid(client):
    assert b"<loc>http://127.0.0.1:8000/</loc>" in client.get("/sitemap.xml").content
