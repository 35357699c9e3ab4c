"""From the draft's body to the blocks of a Document."""

import pytest

from articles.body import (
    clean,
    has_notes,
    outline,
    paragraphs,
    parse,
    photo_ids,
    plain_text,
    word_count,
)
from record import document as doc


@pytest.fixture
def harbour():
    return doc.Photograph("ab" * 32, 1600, 900, alt_text="A harbour", credit_line="M. Seo")


def test_each_block_becomes_its_counterpart():
    body = clean(
        "<h2>Tides</h2><p>Seas <strong>rise</strong>.</p><hr>"
        "<blockquote class=pull><p>Slowly.</p><footer>A pilot</footer></blockquote>"
        "<ol class=parenthesised start=3><li>three</li></ol><ul><li>dot</li></ul>"
    )

    assert parse(body).blocks == (
        doc.Heading(2, (doc.Run("Tides"),), "section-tides"),
        doc.Paragraph((doc.Run("Seas "), doc.Run("rise", (doc.Mark.STRONG,)), doc.Run("."))),
        doc.Rule(),
        doc.Quote((doc.Paragraph((doc.Run("Slowly."),)),), (doc.Run("A pilot"),), pull=True),
        doc.List(
            ((doc.Paragraph((doc.Run("three"),)),),), doc.Numbering.DECIMAL, 3, parenthesised=True
        ),
        doc.List(((doc.Paragraph((doc.Run("dot"),)),),)),
    )


def test_notes_are_numbered_in_the_order_of_the_text():
    body = (
        "<p>a<span data-note>one</span></p><ul><li>b<span data-note><em>two</em></span></li></ul>"
    )

    parsed = parse(body)

    assert parsed.blocks[0] == doc.Paragraph((doc.Run("a"), doc.NoteReference(1)))
    assert parsed.notes == (
        doc.Note(1, (doc.Run("one"),)),
        doc.Note(2, (doc.Run("two", (doc.Mark.EMPHASIS,)),)),
    )
    assert has_notes(body)
    assert not has_notes("<p>a</p>")


def test_tables_keep_head_caption_and_spans():
    body = (
        "<table><caption>Ships</caption><thead><tr><th>Port<th>N</thead>"
        "<tr><th rowspan=2>Osa<td colspan=3>4</table>"
    )

    (table,) = parse(body).blocks

    assert table == doc.Table(
        number=1,
        head=((doc.Cell((doc.Run("Port"),), header=True), doc.Cell((doc.Run("N"),), header=True)),),
        rows=(
            (
                doc.Cell((doc.Run("Osa"),), header=True, rowspan=2),
                doc.Cell((doc.Run("4"),), colspan=3),
            ),
        ),
        caption=(doc.Run("Ships"),),
    )


def test_a_figure_shows_the_photo_it_names(harbour):
    body = '<figure data-photo="7"><figcaption>Dawn</figcaption></figure>'

    parsed = parse(body, photos={7: harbour})

    assert parsed.blocks == (doc.Figure(1, harbour.sha256, (doc.Run("Dawn"),)),)
    assert parsed.photos == (harbour,)
    assert parsed.missing_photos == ()


def test_a_figure_of_an_unknown_photo_is_left_out_and_named(harbour):
    body = "".join(f'<figure data-photo="{key}"></figure>' for key in (8, 7, 8))

    parsed = parse(body, photos={7: harbour})

    assert parsed.blocks == (doc.Figure(1, harbour.sha256),)
    assert parsed.missing_photos == (8,)
    assert photo_ids(body) == (8, 7)


def test_anchors_are_unique_names_that_begin_with_a_letter():
    body = "<h2>1. Tïdes &amp; Winds</h2><h3>1 tides winds</h3><h2>조류</h2><h2>바람</h2>"

    assert [entry.anchor for entry in outline(body)] == [
        "section-1-tides-winds",
        "section-1-tides-winds-2",
        "section-3",
        "section-4",
    ]
    assert [(entry.level, entry.text) for entry in outline(body)][1] == (3, "1 tides winds")


def test_a_biography_is_paragraphs_whatever_it_holds():
    given = "<p>Mina Seo teaches.</p><ul><li>Tides</li></ul><blockquote>Well</blockquote><hr>"

    assert paragraphs(given) == tuple(
        doc.Paragraph((doc.Run(text),)) for text in ("Mina Seo teaches.", "Tides", "Well")
    )


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param("<h2>Rising seas</h2><p>It isn’t 4.5 low-lying isles.</p>", 8, id="english"),
        pytest.param("<p>조류가 바뀐다</p>", 6, id="korean by character"),
        pytest.param("<p>海が ABC 変わる</p>", 6, id="japanese and latin"),
        pytest.param("<p>a<span data-note>not counted</span></p>", 1, id="without notes"),
        pytest.param("<p>– … “ ”</p>", 0, id="signs only"),
        pytest.param("", 0, id="nothing"),
    ],
)
def test_words_are_counted_as_editors_count_them(body, words):
    assert word_count(body) == words


def test_plain_text_has_one_block_a_line():
    body = "<h2>Tides</h2><ul><li>one</li><li>two</li></ul><table><tr><td>a<td>b</table>"

    assert plain_text(body) == "Tides\none\ntwo\na b"
