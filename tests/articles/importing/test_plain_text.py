"""Plain text saved from a page: what is recognised by itself."""

import pytest

from articles.body import outline, plain_text
from articles.importing.manuscript import Work
from articles.importing.plain_text import read_plain_text

# One line a paragraph, as pages are saved.
SAVED_PAGE = """top of page

ISSN 2049-3630

  • Mina Seo

The Ferry Pact at 40: A Study of Its Patience

In looking at the pact between two islands, one sees why it outlived its authors, \
although each of them thought it a burden.

Photo credits: Northern Harbour Trust

The ferry pact is forty years old this spring. The two islands signed it \
after a winter in which no boat could land. This paper asks which conditions kept it alive, \
and what they tell of other pacts.


1. Framing the Patience of the Pact

Studies of small pacts agree on three conditions:

(1) Weather: Islands sign when storms are worse than neighbours.

(2) Boats: Islands count the hulls they gain.

(3) Councils: Even in a storm, a council looks at its voters first.

Each of the three may change. The changes are:

(1) Weather: Winters become milder and fears differ.

(2) Boats: An island that builds its own may leave.


2. The Patience of the F.P. Council

The frame above explains the pact of the islands.\N{NO-BREAK SPACE} \N{NO-BREAK SPACE}

DISCLAIMER: All views are those of the writer and not of the Tidal Review.


Mina Seo is Professor at the National Academy of Tides-Institute of Harbours and Winds (NAT-IHW). \
Her research is on small pacts, and on U.S. ferries. Her read works include “The Pilots’ Charter \
for Shallow Seas,” “After the Storm: 2021 and What Followed,” “Ropes,” “The Sound as \
Geo- history,” “Two Islands’ Ferries: Timetable and Trust” (NHT).



Keeping watch over the sound

bottom of page"""


@pytest.fixture(scope="module")
def saved():
    return read_plain_text(SAVED_PAGE)


def test_the_head_is_recognised_line_by_line(saved):
    manuscript, _ = saved

    assert manuscript.issn == "2049-3630"
    assert manuscript.title == "The Ferry Pact at 40: A Study of Its Patience"
    assert manuscript.standfirst.startswith("In looking at the pact")
    assert manuscript.standfirst.endswith("thought it a burden.")
    assert manuscript.photo_credit == "Northern Harbour Trust"
    assert [author.name for author in manuscript.authors] == ["Mina Seo"]


def test_numbered_headings_are_headings_and_keep_their_numbers(saved):
    manuscript, _ = saved

    assert [(entry.level, entry.text) for entry in outline(manuscript.body_html)] == [
        (2, "1. Framing the Patience of the Pact"),
        (2, "2. The Patience of the F.P. Council"),
    ]


def test_numbered_paragraphs_are_ordered_lists_in_their_style(saved):
    manuscript, _ = saved

    first, second, *others = manuscript.body_html.split('<ol type="1" class="parenthesised">')[1:]
    assert first.startswith("<li><p>Weather: Islands sign")
    assert first.count("<li>") == 3
    assert second.count("<li>") == 2
    assert not others


def test_the_body_begins_after_the_credit_and_ends_before_the_disclaimer(saved):
    manuscript, _ = saved

    lines = plain_text(manuscript.body_html).split("\n")
    assert lines[0].startswith("The ferry pact is forty")
    assert lines[-1] == "The frame above explains the pact of the islands."
    assert manuscript.disclaimer == (
        "All views are those of the writer and not of the Tidal Review."
    )


def test_the_biography_gives_position_institution_and_works(saved):
    (author,) = saved[0].authors

    assert author.position == "Professor"
    assert author.institution == (
        "National Academy of Tides-Institute of Harbours and Winds (NAT-IHW)"
    )
    assert author.biography.startswith("<p>Mina Seo is Professor at")
    assert author.works == (
        Work("The Pilots’ Charter for Shallow Seas"),
        Work("After the Storm: 2021 and What Followed"),
        Work("Ropes"),
        Work("The Sound as Geo- history"),
        Work("Two Islands’ Ferries: Timetable and Trust", publisher="NHT"),
    )


