"""The search page: what it answers, and that whatever is typed is only text."""

from urllib.parse import quote

import pytest

from record.document import Kind, Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(make_public) -> None:
    law = (Term("maritime-law", "Maritime law"),)
    make_public(slug="one", title="A Canal & a <Toll>", topics=law, standfirst="One canal.")
    make_public(slug="two", title="Another Canal", language="ko", standfirst="해협은 좁다.")


def test_the_page_without_a_question_says_how_to_ask(read) -> None:
    page = read("/search/")

    assert "How to ask" in page
    assert '<meta name="robots" content="noindex, follow">' in page
    assert page.count('type="search"') == 1


def test_every_other_page_has_a_field_that_leads_to_it(read) -> None:
    page = read("/about/")

    assert 'action="/search/"' in page
    assert '<a href="/search/" rel="search">' in page


def test_what_was_found_is_shown_with_what_was_asked_for_marked(two, read) -> None:
    page = read("/search/?q=canal")

    assert "<strong>2 articles</strong>" in page
    assert '<a href="/articles/one/">A <mark>Canal</mark> &amp; a &lt;Toll&gt;</a>' in page
    assert "One <mark>canal</mark>." in page
    assert 'href="/search/feed.atom?q=canal"' in page


def test_a_korean_question_marks_korean(two, read) -> None:
    page = read("/search/?q=" + quote("해협"))

    assert 'value="해협"' in page
    assert 'lang="ko" dir="ltr"><mark>해협</mark>은 좁다.' in page


def test_facets_narrow_by_links_and_are_taken_away_by_links(two, tree) -> None:
    links = {a.get("href") for a in tree("/search/?q=canal").iter("a")}
    assert "/search/?q=canal+topic%3Amaritime-law" in links
    assert "/search/?q=canal+section%3Acommentary" not in links  # all are of it
    assert "/search/?q=canal+language%3Ako" in links

    narrowed = tree("/search/?q=canal+language:ko")

    assert {a.get("href") for a in narrowed.iter("a")} >= {"/search/?q=canal"}
    assert [h.find("a").get("href") for h in narrowed.iter("h2") if h.find("a") is not None] == [
        "/articles/two/"
    ]


def test_nothing_found_helps_on(two, read) -> None:
    page = read("/search/?q=cannal")
    assert 'Did you mean <a href="/search/?q=canal"><bdi>canal</bdi></a>?' in page

    page = read("/search/?q=canal+harpoon")
    assert 'href="/search/?q=canal+OR+harpoon"' in page


def test_results_come_in_pages(make_public, tree, read) -> None:
    for number in range(25):
        make_public(slug=f"n{number}", title="A Canal")

    first = tree("/search/?q=canal&order=newest")
    following = [a.get("href") for a in first.iter("a") if a.get("rel") == "next"]
    second = read(following[0])

    assert "25 articles" in second
    assert "/articles/n0/" in second
    assert "/articles/n24/" not in second
    assert 'rel="first">First results' in second
    assert "There are no further results" in read("/search/?q=canal&after=r900")


@pytest.mark.parametrize("after", ["", "x", "n5", "r-1", "r1%00"])
def test_a_place_that_is_none_is_a_bad_request(client, after) -> None:
    assert client.get(f"/search/?q=canal&after={after}").status_code == 400


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '"><img src=x>',
        "\x00",
        "a" * 9000,
        "' OR 1=1 --",
        "%",
        "\u202e",
        "{{x}}",
    ],
    ids=range(8),
)
def test_hostile_text_is_shown_as_text(two, client, read, typed) -> None:
    page = read(f"/search/?q={quote(typed)}")

    assert "<script" not in page
    assert "<img" not in page
    assert client.get("/search/", {"q": typed}).status_code == 200


def test_bytes_that_are_no_text_are_answered(two, client) -> None:
    assert client.get("/search/?q=%ff%fe%ed%a0%80&order=%ff").status_code == 200


def test_who_has_the_page_gets_304_until_something_else_is_found(two, client, make_public) -> None:
    tag = client.get("/search/?q=canal")["ETag"]
    assert client.get("/search/?q=canal", headers={"If-None-Match": tag}).status_code == 304
    head = client.head("/search/?q=canal")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", tag)

    make_public(slug="three", title="A Third Canal")

    assert client.get("/search/?q=canal", headers={"If-None-Match": tag}).status_code == 200


def test_the_page_is_cacheable_for_a_moment_and_sets_no_cookie(two, client) -> None:
    answer = client.get("/search/?q=canal")

    assert answer["Cache-Control"] == "public, max-age=0, s-maxage=5"
    assert not answer.cookies
    assert client.post("/search/", {"q": "canal"}).status_code == 405


def test_a_withdrawn_article_is_gone_from_the_page(make_public, make_later, read) -> None:
    first = make_public(slug="one", title="The Harpoon Affair")
    assert "Harpoon" in read("/search/?q=harpoon")
    make_later(first, Kind.WITHDRAWAL)

    page = read("/search/?q=harpoon")

    assert "Harpoon" not in page
    assert "Nothing was found" in page


def test_a_retracted_article_is_marked(make_public, make_later, read) -> None:
    make_later(make_public(slug="one", title="A Canal"), Kind.RETRACTION)

    assert "Retracted:" in read("/search/?q=canal")


def test_the_page_costs_a_constant_number_of_queries(
    make_public, client, django_assert_max_num_queries
) -> None:
    for number in range(22):
        make_public(slug=f"n{number}", title="A Canal", topics=(Term(f"t{number}", f"T{number}"),))
    client.get("/search/?q=canal")

    with django_assert_max_num_queries(12):
        client.get("/search/?q=canal")
