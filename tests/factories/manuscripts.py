"""Files of word processors, written as small as they can be: XML by hand in a ZIP archive."""

import io
import zipfile
from collections.abc import Callable
from html import escape

import pytest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{RELATIONS}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'
    for key, name, more in (
        ("Normal", "Normal", ""),
        ("Title", "Title", ""),
        ("Subtitle", "Subtitle", ""),
        ("Heading1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>'),
        ("Heading2", "heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
        ("Quote", "Quote", "<w:rPr><w:i/></w:rPr>"),
        ("Caption", "caption", ""),
        ("Byline", "Byline", ""),
        ("Standfirst", "Standfirst", ""),
        ("ListParagraph", "List Paragraph", ""),
        ("TOC1", "toc 1", ""),
    )
)
NUMBERS = {
    "bullet": "•",
    "decimal": "%1.",
    "lowerLetter": "(%1)",
    "upperRoman": "%1.",
    "lowerRoman": "%1)",
}


def run(text: str, properties: str = "") -> str:
    """A run of letters; `properties` are elements such as "<w:b/>"."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs, or of plain words."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def item(text: str, numbering: str, level: int = 0) -> str:
    """An item of a list; `numbering` is a key of `NUMBERS`."""
    number = list(NUMBERS).index(numbering) + 1
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, style="ListParagraph", properties=numbered)


def drawing(relation: str, alt: str = "", kind: str = "embed") -> str:
    """A run that holds a picture."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{escape(alt)}"/>'
        f'<a:graphic><a:graphicData><a:blip r:{kind}="{relation}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def docx(
    body: str,
    *,
    parts: dict[str, str | bytes] | None = None,
    relations: dict[str, tuple[str, str]] | None = None,
    main: str = f"{WORD}.document.main+xml",
) -> bytes:
    """A Word document around the XML of its body.

    `relations` by id: kind and target; one with "://" or "file:" leads outside.
    """
    levels = {
        kind: "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{text.replace("%1", f"%{level + 1}")}"/></w:lvl>'
            for level in range(3)
        )
        for kind, text in NUMBERS.items()
    }
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{levels[kind]}</w:abstractNum>'
        for n, kind in enumerate(NUMBERS, start=1)
    ) + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n in range(1, len(NUMBERS) + 1)
    )
    known = {"s": ("styles", "styles.xml"), "n": ("numbering", "numbering.xml")}
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": relationships({"d": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>",
        "word/_rels/document.xml.rels": relationships(known | (relations or {})),
    }
    return archive(files | (parts or {}))


def part(kind: str, inner: str) -> str:
    """A part such as "footnotes" around its XML."""
    return f"<w:{kind} {NAMESPACES}>{inner}</w:{kind}>"


def relationships(relations: dict[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{escape(target)}"'
        + (' TargetMode="External"' if ":" in target else "")
        + "/>"
        for key, (kind, target) in relations.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODT_NAMESPACES = " ".join(
    (
        *(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "style", "table")),
        f'xmlns:draw="{ODF}:drawing:1.0"',
        f'xmlns:fo="{ODF}:xsl-fo-compatible:1.0"',
        f'xmlns:svg="{ODF}:svg-compatible:1.0"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    )
)


def odt(body: str, *, styles: str = "", parts: dict[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument text around the XML of its body and of its automatic styles."""
    content = (
        f"<office:document-content {ODT_NAMESPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    files = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    return archive(files | (parts or {}))


def archive(files: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of these files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in files.items():
            written.writestr(name, content)
    return held.getvalue()


class Writer:
    """What tests write files with; see the functions of this module."""

    run = staticmethod(run)
    paragraph = staticmethod(paragraph)
    item = staticmethod(item)
    drawing = staticmethod(drawing)
    docx = staticmethod(docx)
    part = staticmethod(part)
    odt = staticmethod(odt)
    archive = staticmethod(archive)


@pytest.fixture(scope="session")
def word() -> type[Writer]:
    """`word.docx(word.paragraph("A tide turns."))`: the bytes of a Word document."""
    return Writer


@pytest.fixture(scope="session")
def word_manuscript() -> Callable[..., bytes]:
    """`word_manuscript(picture)`: an article as an author sends it, with all that articles have."""

    def written(picture: bytes, *, title: str = "Where the ferry turns") -> bytes:
        note = f'<w:footnote w:id="2">{paragraph("The harbour log of 1907.")}</w:footnote>'
        table = (
            "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
            + "".join(f"<w:tc>{paragraph(t)}</w:tc>" for t in ("Winter", "Days of ice"))
            + "</w:tr><w:tr>"
            + "".join(f"<w:tc>{paragraph(t)}</w:tc>" for t in ("1907", "41"))
            + "</w:tr></w:tbl>"
        )
        return docx(
            paragraph(title, style="Title")
            + paragraph("By Lotte Verhaegen")
            + paragraph(
                "A ferry turns where the water lets it, and a town turns with it.",
                style="Standfirst",
            )
            + paragraph(
                "The ferry has crossed the sound since the first winter of the century, and it "
                "has always turned at the same place, where the current is slack",
                '<w:r><w:footnoteReference w:id="2"/></w:r>',
                run(". Nobody chose it."),
            )
            + paragraph("The quay", style="Heading1")
            + paragraph(
                "It waits for the ",
                run("ice", "<w:i/>"),
                '<w:ins w:author="Marit Oosting" w:id="9">' + run(" and the thaw") + "</w:ins>",
                ", as it has for a hundred years and as it will for as long as there is a winter.",
            )
            + item("Ropes are coiled by hand.", "bullet")
            + item("The bell is rung twice.", "bullet")
            + table
            + paragraph(drawing("p1", "A ferry turning in the ice"))
            + paragraph("The ferry at noon.", style="Caption")
            + paragraph("Lotte Verhaegen is Reader at the Institute of Tides.")
            + "<w:sectPr/>",
            parts={
                "word/footnotes.xml": part("footnotes", note),
                "word/media/image1.jpeg": picture,
            },
            relations={
                "f": ("footnotes", "footnotes.xml"),
                "p1": ("image", "media/image1.jpeg"),
            },
        )

    return written
