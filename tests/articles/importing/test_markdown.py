"""Markdown with and without front matter."""

import pytest

from articles.body import outline, plain_text
from articles.importing.manuscript import Work
from articles.importing.markdown import read_markdown

FULL = """---
title: Tides of Trade: a history
subtitle: From ropes to rails
standfirst: >-
  Ports rise
  and fall.
authors:
  - name: Seo Mina
    native_name: 서미나
    name_order: family-first
    title: Professor
    affiliation: Institute of Tides
    orcid: 0000-0002-1825-0097
    biography: Seo Mina studies *tides*.
    works:
      - “Tides and Ports” (Tide Press, 2031)
      - Ropes
      - {title: Winds, publisher: Harbour, year: 2030}
  - Jo Lind
section: Analysis
topics: [Trade, Oceans]
regions: [NO, KR]
keywords: ports, tides
language: en-GB
slug: tides-of-trade
photo: harbour.jpg
alt: Boats in a harbour
credit: Jo Lind
caption: Dawn
licence: CC-BY-4.0
disclaimer: These are her views.
date: 2031-03-28
doi: 10.5555/tides.1
issn: 20493630
---

Hello *world*.[^a] And <b>raw</b>.

## Ports

1) one
2) two

| a | b |
|---|---|
| 1 | 2 |

> quoted

![Masts](masts.png "Masts at noon")

[^a]: The *note*
goes on.
"""


@pytest.fixture(scope="module")
def full():
    return read_markdown(FULL)


def test_front_matter_says_all_about_the_article(full):
    manuscript, _ = full

    assert manuscript.title == "Tides of Trade: a history"
    assert manuscript.subtitle == "From ropes to rails"
    assert manuscript.standfirst == "Ports rise and fall."
    assert manuscript.section == "Analysis"
    assert manuscript.topics == ("Trade", "Oceans")
    assert manuscript.regions == ("NO", "KR")
    assert manuscript.keywords == ("ports", "tides")
    assert manuscript.language == "en-GB"
    assert manuscript.slug == "tides-of-trade"
    assert manuscript.licence == "CC-BY-4.0"
    assert manuscript.disclaimer == "These are her views."
    assert manuscript.doi == "10.5555/tides.1"
    assert manuscript.issn == "2049-3630"
    assert str(manuscript.published_on) == "2031-03-28"


def test_front_matter_names_the_lead_photo(full):
    manuscript, _ = full

    assert manuscript.photo_file == "harbour.jpg"
    assert manuscript.photo_alt == "Boats in a harbour"
    assert manuscript.photo_credit == "Jo Lind"
    assert manuscript.photo_caption == "Dawn"


def test_front_matter_describes_the_authors(full):
    seo, lind = full[0].authors

    assert (seo.name, seo.native_name, seo.name_order) == ("Seo Mina", "서미나", "family-first")
    assert (seo.position, seo.institution) == ("Professor", "Institute of Tides")
    assert seo.orcid == "0000-0002-1825-0097"
    assert seo.biography == "<p>Seo Mina studies <em>tides</em>.</p>"
    assert seo.works == (
        Work("Tides and Ports", "Tide Press", "2031"),
        Work("Ropes"),
        Work("Winds", "Harbour", "2030"),
    )
    assert lind.name == "Jo Lind"


def test_the_text_keeps_its_markup_and_raw_html_is_text(full):
    body = full[0].body_html

    assert body.startswith(
        "<p>Hello <em>world</em>.<span data-note>The <em>note</em> goes on.</span> "
        "And &lt;b&gt;raw&lt;/b&gt;.</p>"
    )
    assert '<ol type="1" class="parenthesised"><li><p>one</p></li><li><p>two</p></li></ol>' in body
    assert '<th scope="col">a</th>' in body
    assert "<blockquote><p>quoted</p></blockquote>" in body


def test_pictures_in_the_text_are_reported_and_their_captions_kept(full):
    manuscript, report = full

    (problem,) = report.problems
    assert "“masts.png” (Masts)" in problem.what
    assert problem.line == FULL.split("\n").index('![Masts](masts.png "Masts at noon")') + 1
    assert "Masts at noon" in plain_text(manuscript.body_html)


