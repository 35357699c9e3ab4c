"""Citations: formatted as the styles' own processors set them, and files their clients can read."""

import dataclasses
import json
import re
from collections.abc import Callable
from typing import Any

import bibtexparser
import pytest
import rispy
from hypothesis import given, settings

from record.document import Contribution, Document, Issue
from renderings import bibtex, citation, csl, ris
from renderings.addresses import Addresses
from renderings.names import initials
from renderings.standing import catalogue_title
from tests.factories.document_strategies import documents
from tests.factories.documents import EXAMPLES, plain_document

MakeDocument = Callable[..., Document]

ADDRESSES = Addresses("https://review.example")

# What csl-data.json allows an item to hold, as far as we use it; it allows no key of our own.
CSL_KEYS = """
    id type title author editor translator interviewer illustrator container-title
    container-title-short issued volume issue ISSN DOI URL abstract keyword language publisher
    note
"""
CSL_NAME_KEYS = {"family", "given", "suffix", "literal"}


def person(given: str, family: str, **fields: Any) -> Contribution:
    return Contribution(
        name=fields.pop("name", f"{given} {family}"),
        given_name=given,
        family_name=family,
        sort_name=f"{family}, {given}",
        **fields,
    )


MINJI = person("Minji", "Seo")
MARY = person("Mary Ann", "Adeyemi", suffix="Jr.", name="Mary Ann Adeyemi Jr.")
HYPHEN = person("Seon-woo", "Ahn")
JEAN = person("J. R.", "van Zee")
FAMILY_FIRST = person("Haneul", "Kim", name="Kim Haneul")
HANGUL = person("하늘", "김", name="김하늘")
GROUP = Contribution(name="Lane Group", collective=True)
INES = person("Ines", "Bo", role="translator")
GROUP_OF_TRANSLATORS = dataclasses.replace(GROUP, role="translator")
ISSUE = Issue(slug="3-2", volume="3", number="2")


def cited(**fields: Any) -> list[str]:
    """APA, Chicago, MLA and Harvard of an article with a DOI published on 12 June 2023."""
    values: dict[str, Any] = {
        "title": TIDE,
        "byline": (MINJI,),
        "issue": ISSUE,
        "doi": "10.5555/strait.2",
        "first_published": plain_document().first_published.replace(2023, 6, 12),
    }
    document = plain_document(**{**values, **fields})
    return [
        citation.render(document, ADDRESSES, style)
        for style in ("apa", "chicago", "mla", "harvard")
    ]


DOI = "https://doi.org/10.5555/strait.2"
PAGE = "https://review.example/articles/a/"
TIDE = "The Tide at Seventy: A Study of Its Endurance"
FREE = "On ‘Free’ Seas"
SR = "The Strait Review"
AT = "Available at:"

