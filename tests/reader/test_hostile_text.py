"""Whatever a text holds, pages stay well-formed and run nothing."""

import re

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from authors.models import Affiliation, Author, Organisation, SelectedWork
from publication.models import Licence, Publication, Section
from reader.templatetags.reading import rich
from record.document import Contribution, Term

MARKUP = "<img src=x onerror=alert(1)>'\"&</script><svg/onload=alert(2)>"


@pytest.mark.django_db
def test_every_page_is_html_without_a_single_fault(read, site):
    for name, address in site.items():
        page = read(address)
        assert page.startswith("<!doctype html>"), name


@pytest.mark.django_db
def test_no_page_has_a_script_but_ours_an_inline_style_or_a_handler(tree, site):
    for name, address in site.items():
        for element in tree(address).iter():
            if element.tag == "script":
                ours = element.get("src", "").startswith("/static/") and not element.text
                assert ours or element.get("type") == "application/ld+json", name
            assert not any(key.startswith("on") or key == "style" for key in element.attrib), name
            assert "javascript:" not in (element.get("href") or ""), name


@pytest.mark.django_db
def test_names_in_the_directory_are_text(client, publication, make_public):
    make_public(
        title=MARKUP, topics=(Term("t", MARKUP),), regions=(Term("r", MARKUP),),
        byline=(Contribution(name=MARKUP, author="a", family_name=MARKUP),),
    )  # fmt: skip
    Section.objects.update(name=MARKUP, description=MARKUP)
    Publication.objects.update(title=MARKUP, tagline=MARKUP, about=MARKUP, publisher=MARKUP)

    pages = "", "articles/", "articles/article-1/", "authors/", "authors/a/", "about/", "topics/"
    for address in (*pages, "topics/t/", "regions/r/", "sections/commentary/"):
        page = client.get(f"/{address}").content.decode()
        assert not re.search(r"<(img src=x|svg)", page), address
        html5lib.HTMLParser(strict=True).parse(page)


@pytest.mark.django_db
def test_no_link_of_the_directory_runs_anything(client, publication, make_public):
    make_public()
    author = Author.objects.get()
    SelectedWork.objects.create(author=author, title="A Work", url="javascript:alert(1)")
    place = Organisation.objects.create(name="A Place", website="javascript:alert(2)")
    Affiliation.objects.create(author=author, organisation=place)
    Licence.objects.update(url="javascript:alert(3)")

    pages = [client.get(path).content.decode() for path in (f"/authors/{author.slug}/", "/about/")]

    assert "A Work" in pages[0]
    assert "A Place" in pages[0]
    assert "javascript:" not in "".join(pages)


@pytest.mark.django_db
def test_a_title_that_turns_the_line_around_is_isolated(tree, make_public):
    make_public(byline=(Contribution(name="يوسف 2026"),))

    card = tree("/articles/").find(".//span[@class='names']/bdi")

    assert card.text == "يوسف 2026"


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.text() | st.builds("<p>{}".format, st.text()) | st.builds("<a href='{}'>".format, st.text())
)
def test_rich_text_comes_out_clean_whatever_went_in(text):
    fragment = html5lib.parseFragment(rich(text), namespaceHTMLElements=False)

    allowed = {"p", "em", "strong", "a", "ul", "ol", "li", "br", "sup", "sub", "bdi"}
    for element in fragment.iter():
        assert element.tag in allowed | {"DOCUMENT_FRAGMENT"}
        assert set(element.attrib) <= {"href"}


def test_a_script_in_rich_text_is_dropped_and_its_neighbours_stay():
    assert rich("<p>a<script>b</script>c</p>") == "<p>ac</p>"
    assert rich("plain & simple") == "<p>plain &amp; simple</p>"
    assert rich("\u202eturned") == "<p><bdi>\u202eturned</bdi></p>"