def test_page_furniture_is_thrown_away_and_named(saved):
    manuscript, report = saved

    assert [finding.value for finding in report.thrown_away] == [
        "top of page",
        "Keeping watch over the sound",
        "bottom of page",
    ]
    assert "watch" not in repr(manuscript)


def test_the_report_says_by_which_sign_and_where(saved):
    _, report = saved

    credit = next(f for f in report.recognised if f.field == "photo_credit")
    assert credit.line == 11
    assert "“Photo credits:”" in credit.how
    assert [(f.field, f.value) for f in report.guessed] == [
        ("hyphen", "Geo- history"),
        ("language", "en"),
    ]
    assert report.missing == ()
    assert report.problems == ()
    assert report.as_json()["recognised"][0].keys() == {"field", "value", "how", "line"}


def test_a_wrong_check_digit_is_a_problem_that_names_the_digit():
    manuscript, report = read_plain_text("ISSN 2049-3631\n\nTides\n\nThey rise and fall.")

    assert manuscript.issn == "2049-3631"
    (problem,) = report.problems
    assert "should be 0" in problem.what
    assert problem.line == 1


def test_what_is_missing_is_said_with_what_to_do():
    _, report = read_plain_text("Tides\n\nThey rise and fall.")

    assert {missing.field for missing in report.missing} == {
        "author", "standfirst", "photo_credit", "disclaimer", "issn",
    }  # fmt: skip
    assert all(missing.what_to_do.endswith(".") for missing in report.missing)


LONG = "The sea has its own calendar, and those who live by it learn to read it early. " * 4
THREE = ["Mina Seo", "Jo Lind", "Ana Ruiz"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        pytest.param("By Mina Seo and Jo Lind", ["Mina Seo", "Jo Lind"], id="by"),
        pytest.param("By Mina Seo, Jo Lind, and Ana Ruiz", THREE, id="three"),
        pytest.param("Authors: Mina Seo; Jo Lind", ["Mina Seo", "Jo Lind"], id="authors"),
        pytest.param("Mina Seo, Jo Lind and Ana Ruiz", THREE, id="bare"),
        pytest.param("• Mina Seo\n\n• Jo Lind", ["Mina Seo", "Jo Lind"], id="bullets"),
        pytest.param("By Dr. Mina Seo (서미나)", ["Mina Seo"], id="with title and native name"),
        pytest.param("글: 서미나", ["서미나"], id="korean"),
        pytest.param("By the Editorial Board", ["the Editorial Board"], id="collective"),
    ],
)  # fmt: skip
def test_bylines_are_known_in_many_forms(line, names):
    manuscript, _ = read_plain_text(f"Tides of Trade\n\n{line}\n\n{LONG}\n\n{LONG}")

    assert manuscript.title == "Tides of Trade"
    assert [author.name for author in manuscript.authors] == names
    assert plain_text(manuscript.body_html).startswith("The sea has its own calendar")


def test_a_byline_may_tell_position_and_institution():
    manuscript, _ = read_plain_text(
        f"Tides of Trade\n\nBy Mina Seo, Senior Fellow, Institute of Tides\n\n{LONG}"
    )

    (author,) = manuscript.authors
    assert (author.position, author.institution) == ("Senior Fellow", "Institute of Tides")


def test_a_sentence_that_begins_with_by_is_no_byline():
    manuscript, _ = read_plain_text(f"Tides\n\nBy 2040 the sea will rise.\n\n{LONG}\n\n{LONG}")

    assert manuscript.authors == ()
    assert "By 2040" in manuscript.standfirst + manuscript.body_html