def test_without_front_matter_the_first_heading_is_the_title():
    manuscript, _ = read_markdown(
        "# Tides\n\nBy Mina Seo\n\nWhy ports fall.\n\nPhoto: Jo Lind\n\nThe text.\n\n"
        "## Ports\n\nMore.\n"
    )

    assert manuscript.title == "Tides"
    assert [author.name for author in manuscript.authors] == ["Mina Seo"]
    assert manuscript.standfirst == "Why ports fall."
    assert manuscript.photo_credit == "Jo Lind"
    assert [(entry.level, entry.text) for entry in outline(manuscript.body_html)] == [(2, "Ports")]


def test_with_front_matter_nothing_is_told_by_position():
    manuscript, _ = read_markdown(
        f"---\ntitle: Tides\n---\n\nShort line.\n\n{'Long text. ' * 40}\n"
    )

    assert manuscript.standfirst == ""
    assert plain_text(manuscript.body_html).startswith("Short line.")


def test_headings_as_high_as_the_title_are_put_below_it():
    manuscript, _ = read_markdown("---\ntitle: Tides\n---\n# Ports\n\na\n\n## Quays\n\nb\n")

    assert [(entry.level, entry.text) for entry in outline(manuscript.body_html)] == [
        (2, "Ports"),
        (3, "Quays"),
    ]


def test_a_numbered_heading_is_no_list_of_one():
    manuscript, _ = read_markdown("# Tides\n\nText.\n\n2. Of *ropes*\n\nMore text.\n")

    assert "<h2>2. Of <em>ropes</em></h2>" in manuscript.body_html


def test_a_picture_before_the_text_is_the_lead_photo():
    manuscript, report = read_markdown('# Tides\n\n![Boats](harbour.jpg "Dawn")\n\nThe text.\n')

    assert manuscript.photo_file == "harbour.jpg"
    assert (manuscript.photo_alt, manuscript.photo_caption) == ("Boats", "Dawn")
    assert report.problems == ()


@pytest.mark.parametrize("name", ["../secret.jpg", "/etc/passwd", "a/b.jpg", "..\\x.jpg", ".env"])
def test_a_photo_lies_beside_the_manuscript_and_nowhere_else(name):
    manuscript, report = read_markdown(f"---\ntitle: Tides\nphoto: '{name}'\n---\ntext\n")

    assert manuscript.photo_file == ""
    assert "no file name" in report.problems[0].what


def test_unknown_keys_are_reported_with_what_they_say():
    _, report = read_markdown("---\ntitle: Tides\ncolour: sea green\n---\ntext\n")

    (problem,) = report.problems
    assert "“colour”" in problem.what
    assert "sea green" in problem.what


@pytest.mark.parametrize(
    "front_matter",
    [
        pytest.param("a: &x [1, 2]\nb: *x", id="aliases"),
        pytest.param("title: " + "[" * 5_000, id="depth"),
        pytest.param("title: [1, 2", id="unclosed"),
        pytest.param("- a\n- b", id="no mapping"),
        pytest.param("title: " + "x" * 70_000, id="size"),
        pytest.param("title: !!python/object/apply:os.system [id]\n: :", id="broken object"),
    ],
)
def test_front_matter_that_cannot_be_read_stays_as_text_and_is_a_problem(front_matter):
    manuscript, report = read_markdown(f"---\n{front_matter}\n---\n\nThe text.\n")

    assert "The text." in plain_text(manuscript.body_html)
    assert any("front matter" in problem.what for problem in report.problems)


def test_python_objects_in_front_matter_are_only_text():
    manuscript, _ = read_markdown("---\ntitle: !!python/name:os.system ''\n---\ntext\n")

    assert manuscript.title == ""


def test_a_note_without_text_and_one_without_place_are_reported_and_kept():
    manuscript, report = read_markdown("# Tides\n\nThe text[^1].\n\n[^2]: Lost *words*.\n")

    assert "The text[^1]." in plain_text(manuscript.body_html)
    assert plain_text(manuscript.body_html).endswith("Lost words.")
    assert ["[^1]" in p.what or "[^2]" in p.what for p in report.problems] == [True, True]
