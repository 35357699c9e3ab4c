"""What is missing is said before publishing, in one list, with the field it is about."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.checklist import Level, check
from articles.models import Article, Contribution
from record.models import Version

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def found(article: Article) -> dict[str, Level]:
    return {item.code: item.level for item in check(article, at=NOW).items}


def test_a_finished_article_has_no_errors(make_article):
    assert check(make_article(), at=NOW).errors == ()


@pytest.mark.parametrize(
    ("fields", "code", "level"),
    [
        ({"title": " "}, "title-missing", Level.ERROR),
        ({"title": "Long " * 40}, "title-long", Level.ADVICE),
        ({"standfirst": ""}, "standfirst-missing", Level.ADVICE),
        ({"standfirst": "Short."}, "standfirst-short", Level.ADVICE),
        ({"standfirst": "Long. " * 90}, "standfirst-long", Level.ADVICE),
        ({"body": "<p> </p>"}, "body-missing", Level.ERROR),
        ({"body": "<p>We counted TK ships.</p>"}, "to-come", Level.ERROR),
        ({"section": None}, "section-missing", Level.ERROR),
        ({"language": "tlh"}, "language-unusual", Level.WARNING),
        ({"body": '<figure data-photo="99"></figure><p>Text.</p>'}, "figure-unknown", Level.ERROR),
        ({"lead_photo_credit": "A. Nonymous"}, "photo-missing", Level.ADVICE),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_each_fault_of_the_text_is_found(make_article, fields, code, level):
    assert found(make_article(**fields)).get(code) == level


def test_advice_does_not_stand_in_the_way_and_comes_last(make_article):
    listed = check(make_article(standfirst="", title=""), at=NOW)

    levels = [item.level for item in listed.items]
    assert levels == sorted(levels, key=lambda level: level is Level.ADVICE)
    assert listed.errors
    assert listed.advice


@pytest.mark.parametrize(
    ("fields", "code", "level"),
    [
        ({"credit_line": ""}, "credit-missing", Level.ERROR),
        ({"alt_text": ""}, "alt-missing", Level.ERROR),
        ({"rights_expire_on": date(2026, 11, 23)}, "rights-expired", Level.ERROR),
        ({"rights_expire_on": date(2026, 12, 1)}, "rights-expiring", Level.ADVICE),
        ({"redistribution_allowed": False}, "photo-stays", Level.ADVICE),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_each_fault_of_a_photo_is_found_as_lead_photo_and_in_the_body(
    make_article, make_photo, fields, code, level
):
    photo = make_photo(**fields)

    assert found(make_article(lead_photo=photo)).get(code) == level
    body = f'<p>Text.</p><figure data-photo="{photo.pk}"></figure>'
    assert found(make_article(body=body)).get(code) == level


def test_a_credit_that_came_with_the_manuscript_serves_a_photo_without_one(
    make_article, make_photo
):
    article = make_article(lead_photo=make_photo(credit_line=""), lead_photo_credit="A. Nonymous")

    assert "credit-missing" not in found(article)


def test_a_sections_rules_are_checked(make_article):
    article = make_article(body="<p>Two words<span data-note>a note</span></p>")
    section = article.section
    section.min_words, section.max_words = 100, 200
    section.notes_allowed = False
    section.abstract_required = True
    section.disclaimer_required = True
    section.save()
    article.publication.disclaimer = None
    article.publication.save()

    codes = found(article)

    assert codes["body-short"] is Level.WARNING
    for code in ("notes-forbidden", "abstract-missing", "disclaimer-missing"):
        assert codes[code] is Level.ERROR


def test_a_wrong_issn_is_named_with_the_digit_expected(make_article):
    article = make_article()
    type(article.publication).objects.update(issn_online="2049-3631")

    errors = check(Article.objects.get(pk=article.pk), at=NOW).errors

    assert [item.code for item in errors] == ["issn-invalid"]
    assert "check digit should be 0" in errors[0].message


def test_a_byline_of_nobody_known_is_an_error_and_missing_details_are_advice(make_article):
    article = make_article()
    article.contributions.all().delete()
    assert found(article)["byline-missing"] is Level.ERROR

    Contribution.objects.create(article=article, family_name="Adeyemi", role="translator")
    codes = found(article)
    assert "byline-missing" not in codes
    assert codes["author-missing"] is Level.WARNING


def test_an_address_of_another_published_article_is_an_error(make_article, make_public):
    make_public(slug="taken")

    assert found(make_article(slug="taken"))["address-taken"] is Level.ERROR


def test_checking_changes_nothing(make_article):
    article = make_article(title="")
    before = Article.objects.values().get(pk=article.pk)

    check(article, at=NOW)

    assert Article.objects.values().get(pk=article.pk) == before
    assert not article.revisions.exists()


def test_the_command_prints_the_same_list_and_publishes_only_without_errors(make_article):
    article = make_article(slug="half-done", body="<p>We counted TK ships.</p>")
    out = StringIO()

    with pytest.raises(CommandError, match="1 errors"):
        call_command("publish", "half-done", stdout=out, no_color=True)

    for item in check(article, at=NOW).items:
        assert item.message in out.getvalue()
    assert not Version.objects.exists()


def test_the_command_publishes_what_is_ready(make_article):
    make_article(slug="all-done", title="All done")
    out = StringIO()

    call_command("publish", "all-done", stdout=out, no_color=True)

    assert "“All done” is public as version 1." in out.getvalue()
    with pytest.raises(CommandError, match="There is no article “nowhere”"):
        call_command("publish", "nowhere", stdout=out)
