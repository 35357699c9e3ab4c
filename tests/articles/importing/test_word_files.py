"""What of a word processor's file becomes of an article's text, and what is told of the rest."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.body import plain_text
from articles.importing.office.program import read_package
from articles.importing.reading import read

LONG = "The sea has its own calendar, and those who live by it learn to read it early. " * 3


@pytest.fixture
def imported(word):
    """`imported(xml, …)`: the body's HTML and the report of a Word document of that XML."""

    def reading(*blocks, **more):
        manuscript, report = read(word.docx("".join(blocks), **more), "tides.docx")
        return manuscript, report

    return reading


def problems(report):
    return " ".join(map(str, report.problems))


def test_the_parts_of_an_article_are_known_by_style_and_position(word_manuscript, tmp_path):
    manuscript, report = read(word_manuscript(b"\xff\xd8\xff picture"), "ferry.docx", tmp_path)

    (author,) = manuscript.authors
    assert manuscript.title == "Where the ferry turns"
    assert manuscript.standfirst.startswith("A ferry turns where the water lets it")
    assert (author.name, author.position) == ("Lotte Verhaegen", "Reader")
    assert "Institute of Tides" in author.biography
    assert manuscript.body_html.split("\n")[1:] == [
        "<h2>The quay</h2>",
        (
            "<p>It waits for the <em>ice</em> and the thaw, as it has for a hundred years and "
            "as it will for as long as there is a winter.</p>"
        ),
        "<ul><li><p>Ropes are coiled by hand.</p></li><li><p>The bell is rung twice.</p></li></ul>",
        (
            '<table><thead><tr><th scope="col">Winter</th><th scope="col">Days of ice</th></tr>'
            "</thead><tbody><tr><td>1907</td><td>41</td></tr></tbody></table>"
        ),
        '<figure data-photo="1"><figcaption>The ferry at noon.</figcaption></figure>',
    ]
    assert "slack<span data-note>The harbour log of 1907.</span>. Nobody" in manuscript.body_html
    (picture,) = manuscript.pictures
    assert (picture.alt, picture.path.read_bytes()) == (
        "A ferry turning in the ice",
        b"\xff\xd8\xff picture",
    )
    assert "1 insertion by Marit Oosting" in problems(report)


def test_lists_keep_how_they_are_numbered(word, imported):
    manuscript, _ = imported(
        word.paragraph("Tides", style="Title"),
        word.paragraph(LONG),
        word.item("one", "decimal"),
        word.item("within", "lowerLetter", 1),
        word.item("two", "decimal"),
        word.paragraph("Between them."),
        word.item("three", "decimal"),
        word.paragraph("And then."),
        word.item("first", "upperRoman"),
        word.item("point", "bullet"),
    )

    assert manuscript.body_html.split("\n")[1:] == [
        (
            '<ol type="1"><li><p>one</p><ol type="a" class="parenthesised"><li><p>within</p></li>'
            "</ol></li><li><p>two</p></li></ol>"
        ),
        "<p>Between them.</p>",
        '<ol type="1" start="3"><li><p>three</p></li></ol>',
        "<p>And then.</p>",
        '<ol type="I"><li><p>first</p></li></ol>',
        "<ul><li><p>point</p></li></ul>",
    ]


def test_letters_keep_their_setting_and_what_has_no_form_is_listed(word, imported):
    manuscript, report = imported(
        word.paragraph("Tides", style="Title"),
        word.paragraph(LONG),
        word.paragraph(
            word.run("strong", "<w:b/>"),
            word.run(" CO"),
            word.run("2", '<w:vertAlign w:val="subscript"/>'),
            word.run(" lined", '<w:u w:val="single"/>'),
            '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>',
            word.run("secret", "<w:vanish/>"),
            word.run("co\N{SOFT HYPHEN}operate"),
            "<w:r><w:noBreakHyphen/></w:r>",
            '<w:smartTag w:element="place">' + word.run("Busan") + "</w:smartTag>",
        ),
        word.paragraph("Said of the sea.", style="Quote"),
        word.paragraph("\N{ARABIC LETTER BEH}\N{ARABIC LETTER HAH} 바다 海"),
    )

    assert manuscript.body_html.split("\n")[1:] == [
        "<p><strong>strong</strong> CO<sub>2</sub> lined→cooperate‑Busan</p>",
        "<blockquote><p>Said of the sea.</p></blockquote>",
        "<p>\N{ARABIC LETTER BEH}\N{ARABIC LETTER HAH} 바다 海</p>",
    ]
    assert "underlining (1)" in problems(report)
    assert [f.value for f in report.thrown_away] == ["secret"]


