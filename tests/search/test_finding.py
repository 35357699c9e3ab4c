"""What is found, in which order, and what of it is shown."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest

from partners.terms import Terms
from record.document import Contribution, Kind, Paragraph, Run, Section, Term
from search.finding import Cursor, MalformedCursor

pytestmark = pytest.mark.django_db


def test_an_article_is_found_by_words_of_its_title_standfirst_keywords_people_and_body(
    make_public, found
) -> None:
    make_public(
        slug="lanes",
        title="Who Sweeps the Lanes?",
        standfirst="Three states and a strait.",
        keywords=("cabotage",),
        topics=(Term("maritime-law", "Maritime law"),),
        byline=(Contribution(name="Mirae Yoon", author="mirae-yoon", native_name="윤미래"),),
        body=(Paragraph((Run("Nobody pays the pilots."),)),),
    )

    for words in ("sweeps", "strait states", "cabotage", "yoon", "윤미래", "pilots nobody", "law"):
        assert found(words) == ["lanes"], words
    assert found("sweeps harpoon") == []


def test_case_accents_and_the_plural_make_no_difference(make_text, found) -> None:
    make_text("zurich", "The Treaties of Zürich, in Łódź and Korea’s own, for the U.S. navy.")

    for words in ("ZURICH", "zürich", "lodz", "treaty", "TREATIES", "korea", "U.S. navy", "US"):
        assert found(words) == ["zurich"], words


def test_a_phrase_is_found_in_exactly_this_order_and_form(make_text, found) -> None:
    make_text("law", "It is the law of the sea.")
    make_text("sea", "It is the sea of laws, of the law.")

    assert found('"law of the sea"') == ["law"]
    assert found('"sea of laws"') == ["sea"]
    assert found('"sea of law"') == []
    assert found("law-of-the-sea") == ["law"]


def test_a_phrase_is_not_made_of_its_pairs(make_text, found) -> None:
    make_text("pairs", "The law of nations, a part of the sea; by law of the land.")
    make_text("phrase", "It is the law of the sea.")
    make_text("ko-pairs", "한국인 국인의.", language="ko")
    make_text("ko-phrase", "한국인의.", language="ko")

    assert found('"law of the sea"') == ["phrase"]
    assert found('"law of" "of the" "the sea"') == ["phrase", "pairs"]
    assert found('"law of the sea" OR nations') == ["phrase", "pairs"]
    assert found('law -"law of the sea"') == ["pairs"]
    assert found("한국인의") == ["ko-phrase"]


def test_words_are_excluded_joined_and_begun(make_text, found) -> None:
    make_text("toll", "A toll on ships.")
    make_text("fee", "A fee on ships.")

    assert found("ships -toll") == ["fee"]
    assert found('ships -"a fee"') == ["toll"]
    assert found("toll OR fee", order="newest") == ["fee", "toll"]
    assert found("toll | fee", order="newest") == ["fee", "toll"]
    assert found("shi*", order="newest") == ["fee", "toll"]
    assert found("-toll") == ["fee"]


def test_what_is_excluded_may_stand_anywhere(make_text, found) -> None:
    make_text("one", "And a toll.", title="The Great Canal")

    assert found('"great canal" -toll') == found("canal -toll") == found("-toll canal") == []
    assert found('"great canal" -fee') == ["one"]


def test_a_title_counts_more_than_a_standfirst_and_that_more_than_a_body(make_text, found) -> None:
    make_text("title", title="A Canal")
    make_text("standfirst", standfirst="About a canal.")
    make_text("body", "There is a canal in this text.")

    assert found("canal") == ["title", "standfirst", "body"]


def test_of_equals_the_newer_is_first_and_the_retracted_last(make_text, make_later, found) -> None:
    old = datetime(2006, 1, 1, tzinfo=UTC)
    make_text("old", "One canal.", first_published=old)
    gone_wrong = make_text("retracted", "One canal.")
    make_text("new", "One canal.")
    make_later(gone_wrong, Kind.RETRACTION)

    assert found("canal") == ["new", "old", "retracted"]


@pytest.mark.parametrize(
    "words", ["해협", "해협을", "협", "해", "좁고 해협", '"해협은 좁고"', "기억은"]
)
def test_korean_is_found_by_any_stretch_of_a_word(make_text, found, words) -> None:
    make_text("ko", "이 해협을 지나는 배. 해협은 좁고 기억은 길다.", language="ko")
    make_text("other", "항구는 넓다.", language="ko")

    assert found(words) == ["ko"]


@pytest.mark.parametrize("words", ["東京", "京都", "港", "ナト", "「東京都」", "東京都の港湾"])
def test_japanese_is_found_without_spaces(make_text, found, words) -> None:
    make_text("ja", "東京都の港湾とミナトの歴史。", language="ja")
    make_text("other", "大阪の空。", language="ja")

    assert found(words) == ["ja"]


def test_filters_narrow_by_slug_by_words_of_a_name_by_year_and_by_language(
    make_text, found
) -> None:
    make_text(
        "one",
        section=Section("analysis", "Analysis", "research-article"),
        topics=(Term("maritime-law", "Maritime law"),),
        regions=(Term("east-asia", "East Asia"),),
        byline=(Contribution(name="Mirae Yoon", author="mirae-yoon"),),
        language="en-GB",
        first_published=datetime(2021, 5, 1, tzinfo=UTC),
    )
    make_text(
        "two",
        topics=(Term("international-maritime-law", "International maritime law"),),
        byline=(Contribution(name="Ravi Anand", author="ravi-anand"),),
    )

    for narrowed in (
        "section:analysis",
        "topic:maritime-law",
        "region:east-asia",
        'region:"east asia"',
        "author:mirae-yoon nothing",
        'author:"Yoon, Mirae" section:analysis',
        "year:2021",
        "year:2019-2022",
        "language:en-gb",
        "-topic:international-maritime-law",
        "TOPIC:maritime-law year:2021 year:2022",
    ):
        assert found(narrowed) == ["one"], narrowed
    assert found('topic:"maritime law"') == ["two", "one"]
    assert found("language:en") == ["two", "one"]
    assert found("topic:harpoons") == []
    assert found("year:1066") == []


def test_a_snippet_shows_and_marks_what_was_asked_for_and_escapes_the_rest(
    make_text, search
) -> None:
    make_text(
        "long", f"{'Salt. ' * 200}Here <b>Tolls</b> & duties on the Zürich road. {'Sand. ' * 200}"
    )

    snippet = search("toll zurich").hits[0].snippet_html

    assert (
        "&lt;b&gt;<mark>Tolls</mark>&lt;/b&gt; &amp; duties on the <mark>Zürich</mark>" in snippet
    )
    assert snippet.startswith("…")
    assert snippet.endswith("…")
    assert len(snippet) < 400


def test_a_korean_snippet_marks_the_stretch(make_text, search) -> None:
    make_text("ko", "이 해협을 지나는 배.", language="ko")

    assert search("해협").hits[0].snippet_html == "이 <mark>해협</mark>을 지나는 배."


def test_facets_count_what_was_found_and_lead_to_it(make_text, search, found) -> None:
    law, trade = Term("maritime-law", "Maritime law"), Term("trade", "Trade & tolls")
    make_text("one", "Canal.", topics=(law, trade))
    make_text("two", "Canal.", topics=(law,))
    make_text("three", "Elsewhere.", topics=(trade,))

    facets = search("canal").facets

    assert [(f.value, f.name, f.count, f.chosen) for f in facets["topic"]] == [
        ("maritime-law", "Maritime law", 2, False),
        ("trade", "Trade & tolls", 1, False),
    ]
    assert [(f.value, f.count) for f in facets["year"]] == [("2026", 2)]
    assert [(f.value, f.count) for f in facets["section"]] == [("commentary", 2)]
    assert [(f.value, f.count) for f in facets["language"]] == [("en", 2)]
    assert found("canal topic:trade") == ["one"]
    narrowed = search("canal topic:trade").facets["topic"]
    assert [(f.value, f.chosen) for f in narrowed] == [("maritime-law", False), ("trade", True)]


def test_pages_follow_one_another_without_gap_or_repetition(make_text, search) -> None:
    for number in range(7):
        make_text(f"n{number}", "Canal.")

    for order in ("relevance", "newest"):
        seen, after = [], None
        while True:
            page = search("canal", order=order, after=after, size=3)
            seen += [hit.article.slug for hit in page.hits]
            assert (page.total, page.exact) == (7, True)
            if page.next is None:
                break
            after = Cursor.read(str(page.next))
        assert seen == [f"n{number}" for number in reversed(range(7))]


def test_a_malformed_cursor_and_one_of_another_order_are_refused(search) -> None:
    for text in ("", "x5", "r-1", "n" + "9" * 30, "r1 ", "r１"):
        with pytest.raises(MalformedCursor):
            Cursor.read(text)
    with pytest.raises(MalformedCursor):
        search("canal", order="newest", after=Cursor("relevance", 20))


def test_a_partner_finds_and_counts_only_what_its_terms_cover(make_text, search, found) -> None:
    now = datetime(2026, 6, 1, tzinfo=UTC)
    make_text("fresh", "Canal.", first_published=now - timedelta(hours=1))
    old = make_text("old", "Canal.", first_published=now - timedelta(days=9))
    other = Section("research", "Research", "research-article")
    make_text("elsewhere", "Canal.", section=other, licence=None)

    def allowed(**fields):
        page = search("canal", terms=Terms(**fields), now=now)
        assert page.total == len(page.hits) == sum(f.count for f in page.facets["language"])
        return {hit.article.slug for hit in page.hits}

    section = search("section:research").hits[0].article.section_id
    assert allowed() == {"fresh", "old", "elsewhere"}
    assert allowed(delay=timedelta(days=1)) == {"old", "elsewhere"}
    assert allowed(sections=frozenset({section})) == {"elsewhere"}
    assert allowed(licences=frozenset({old.licence.spdx})) == {"fresh", "old"}
    assert allowed(licences=frozenset()) == set()


def test_a_search_costs_the_same_number_of_queries_for_many_hits_as_for_one(
    make_text, search, django_assert_max_num_queries
) -> None:
    for number in range(25):
        make_text(f"n{number}", "Canal.", topics=(Term(f"t{number}", f"Topic {number}"),))
    search("canal")

    with django_assert_max_num_queries(8):
        assert len(search("canal").hits) == 20
    with django_assert_max_num_queries(11):
        search('canal topic:t1 author:"mirae yoon" region:x section:commentary')


def test_nothing_asked_finds_nothing(search, make_text) -> None:
    make_text("one")

    page = search("  – …  ")

    assert page == dataclasses.replace(page, hits=(), total=0, facets={}, suggestion="")
