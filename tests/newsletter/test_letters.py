"""What a mail looks like on the wire, and to whoever reads it."""

import re
from datetime import UTC, datetime

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsletter.letter import Item, Letter, Link, Sender
from newsletter.letter_html import html
from newsletter.letter_text import text
from newsletter.models import Mail
from record import document as parts

HOSTILE = "<script>alert('x')</script>\"onload='y' & </title>\r\nBcc: all@mail.example\r\n\r\n<h1>"
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def sent(publication, mail_server, make_subscriber, make_public, send_news, time_machine):
    """`sent(title=…)`: the mail that tells of the article, parsed strictly."""

    def send(**fields):
        time_machine.move_to(NOW, tick=False)
        make_subscriber(address="mirae@mail.example")
        make_public(slug="tolls", first_published=NOW, **fields)
        send_news()
        return mail_server.mails[-1]

    return send


@pytest.mark.django_db
def test_the_headers_are_those_of_a_list_that_can_be_left(sent):
    mail = sent(title="Who pays?")

    assert mail["Subject"] == "Who pays?"
    assert mail["From"] == "Harbour Review <news@review.example>"
    assert mail["To"] == "mirae@mail.example"
    assert mail["Reply-To"] == "desk@harbour.example"
    assert mail["List-Id"] == "<newsletter.review.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Precedence"] == "bulk"
    assert mail["Message-ID"] == f"<newsletter-{Mail.objects.get().pk}@review.example>"
    assert mail["Date"].datetime == NOW.replace(tzinfo=None), "-0000: of no zone in particular"
    assert re.fullmatch(
        r"\s?<https://review\.example/newsletter/unsubscribe/[\w-]{44}/>", mail["List-Unsubscribe"]
    )
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.django_db
def test_korean_is_korean_in_headers_and_text(sent, publication):
    publication.title = "항만 평론"
    publication.save()
    mail = sent(title="누구의 해협인가", language="ko", standfirst="좁은 해협.")

    assert mail["Subject"] == "누구의 해협인가"
    assert mail["From"].addresses[0].display_name == "항만 평론"
    assert "좁은 해협." in mail.get_body(("plain",)).get_content()
    page = mail.get_body(("html",)).get_content()
    assert '<h2 lang="ko" dir="ltr"' in page


@pytest.mark.django_db
def test_nobody_can_write_a_header_or_a_tag_through_a_title(sent, publication, mail_server):
    publication.title, publication.publisher = 'Review", <x@evil.example>', HOSTILE
    publication.save()
    mail = sent(title=HOSTILE, standfirst=HOSTILE, section=parts.Section("x", HOSTILE, "letter"))

    assert mail["Bcc"] is None
    assert [address.addr_spec for address in mail["From"].addresses] == ["news@review.example"]
    assert mail_server.recipients == ["mirae@mail.example"]
    page = mail.get_body(("html",)).get_content()
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<script" not in page


@pytest.mark.django_db
def test_addresses_come_from_the_configuration_alone(sent, mail_server):
    sent()

    hosts = set(re.findall(rb"https?://([^/\s\"<>]+)", mail_server.raw[0]))
    assert hosts == {b"review.example"}


@pytest.mark.django_db
def test_a_mail_loads_nothing_and_counts_nobody(sent):
    page = sent().get_body(("html",)).get_content()

    assert not re.search(r"<(img|link|script|iframe|object|video|picture)|url\(|@import", page)
    assert set(re.findall(r"https://[^\"]*", page)) >= {"https://review.example/articles/tolls/"}


@pytest.mark.django_db
def test_a_sender_with_a_name_keeps_it(sent, settings):
    settings.DEFAULT_FROM_EMAIL = '"The Desk" <desk@review.example>'

    assert sent()["From"] == "The Desk <desk@review.example>"


@pytest.mark.django_db
def test_what_has_no_room_in_a_mail_is_on_the_site(
    publication, mail_server, make_subscriber, make_public, read_the_record, send_news
):
    make_subscriber()
    for _ in range(33):
        make_public(first_published=NOW)
    send_news()

    (mail,) = mail_server.mails
    words = mail.get_body(("plain",)).get_content()
    assert words.count("https://review.example/articles/article-") == 30
    assert "And 3 more:\r\nhttps://review.example/articles/\r\n" in words
    assert mail["Subject"].endswith("and 32 more")


LINES = st.text(st.characters(codec="utf-8"), max_size=80)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, LINES, LINES)
def test_whatever_an_article_says_the_mail_is_html_and_text(title, standfirst, name):
    item = Item(
        title=title, subtitle="", standfirst=standfirst, byline=name, section=name,
        day="24 November 2026", address="https://review.example/articles/a/",
        language="ar", direction="rtl",
    )  # fmt: skip
    letter = Letter(
        subject=title, sender=Sender(name, "https://review.example/"), heading=title, items=(item,),
        button=Link(name, "https://review.example/"), why=name,
    )  # fmt: skip

    page = html5lib.HTMLParser(strict=True).parse(html(letter))

    assert page is not None
    assert "https://review.example/articles/a/" in text(letter)