def test_changes_are_accepted_and_told_with_who_made_them(word, imported):
    manuscript, report = imported(
        word.paragraph("Tides", style="Title"),
        word.paragraph(LONG),
        word.paragraph(
            "The tide ",
            '<w:del w:author="Jo Lind"><w:r><w:delText>falls</w:delText></w:r></w:del>',
            '<w:ins w:author="Mina Seo">' + word.run("rises") + "</w:ins>",
            properties='<w:rPr><w:del w:author="Jo Lind"/></w:rPr>',
        ),
        word.paragraph(" and falls."),
        '<w:tbl><w:tr><w:trPr><w:del w:author="Jo Lind"/></w:trPr><w:tc>'
        + word.paragraph("gone")
        + "</w:tc><w:tc/></w:tr><w:tr><w:tc>"
        + word.paragraph("a")
        + "</w:tc><w:tc>"
        + word.paragraph("b")
        + "</w:tc></w:tr></w:tbl>",
    )

    assert "<p>The tide rises and falls.</p>" in manuscript.body_html
    assert "gone" not in manuscript.body_html
    assert "1 insertion and 2 deletions by Jo Lind and Mina Seo" in problems(report)


def test_fields_are_their_results_and_links_lead_to_the_web_only(word, imported):
    def field(instruction, shown):
        marks = {
            kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
            for kind in ("begin", "separate", "end")
        }
        told = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        return marks["begin"] + told + marks["separate"] + word.run(shown) + marks["end"]

    manuscript, report = imported(
        word.paragraph("Tides", style="Title"),
        word.paragraph(LONG),
        word.paragraph(
            field(' HYPERLINK "https://tides.example/a" ', "linked"),
            word.run(" "),
            field(" ADDIN ZOTERO_ITEM {} ", "(Seo 2031)"),
            field(" PAGE ", "17"),
            '<w:hyperlink r:id="h">' + word.run(" file") + "</w:hyperlink>",
        ),
        word.paragraph(field(" TOC ", "Winds 3")),
        relations={"h": ("hyperlink", "file:///C:/tides.docx")},
    )

    assert (
        '<p><a href="https://tides.example/a">linked</a> (Seo 2031) file</p>'
        in manuscript.body_html
    )
    assert "17" not in manuscript.body_html
    assert "file:///C:/tides.docx” isn't kept" in problems(report)


def test_cells_reach_over_others_as_they_did(word, imported):
    def cell(text, properties=""):
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{word.paragraph(word.run(text))}</w:tc>"

    manuscript, _ = imported(
        word.paragraph("Tides", style="Title"),
        word.paragraph(LONG),
        word.paragraph("Table 1. Days of ice", style="Caption"),
        "<w:tbl><w:tr>"
        + cell("wide", '<w:gridSpan w:val="2"/>')
        + "</w:tr><w:tr>"
        + cell("tall", '<w:vMerge w:val="restart"/>')
        + cell("a")
        + "</w:tr><w:tr>"
        + cell("", "<w:vMerge/>")
        + cell("b")
        + "</w:tr></w:tbl>",
    )

    assert manuscript.body_html.endswith(
        '<table><caption>Table 1. Days of ice</caption><tbody><tr><td colspan="2">wide</td></tr>'
        '<tr><td rowspan="2">tall</td><td>a</td></tr><tr><td>b</td></tr></tbody></table>'
    )


