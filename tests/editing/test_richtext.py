import re
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from editing.richtext import clean_page, clean_simple, from_plain, to_plain
from editing.text import OVERRIDES

SIMPLE = {"p", "em", "strong", "a", "ul", "ol", "li", "br", "sup", "sub"}
ALLOWED = {clean_simple: SIMPLE, clean_page: SIMPLE | {"h2", "h3", "blockquote"}}

every_cleaner = pytest.mark.parametrize("clean", ALLOWED, ids=["simple", "page"])
pieces = st.sampled_from(
    [
        "<p>", "</p>", "<b>", "</b>", "<a href='https://example.org/?a=1&b=2'>", "</a>", "<ul><li>",
        "</li></ul>", "<script>", "</script>", "<img src=x onerror=alert(1)>", "<svg/onload=x>",
        "<a href='javascript:alert(1)'>", "<a href=' jAvAscript&#58;alert(1)'>", "<!--", "-->",
        "<style>@import 'x'", "</style>", "<math><mtext></p><style><!--</style>", "\u0338", "&lt;",
        "&#x0338;", "&#xFFFE;", "\x00", "word", " ", "<p onclick=x style=y>",
        "<iframe srcdoc='<p>'>",
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', "<b", "'\"", "<br/>",
        "<h1>", "<h2>", "</h2>", "<h3 id=x>", "</h3>", "<h6>", "<blockquote cite=x>",
        "</blockquote>",
    ]
)  # fmt: skip
text = st.text(max_size=8).filter(lambda text: not OVERRIDES.search(text))
soup = st.lists(pieces | text, max_size=12)


@every_cleaner
@given(html=soup.map("".join))
def test_whatever_comes_in_only_the_closed_set_of_tags_goes_out(clean, html):
    cleaned = clean(html)
    tree = etree.HTML(f"<div>{cleaned}</div>")
    for element in tree.iter("*"):
        if element.tag in {"html", "body", "div"}:
            continue
        assert element.tag in ALLOWED[clean]
        assert set(element.attrib) <= ({"href"} if element.tag == "a" else set())
        if element.tag == "a":
            assert re.match(r"(?i)(https?|mailto):|[^:]*$|[/?#]", element.get("href"))


@every_cleaner
@given(html=soup.map("".join))
def test_cleaning_twice_changes_nothing_more(clean, html):
    once = clean(html)
    assert clean(once) == once


@given(soup.map("".join))
def test_the_headings_of_a_page_say_something_and_skip_no_level(html):
    levels = [1]
    for heading in etree.HTML(f"<div>{clean_page(html)}</div>").iter("h2", "h3"):
        assert "".join(heading.itertext()).strip()
        levels.append(int(heading.tag[1]))

    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_page_pasted_from_elsewhere_keeps_its_headings_in_order():
    assert clean_page("<h3>First</h3><p>a</p><h1>Second</h1><h5>Third</h5><h2> </h2>") == (
        "<h2>First</h2><p>a</p><h2>Second</h2><h3>Third</h3>"
    )


def test_a_heading_holds_words_and_no_paragraphs():
    assert clean_page("<h1><p>One</p><p>two</p></h1><p>a</p>") == "<h2>One  two</h2><p>a</p>"


def test_an_editor_left_empty_is_empty():
    assert clean_simple("<p></p>") == ""
    assert clean_simple("<p><br></p><p> </p>") == ""


def test_emphasis_of_a_word_processor_becomes_the_houses():
    assert clean_simple("<p><b>Both</b> <i>ways</i></p>") == (
        "<p><strong>Both</strong> <em>ways</em></p>"
    )


def test_a_link_with_a_refused_address_leaves_its_words():
    assert clean_simple('<p><a href="javascript:alert(1)">here</a></p>') == "<p>here</p>"
    assert clean_simple('<p><a href="mailto:a@b.example">here</a></p>') == (
        '<p><a href="mailto:a@b.example">here</a></p>'
    )


def test_a_direction_override_is_refused_even_as_a_character_reference():
    with pytest.raises(ValidationError):
        clean_simple("<p>a&#x202E;b</p>")


def test_plain_text_becomes_paragraphs_that_cannot_be_tags():
    html = from_plain("First <b>line\nsecond\n\n\nAnother & more")
    assert html == "<p>First &lt;b&gt;line<br>second</p><p>Another &amp; more</p>"
    assert to_plain(html) == "First <b>line\nsecond\nAnother & more"
