"""What becomes of HTML on its way into a draft."""

import unicodedata

import pytest

from articles.body import clean


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("<h1>Tides</h1>", "<h2>Tides</h2>", id="a title's heading is one of the body"),
        pytest.param(
            "<h6>Tides</h6>", "<h4>Tides</h4>", id="a deep heading is the deepest there is"
        ),
        pytest.param(
            "<p><b>a</b> <i>b</i></p>", "<p><strong>a</strong> <em>b</em></p>", id="b and i"
        ),
        pytest.param("<div>a</div><div>b</div>", "<p>a</p>\n<p>b</p>", id="div is a paragraph"),
        pytest.param("loose", "<p>loose</p>", id="loose text is a paragraph"),
        pytest.param("<p>a<p>b", "<p>a</p>\n<p>b</p>", id="unclosed paragraphs"),
        pytest.param("<p>a<br><br>b</p>", "<p>a</p>\n<p>b</p>", id="blank lines part paragraphs"),
        pytest.param("<p>a<br>b</p>", "<p>a<br>b</p>", id="a line break stays"),
        pytest.param(
            "<p>a</p><p>&nbsp;</p><p> <br></p><h2></h2>", "<p>a</p>", id="empty blocks go"
        ),
        pytest.param("<p>a <blink>b</blink> c</p>", "<p>a b c</p>", id="the unknown is unwrapped"),
        pytest.param(
            "<p>a<span style='x'>b</span></p>", "<p>ab</p>", id="a bare span is unwrapped"
        ),
        pytest.param("<p>it<em> is</em></p>", "<p>it <em>is</em></p>", id="spaces leave emphasis"),
        pytest.param(
            "<p><em>a</em><em>b</em></p>", "<p><em>ab</em></p>", id="adjoining emphasis joins"
        ),
        pytest.param(
            "<p><em>a <b>b</b></em></p>",
            "<p><em>a </em><strong><em>b</em></strong></p>",
            id="one nesting",
        ),
        pytest.param(
            "<p>H<sub>2</sub>O, m<sup>2</sup></p>",
            "<p>H<sub>2</sub>O, m<sup>2</sup></p>",
            id="sub and sup",
        ),
        pytest.param("<pre>one\n two</pre>", "<p>one<br>two</p>", id="lines of preformatted text"),
        pytest.param("<p>a</p><hr><p>b</p>", "<p>a</p>\n<hr>\n<p>b</p>", id="a rule"),
        pytest.param("<q>so</q>", "<p>“so”</p>", id="quotation marks are text"),
        pytest.param("a<!-- secret -->b", "<p>ab</p>", id="comments go"),
        pytest.param("5 < 6 & 7 > 3", "<p>5 &lt; 6 &amp; 7 &gt; 3</p>", id="bare signs are text"),
        pytest.param("<dl><dt>a<dd>b</dl>", "<p>a</p>\n<p>b</p>", id="terms and their meanings"),
    ],
)
def test_html_is_reduced_to_the_subset(given, kept):
    assert clean(given) == kept


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param(
            "<ul><li>a<li>b</ul>",
            "<ul><li><p>a</p></li><li><p>b</p></li></ul>",
            id="unclosed items",
        ),
        pytest.param(
            '<ol class="x parenthesised" start="4"><li><p>a</p></li></ol>',
            '<ol type="1" start="4" class="parenthesised"><li><p>a</p></li></ol>',
            id="the style of numbers",
        ),
        pytest.param(
            '<ol type="i"><li>a</li></ol>', '<ol type="i"><li><p>a</p></li></ol>', id="roman"
        ),
        pytest.param(
            '<ol type="9" start="-4"><li>a</li></ol>',
            '<ol type="1"><li><p>a</p></li></ol>',
            id="nonsense",
        ),
        pytest.param("<ul><li></li></ul>", "", id="a list of nothing"),
        pytest.param(
            "<ul><li>a</li><ul><li>b</li></ul></ul>",
            "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>",
            id="a list straight in a list belongs to the item before",
        ),
        pytest.param("<li>a</li>", "<p>a</p>", id="an item without list"),
        pytest.param(
            "<ul><li><h3>a</h3></li></ul>",
            "<ul><li><p><strong>a</strong></p></li></ul>",
            id="a heading in an item is no part of the outline",
        ),
    ],
)
def test_lists_keep_their_numbering_and_hold_items_only(given, kept):
    assert clean(given) == kept


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param(
            "<blockquote><p>a</p><footer>Mina</footer></blockquote>",
            "<blockquote><p>a</p><footer>Mina</footer></blockquote>",
            id="with attribution",
        ),
        pytest.param(
            '<blockquote class="pull wide">a</blockquote>',
            '<blockquote class="pull"><p>a</p></blockquote>',
            id="pulled",
        ),
        pytest.param(
            "<blockquote><footer>a</footer><p>b</p></blockquote>",
            "<blockquote><p>a</p><p>b</p></blockquote>",
            id="a footer not at its end",
        ),
        pytest.param("<footer>a</footer>", "<p>a</p>", id="a footer outside"),
    ],
)
def test_quotes_end_in_their_attribution(given, kept):
    assert clean(given) == kept


