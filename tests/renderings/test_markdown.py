"""An article as Markdown: whoever converts it gets the article back, and nothing it did not say."""

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from record.document import (
    Cell,
    Document,
    Inline,
    LineBreak,
    List,
    Mark,
    Numbering,
    Paragraph,
    Run,
    Table,
)
from renderings import markdown
from renderings.addresses import Addresses
from renderings.markdown_inline import escape, inline
from tests.factories.document_strategies import documents, lines
from tests.factories.documents import plain_document

ADDRESSES = Addresses("https://review.example")
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

# The elements of a paragraph and no others.
INLINE = {"p", "strong", "em", "sup", "sub", "a", "br"}


def read(text: str) -> tuple[set[str], str]:
    """(elements, words with white space evened out) of Markdown, by an independent reader."""
    tree = html5lib.parseFragment(READER.render(text), namespaceHTMLElements=False)
    return {each.tag for each in tree.iter()} - {"DOCUMENT_FRAGMENT"}, evened(
        "".join(tree.itertext())
    )


def evened(text: str) -> str:
    return " ".join(text.split())


def paragraph_of(*blocks: Paragraph | List | Table) -> str:
    """The Markdown of a body alone."""
    document = plain_document(body=blocks)
    return markdown.render(document, ADDRESSES).split("lane\n\n")[-1]


runs = st.builds(
    Run,
    text=lines,
    marks=st.lists(st.sampled_from(list(Mark)), max_size=2, unique=True).map(tuple),
    href=st.sampled_from(["", "", "https://example.org/a_(b)?c=1&copy=2*d*#e"]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(runs, st.just(LineBreak())), min_size=1, max_size=5).map(tuple))
@example((Run("wow!"), Run("x", (), "https://example.org/")))
@example((Run("한국어(韓國)", (Mark.STRONG,)), Run("은")))
@example((Run("a", (Mark.EMPHASIS,)), Run("b", (Mark.STRONG,))))
def test_a_paragraph_reads_as_its_words_and_as_nothing_else(content: tuple[Inline, ...]) -> None:
    said = "".join(part.text if isinstance(part, Run) else " " for part in content)

    elements, words = read(inline(content))

    assert words == evened(said)
    assert elements <= INLINE
    marked = {mark for part in content if isinstance(part, Run) for mark in part.marks}
    assert ("strong" in elements) <= (Mark.STRONG in marked)
    assert ("em" in elements) <= (Mark.EMPHASIS in marked)


@settings(max_examples=25, deadline=None)
@given(documents())
def test_any_document_can_be_written_and_read(document: Document) -> None:
    text = markdown.render(document, ADDRESSES)

    elements, _ = read(text)

    assert text.endswith("\n")
    assert not elements & {"script", "pre", "code", "del"}


@pytest.mark.parametrize(
    "text", ["# heading", "12. item", "3) item", "- item", "+ item", "===", "---", ": term", "#"]
)
def test_a_line_that_looks_like_a_block_is_still_a_line(text: str) -> None:
    elements, words = read(inline((Run("first"), LineBreak(), Run(text))))

    assert elements == {"p", "br"}
    assert words == f"first {text}"


def test_marks_and_links_come_through() -> None:
    content = (
        Run("plain "),
        Run("strong", (Mark.STRONG,)),
        Run(" "),
        Run("both", (Mark.EMPHASIS, Mark.STRONG)),
        Run(" and CO"),
        Run("2", (Mark.SUBSCRIPT,)),
        Run(" at "),
        Run("the site", (), "https://example.org/a_(b)"),
    )

    assert inline(content) == (
        "plain **strong** **_both_** and CO<sub>2</sub> at "
        "[the site](https://example.org/a\\_\\(b\\))"
    )


def test_an_address_shown_as_itself_is_written_once() -> None:
    link = "https://doi.org/10.5555/strait.1"

    assert inline((Run(link, (), link),)) == f"<{link}>"


def test_money_is_no_formula_and_a_person_no_mention() -> None:
    assert escape("$2 to $3, @lighthouse, a|b") == r"\$2 to \$3, \@lighthouse, a\|b"


def test_a_table_keeps_its_columns_under_spanning_cells() -> None:
    wide = Cell((Run("wide"),), header=True, colspan=2)
    tall = Cell((Run("tall | cell"),), rowspan=2)
    one, two = Cell((Run("1"),)), Cell((Run("2"), LineBreak(), Run("3")))

    text = markdown.render(
        plain_document(body=(Table(1, ((wide,),), ((tall, one), (two,))),)), ADDRESSES
    )

    assert "| wide |  |\n| --- | --- |\n| tall \\| cell | 1 |\n|  | 2<br>3 |" in text
    assert "table" in read(text)[0]


def test_lists_keep_their_numbers_letters_and_brackets() -> None:
    items = ((Paragraph((Run("a"),)),), (Paragraph((Run("b"),)),))

    text = markdown.render(
        plain_document(
            body=(
                List(items, Numbering.DECIMAL, 3, parenthesised=True),
                List(items, Numbering.LOWER_ROMAN, parenthesised=True),
                List(items),
            )
        ),
        ADDRESSES,
    )

    assert "3) a\n4) b\n" in text
    assert "- \\(i) a\n- \\(ii) b\n\n<!-- -->\n\n- a\n- b" in text


def test_everything_a_reader_needs_to_reuse_it_is_there(rich_document: Document) -> None:
    text = markdown.render(rich_document, ADDRESSES)

    for part in (
        "# Who Keeps the Lanes Open?",
        "By Mirae Yoon",
        "Photo credits: Lio Fernweh/Harbour Agency",
        "[^2]: Interview",
        "## Disclaimer",
        "Creative Commons Attribution",
        "<https://review.example/articles/who-keeps-the-lanes-open/>",
    ):
        assert part in text
