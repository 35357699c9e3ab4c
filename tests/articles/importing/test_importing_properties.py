"""Whatever is imported: nothing crashes, no word is lost, no script survives."""

import re
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.body import clean, parse, plain_text
from articles.body.characters import without_forbidden
from articles.importing.plain_text import read_plain_text
from articles.importing.reading import UnreadableManuscript, read

LONG = "The sea has its own calendar, and those who live by it learn to read it early. " * 3
LINES = st.sampled_from(
    [
        *("top of page", "bottom of page", "Skip to main content", "Menu", "ISSN 2049-3630"),
        *("ISSN: 2049-3631", "• Mina Seo", "By Mina Seo and Jo Lind", "Mina Seo, Jo Lind"),
        *("Tides of Trade", "Commentary", "Why do ports rise and fall so quietly at night?"),
        *("Photo credits: Jo Lind", "A boat. (Photo: Ana Ruiz)", "1. Framing ports", "2. Quays"),
        *("(1) weather", "(2) boats", "(a) ropes", "• masts", "- hulls", "* * *", "> gulls", LONG),
        *("DISCLAIMER: These are hers.", "Disclaimer", "Notes", "[1] See there.", "rise [1] here"),
        *("References", "Lind, J. (2031). Winds. https://doi.org/10.5555/ab.1", "4 March 2031"),
        *("Keywords: sand, silt", "Geo- logic", "Jo Lind was a diver.", "About the authors"),
        "Mina Seo is Professor at the Institute of Tides (IT). She wrote “Salt,” “Silt” (Sea).",
        *("Keeping watch over the sound", "doi:10.5555/xyz.9", "Introduction", "", ""),
        *(
            "조류와 무역",
            "글: 서미나",
            "The views expressed here are those of the author and her own.",
        ),
    ]
)
TEXTS = st.lists(LINES | st.text(max_size=30), min_size=1, max_size=25)
JOINTS = st.sampled_from(["\n", "\n\n"])


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.casefold()))


def everything_in(manuscript, report) -> str:
    """All that was kept, and all that the report says was found, thrown away or refused."""
    kept = repr(manuscript) + plain_text(manuscript.body_html)
    told = [*report.recognised, *report.guessed, *report.problems]
    notes = (re.sub(r"<[^>]*>", " ", manuscript.body_html), *map(str, told))
    biographies = (plain_text(author.biography) for author in manuscript.authors)
    return " ".join([kept, *notes, *biographies])


@settings(max_examples=150, deadline=None)
@given(TEXTS, JOINTS)
@example(["A", "• Mina Seo", "Notes", "[1] b"], "\n\n")
@example(["bottom of page", "a b", "bottom of page"], "\n")
def test_no_word_of_a_plain_text_is_lost(lines, joint):
    text = joint.join(lines)
    try:
        manuscript, report = read(text.encode("utf-8", "ignore"), "a.txt")
    except UnreadableManuscript:
        return

    said = unicodedata.normalize("NFC", without_forbidden(text))
    assert words(said) - words(everything_in(manuscript, report)) == set()


@settings(max_examples=150, deadline=None)
@given(TEXTS, JOINTS)
def test_the_body_of_a_manuscript_is_of_the_subset(lines, joint):
    manuscript, report = read_plain_text(joint.join(lines))

    assert clean(manuscript.body_html) == manuscript.body_html
    parse(manuscript.body_html)
    assert all(clean(author.biography) == author.biography for author in manuscript.authors)
    assert report.as_json().keys() == {"recognised", "guessed", "missing", "problems"}


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.html", "a.md", "a"]))
@example(b"---\ntitle: [[[\n---\n", "a.md")
@example(b"---\n? a\n---\n", "a.md")
@example(b"---\nauthors: [[], {}, {name: []}]\n---\n", "a.md")
def test_any_bytes_are_read_or_refused(data, name):
    try:
        manuscript, _ = read(data, name)
    except UnreadableManuscript:
        return

    assert clean(manuscript.body_html) == manuscript.body_html


MARKUP = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<article>",
            "</article>",
            "<div class=byline>",
            "</div>",
            "<h1>",
            "</h1>",
        ),
        *("<li id=n1>", "</li>", "<a href='#n1'>1</a>", "<figure>", "<img src=a.jpg>", "</figure>"),
        *("<figcaption>", "<script>", "</script>", "<script type='application/ld+json'>", "{}"),
        *("<title>", "</title>", "<meta name=citation_title content=T>", "<nav>", "</nav>"),
        *("<table>", "<td>", "<time datetime=2031-02-30>", "<!--", "-->", "word ", "Mina Seo "),
        *("Photo: Jo Lind", "<svg onload=alert(1)>", "<a href=javascript:alert(1)>x</a>"),
        *("---\n", "title: x\n", "[^1]", "[^1]: y\n", "\n\n", "# h\n", "![a](b.png)", "*"),
        *("| a |\n|---|\n", "> ", "1) ", "`"),
    ]
)
SOUP = st.lists(MARKUP | st.text(max_size=5), min_size=1, max_size=30).map("".join)


@settings(max_examples=150, deadline=None)
@given(SOUP, st.sampled_from(["a.html", "a.md"]))
def test_no_script_survives_in_pages_and_markdown(source, name):
    try:
        manuscript, _ = read(source.encode("utf-8", "ignore"), name)
    except UnreadableManuscript:
        return

    assert clean(manuscript.body_html) == manuscript.body_html
    assert "<script" not in manuscript.body_html
    assert 'href="javascript' not in manuscript.body_html
    parse(manuscript.body_html)