# The expected texts are what citeproc-js 1.4 makes of the same data with the styles apa,
# chicago-author-date, modern-language-association and harvard-cite-them-right, but for the
# differences that renderings.citation explains.
CASES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "volume-and-number": (
        {},
        [
            f"Seo, M. (2023). {TIDE}. {SR}, 3(2). {DOI}",
            f"Seo, Minji. 2023. “{TIDE}.” {SR} 3 (2). {DOI}.",
            f"Seo, Minji. “{TIDE}.” {SR}, vol. 3, no. 2, June 2023, {DOI}.",
            f"Seo, M. (2023) ‘{TIDE}’, {SR}, 3(2). {AT} {DOI}.",
        ],
    ),
    "two-writers-no-issue-question": (
        {"title": "Who Pays?", "byline": (MINJI, MARY), "issue": None},
        [
            f"Seo, M., & Adeyemi, M. A., Jr. (2023). Who Pays? {SR}. {DOI}",
            f"Seo, Minji, and Mary Ann Adeyemi Jr. 2023. “Who Pays?” {SR}, June 12. {DOI}.",
            f"Seo, Minji, and Mary Ann Adeyemi Jr. “Who Pays?” {SR}, 12 June 2023, {DOI}.",
            f"Seo, M. and Adeyemi, M.A., Jr. (2023) ‘Who Pays?’, {SR}, 12 June. {AT} {DOI}.",
        ],
    ),
    "three-writers-with-a-group-no-doi": (
        {
            "title": "On “Free” Seas",
            "byline": (HYPHEN, JEAN, GROUP),
            "issue": None,
            "doi": "",
            "slug": "a",
        },
        [
            f"Ahn, S., van Zee, J. R., & Lane Group. (2023). On “Free” Seas. {SR}. {PAGE}",
            f"Ahn, Seon-woo, J. R. van Zee, and Lane Group. 2023. “{FREE}.” {SR}, June 12. {PAGE}.",
            f"Ahn, Seon-woo, et al. “{FREE}.” {SR}, 12 June 2023, {PAGE}.",
            (
                f"Ahn, S., van Zee, J.R. and Lane Group (2023) ‘On “Free” Seas’, "
                f"{SR}, 12 June. {AT} {PAGE}."
            ),
        ],
    ),
    "a-group-alone": (
        {"title": "Title", "byline": (GROUP,)},
        [
            f"Lane Group. (2023). Title. {SR}, 3(2). {DOI}",
            f"Lane Group. 2023. “Title.” {SR} 3 (2). {DOI}.",
            f"Lane Group. “Title.” {SR}, vol. 3, no. 2, June 2023, {DOI}.",
            f"Lane Group (2023) ‘Title’, {SR}, 3(2). {AT} {DOI}.",
        ],
    ),
    "nobody": (
        {"title": "Editorial Note", "byline": (), "issue": Issue("3", "3")},
        [
            f"Editorial Note. (2023). {SR}, 3. {DOI}",
            f"“Editorial Note.” 2023. {SR} 3 (June). {DOI}.",
            f"“Editorial Note.” {SR}, vol. 3, June 2023, {DOI}.",
            f"{SR} (2023) ‘Editorial Note’, 3. {AT} {DOI}.",
        ],
    ),
    "number-without-volume": (
        {"title": "Title", "issue": Issue("7", "", "7")},
        [
            f"Seo, M. (2023). Title. {SR}, (7). {DOI}",
            f"Seo, Minji. 2023. “Title.” {SR}, no. 7 (June). {DOI}.",
            f"Seo, Minji. “Title.” {SR}, no. 7, June 2023, {DOI}.",
            f"Seo, M. (2023) ‘Title’, {SR}, (7). {AT} {DOI}.",
        ],
    ),
    "family-name-first": (
        {"title": "Title", "byline": (FAMILY_FIRST, HANGUL)},
        [
            f"Kim, H., & 김하늘. (2023). Title. {SR}, 3(2). {DOI}",
            f"Kim Haneul and 김하늘. 2023. “Title.” {SR} 3 (2). {DOI}.",
            f"Kim Haneul and 김하늘. “Title.” {SR}, vol. 3, no. 2, June 2023, {DOI}.",
            f"Kim, H. and 김하늘 (2023) ‘Title’, {SR}, 3(2). {AT} {DOI}.",
        ],
    ),
    "translated": (
        {"title": "Title", "byline": (MINJI, INES, GROUP_OF_TRANSLATORS), "issue": None},
        [
            f"Seo, M. (2023). Title (I. Bo & Lane Group, Trans.). {SR}. {DOI}",
            (
                f"Seo, Minji. 2023. “Title.” Translated by Ines Bo and Lane Group. "
                f"{SR}, June 12. {DOI}."
            ),
            (
                f"Seo, Minji. “Title.” {SR}, translated by Ines Bo and Lane Group, "
                f"12 June 2023, {DOI}."
            ),
            (
                f"Seo, M. (2023) ‘Title’, {SR}. Translated by I. Bo and Lane Group, 12 June. "
                f"{AT} {DOI}."
            ),
        ],
    ),
    "quotation-at-the-end": (
        {"title": "Tolls & the “Third Lane”"},
        [
            f"Seo, M. (2023). Tolls & the “Third Lane.” {SR}, 3(2). {DOI}",
            f"Seo, Minji. 2023. “Tolls & the ‘Third Lane.’” {SR} 3 (2). {DOI}.",
            f"Seo, Minji. “Tolls & the ‘Third Lane.’” {SR}, vol. 3, no. 2, June 2023, {DOI}.",
            f"Seo, M. (2023) ‘Tolls & the “Third Lane”’, {SR}, 3(2). {AT} {DOI}.",
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_citation_follows_its_style(case: str) -> None:
    fields, expected = CASES[case]

    assert cited(**fields) == expected


@pytest.mark.parametrize(
    ("count", "apa", "chicago", "mla", "harvard"),
    [
        (
            3,
            "F1, G., & F2, G. (2023)",
            "G1 F1, and G2 F2. 2023",
            "F0, G0, et al. “",
            "F0, G., F1, G. and F2, G. (2023)",
        ),
        (
            4,
            "F2, G., & F3, G. (2023)",
            "G2 F2, and G3 F3. 2023",
            "F0, G0, et al. “",
            "F0, G. et al. (2023)",
        ),
        (
            6,
            "… F5, G. (2023)",
            "G2 F2, G3 F3, G4 F4, and G5 F5. 2023",
            "F0, G0, et al. “",
            "F0, G. et al. (2023)",
        ),
        (
            7,
            "F5, G., & F6, G. (2023)",
            "F0, G0, G1 F1, G2 F2, et al. 2023",
            "F0, G0, et al. “",
            "F0, G. et al. (2023)",
        ),
        (
            20,
            "F18, G., & F19, G. (2023)",
            "G2 F2, et al. 2023",
            "F0, G0, et al. “",
            "F0, G. et al. (2023)",
        ),
        (
            21,
            "F18, G., … F20, G. (2023)",
            "G2 F2, et al. 2023",
            "F0, G0, et al. “",
            "F0, G. et al. (2023)",
        ),
    ],
)
def test_a_long_byline_is_cut_where_the_style_cuts_it(
    count: int, apa: str, chicago: str, mla: str, harvard: str
) -> None:
    texts = cited(byline=tuple(person(f"G{n}", f"F{n}") for n in range(count)))

    for text, part in zip(texts, (apa.removeprefix("… "), chicago, mla, harvard), strict=True):
        assert part in text


@pytest.mark.parametrize(
    ("given", "expected"),
    [("Mary Ann", "M. A."), ("J.R.", "J. R."), ("Jean-Paul", "J.-P."), ("Ki-moon", "K."),
     ("Şule", "Ş."), ("하늘", "")],
)  # fmt: skip
def test_initials(given: str, expected: str) -> None:
    assert initials(given) == expected


def test_a_retracted_article_is_cited_as_retracted() -> None:
    document = EXAMPLES["retracted"]()

    assert "RETRACTED: A Fourth Lane." in citation.render(document, ADDRESSES)
    (item,) = json.loads(csl.render(document, ADDRESSES))
    assert item["title"] == "RETRACTED: A Fourth Lane"
    assert item["note"].startswith("Retracted 2024-06-01: There is no fourth lane")
    assert "note = {Retracted 2024-06-01:" in bibtex.render(document, ADDRESSES)
    assert "N1  - Retracted 2024-06-01:" in ris.render(document, ADDRESSES)


def test_a_translator_is_no_author_unless_nobody_else_signs(rich_document: Document) -> None:
    (item,) = json.loads(csl.render(rich_document, ADDRESSES))

    assert item["translator"] == [{"family": "Delacroix-Bo", "given": "Ines"}]
    assert len(item["author"]) == 3


@pytest.mark.filterwarnings("ignore::pyparsing.warnings.PyparsingDeprecationWarning")
@settings(max_examples=25, deadline=None)
@given(documents())
def test_reference_managers_can_read_any_citation(document: Document) -> None:
    _check_ris(document)
    _check_bibtex(document)
    _check_csl(document)
    for style in citation.STYLES:
        assert "\n" not in citation.render(document, ADDRESSES, style)


def _check_ris(document: Document) -> None:
    text = ris.render(document, ADDRESSES)
    lines = text.split("\r\n")
    assert lines[0] == "TY  - JOUR"
    assert lines[-2:] == ["ER  - ", ""]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line) for line in lines[:-1])
    (item,) = rispy.loads(text)
    assert item["title"].split() == catalogue_title(document).split()
    assert len(item["authors"]) == len(document.writers)