def test_what_stands_around_the_text_is_kept_or_listed(word, imported):
    box = "<w:txbxContent>" + word.paragraph("Words in a box.") + "</w:txbxContent>"
    manuscript, report = imported(
        word.paragraph("Tides", style="Title"),
        word.paragraph(LONG),
        word.paragraph(
            word.run("Before. "),
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
            f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
            "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        ),
        word.paragraph(
            '<w:commentRangeStart w:id="5"/>',
            word.run("In 1907"),
            '<w:commentRangeEnd w:id="5"/>',
            word.run(" it froze."),
        ),
        word.paragraph(word.drawing("e", "A chart of ice")),
        parts={
            "word/comments.xml": word.part(
                "comments",
                '<w:comment w:id="5" w:author="Ana Ruiz">'
                + word.paragraph("Or 1908?")
                + "</w:comment>",
            ),
            "word/header1.xml": word.part("hdr", word.paragraph("Draft 3, confidential")),
            "word/media/ice.emf": b"\x01\x00\x00\x00",
        },
        relations={
            "c": ("comments", "comments.xml"),
            "h": ("header", "header1.xml"),
            "e": ("image", "media/ice.emf"),
        },
    )

    assert manuscript.body_html.count("Words in a box.") == 1
    (comment,) = manuscript.comments
    assert (comment.by, comment.text, comment.about) == ("Ana Ruiz", "Or 1908?", "In 1907")
    assert [f.value for f in report.thrown_away] == ["Draft 3, confidential"]
    assert "“ice.emf” (A chart of ice) isn't kept" in problems(report)


def test_a_text_copied_from_a_page_leaves_the_page_behind(word, imported):
    manuscript, report = imported(
        *map(
            word.paragraph, ("top of page", "Menu", "Tides", "By Mina Seo", LONG, "bottom of page")
        )
    )

    assert (manuscript.title, manuscript.authors[0].name) == ("Tides", "Mina Seo")
    assert manuscript.body_html == f"<p>{LONG.strip()}</p>"
    assert [f.value for f in report.thrown_away] == ["top of page", "Menu", "bottom of page"]


def test_a_picture_above_the_text_is_the_lead_photo_under_its_credit(word, tmp_path):
    body = (
        word.paragraph("Tides", style="Title")
        + word.paragraph(word.drawing("p", "A quay"))
        + word.paragraph("The quay. (Photo: Marit Oosting)", style="Caption")
        + word.paragraph(LONG)
    )
    data = word.docx(
        body,
        parts={"word/media/quay.png": b"\x89PNG\r\n\x1a\n"},
        relations={"p": ("image", "media/quay.png")},
    )

    manuscript, _ = read(data, "tides.docx", tmp_path)

    (lead,) = manuscript.pictures
    assert (lead.number, lead.credit) == (0, "Marit Oosting")
    assert (manuscript.photo_credit, manuscript.photo_caption) == ("Marit Oosting", "The quay.")
    assert "<figure" not in manuscript.body_html


def test_an_open_document_comes_the_same_way(word):
    styles = (
        '<style:style style:name="B" style:family="text"><style:text-properties '
        'fo:font-weight="bold"/></style:style><text:list-style style:name="L">'
        '<text:list-level-style-number text:level="1" style:num-format="i" style:num-suffix=")"/>'
        '<text:list-level-style-bullet text:level="2"/></text:list-style>'
    )
    inner = "<text:list><text:list-item><text:p>within</text:p></text:list-item></text:list>"
    data = word.odt(
        '<text:p text:style-name="Title">Tides</text:p><text:p>By Mina Seo</text:p>'
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info>"
        "<dc:creator>Jo Lind</dc:creator></office:change-info><text:p>gone</text:p>"
        f"</text:deletion></text:changed-region></text:tracked-changes><text:p>{LONG}"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See there."
        '</text:p></text:note-body></text:note></text:p><text:h text:outline-level="1">Winds'
        '</text:h><text:p>A <text:span text:style-name="B">strong</text:span><text:s/>wind'
        "<office:annotation><dc:creator>Ana Ruiz</dc:creator><text:p>How strong?</text:p>"
        '</office:annotation>, <text:a xlink:href="https://winds.example/">here</text:a>.</text:p>'
        f'<text:list text:style-name="L"><text:list-item><text:p>one</text:p>{inner}'
        "</text:list-item></text:list><table:table><table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>Head</text:p>'
        "</table:table-cell><table:covered-table-cell/></table:table-row>"
        "</table:table-header-rows><table:table-row><table:table-cell><text:p>a</text:p>"
        "</table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell>"
        "</table:table-row></table:table>",
        styles=styles,
    )

    manuscript, report = read(data, "tides.odt")

    assert (manuscript.title, manuscript.authors[0].name) == ("Tides", "Mina Seo")
    first, *others = manuscript.body_html.split("\n")
    assert first.endswith("early. <span data-note>See there.</span></p>")
    assert others == [
        "<h2>Winds</h2>",
        '<p>A <strong>strong</strong> wind, <a href="https://winds.example/">here</a>.</p>',
        (
            '<ol type="i" class="parenthesised"><li><p>one</p>'
            "<ul><li><p>within</p></li></ul></li></ol>"
        ),
        (
            '<table><thead><tr><th scope="col" colspan="2">Head</th></tr></thead><tbody><tr>'
            "<td>a</td><td>b</td></tr></tbody></table>"
        ),
    ]
    assert [comment.by for comment in manuscript.comments] == ["Ana Ruiz"]
    assert "1 deletion by Jo Lind" in problems(report)


WORDS = st.text(st.characters(codec="utf-8", categories=["Lu", "Ll", "Lo", "Nd"]), min_size=1)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=12)
SHAPES = st.sampled_from(["", "Heading1", "Heading2", "Quote", "ListParagraph", "Caption", "cell"])


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.lists(SHAPES, min_size=12, max_size=12), st.booleans())
def test_no_word_is_lost_and_none_changes_its_place(
    tmp_path_factory, word, texts, shapes, open_doc
):
    """Whatever the paragraphs are: read in this process, as the limits are not the question."""
    path = Path(tmp_path_factory.mktemp("word") / "file")
    path.write_bytes(_as_odt(word, texts) if open_doc else _as_docx(word, texts, shapes))

    answer = read_package(path, path.parent)

    html = "\n".join(part["html"] for part in answer["parts"])
    kept = re.sub(r"\s+", "", plain_text(html))
    expected = re.sub(r"\s+", "", unicodedata.normalize("NFC", "".join(texts)))
    # Captions go to the table beside them, and one cell alone is a frame.
    assert sorted(kept) == sorted(expected) if "Caption" in shapes else kept == expected


def _as_docx(word, texts, shapes):
    blocks = []
    for text, shape in zip(texts, shapes, strict=False):
        if shape == "cell":
            cell = f"<w:tc>{word.paragraph(word.run(text))}</w:tc>"
            blocks.append(f"<w:tbl><w:tr>{cell}<w:tc/></w:tr></w:tbl>")
        elif shape == "ListParagraph":
            blocks.append(word.item(text, "decimal"))
        else:
            blocks.append(word.paragraph(word.run(text), style=shape))
    return word.docx("".join(blocks))


def _as_odt(word, texts):
    return word.odt("".join(f"<text:p>{text}</text:p>" for text in texts))
