"""HTML that means harm: scripts, depth, bulk, nonsense."""

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.body import clean, outline, parse, plain_text, word_count
from articles.body.cleaning import sanitise
from articles.body.reading import read
from articles.body.writing import write
from record import document

TAG = re.compile(r"</?([a-z0-9]+)((?: [a-z-]+(?:=\"[^\"<>]*\")?)*)>")
ATTRIBUTE = re.compile(r' ([a-z-]+)(?:="([^"]*)")?')
SUBSET: dict[str, set[str]] = {
    "a": {"href"},
    "ol": {"type", "start", "class"},
    "blockquote": {"class"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "figure": {"data-photo"},
    "span": {"data-note"},
}
BARE = re.findall(
    r"\w+",
    "h2 h3 h4 p ul li footer table caption thead tbody tr figcaption hr em strong sup sub br",
)
SUBSET |= {tag: set() for tag in BARE}

SCRIPTS = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script>alert(1)",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<p onclick=alert(1) style='background:url(javascript:alert(1))'>a</p>",
    "<a href='javascript:alert(1)'>a</a>",
    "<a href='&#106;avascript:alert(1)'>a</a>",
    "<a href=' javascript:alert(1)'>a</a>",
    "<a href=\"https://a.example/'onmouseover='alert(1)\">a</a>",
    '<a href="https://a.example/"onmouseover="alert(1)">a</a>',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)><embed src=javascript:alert(1)></object>",
    "<form action=javascript:alert(1)><button>a</button></form>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=javascript:alert(1)><base href=javascript:alert(1)//>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<title><img src=x onerror=alert(1)></title>",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    '<figure data-photo="1" onload="alert(1)"></figure>',
    "<figure data-photo='1\"><script>alert(1)</script>'></figure>",
    '<span data-note="<script>alert(1)</script>">a</span>',
    "<ol type='1\" onclick=\"alert(1)'><li>a</ol>",
    "<details open ontoggle=alert(1)>a</details>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<a\x00 href=java\x00script:alert(1)>a</a>",
]


def assert_is_subset(html: str) -> None:
    rest = TAG.sub("", html)
    assert "<" not in rest
    assert ">" not in rest
    for tag, attributes in TAG.findall(html):
        assert tag in SUBSET
        names = dict(ATTRIBUTE.findall(attributes))
        assert names.keys() <= SUBSET[tag]
        assert re.match(r"(https?:/|mailto:|/(?![/\\])|$)", names.get("href", ""), re.IGNORECASE)


@pytest.mark.parametrize("payload", SCRIPTS)
@pytest.mark.parametrize(
    "around", ["{}", "<p>a {} b</p>", "<table><td>{}", "<ul>{}", "<em>{}</em>"]
)
def test_no_script_survives(payload, around):
    cleaned = clean(around.format(payload))

    assert_is_subset(cleaned)
    assert clean(cleaned) == cleaned


LEVELS = 20_000
DEEP = {
    "div": ("<div>", "</div>"),
    "ul": ("<ul><li>", "</li></ul>"),
    "ul straight in ul": ("<ul>", "</ul>"),
    "blockquote": ("<blockquote>", ""),
    "table": ("<table><tr><td>", ""),
    "b": ("<b>", "</b>"),
    "b with attributes": ("<b id=x>", "<p>"),
    "span": ("<span>", "</p>"),
    "note": ("<span data-note>", "</span>"),
    "a": ("<a href=/x>", ""),
    "svg": ("<svg>", ""),
    "heading": ("<h2><b>", ""),
    "open tag": ("<a <a", ""),
    "quote": ("<a '>", ""),
    "comment": ("<!--", ""),
    "less than": ("<", ""),
    "end tag": ("</div>", ""),
}


@pytest.mark.parametrize(("start", "end"), DEEP.values(), ids=DEEP)
def test_depth_and_bulk_are_read_in_linear_time(start, end):
    hostile = start * LEVELS + "word" + end * LEVELS
    began = time.process_time()

    cleaned = clean(hostile)

    # Seconds of CPU, with room for a busy machine; what grows with the square takes far more.
    assert time.process_time() - began < 2
    assert_is_subset(cleaned)
    assert clean(cleaned) == cleaned
    assert "word" in cleaned or start in {"<!--", "<a '>", "<a <a"}


def test_fifty_thousand_nested_elements_are_flattened():
    cleaned = clean("<div><blockquote>" * 25_000 + "word" + "</blockquote></div>" * 25_000)

    assert plain_text(cleaned) == "word"
    assert cleaned.count("<blockquote>") < 33


def test_what_lies_too_deep_keeps_its_words_apart():
    cleaned = clean("<ul><li>" * 60 + "<p>one</p><p>two</p>" + "</li></ul>" * 60)

    assert plain_text(cleaned).split() == ["one", "two"]
    assert cleaned.count("<ul>") < 20


TAGS = re.findall(
    r"\S+",
    """<p> </p> <div> </div> <h1> </h2> <h3> </h3> <ul> </ul> <ol/type=a> </ol> <li> </li>
    <blockquote/class=pull> </blockquote> <footer> </footer> <table> </table> <tr> <td> </td>
    <th/colspan=3> <caption> </caption> <thead> </thead> <tbody> <figure/data-photo=3> </figure>
    <figcaption> </figcaption> <hr> <br> <em> </em> <b> </b> <sup> </sup> <a/href=/b> </a>
    <a/href=javascript:x> <span/data-note> <span> </span> <pre> </pre> <script> </script> <svg>
    </svg> <!-- --> <![CDATA[ a &nbsp; &lt; &amp;amp; &#x338; < > " '""",
)
PIECES = st.sampled_from([*TAGS, " ", "\n", "b ", "\u0301", "\x00", "\u202e", "한"])
SOUP = st.lists(PIECES | st.text(max_size=4), max_size=40).map("".join)


@settings(max_examples=250, deadline=None)
@given(SOUP)
@example("<ul><ul><li>a</ul>b")
@example("<p>a\u202f<em>\x00</em>\u0301")
def test_any_html_is_cleaned_once_and_for_all_and_always_parses(html):
    cleaned = clean(html)

    assert_is_subset(cleaned)
    assert clean(cleaned) == cleaned
    parsed = parse(cleaned)
    assert parse(html) == parsed
    assert word_count(cleaned) == word_count(html)
    assert len(outline(cleaned)) == sum(isinstance(b, document.Heading) for b in parsed.blocks)


@settings(max_examples=120, deadline=None)
@given(SOUP)
def test_the_sanitiser_finds_nothing_to_change_in_what_the_writer_wrote(html):
    written = write(read(html))

    spelt = written.replace("\N{NO-BREAK SPACE}", "&nbsp;").replace(">\u0338", ">&#824;")
    assert sanitise(written) == spelt


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<li>", "<td>", "<b>", "</div>", "<ul>", "<table>", " word "]
        )
    )
)
def test_no_word_is_lost_or_grown_together(pieces):
    assert plain_text(clean("".join(pieces))).split() == ["word"] * pieces.count(" word ")
