"""The page of what a version changed: readable for everybody, and silent about what was removed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from record.document import Contribution, Kind, Mark, Paragraph, Run
from record.models import Version
from record.redacting import redact

pytestmark = pytest.mark.django_db


def body(*lines: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run(line),)) for line in lines)


@pytest.fixture
def tides(make_public, make_later):
    """An article of which a word, a name and an address of a link were corrected."""
    first = make_public(
        slug="tides",
        title="Tides and treaties",
        byline=(Contribution("Lotte Verhagen"),),
        body=(
            *body("Ships wait for water."),
            Paragraph((Run("The treaty", (), "https://a.example/"),)),
        ),
    )
    return make_later(
        first,
        Kind.CORRECTION,
        "A word was wrong.",
        byline=(Contribution("Lotte Verhaegen"),),
        body=(
            *body("Ships wait for tides."),
            Paragraph((Run("The treaty", (), "https://b.example/"),)),
        ),
    )


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_words_taken_out_and_put_in_are_read_in_their_sentence(tree, tides):
    page = tree("/articles/tides/v2/changes/").find(".//main")

    sections = {words(each.find("h2")): each for each in page.iter("section")}

    assert list(sections) == ["Byline", "Text"]
    assert words(sections["Byline"].find("div/p")) == (
        "Author: Lotte [removed: Verhagen][inserted: Verhaegen]"
    )
    text = sections["Text"].find("div")
    assert [words(each) for each in text.iter("p")] == [
        "Ships wait for [removed: water][inserted: tides].",
        "The treaty <https://[removed: a][inserted: b].example/>",
    ]


def test_the_page_names_the_notice_and_leads_to_both_versions(read, tides):
    page = read("/articles/tides/v2/changes/")

    for part in (
        "Correction",
        "A word was wrong.",
        'href="/articles/tides/v1/"',
        'href="/articles/tides/v2/"',
        'content="noindex"',
        'lang="en" dir="ltr"',
    ):
        assert part in page, part


def test_notice_and_banner_lead_to_it(read, tides):
    link = 'href="/articles/tides/v2/changes/"'

    assert link in read("/articles/tides/")
    assert link in read("/articles/tides/v1/")


def test_a_notice_alone_says_that_no_word_changed(read, make_public, make_later):
    make_later(make_public(slug="a"), Kind.RETRACTION, "There is no such lane.")

    page = read("/articles/a/v2/changes/")

    assert "No word of the article changed" in page
    assert "There is no such lane." in page


def test_the_first_version_changed_nothing(client, tides):
    for number in (1, 3, 999):
        assert client.get(f"/articles/tides/v{number}/changes/").status_code == 404


def test_a_reader_who_has_the_page_is_not_sent_it_again(client, tides):
    first = client.get("/articles/tides/v2/changes/")
    again = client.get("/articles/tides/v2/changes/", headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)


def test_a_renamed_article_leads_on(client, tides, make_later):
    make_later(tides, Kind.UPDATE, "A better title.", slug="new-name")

    answer = client.get("/articles/tides/v2/changes/")

    assert (answer.status_code, answer["Location"]) == (301, "/articles/new-name/v2/changes/")


def test_of_a_withdrawn_article_nothing_is_compared(client, tides, make_later):
    make_later(tides, Kind.WITHDRAWAL, "By order of a court.")

    for number in (2, 3):
        answer = client.get(f"/articles/tides/v{number}/changes/")
        assert answer.status_code == 410
        assert b"Ships wait" not in answer.content


def test_it_asks_the_database_as_often_for_a_long_text(
    client, tides, make_later, django_assert_num_queries
):
    make_later(tides, Kind.UPDATE, body=body(*(f"Line {n}." for n in range(400))))

    for number in (2, 3):
        with django_assert_num_queries(8):  # two for each version, four for the head of the page
            client.get(f"/articles/tides/v{number}/changes/")


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example has its own article
)
@given(side=st.sampled_from([1, 2]), secret=st.text("abcdefgh", min_size=8, max_size=12))
def test_no_word_of_a_removed_version_is_shown(client, make_public, make_later, side, secret):
    texts = {side: body(f"It was {secret} who said so."), 3 - side: body("Nobody said so.")}
    first = make_public(body=texts[1], title="Who said so")
    second = make_later(first, Kind.CORRECTION, "A name was wrong.", body=texts[2])
    make_later(second, Kind.UPDATE, "More is known.", body=body("It is known."))
    version = Version.objects.get(article=first.article, number=side)

    redact(version, notice="Removed by order of a court.", by="an editor", at=second.published)

    for number in (2, side + 1):
        answer = client.get(f"/articles/{first.slug}/v{number}/changes/")
        assert answer.status_code == 410
        assert secret.encode() not in answer.content
        assert b"Removed by order of a court." in answer.content


def test_a_korean_article_is_compared_in_its_language(tree, make_public, make_later):
    first = make_public(slug="k", language="ko", body=body("배는 물을 기다린다."))
    make_later(first, Kind.CORRECTION, "낱말 정정.", body=body("배는 밀물을 기다린다."))

    change = tree("/articles/k/v2/changes/").find(".//div[@class='change']")

    assert change.get("lang") == "ko"
    assert "[inserted: 밀물을]" in words(change)


def test_emphasis_alone_is_told_apart_from_words(tree, make_public, make_later):
    first = make_public(slug="e", body=body("Ships wait."))
    later = (Paragraph((Run("Ships", (Mark.EMPHASIS,)), Run(" wait."))),)
    make_later(first, Kind.CORRECTION, "Set otherwise.", body=later)

    page = tree("/articles/e/v2/changes/").find(".//main")

    assert [words(each.find("h2")) for each in page.iter("section")] == ["Headings and emphasis"]
