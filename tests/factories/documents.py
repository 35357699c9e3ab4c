"""Documents as publishing composes them: a plain one to vary, and five whole examples.

The people, the serial and the quarrels about the strait are invented.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from record.document import (
    Cell,
    Contribution,
    Document,
    Figure,
    Heading,
    Issue,
    Kind,
    Licence,
    LineBreak,
    List,
    Mark,
    Note,
    NoteReference,
    Notice,
    Numbering,
    Paragraph,
    Photograph,
    Publication,
    Quote,
    Reference,
    RelatedArticle,
    Rule,
    Run,
    Section,
    Table,
    Term,
    Work,
)

CC_BY = Licence(
    spdx="CC-BY-4.0",
    name="Creative Commons Attribution 4.0 International",
    url="https://creativecommons.org/licenses/by/4.0/",
    republishing_allowed=True,
)
STRAIT_REVIEW = Publication(
    title="The Strait Review",
    short_title="Strait Rev.",
    tagline="Policy between two shores",
    publisher="Institute of Invented Waters",
    place="Port Imaginary",
    issn_online="1234-5679",
    issn_print="8765-4326",
    time_zone="Asia/Seoul",
)
COMMENTARY = Section(slug="commentary", name="Commentary", article_type="article-commentary")
HARBOUR = Photograph(
    sha256="5e" * 32,
    width=3000,
    height=2000,
    alt_text="Two pilot boats pass a lighthouse at dusk",
    credit_line="Lio Fernweh/Harbour Agency",
    caption="Pilots at work off Port Imaginary.",
    creator="Lio Fernweh",
    source="Harbour Agency",
    copyright_notice="© 2024 Harbour Agency",
    licence=CC_BY,
    redistribution_allowed=True,
)
CHART = Photograph(
    sha256="c4" * 32,
    width=900,
    height=1200,
    alt_text="A chart of the strait with its three lanes",
    credit_line="Hydrographic Office of Nowhere",
    cropping_allowed=False,
)
YOON = Contribution(
    name="Mirae Yoon",
    author="mirae-yoon",
    given_name="Mirae",
    family_name="Yoon",
    sort_name="Yoon, Mirae",
    native_name="윤미래",
    orcid="0000-0002-1825-0097",
    title="Professor of Maritime Law",
    affiliation="University of Port Imaginary",
    affiliation_ror="https://ror.org/05gzceg21",
    biography=(
        Paragraph(
            (
                Run("Mirae Yoon teaches maritime law. Her latest book is "),
                Run("Slow Water", (Mark.EMPHASIS,)),
                Run("."),
            )
        ),
    ),
    works=(
        Work(
            title="Slow Water: Law of the Lanes",
            publisher="Invented Press",
            year="2021",
            url="https://press.example/slow-water",
        ),
        Work(title="Tolls & Tides", year="2019", doi="10.5555/tides.7"),
    ),
    credit_roles=("conceptualization", "writing-original-draft"),
)
OKELLO = Contribution(
    name="Tomas Okello-Reyes Jr.",
    given_name="Tomas",
    family_name="Okello-Reyes",
    suffix="Jr.",
    sort_name="Okello-Reyes, Tomas, Jr.",
    title="Senior Fellow",
    affiliation="Centre for Small Harbours",
)
WORKING_GROUP = Contribution(name="Harbour Policy Group", collective=True)
TRANSLATOR = Contribution(
    name="Ines Delacroix-Bo",
    role="translator",
    author="ines-delacroix-bo",
    given_name="Ines",
    family_name="Delacroix-Bo",
    sort_name="Delacroix-Bo, Ines",
)


def p(*content: str | Run | NoteReference | LineBreak) -> Paragraph:
    """A paragraph; plain strings are runs without marks."""
    return Paragraph(tuple(Run(each) if isinstance(each, str) else each for each in content))


def plain_document(**fields: Any) -> Document:
    """A short article by one author, changed in whatever ``fields`` say."""
    values: dict[str, Any] = {
        "article": "0b8f1a52-6a5c-4c8e-9d38-6f1f3ad0c001",
        "number": 1,
        "kind": Kind.PUBLICATION,
        "slug": "who-keeps-the-lanes-open",
        "language": "en",
        "title": "Who Keeps the Lanes Open?",
        "publication": STRAIT_REVIEW,
        "section": COMMENTARY,
        "first_published": datetime(2024, 3, 1, 0, 30, tzinfo=UTC),
        "published": datetime(2024, 3, 1, 0, 30, tzinfo=UTC),
        "byline": (YOON,),
        "standfirst": "Three states share a strait, and nobody has agreed who sweeps it.",
        "body": (p("The strait is narrow, and the memory of it is long."),),
        "licence": CC_BY,
    }
    return Document(**{**values, **fields})


def rich() -> Document:
    """A corrected article in English that has a part of every kind there is."""
    return plain_document(
        number=3,
        kind=Kind.UPDATE,
        published=datetime(2024, 5, 20, 15, 0, tzinfo=UTC),
        subtitle="Tolls, Tides & the “Third Lane”",
        abstract="We ask who pays for a safe passage, and find that nobody has been asked.",
        byline=(YOON, OKELLO, WORKING_GROUP, TRANSLATOR),
        body=_rich_body(),
        notes=(
            Note(
                1,
                (
                    Run("The lanes were drawn in 1974; see "),
                    Run("the chart", (), "https://charts.example/3?lane=3&tide=2"),
                    Run("."),
                ),
            ),
            Note(2, (Run("Interview, Port Imaginary, 4 May 2023."),)),
        ),
        lead_photo=HARBOUR,
        photos=(CHART,),
        topics=(Term("maritime-law", "Maritime law"), Term("trade", "Trade & tolls")),
        regions=(Term("east-asia", "East Asia", "030"),),
        keywords=("shipping", "tolls", "R&D"),
        issue=Issue(slug="3-2", volume="3", number="2", title="Narrow Waters"),
        references=(
            Reference(
                "Abara, N. (2020). Sweeping the Sea. Journal of Buoys, 4(1).",
                doi="10.5555/buoys.4.1",
            ),
            Reference(
                "Port Authority of Nowhere, Annual Tables.", url="https://ports.example/tables"
            ),
            Reference("Yoon, M., unpublished memorandum, 1998."),
        ),
        disclaimers=("The views expressed are the writers’ own, not those of The Strait Review.",),
        funding="Funded by the Foundation for Shallow Seas (grant 17/B).",
        competing_interests="Tomas Okello-Reyes owns a rowing boat.",
        doi="10.5555/strait.2024.0017",
        translation_of=RelatedArticle("nugu-ui-haehyeop", "누구의 해협인가", "ko"),
        related=(RelatedArticle("the-price-of-a-pilot", "The Price of a Pilot", "en"),),
        notices=(
            Notice(
                2,
                Kind.CORRECTION,
                "The year of the treaty was 1974, not 1947.",
                datetime(2024, 3, 4, 1, 0, tzinfo=UTC),
            ),
            Notice(
                3,
                Kind.UPDATE,
                "Table 1 now has the figures of 2023.",
                datetime(2024, 5, 20, 15, 0, tzinfo=UTC),
            ),
        ),
    )


def _rich_body() -> tuple[Any, ...]:
    em, strong = (Mark.EMPHASIS,), (Mark.STRONG,)
    return (
        p(
            "The strait is narrow, and ",
            Run("the memory of it", em),
            " is long.",
            NoteReference(1),
            " Ships pay $2.5 million and $3 million in a year; C* and D_1 pay nothing.",
        ),
        Heading(2, (Run("1. Three lanes"),), "three-lanes"),
        List(
            (
                (p(Run("Depth: ", strong), "the northern lane silts."),),
                (p("Width: tankers of 10"), p("cannot turn.")),
                (p("Tolls:"), List(((p("by tonne"),), (p("by day"),)), Numbering.LOWER_ALPHA, 2)),
            ),
            Numbering.DECIMAL,
            parenthesised=True,
        ),
        Quote(
            (p("A lane that nobody sweeps is only a line."),),
            (Run("Harbour master, "), Run("Memoirs", em)),
        ),
        Quote((p("Nobody has been asked."),), pull=True),
        Heading(3, (Run("Who pays"),), "who-pays"),
        Table(
            number=1,
            head=(
                (Cell((Run("Lane"),), header=True), Cell((Run("Tolls"),), header=True, colspan=2)),
            ),
            rows=(
                (
                    Cell((Run("North"),), header=True, rowspan=2),
                    Cell((Run("1|2"),)),
                    Cell((Run("3"),)),
                ),
                (Cell((Run("4"),)), Cell((Run("5"), NoteReference(2)))),
            ),
            caption=(Run("Tolls in the three lanes, millions"),),
        ),
        Figure(1, CHART.sha256, (Run("The lanes as drawn in 1974."),)),
        p(
            "CO",
            Run("2", (Mark.SUBSCRIPT,)),
            " and the 3",
            Run("rd", (Mark.SUPERSCRIPT,)),
            " lane, ",
            Run("as the ", (), "https://ports.example/a_(b)"),
            Run("tables", strong, "https://ports.example/a_(b)"),
            " say.",
            NoteReference(1),
        ),
        Rule(),
        p("Port Imaginary", LineBreak(), "1 Quay Street"),
        Heading(4, (Run("Afterword"),), "afterword"),
        List(((p("sweep"),), (p("pay"),))),
    )


def korean() -> Document:
    """An article in Korean by two people whose names are printed family first."""
    kim = Contribution(
        name="김하늘",
        given_name="하늘",
        family_name="김",
        sort_name="김하늘",
        author="haneul-kim",
        title="선임연구원",
        affiliation="상상해양연구소",
    )
    lee = Contribution(
        name="Lee Bomi",
        given_name="Bomi",
        family_name="Lee",
        sort_name="Lee, Bomi",
        native_name="이보미",
    )
    return plain_document(
        slug="nugu-ui-haehyeop",
        language="ko",
        title="누구의 해협인가",
        subtitle="통행료와 물때",
        standfirst="세 나라가 한 해협을 나누어 쓰지만, 누가 돌볼지는 아무도 정하지 않았다.",
        byline=(kim, lee),
        body=(
            Heading(2, (Run("세 갈래 뱃길"),), "lanes"),
            p("해협은 ", Run("좁고", (Mark.STRONG,)), " 기억은 길다.", NoteReference(1)),
        ),
        notes=(Note(1, (Run("항만청 연보."),)),),
        lead_photo=dataclasses.replace(HARBOUR, caption="", licence=None, copyright_notice=""),
        keywords=("해운", "통행료"),
        disclaimers=("이 글은 필자의 견해이며 본지의 견해가 아니다.",),
    )


def minimal() -> Document:
    """As little as a Document can be."""
    return plain_document(
        slug="a-line",
        title="A Line",
        publication=Publication(title="Leaflet"),
        byline=(Contribution(name="Anon."),),
        standfirst="",
        body=(p("One line."),),
        licence=None,
    )


def retracted() -> Document:
    return plain_document(
        slug="a-fourth-lane",
        title="A Fourth Lane",
        number=2,
        kind=Kind.RETRACTION,
        published=datetime(2024, 6, 1, 9, 0, tzinfo=UTC),
        doi="10.5555/strait.2024.0018",
        notices=(
            Notice(
                2,
                Kind.RETRACTION,
                "There is no fourth lane; the author withdraws the measurements.",
                datetime(2024, 6, 1, 9, 0, tzinfo=UTC),
            ),
        ),
    )


def withdrawn() -> Document:
    return plain_document(
        slug="the-pilots-letter",
        title="The Pilot’s Letter",
        number=2,
        kind=Kind.WITHDRAWAL,
        published=datetime(2024, 7, 1, 9, 0, tzinfo=UTC),
        standfirst="",
        body=(),
        licence=None,
        notices=(
            Notice(
                2,
                Kind.WITHDRAWAL,
                "Removed by order of a court.",
                datetime(2024, 7, 1, 9, 0, tzinfo=UTC),
            ),
        ),
    )


EXAMPLES: dict[str, Callable[[], Document]] = {
    "rich": rich,
    "korean": korean,
    "minimal": minimal,
    "retracted": retracted,
    "withdrawn": withdrawn,
}


@pytest.fixture
def make_document() -> Callable[..., Document]:
    """``make_document(title="…")``: a short published article, changed in the fields named."""
    return plain_document


@pytest.fixture
def rich_document() -> Document:
    """An article with a part of every kind."""
    return rich()
