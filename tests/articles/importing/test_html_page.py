"""Saved web pages: metadata, the article's part, pictures, notes, and pages that mean harm."""

import pytest

from articles.body import outline, parse, plain_text
from articles.importing.html_page import read_html_page
from articles.importing.manuscript import Work

LONG = "The sea has its own calendar, and those who live by it learn to read it early. " * 3

PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head>
<title>Tides of Trade | The Tidal Review</title>
<meta name="citation_title" content="Tides of Trade">
<meta name="citation_author" content="Seo, Mina">
<meta name="citation_issn" content="2049-3630">
<meta name="citation_doi" content="10.5555/TIDES.1">
<meta property="article:tag" content="ports"><meta property="article:tag" content="tides">
<meta name="description" content="Ports rise and fall.">
<link rel="canonical" href="https://review.example/tides">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
 {{"@type": "WebSite", "name": "The Tidal Review"}},
 {{"@type": "OpinionNewsArticle", "headline": "Other", "datePublished": "2031-03-04T10:00:00Z",
   "author": [{{"@type": "Person", "name": "Mina Seo", "jobTitle": "Fellow",
     "affiliation": {{"name": "Institute of Tides"}},
     "sameAs": "https://orcid.org/0000-0002-1825-0097"}}]}}]}}</script>
