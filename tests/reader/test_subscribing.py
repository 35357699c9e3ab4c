"""Articles by mail, as a reader does it: form, mail, confirmation, change, one click and gone."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from authors.models import Author
from newsletter import chores, mailings
from newsletter.links import Links
from newsletter.models import Choice, Frequency, Mail, Mailing, Subscriber
from publication.models import Topic
from record import document as parts
from record.models import Head

pytestmark = pytest.mark.django_db

ADDRESS = "mirae@mail.example"
EVERYTHING = {"address": ADDRESS, "scope": "everything", "frequency": "daily"}
# Of 75 signs; in ASCII, of 218.
KOREAN_HOST = ".".join(
    "".join(chr(0xAC00 + (label * 97 + sign * 353) % 11000) for sign in range(16))
    for label in range(4)
) + ".example"  # fmt: skip
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture(autouse=True)
def _something_public(publication, mail_server, make_public):
    trade, sea = parts.Term("trade", "Trade"), parts.Term("the-sea", "The sea")
    make_public(topics=(trade,))
    make_public(topics=(sea,))
    Topic.objects.create(name="Of a draft", slug="of-a-draft")


@pytest.fixture
def send(client):
    """`send(topic=["trade"])`: the form, filled in."""

    def post(headers=None, **fields):
        values = {"address": ADDRESS, "scope": "chosen", "frequency": "weekly"} | fields
        return client.post("/newsletter/", values, headers=headers)

    return post


@pytest.fixture
def link(mail_server):
    """`link("confirm")`: the path of the last such link that came by mail."""

    def find(purpose):
        while chores.send():
            pass
        text = mail_server.mails[-1].get_body(("plain",)).get_content()
        found = re.search(rf"https://review.example(/newsletter/{purpose}/\S+)", text)
        return found[1] if found else None

    return find


@pytest.fixture
def links(settings):
    """The paths that stand in mails."""
    return Links("", settings.SECRET_KEY)


@pytest.fixture
def subscribed(client, send, link):
    """A confirmed subscriber, every Monday, of one topic."""
    send(topic=["trade"])
    client.post(link("confirm"))
    return Subscriber.objects.get()


def test_from_the_form_to_the_confirmation(client, send, link, mail_server):
    answer = send(topic=["trade"])
    assert (answer.status_code, answer["Location"]) == (303, "/newsletter/asked/")
    assert "Look into your mailbox" in client.get(answer["Location"]).content.decode()

    confirm = link("confirm")
    assert mail_server.recipients == [ADDRESS]
    page = client.get(confirm)
    assert "new articles on or by Trade, on Monday" in page.content.decode()
    assert Subscriber.objects.get().confirmed_at is None, "scanners of mail follow links"
    page = client.post(confirm)

    assert "You are subscribed" in page.content.decode()
    subscriber = Subscriber.objects.get()
    assert subscriber.active
    assert subscriber.frequency == Frequency.WEEKLY
    assert subscriber.choices.get().topic.slug == "trade"


@pytest.mark.parametrize("kind", ["topic", "region", "author", "section"])
def test_a_link_begins_the_form_with_what_the_reader_follows(client, make_public, kind):
    make_public(
        topics=(parts.Term("x", "Exes"),),
        regions=(parts.Term("x", "Exes"),),
        section=parts.Section("x", "Exes", "article-commentary"),
        byline=(parts.Contribution(name="Exes", family_name="Exes", author="x"),),
    )

    page = client.get(f"/newsletter/?{kind}=x").content.decode()

    assert re.search(f'<input type="checkbox" name="{kind}" value="x" checked>', page)
    assert re.search('value="chosen" checked', page)
    assert re.search('value="everything" checked', client.get("/newsletter/").content.decode())


def test_what_only_a_draft_names_can_be_neither_seen_nor_chosen(client, send):
    for address in ("/newsletter/", "/newsletter/?topic=of-a-draft"):
        assert "Of a draft" not in client.get(address).content.decode()

    answer = send(topic=["of-a-draft"])

    assert answer.status_code == 422
    assert not Choice.objects.exists()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"address": ""}, "Enter the address your mail comes to."),
        ({"address": "mirae"}, "This isn’t an address mail can be sent to."),
        ({"address": "mirae@mail.example\nBcc: all@mail.example"}, "This isn’t an address"),
        ({"address": f"{'a' * 60}@{KOREAN_HOST}"}, "This is longer than an address can be."),
        ({"topic": []}, "Tick at least one of these"),
        ({"frequency": "hourly"}, "Choose how often."),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_typed_is_lost(send, fields, told):
    page = send(**{"topic": ["trade"], **fields})
    text = page.content.decode()

    assert page.status_code == 422
    assert told in text
    assert (f'value="{ADDRESS}"' in text) == ("address" not in fields)
    assert ('value="trade" checked' in text) == ("topic" not in fields)
    assert not Subscriber.objects.exists()


def test_what_is_public_no_more_is_named_to_nobody(
    client, make_public, make_later, make_subscriber, links
):
    topic, byline = (parts.Term("secret", "Secret"),), (
        parts.Contribution(name="Ann Onym", family_name="Onym", author="ann-onym"),
    )  # fmt: skip
    article = make_public(topics=topic, byline=byline)
    reader = make_subscriber(Topic.objects.get(slug="secret"), Author.objects.get(slug="ann-onym"))
    assert "Secret" in client.get(links.manage(reader)).content.decode()
    make_later(article, parts.Kind.WITHDRAWAL)

    for address in (
        links.manage(reader),
        links.confirm(reader),
        links.manage(reader) + "?topic=secret",
    ):
        page = client.get(address).content.decode()
        assert "Secret" not in page
        assert "Onym" not in page


def test_authors_are_found_by_name_without_losing_what_was_filled_in(send, make_public):
    byline = (
        parts.Contribution(name="Kim Minji", family_name="Kim", given_name="Minji",
                           native_name="김민지", author="kim-minji"),
    )  # fmt: skip
    make_public(byline=byline)

    for calling in ("kim", "minji KIM", "김민"):
        page = send(topic=["trade"], find="1", calling=calling)
        text = page.content.decode()
        assert page.status_code == 200
        assert 'name="author" value="kim-minji"' in text
        assert 'value="trade" checked' in text
        assert f'value="{ADDRESS}"' in text
    nobody = send(find="1", calling="Nobody").content.decode()

    assert "Nobody of that name" in nobody
    assert not Subscriber.objects.exists()


def test_the_form_answers_the_same_whether_the_address_is_known_or_not(
    subscribed, send, time_machine
):
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    answers = [
        send(address=address, topic=["trade"])
        for address in (ADDRESS, "else@mail.example", ADDRESS)
    ]

    assert len({(a.status_code, a.content, repr(sorted(a.headers.items()))) for a in answers}) == 1


def test_a_subscriber_who_asks_again_is_sent_the_way_to_add_it(
    client, subscribed, send, link, time_machine
):
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    send(topic=["the-sea"], frequency="daily")
    manage = link("manage")

    assert [choice.topic.slug for choice in subscribed.choices.all()] == ["trade"], "not by anybody"
    page = client.get(manage).content.decode()
    assert 'value="the-sea" checked' in page
    assert 'value="trade" checked' in page
    client.post(manage, {"scope": "chosen", "topic": ["the-sea", "trade"], "frequency": "daily"})

    subscribed.refresh_from_db()
    assert subscribed.frequency == "daily"
    assert {choice.topic.slug for choice in subscribed.choices.all()} == {"the-sea", "trade"}


def test_an_address_is_one_in_whatever_case_and_script(client, send, time_machine):
    send(address="Mirae@MAIL.example", topic=["trade"])
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    send(address="mirae@mail.example", topic=["trade"])
    send(address="mirae@メール.example", topic=["trade"])

    kept = set(Subscriber.objects.values_list("address", flat=True))
    assert kept == {"Mirae@mail.example", "mirae@xn--4dkua4c.example"}


def test_to_one_address_goes_one_mail_an_hour_and_three_a_day(send, time_machine):
    for _ in range(3):
        send(topic=["trade"])
    assert Mail.objects.count() == 1
    for hours in range(1, 12):
        time_machine.move_to(timezone.now() + timedelta(hours=1, seconds=1))
        send(topic=["trade"])
        assert Mail.objects.count() == min(hours + 1, 3)
    time_machine.move_to(timezone.now() + timedelta(days=1))
    send(topic=["trade"])

    assert Mail.objects.count() == 4


def test_erasing_oneself_opens_no_gate_for_who_fills_in_the_form(client, send, link):
    send(topic=["trade"])
    client.post(link("confirm"), {"refuse": "1"})
    assert not Subscriber.objects.exists()
    send(topic=["trade"])

    assert Mail.objects.filter(subscriber__isnull=False).count() == 0


def test_one_network_may_send_ten_forms_an_hour(client):
    def from_network(number, host):
        values = EVERYTHING | {"address": f"reader-{number}@mail.example"}
        return client.post("/newsletter/", values, REMOTE_ADDR=host)

    for number in range(10):
        assert from_network(number, f"198.51.100.{number}").status_code == 303
    refused = from_network(11, "198.51.100.200")

    assert refused.status_code == 429
    assert refused["Retry-After"] == "3600"
    assert "too many requests" in refused.content.decode()
    assert 'value="reader-11@mail.example"' in refused.content.decode()
    assert from_network(12, "203.0.113.1").status_code == 303


def test_the_form_of_a_program_that_fills_in_everything_does_nothing(send):
    assert send(topic=["trade"], website="https://spam.example").status_code == 303
    assert not Subscriber.objects.exists()


def test_who_was_signed_up_by_somebody_else_has_the_address_deleted(client, send, link):
    send(topic=["trade"])
    page = client.post(link("confirm"), {"refuse": "1"})

    assert "erased" in page.content.decode()
    assert not Subscriber.objects.exists()


def test_one_click_unsubscribes_as_rfc_8058_says(client, subscribed, make_public, mail_server):
    make_public(topics=(parts.Term("trade", "Trade"),), first_published=timezone.now())
    Subscriber.objects.update(frequency="at_once")
    Mailing.objects.create(
        frequency="at_once", due_at=timezone.now(), upto=Head.objects.get().position
    )
    while mailings.address_some(now=timezone.now()) or chores.send():
        pass
    mail = mail_server.mails[-1]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.fullmatch("<https://review.example(/.*)>", mail["List-Unsubscribe"].strip())[1]

    assert client.get(address).status_code == 200
    assert Subscriber.objects.exists(), "a scanner that follows links unsubscribes nobody"
    provider = Client(enforce_csrf_checks=True)
    answer = provider.post(
        address, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 200
    assert not Subscriber.objects.exists()
    assert not Choice.objects.exists()
    assert provider.post(address, ONE_CLICK).status_code == 200, "once more does no harm"


def test_a_person_unsubscribes_with_a_button(client, subscribed, filled_form, link, links):
    page = client.get(links.unsubscribe(subscribed))
    assert "m…@mail.example" in page.content.decode()
    assert ADDRESS not in page.content.decode()
    client.post(links.unsubscribe(subscribed), filled_form(page))

    assert not Subscriber.objects.exists()


def test_a_subscriber_erases_the_address(client, subscribed, link, links):
    manage = links.manage(subscribed)
    assert ADDRESS not in client.get(manage).content.decode()
    client.post(manage, {"erase": "1"})

    assert not Subscriber.objects.exists()
    assert client.get(manage).status_code == 404


@pytest.mark.parametrize("purpose", ["confirm", "manage", "unsubscribe"])
@pytest.mark.parametrize("token", ["x", "x" * 44, "é" * 44, "..%2f", "a" * 2000])
def test_a_link_that_was_not_made_here_leads_nowhere(client, subscribed, purpose, token):
    for answer in (
        client.get(f"/newsletter/{purpose}/{token}/"),
        client.post(f"/newsletter/{purpose}/{token}/", ONE_CLICK),
    ):
        assert answer.status_code == 404
    assert Subscriber.objects.exists()


def test_a_link_for_one_purpose_is_none_for_another(client, subscribed, links):
    token = links.unsubscribe(subscribed).split("/")[-2]

    assert client.get(f"/newsletter/manage/{token}/").status_code == 404
    assert client.get(f"/newsletter/unsubscribe/{token}/").status_code == 200


def test_a_confirmation_of_more_than_a_week_ago_leads_nowhere(client, send, link, time_machine):
    send(topic=["trade"])
    confirm = link("confirm")
    time_machine.move_to(timezone.now() + timedelta(days=7, minutes=1))

    assert client.post(confirm).status_code == 404
    assert not Subscriber.objects.filter(confirmed_at__isnull=False).exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://review.example"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
    ],
)
def test_a_page_of_another_site_cannot_send_the_form(send, headers):
    assert send(topic=["trade"], headers=headers).status_code == 403
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": "https://review.example"},
        {},
    ],
)
def test_our_own_page_can(send, headers):
    assert send(topic=["trade"], headers=headers).status_code == 303


def test_pages_for_one_reader_are_private_and_set_no_cookie(client, subscribed, links):
    for address in (links.manage(subscribed), links.unsubscribe(subscribed),
                    links.confirm(subscribed), "/newsletter/manage/x/"):  # fmt: skip
        answer = client.get(address)
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex"
        assert not answer.cookies


def test_neither_addresses_nor_tokens_get_into_the_log(
    client, subscribed, send, link, caplog, time_machine, links
):
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    with caplog.at_level("DEBUG", logger="django.request"):
        for address in (links.manage(subscribed), "/newsletter/"):
            client.put(address)
            client.post(address, {"scope": "chosen", "address": ADDRESS})
            client.post(address, EVERYTHING, headers={"Sec-Fetch-Site": "cross-site"})
        send(topic=["trade"])
        link("manage")

    assert ADDRESS not in caplog.text
    assert subscribed.key not in caplog.text


def test_the_form_costs_the_same_whatever_there_is_to_choose(client, make_public):
    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get("/newsletter/?topic=trade")
        return len(found)

    queries()
    few = queries()
    make_public(topics=tuple(parts.Term(f"t-{n}", f"T {n}") for n in range(40)))

    assert queries() == few


def test_the_pages_are_html_to_the_letter(read, client, subscribed, make_public, links):
    make_public(topics=(parts.Term("hostile", "<script>alert('x')</script>"),))
    for address in ("/newsletter/", "/newsletter/asked/", "/newsletter/?author=mirae-yoon",
                    links.manage(subscribed), links.manage(subscribed) + "?saved",
                    links.confirm(subscribed), links.unsubscribe(subscribed),
                    "/newsletter/confirm/x/"):  # fmt: skip
        text = read(address)
        assert "<script>alert" not in text


def test_the_form_may_be_asked_again_conditionally(client):
    first = client.get("/newsletter/?topic=trade")

    again = client.get("/newsletter/?topic=trade", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert first["ETag"] != client.get("/newsletter/?topic=the-sea")["ETag"]