def test_a_table_gets_its_regular_parts():
    given = (
        "<table border=1><caption>Ports</caption><tr><th>Port<th>Ships"
        "<tr><th>Osa<td colspan=2>4<p>5<tr></table>"
    )

    assert clean(given) == (
        "<table><caption>Ports</caption>"
        '<thead><tr><th scope="col">Port</th><th scope="col">Ships</th></tr></thead>'
        '<tbody><tr><th scope="row">Osa</th><td colspan="2">4<br>5</td></tr></tbody></table>'
    )


def test_a_table_in_a_cell_becomes_lines_of_the_cell():
    given = "<table><tr><td>a<table><tr><td>b<td>c</table>d</td><td>e</td></tr></table>"

    assert (
        clean(given) == "<table><tbody><tr><td>a<br>b<br>c<br>d</td><td>e</td></tr></tbody></table>"
    )


def test_text_astray_in_a_table_stands_before_it():
    assert clean("<table>x<tr><td>a</td></tr></table>") == (
        "<p>x</p>\n<table><tbody><tr><td>a</td></tr></tbody></table>"
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param(
            '<figure data-photo="12"><img src=x><figcaption>At <i>dawn</i></figcaption></figure>',
            '<figure data-photo="12"><figcaption>At <em>dawn</em></figcaption></figure>',
            id="of the library",
        ),
        pytest.param(
            '<figure data-photo="12"></figure>', '<figure data-photo="12"></figure>', id="bare"
        ),
        pytest.param(
            '<figure data-photo="x"><figcaption>a</figcaption></figure>', "<p>a</p>", id="no key"
        ),
        pytest.param('<figure data-photo="0"></figure>', "", id="a key that can't be"),
        pytest.param(
            "<figure><img src=x><figcaption>a</figcaption></figure>", "<p>a</p>", id="no photo"
        ),
        pytest.param(
            "<figure><table><tr><td>a</table></figure>",
            "<table><tbody><tr><td>a</td></tr></tbody></table>",
            id="around a table",
        ),
    ],
)
def test_a_figure_stays_only_if_it_names_a_photo_of_the_library(given, kept):
    assert clean(given) == kept


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param(
            '<p>a<span data-note="">See <em>b</em>.</span> c</p>',
            "<p>a<span data-note>See <em>b</em>.</span> c</p>",
            id="at its place",
        ),
        pytest.param("<p>a<span data-note> </span></p>", "<p>a</p>", id="empty"),
        pytest.param(
            "<p>a<span data-note>b <span data-note>c</span> d</span></p>",
            "<p>a<span data-note>b c d</span></p>",
            id="in a note",
        ),
        pytest.param(
            "<p>a<span data-note>b<p>c</p>",
            "<p>a<span data-note>b</span></p>\n<p>c</p>",
            id="an unclosed one swallows no paragraph",
        ),
    ],
)
def test_a_note_stands_in_a_line_of_text(given, kept):
    assert clean(given) == kept


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=1&amp;c=2",
        "http://example.org/",
        "mailto:m@example.org",
        "/articles/",
        "/#x",
    ],
)
def test_a_link_leads_to_the_web_to_a_mailbox_or_into_the_site(address):
    assert clean(f'<a href="{address}">a</a>') == f'<p><a href="{address}">a</a></p>'


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " java&#10;script:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "https:evil.example",
        "https://",
        "http://[x",
        "ftp://a.example",
        "a.html",
        "file:///etc/passwd",
        "",
        "https://a.example/" + "x" * 3000,
    ],
)
def test_any_other_link_is_only_its_text(address):
    assert clean(f'<a href="{address}">a</a>') == "<p>a</p>"


def test_what_may_not_stand_bare_in_an_address_is_encoded():
    given = "<a href='/a b\"<c>\N{NO-BREAK SPACE}d\N{RIGHT-TO-LEFT OVERRIDE}'>a</a>"

    assert clean(given) == '<p><a href="/a%20b%22%3Cc%3E%C2%A0d">a</a></p>'


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("a\x00b\x07c\x9fd", "abcd", id="controls"),
        pytest.param("a\ud800b", "ab", id="a lone surrogate"),
        pytest.param(
            "a&#xD800;b&#0;",
            "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}",
            id="by reference",
        ),
        pytest.param("a\ufffeb\U0001ffffc\ufdd0", "abc", id="non-characters"),
        pytest.param("a\u202eb\u2066c", "abc", id="overrides and isolates"),
        pytest.param("e\u0301", "é", id="decomposed"),
        pytest.param("<em>e</em>\u0301", "<em>e</em>\u0301", id="an accent that can't join"),
        pytest.param("가족 👩\u200d👧", "가족 👩\u200d👧", id="joined emoji"),
        pytest.param("&#" + "9" * 5000 + ";", "\N{REPLACEMENT CHARACTER}", id="a huge reference"),
    ],
)
def test_characters_that_can_stand_nowhere_are_removed(given, kept):
    assert clean(given) == f"<p>{kept}</p>"


def test_composing_the_whole_html_later_breaks_no_tag():
    written = clean("<p><em>\N{COMBINING LONG SOLIDUS OVERLAY}a</em></p>")

    assert clean(unicodedata.normalize("NFC", written)) == written
