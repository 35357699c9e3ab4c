"""Plain text: how its paragraphs, lists, headings, notes and references are told."""

import pytest

from articles.body import outline, parse, plain_text
from articles.importing.plain_text import read_plain_text

LONG = "The sea has its own calendar, and those who live by it learn to read it early. " * 4


def body_of(*passages):
    return read_plain_text("\n\n".join(["Tides", LONG, *passages]))[0].body_html


@pytest.mark.parametrize(
    ("passages", "list_html"),
    [
        pytest.param(["• a", "• b"], "<ul><li><p>a</p></li><li><p>b</p></li></ul>", id="bullets"),
        pytest.param(["- a", "- b"], "<ul><li><p>a</p></li><li><p>b</p></li></ul>", id="dashes"),
        pytest.param(
            ["1. Go there.", "2. Come back."],
            '<ol type="1"><li><p>Go there.</p></li><li><p>Come back.</p></li></ol>',
            id="numbers",
        ),
        pytest.param(
            ["(3) c", "(4) d"],
            '<ol type="1" start="3" class="parenthesised"><li><p>c</p></li><li><p>d</p></li></ol>',
            id="numbers that begin later",
        ),
        pytest.param(
            ["(a) x", "(b) y"],
            '<ol type="a" class="parenthesised"><li><p>x</p></li><li><p>y</p></li></ol>',
            id="letters",
        ),
        pytest.param(
            ["(i) x", "(ii) y"],
            '<ol type="i" class="parenthesised"><li><p>x</p></li><li><p>y</p></li></ol>',
            id="roman numbers",
        ),
    ],
)  # fmt: skip
def test_lists_are_known_by_what_their_items_begin_with(passages, list_html):
    assert list_html in body_of(*passages, LONG)


def test_a_number_that_does_not_follow_begins_a_new_list():
    assert body_of("(1) a", "(2) b", "(1) c").count("<ol") == 2


def test_one_number_at_the_start_of_a_sentence_is_no_list():
    assert "<p>1. This is a sentence that goes on.</p>" in body_of(
        "1. This is a sentence that goes on.", LONG
    )


def test_headings_are_numbered_usual_or_guessed():
    body = body_of("Introduction", LONG, "1.2 Winds", LONG, "II. Currents", LONG, "Of Ropes", LONG)

    assert [(entry.level, entry.text) for entry in outline(body)] == [
        (2, "Introduction"),
        (3, "1.2 Winds"),
        (2, "II. Currents"),
        (2, "Of Ropes"),
    ]


def test_a_guessed_heading_is_told():
    _, report = read_plain_text(f"Tides\n\n{LONG}\n\nOf Ropes\n\n{LONG}")

    assert ("heading", "Of Ropes") in [(f.field, f.value) for f in report.guessed]


def test_rules_and_quotes():
    body = body_of("* * *", "> So it was.", LONG)

    assert "<hr>" in body
    assert "<blockquote><p>So it was.</p></blockquote>" in body


def test_notes_are_brought_to_their_numbers():
    body = body_of("Ports rise [1] and fall.[2]", "Notes", "[1] See there.", "[2] And here.")

    parsed = parse(body)
    assert len(parsed.notes) == 2
    assert "Notes" not in plain_text(body)
    assert "<p>Ports rise <span data-note>See there.</span> and fall." in body


def test_notes_without_their_numbers_in_the_text_stay_where_they_are():
    body = body_of("Ports rise.", "Notes", "[1] See there.")

    assert "[1] See there." in plain_text(body)


def test_references_are_listed_with_their_dois():
    manuscript, _ = read_plain_text(
        f"Tides\n\n{LONG}\n\nReferences\n\nSeo, M. (2030). Ports. https://doi.org/10.5555/AB.1.\n\n"
        "[2] Lind, J. (2031). Winds. https://winds.example/a."
    )

    first, second = manuscript.references
    assert first.text.startswith("Seo, M. (2030)")
    assert first.doi == "10.5555/ab.1"
    assert second.text.startswith("Lind, J.")
    assert second.url == "https://winds.example/a"


def test_lines_wrapped_at_a_width_are_joined():
    text = (
        "Tides of Trade\n\n"
        "The sea has its own calendar, and those who live by it learn to\n"
        "read it early. Ships leave with the inter-\n"
        "national mail and come back with the tide that nobody had ever\n"
        "reckoned with.\n\n"
        "A second paragraph that is also wrapped at about the same width\n"
        "as the first one was."
    )

    lines = plain_text(read_plain_text(text)[0].body_html).split("\n")

    assert lines[0].endswith("the inter-national mail and come back with the tide that nobody had "
                             "ever reckoned with.")  # fmt: skip
    assert lines[1].endswith("width as the first one was.")


def test_lines_that_are_paragraphs_are_not_joined():
    text = f"Tides of Trade\nBy Mina Seo\n{LONG}\n{LONG}\n(1) One\n(2) Two\n{LONG}"

    manuscript, _ = read_plain_text(text)

    assert [author.name for author in manuscript.authors] == ["Mina Seo"]
    assert manuscript.body_html.count("<p>The sea") == 3
    assert manuscript.body_html.count("<li>") == 2


def test_navigation_is_thrown_away_at_the_edges_only():
    text = (
        f"Skip to main content\n\nMenu\n\nTides\n\n3 min read\n\n{LONG}\n\n" + f"{LONG}\n\n" * 9
        + f"Share\n\n{LONG}\n\n" + f"{LONG}\n\n" * 9 + "Facebook\n\n© 2031 Tidal Review"
    )  # fmt: skip

    manuscript, report = read_plain_text(text)

    assert manuscript.title == "Tides"
    assert [finding.value for finding in report.thrown_away] == [
        "Skip to main content", "Menu", "3 min read", "Facebook", "© 2031 Tidal Review",
    ]  # fmt: skip
    assert "Share" in plain_text(manuscript.body_html)


def test_day_section_keywords_and_doi_are_known_by_their_lines():
    manuscript, _ = read_plain_text(
        f"Commentary\n\nTides\n\nPublished: 4 March 2031\n\nKeywords: ports, tides; ropes\n\n"
        f"https://doi.org/10.5555/tides.1\n\n{LONG}\n\n{LONG}"
    )

    assert manuscript.section == "Commentary"
    assert manuscript.published_on is not None
    assert manuscript.published_on.isoformat() == "2031-03-04"
    assert manuscript.keywords == ("ports", "tides", "ropes")
    assert manuscript.doi == "10.5555/tides.1"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("조류와 무역\n\n바다는 제 달력을 가지고 있다.", "ko"),
        ("潮と貿易\n\n海には海の暦がある。", "ja"),
        ("潮汐与贸易\n\n海有自己的日历。", "zh"),
        ("Tides\n\nThe sea (바다) has its calendar.", "en"),
    ],
)
def test_the_language_is_guessed_by_script(text, language):
    manuscript, report = read_plain_text(text)

    assert manuscript.language == language
    assert ("language", language) in [(f.field, f.value) for f in report.guessed]