</head><body>
<nav><a href="/">Home</a> <a href="/about">About</a></nav>
<div class="cookie-banner">We use cookies.</div>
<article>
<header><h1>Tides of Trade</h1><p class="byline">By <a rel="author" href="/m">Mina Seo</a></p>
<p>Ports rise and fall.</p><time datetime="2031-03-04">4 March 2031</time></header>
<figure><img src="lead.jpg" alt="boats">
<figcaption>Boats at dawn. <span class="credit">Photo: Jo Lind</span></figcaption></figure>
<p>First <a href="https://a.example/">link</a>.<sup id="r1"><a href="#n1">1</a></sup> {LONG}</p>
<script>alert(1)</script>
<h2>Ports</h2>
<p>(1) one</p><p>(2) two</p>
<table><caption>Ships</caption><tr><th>Port</th></tr><tr><td>Osa</td></tr></table>
<blockquote><p>Quoted</p></blockquote>
<figure><img src="second.jpg"><figcaption>A second picture</figcaption></figure>
<div class="share-buttons">Share on Harbourbook</div>
<p><strong>DISCLAIMER:</strong> Views are <em>hers</em>.</p>
<p>Mina Seo is a Senior Fellow at the Institute of Tides. She wrote “Ports” (Tide Press, 2030).</p>
<h2>Notes</h2><ol><li id="n1">See <em>that</em>. <a href="#r1">↩</a></li></ol>
</article>
<footer>© 2031</footer></body></html>"""


@pytest.fixture(scope="module")
def saved():
    return read_html_page(PAGE)


def test_metadata_is_taken_over(saved):
    manuscript, _ = saved

    assert manuscript.title == "Tides of Trade"
    assert manuscript.issn == "2049-3630"
    assert manuscript.doi == "10.5555/tides.1"
    assert manuscript.language == "en-GB"
    assert manuscript.keywords == ("ports", "tides")
    assert manuscript.source_url == "https://review.example/tides"
    assert str(manuscript.published_on) == "2031-03-04"


def test_an_author_is_put_together_from_all_that_is_said(saved):
    (author,) = saved[0].authors

    assert (author.name, author.given_name, author.family_name) == ("Mina Seo", "Mina", "Seo")
    assert author.orcid == "0000-0002-1825-0097"
    assert (author.position, author.institution) == ("Fellow", "Institute of Tides")
    assert author.biography.startswith("<p>Mina Seo is a Senior Fellow")
    assert author.works == (Work("Ports", "Tide Press", "2030"),)


def test_the_body_keeps_its_markup_and_loses_the_head(saved):
    body = saved[0].body_html

    assert body.startswith('<p>First <a href="https://a.example/">link</a>.<span data-note>See')
    assert [(entry.level, entry.text) for entry in outline(body)] == [(2, "Ports")]
    assert '<ol type="1" class="parenthesised">' in body
    assert "<table><caption>Ships</caption>" in body
    assert "<blockquote><p>Quoted</p></blockquote>" in body
    assert "alert" not in body


def test_notes_stand_at_their_numbers(saved):
    body = saved[0].body_html

    (note,) = parse(body).notes
    assert "".join(getattr(run, "text", "") for run in note.content) == "See that."
    assert "↩" not in body
    assert "Notes" not in plain_text(body)


def test_the_first_picture_gives_credit_and_caption_and_others_keep_theirs(saved):
    manuscript, report = saved

    assert manuscript.photo_credit == "Jo Lind"
    assert manuscript.photo_caption == "Boats at dawn."
    assert "A second picture" in plain_text(manuscript.body_html)
    assert [problem.what.split("”")[0] for problem in report.problems] == [
        "The picture “lead.jpg",
        "The picture “second.jpg",
    ]
    second = PAGE[: PAGE.index("second.jpg")].count("\n") + 1
    assert report.problems[1].line == second


def test_standfirst_and_disclaimer_are_found(saved):
    manuscript, _ = saved

    assert manuscript.standfirst == "Ports rise and fall."
    assert manuscript.disclaimer == "Views are hers."


def test_what_is_not_the_article_is_thrown_away_and_named(saved):
    thrown_away = " ".join(finding.value for finding in saved[1].thrown_away)

    for text in ("Home About", "We use cookies.", "Share on Harbourbook", "© 2031"):
        assert text in thrown_away


def test_a_page_without_markup_for_its_parts_is_read_by_its_wording():
    page = (
        "<html><title>Tides – The Tidal Review</title><body><div><div>Menu | Home</div></div>"
        "<div id=x><div><p>top of page</p><p>ISSN 2049-3630</p><ul><li>Mina Seo</li></ul>"
        f"<p><b>Tides</b></p><p>Why ports fall.</p><p>Photo credits: Jo Lind</p><p>{LONG}</p>"
        f"<p><b>1. Ports</b></p><p>{LONG}</p><p>(1) a</p><p>(2) b</p>"
        "<p>DISCLAIMER: Hers.</p><p>Mina Seo is Professor at the Institute of Tides.</p>"
        "<p>A motto for the sea</p><p>bottom of page</p></div></div></body></html>"
    )

    manuscript, report = read_html_page(page)

    assert manuscript.title == "Tides"
    assert manuscript.issn == "2049-3630"
    assert manuscript.photo_credit == "Jo Lind"
    assert manuscript.disclaimer == "Hers."
    assert [entry.text for entry in outline(manuscript.body_html)] == ["1. Ports"]
    assert "A motto for the sea" in [finding.value for finding in report.thrown_away]


def test_notes_as_word_processors_write_them():
    page = (
        f"<body><p>Text<a href='#_ftn1' name='_ftnref1'><sup>[1]</sup></a>. {LONG}</p>"
        "<div><hr><div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> The source.</p></div>"
    )

    body = read_html_page(page)[0].body_html

    assert "<p>Text<span data-note>The source.</span>. The sea" in body


def test_a_table_of_contents_makes_no_notes():
    page = (
        "<body><p><a href='#s1'>1</a> <a href='#s2'>2</a></p>"
        f"<div><h2 id=s1>One</h2><p>{LONG}</p></div><div><h2 id=s2>Two</h2><p>{LONG}</p></div>"
    )

    body = read_html_page(page)[0].body_html

    assert "data-note" not in body
    assert [entry.text for entry in outline(body)] == ["One", "Two"]


@pytest.mark.parametrize(
    "json_ld",
    ["{", "[" * 50_000, '{"@type": "Article", "author": 7, "headline": {"a": []}}', '"x"', "null",
     '{"@type": ["Article", 3], "author": [null, {"name": ["a"]}], "keywords": [1, {}]}'],
)  # fmt: skip
def test_broken_json_ld_is_passed_over(json_ld):
    page = f'<script type="application/ld+json">{json_ld}</script><h1>Tides</h1><p>{LONG}</p>'

    assert read_html_page(page)[0].title == "Tides"


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 20_000 + "word",
        "<table><tr><td>" * 3_000 + "word",
        "<article>" * 20_000 + "<p>word",
        "<p class=byline>" * 5_000 + "word",
        "<button>b</button>" * 10_000 + "<p>word</p>",
        "<a href='#n'>1</a>" * 5_000 + "<p id=n>word</p>",
        "<p>word" + "<span>" * 20_000 + "</p>" * 20_000,
    ],
    ids=["div", "table", "article", "byline", "buttons", "notes", "spans"],
)
def test_hostile_pages_are_survived(hostile):
    manuscript, report = read_html_page(f"<body>{hostile}")

    everything = repr((manuscript, report))
    assert "word" in everything
    assert "<script" not in manuscript.body_html