@pytest.mark.parametrize(
    ("line", "credit", "caption"),
    [
        ("Photo: Jo Lind / Harbour Trust", "Jo Lind / Harbour Trust", ""),
        ("Photo credit: Jo Lind", "Jo Lind", ""),
        ("Image: Jo Lind", "Jo Lind", ""),
        ("Photo by Jo Lind", "Jo Lind", ""),
        ("(Photo: Jo Lind)", "Jo Lind", ""),
        ("사진 제공: 항만청", "항만청", ""),
        ("Boats wait at dawn. (Photo: Jo Lind)", "Jo Lind", "Boats wait at dawn."),
    ],
)
def test_photo_credits_are_known_in_many_forms(line, credit, caption):
    text = f"Tides\n\nWhy ports rise and fall.\n\n{line}\n\n{LONG}"

    manuscript, _ = read_plain_text(text)

    assert manuscript.photo_credit == credit
    assert manuscript.photo_caption == caption
    assert manuscript.standfirst == "Why ports rise and fall."


def test_a_credit_deep_in_the_text_stays_there():
    manuscript, _ = read_plain_text("\n\n".join(["Tides", *[LONG] * 15, "Photo: Jo Lind", LONG]))

    assert manuscript.photo_credit == ""
    assert "Photo: Jo Lind" in plain_text(manuscript.body_html)


def test_without_a_credit_a_short_paragraph_before_a_long_one_is_a_guess():
    text = f"Tides\n\nWhy do ports rise and fall with so little noise?\n\n{LONG}\n\n{LONG}"

    manuscript, report = read_plain_text(text)

    assert manuscript.standfirst == "Why do ports rise and fall with so little noise?"
    assert "standfirst" in [finding.field for finding in report.guessed]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Disclaimer: These are her views.",
        "Disclaimer – These are her views.",
        "*DISCLAIMER* These are her views.".replace("* T", "*: T"),
        "Disclaimer\n\nThese are her views.",
        "면책조항: These are her views.",
    ],
)
def test_disclaimers_are_known_in_many_forms(paragraph):
    manuscript, _ = read_plain_text(f"Tides\n\n{LONG}\n\n{LONG}\n\n{paragraph}")

    assert manuscript.disclaimer == "These are her views."


def test_a_disclaimer_without_the_word_is_a_guess():
    wording = "The views expressed in this article are those of the author alone."

    manuscript, report = read_plain_text(f"Tides\n\n{LONG}\n\n{LONG}\n\n{LONG}\n\n{wording}")

    assert manuscript.disclaimer == wording
    assert "disclaimer" in [finding.field for finding in report.guessed]


def test_several_biographies_go_to_their_authors():
    text = (
        f"Tides\n\nBy Mina Seo and Jo Lind\n\n{LONG}\n\nAbout the authors\n\n"
        "Dr Mina Seo (서미나) is a senior fellow with the Institute of Tides, where she sails.\n\n"
        "Jo Lind was Director, Harbour School of Law."
    )

    seo, lind = read_plain_text(text)[0].authors

    assert (seo.position, seo.institution) == ("Senior fellow", "Institute of Tides")
    assert seo.native_name == "서미나"
    assert (lind.position, lind.institution) == ("Director", "Harbour School of Law")


def test_an_unsigned_text_is_signed_by_who_is_described_at_its_end():
    text = f"Tides\n\n{LONG}\n\n{LONG}\n\nJo Lind is a researcher at Harbour School."

    manuscript, report = read_plain_text(text)

    assert [author.name for author in manuscript.authors] == ["Jo Lind"]
    assert ("author", "Jo Lind") in [(f.field, f.value) for f in report.guessed]


def test_text_after_the_disclaimer_that_is_no_biography_stays_at_the_end():
    text = f"Tides\n\nBy Mina Seo\n\n{LONG}\n\nDISCLAIMER: Hers.\n\nFirst read at a harbour day."

    manuscript, report = read_plain_text(text)

    assert plain_text(manuscript.body_html).endswith("First read at a harbour day.")
    assert "body" in [finding.field for finding in report.guessed]
