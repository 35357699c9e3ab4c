"""What stands around an article: what to read on, the issue's next, and its translations."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reader import surroundings
from reader.around import own_name
from reader.likenesses import KEPT, OTHER_LANGUAGE, Subject, score
from reader.models import Likeness, TellingWords
from reader.stored_pages import FOLLOWER
from record.document import (
    Contribution,
    Issue,
    Kind,
    Paragraph,
    RelatedArticle,
    Run,
    Term,
)
from record.following import follow
from search.following import index

pytestmark = pytest.mark.django_db

STRAIT = Term("strait", "The Strait")
TOLLS = Term("tolls", "Tolls")
KOREA = Term("korea", "Korea", "KR")
SPRING = Issue("spring", "3", "1", "Spring Tides")


@pytest.fixture
def make(make_public):
    """An article with nothing in common with others but what is said."""
    bare = {"topics": (), "regions": (), "byline": (Contribution(name="Nobody"),), "issue": None}

    def one(slug, text="", **fields):
        body = (Paragraph((Run(f"{text} {text}"),)),)
        plain = {"title": slug.title(), "standfirst": "", "abstract": "", "keywords": ()}
        return make_public(slug=slug, **{**bare, **plain, "body": body, **fields})

    return one


def work() -> None:
    while follow("search", index) + follow(FOLLOWER, surroundings.follow, limit=3):
        pass


@pytest.fixture
def read_on(tree):
    """The slugs under “Read on”, in order."""

    def slugs(slug):
        links = tree(f"/articles/{slug}/").findall(".//section[@class='read-on']//h3/a")
        return [link.get("href").split("/")[2] for link in links]

    return slugs


def test_an_article_leads_to_those_on_the_same_topic_and_they_lead_back(make, read_on):
    make("first", topics=(STRAIT,))
    make("second", topics=(STRAIT,))
    make("stranger", topics=(TOLLS,))
    work()

    assert read_on("first") == ["second"]
    assert read_on("second") == ["first"]
    assert read_on("stranger") == []


def test_more_in_common_comes_first(make, read_on):
    author = Contribution(name="Mirae Yoon", author="mirae-yoon")
    make("subject", topics=(STRAIT,), regions=(KOREA,), byline=(author,))
    make("topic", topics=(STRAIT,))
    make("region", regions=(KOREA,))
    make("both", topics=(STRAIT,), regions=(KOREA,))
    make("all", topics=(STRAIT,), regions=(KOREA,), byline=(author,))
    work()

    assert read_on("subject") == ["all", "both", "topic", "region"]


ELSEWHERE = (
    "lemons",
    "alphabets",
    "glaciers",
    "pensions",
    "violins",
    "senators",
    "barley",
    "chess",
)


def test_texts_about_the_same_are_found_without_a_common_topic(make, read_on):
    make("dredging", "Dredgers deepen the estuary before winter.")
    make("silting", "Silt fills the estuary; dredgers wait.")
    make("elections", "Voters in the highlands chose a parliament.")
    for subject in ELSEWHERE:
        make(subject, f"Nobody wrote of {subject} before.")
    work()

    assert read_on("dredging") == ["silting"]
    assert read_on("elections") == []


def test_korean_texts_are_compared_by_their_words_too(make, read_on):
    make("haehyeop", "해협 통행료 협상은 해협의 미래를 정한다.", language="ko")
    make("tonghaeng", "통행료 협상이 시작되었다. 해협은 조용하다.", language="ko")
    make("seongeo", "선거 결과가 발표되었다.", language="ko")
    for subject in ELSEWHERE:
        make(subject, f"Nobody wrote of {subject} before.")
    work()

    assert read_on("haehyeop") == ["tonghaeng"]


def test_what_is_in_another_language_comes_later(make, read_on):
    make("subject", topics=(STRAIT,))
    make("french", topics=(STRAIT,), language="fr")
    make("english", topics=(STRAIT, TOLLS))
    work()

    assert read_on("subject") == ["english", "french"]


def test_a_translation_is_not_something_else_to_read(make, read_on):
    make("original", topics=(STRAIT,))
    source = RelatedArticle("original", "Original", "en")
    make("beonyeok", topics=(STRAIT,), language="ko", translation_of=source)
    make("another", topics=(STRAIT,))
    work()

    assert read_on("original") == ["another"]
    assert read_on("beonyeok") == ["another"]
    assert read_on("another") == ["original"]  # and not its translation beside it


def test_what_the_editors_chose_is_not_repeated_even_under_a_former_address(
    make, make_later, read_on
):
    chosen = make("chosen", topics=(STRAIT,))
    related = (RelatedArticle("chosen", "Chosen", "en"),)
    make("subject", topics=(STRAIT,), related=related)
    make("other", topics=(STRAIT,))
    make_later(chosen, Kind.CORRECTION, slug="renamed")
    work()

    assert read_on("subject") == ["other"]


def test_a_withdrawn_or_retracted_article_is_named_no_longer_whether_or_not_a_worker_runs(
    make, make_later, read_on
):
    make("subject", topics=(STRAIT,))
    withdrawn, retracted = (make(slug, topics=(STRAIT,)) for slug in ("one", "two"))
    work()
    assert set(read_on("subject")) == {"one", "two"}

    make_later(withdrawn, Kind.WITHDRAWAL)
    make_later(retracted, Kind.RETRACTION)

    assert read_on("subject") == []
    work()
    assert read_on("subject") == []
    assert read_on("two") == ["subject"]  # its readers need something else


def test_of_a_withdrawn_article_no_word_is_kept(make, make_later):
    make("one", "Harpoons.", topics=(STRAIT,))
    withdrawn = make("two", "Unspeakable harpoons.", topics=(STRAIT,))
    work()
    assert "unspeakable" in str(list(TellingWords.objects.values_list("words")))

    make_later(withdrawn, Kind.WITHDRAWAL)
    work()

    assert "unspeakable" not in str(list(TellingWords.objects.values_list("words")))
    assert not Likeness.objects.exists()


def test_a_correction_is_compared_anew(make, make_later, read_on):
    make("strait", topics=(STRAIT,))
    make("tolls", topics=(TOLLS,))
    subject = make("subject", topics=(STRAIT,))
    work()
    make_later(subject, Kind.CORRECTION, topics=(TOLLS,))
    work()

    assert read_on("subject") == ["tolls"]
    assert read_on("strait") == []


def test_following_again_changes_nothing(make):
    for number in range(KEPT + 6):
        make(f"n{number}", "The same estuary.", topics=(STRAIT,))
    work()

    def everything():
        rows = Likeness.objects.order_by("article", "other")
        return list(rows.values_list("article", "other", "score"))

    before = everything()
    from record.models import Cursor  # noqa: PLC0415

    Cursor.objects.filter(follower=FOLLOWER).update(position=KEPT + 3)
    work()

    kept = [Likeness.objects.filter(article__slug=f"n{n}").count() for n in range(KEPT + 6)]
    assert kept == [KEPT] * (KEPT + 6)
    assert {score for _, _, score in everything()} == {score for _, _, score in before}


def test_previous_and_next_are_those_of_the_issue_in_the_order_of_publication(
    make, make_later, tree
):
    make("one", issue=SPRING)
    make("elsewhere")
    make("two", issue=SPRING)
    three = make("three", issue=SPRING)

    def beside(slug):
        nav = tree(f"/articles/{slug}/").find(".//nav[@class='beside']")
        return (
            {}
            if nav is None
            else {link.get("rel"): link.get("href") for link in nav.findall(".//li/a")}
        )

    assert beside("one") == {"next": "/articles/two/"}
    assert beside("two") == {"prev": "/articles/one/", "next": "/articles/three/"}
    assert beside("elsewhere") == {}
    assert "Spring Tides" in tree("/articles/two/").find(".//nav[@class='beside']//bdi").text
    make_later(three, Kind.WITHDRAWAL)
    assert beside("two") == {"prev": "/articles/one/"}


def test_each_language_of_an_article_leads_to_all_others_with_their_own_names(make, tree):
    make("lanes", title="The Lanes")
    source = RelatedArticle("lanes", "The Lanes", "en")
    make("hangro", title="항로", language="ko", translation_of=source)
    make("mamarr", title="الممرات", language="ar", translation_of=source)

    for slug in ("lanes", "hangro", "mamarr"):
        page = tree(f"/articles/{slug}/")
        switch = page.findall(".//nav[@class='languages']//a")
        assert [(a.get("href"), a.text, a.get("dir")) for a in switch] == [
            ("/articles/lanes/", "English", "ltr"),
            ("/articles/mamarr/", "العربيّة", "rtl"),
            ("/articles/hangro/", "한국어", "ltr"),
        ]
        assert [a.get("href") for a in switch if a.get("aria-current")] == [f"/articles/{slug}/"]
        head = page.findall("head/link[@hreflang]")
        assert [(link.get("hreflang"), link.get("href")) for link in head] == [
            ("en", "http://127.0.0.1:8000/articles/lanes/"),
            ("ar", "http://127.0.0.1:8000/articles/mamarr/"),
            ("ko", "http://127.0.0.1:8000/articles/hangro/"),
        ]


def test_a_renamed_original_keeps_its_translations(make, make_later, tree):
    original = make("lanes")
    make("hangro", language="ko", translation_of=RelatedArticle("lanes", "Lanes", "en"))
    make_later(original, Kind.UPDATE, slug="sea-lanes")

    for slug in ("sea-lanes", "hangro"):
        switch = tree(f"/articles/{slug}/").findall(".//nav[@class='languages']//a")
        assert [a.get("href") for a in switch] == ["/articles/sea-lanes/", "/articles/hangro/"]


def test_a_version_of_its_own_is_not_in_other_languages_nor_in_a_row(make, tree):
    make("lanes", issue=SPRING)
    make("next", issue=SPRING)
    make("hangro", language="ko", translation_of=RelatedArticle("lanes", "Lanes", "en"))

    page = tree("/articles/lanes/v1/")

    assert page.find(".//nav[@class='languages']") is None
    assert page.find("head/link[@hreflang]") is None
    assert page.find(".//nav[@class='beside']") is None


@pytest.mark.parametrize(
    ("tag", "name"),
    [("ko-KR", "한국어"), ("fr-BE", "français"), ("zh", "中文"), ("und", "und"), ("tlh", "tlh")],
)
def test_a_language_is_called_what_it_calls_itself(tag, name):
    assert own_name(tag) == name


def test_the_number_of_queries_does_not_grow_with_what_stands_around(client, make):
    def queries(slug):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(f"/articles/{slug}/").status_code == 200
        return len(asked)

    source = RelatedArticle("subject", "Subject", "en")
    common = {"topics": (STRAIT,), "regions": (KOREA,), "issue": SPRING}
    make("subject", **common)
    make("korean", language="ko", translation_of=source, **common)
    for number in range(3):
        make(f"early-{number}", **common)
    work()
    few = queries("subject")
    for number in range(20):
        make(f"late-{number}", **common)
        make(f"language-{number}", language=f"x-{number}", translation_of=source, **common)
    work()

    assert queries("subject") == few <= 14


def test_the_score_is_the_same_both_ways_and_1_for_the_same_subject():
    one = Subject("en", frozenset({1, 2}), frozenset({3}), frozenset({4}), {"estuary": 1.0})
    other = Subject("ko", frozenset({2}), frozenset(), frozenset({4}), {"estuary": 0.6})

    assert score(one, one) == pytest.approx(1)
    assert score(one, other) == score(other, one)
    assert score(
        one, Subject("ko", *(getattr(one, n) for n in ("topics", "regions", "authors", "words")))
    ) == pytest.approx(OTHER_LANGUAGE)