def _check_bibtex(document: Document) -> None:
    text = bibtex.render(document, ADDRESSES)
    depth = 0
    for sign in text:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    database = bibtexparser.loads(text)
    (entry,) = database.entries
    assert re.fullmatch("[a-z0-9]+", entry["ID"])
    assert entry["url"] == ADDRESSES.article(document.slug)


def _check_csl(document: Document) -> None:
    (item,) = json.loads(csl.render(document, ADDRESSES))
    assert set(item) <= set(CSL_KEYS.split())
    assert item["type"] == "article-journal"
    for name in item["author"]:
        assert set(name) <= CSL_NAME_KEYS


def test_latex_prints_what_was_written(make_document: MakeDocument) -> None:
    text = bibtex.render(
        make_document(
            title="R&D: 100% of {all} C:\\ ~x_1^2 #7 at $5",
            byline=(Contribution(name="Salt and Sons, Ltd", collective=True),),
        ),
        ADDRESSES,
    )

    assert (
        r"title = {{R\&D:} 100\% of {\textbraceleft}all{\textbraceright} "
        r"{C:{\textbackslash}} {\textasciitilde}x\_1{\textasciicircum}2 \#7 at \$5}"
    ) in text
    assert "author = {{Salt and Sons, Ltd}}" in text


def test_a_ris_value_cannot_begin_a_line_of_its_own(make_document: MakeDocument) -> None:
    text = ris.render(make_document(standfirst="One\r\nER  - \r\nTY  - BOOK"), ADDRESSES)

    assert text.count("\r\n") == text.count("\n")
    assert "AB  - One ER - TY - BOOK\r\n" in text
    assert len(rispy.loads(text)) == 1
