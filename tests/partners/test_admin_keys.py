"""The pages on which keys and secrets are made: shown once, and nowhere again."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from partners import keys
from partners.models import Endpoint, Key

pytestmark = pytest.mark.django_db


@pytest.fixture
def fill(managing_editor_client, filled_form):
    """`fill(address, label=…)`: opens the page, sends its form; that and the answer."""

    def sent(address, client=managing_editor_client, **answers):
        form = filled_form(client.get(address)) | answers
        return form, client.post(address, form)

    return sent


def page(name, *arguments):
    return reverse(f"admin:partners_{name}", args=arguments)


def new_key(fill, partner, **answers):
    return fill(page("partner_new_key", partner.pk), **{"label": "website"} | answers)


def text_on(answer):
    return answer.context["text"]


def everything_kept():
    """Every value of every row of the database."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += cursor.fetchall()
    return repr(rows)


def test_a_key_is_shown_once_and_stands_nowhere_else(
    fill, make_partner, managing_editor_client, caplog
):
    partner = make_partner("Delta Daily")
    form, answer = new_key(fill, partner, scopes=["read", "advance"])
    text = text_on(answer)
    secret = text.rpartition("_")[2]

    assert answer.content.decode().count(text) == 1
    assert "no-store" in answer["Cache-Control"]
    assert keys.find(text, now=timezone.now()).partner == partner
    again = managing_editor_client.post(page("partner_new_key", partner.pk), form, follow=True)
    pages = [again] + [
        managing_editor_client.get(address)
        for address in (
            page("partner_change", partner.pk),
            page("partner_changelist"),
            page("partner_history", partner.pk),
            "/admin/",
        )
    ]
    assert all(secret not in each.content.decode() for each in pages)
    assert secret not in everything_kept()
    assert secret not in caplog.text
    assert Key.objects.count() == 1


def test_the_history_says_who_made_which_key(fill, make_partner):
    partner = make_partner()
    new_key(fill, partner)
    key = Key.objects.get()

    [entry] = LogEntry.objects.filter(object_id=str(partner.pk))

    assert entry.get_change_message() == f"Made the key website (mh_{key.prefix}…)."
    assert key.created_by == entry.user


def test_a_key_may_end_by_itself(fill, make_partner):
    day = timezone.now().date() + timedelta(days=30)

    new_key(fill, make_partner(), expires_on=day.isoformat())

    assert Key.objects.get().expires_at.date() == day


def test_a_key_cannot_end_in_the_past_or_be_for_nothing(fill, make_partner):
    _, answer = new_key(fill, make_partner(), expires_on="2020-01-01", label=" ", scopes=["write"])

    assert set(answer.context["form"].errors) == {"label", "scopes", "expires_on"}
    assert not Key.objects.exists()


def test_rotating_shows_the_successor_once_and_keeps_the_old_one_for_some_days(fill, make_key):
    old = make_key(scopes=["read", "advance"])
    now = timezone.now()

    _, answer = fill(page("partner_rotate", old.key.partner_id, old.key.pk), days="3")

    new = keys.find(text_on(answer), now=now + timedelta(days=9))
    assert new.replaces == old.key
    assert keys.find(old.text, now=now + timedelta(days=2)) == old.key
    assert keys.find(old.text, now=now + timedelta(days=4)) is None


def test_sending_the_page_twice_rotates_once(fill, make_key, managing_editor_client):
    old = make_key()
    address = page("partner_rotate", old.key.partner_id, old.key.pk)
    form, _ = fill(address)

    managing_editor_client.post(address, form)

    assert Key.objects.count() == 2


def test_revoking_asks_first_and_is_at_once(fill, make_key, managing_editor_client):
    made = make_key()
    address = page("partner_revoke", made.key.partner_id, made.key.pk)
    assert "from the next request on" in managing_editor_client.get(address).content.decode()
    assert keys.find(made.text, now=timezone.now())

    fill(address)

    assert keys.find(made.text, now=timezone.now()) is None
    shown = managing_editor_client.get(page("partner_change", made.key.partner_id))
    assert [row.standing for row in shown.context["overview"].keys] == ["revoked"]


def test_a_key_of_another_partner_is_not_found_under_this_one(
    make_key, make_partner, managing_editor_client
):
    made = make_key()
    for name in ("partner_rotate", "partner_revoke"):
        address = page(name, make_partner().pk, made.key.pk)
        assert managing_editor_client.post(address, {"days": 1, "page": "x"}).status_code == 404


# --- endpoints --------------------------------------------------------------------------------


def test_an_endpoints_secret_is_shown_once_and_kept_sealed(
    fill, make_partner, managing_editor_client
):
    partner = make_partner()
    _, answer = fill(
        page("endpoint_add"),
        partner=str(partner.pk),
        url="https://delta.example/hooks",
        events=["article.corrected"],
    )
    secret = text_on(answer)
    endpoint = Endpoint.objects.get()

    assert secret.startswith("whsec_")
    assert endpoint.secrets(settings.SECRET_KEY, now=timezone.now()) == (secret,)
    assert endpoint.wants("article.corrected")
    assert not endpoint.wants("article.published")
    shown = managing_editor_client.get(page("endpoint_change", endpoint.pk)).content.decode()
    assert secret not in shown + everything_kept()


def test_rotating_a_secret_leaves_two_that_are_valid_for_some_days(fill, make_endpoint):
    endpoint = make_endpoint()
    now = timezone.now()
    old = endpoint.secrets(settings.SECRET_KEY, now=now)

    _, answer = fill(page("endpoint_rotate", endpoint.pk), days="2")

    endpoint.refresh_from_db()
    both = (text_on(answer), *old)
    assert endpoint.secrets(settings.SECRET_KEY, now=now + timedelta(days=1)) == both
    assert endpoint.secrets(settings.SECRET_KEY, now=now + timedelta(days=3)) == both[:1]


@pytest.mark.parametrize(
    "url",
    ["http://delta.example/", "ftp://delta.example/", "https://a:b@delta.example/", "delta"],
    ids=["plain", "ftp", "password", "word"],
)
def test_an_address_that_is_not_https_is_refused_in_production(url, fill, make_partner, settings):
    settings.PRODUCTION = True
    _, answer = fill(page("endpoint_add"), partner=str(make_partner().pk), url=url)

    assert answer.context["errors"]
    assert not Endpoint.objects.exists()


def test_plain_http_will_do_on_a_developers_machine(fill, make_partner):
    fill(page("endpoint_add"), partner=str(make_partner().pk), url="http://127.0.0.1:9000/")

    assert Endpoint.objects.exists()


def test_switching_an_endpoint_on_again_forgets_why_it_was_off(fill, make_endpoint):
    endpoint = make_endpoint(active=False, disabled_because="It failed for three days.")

    fill(page("endpoint_change", endpoint.pk), active="on")

    endpoint.refresh_from_db()
    assert (endpoint.active, endpoint.disabled_because) == (True, "")


def test_a_secret_lost_with_the_secret_key_is_told_and_can_be_made_anew(
    fill, make_endpoint, managing_editor_client, settings
):
    endpoint = make_endpoint()
    settings.SECRET_KEY = "another-" * 8
    managing_editor_client.force_login(User.objects.get(username="managing-editor"))
    shown = managing_editor_client.get(page("endpoint_change", endpoint.pk)).content.decode()
    assert "nothing can be signed" in shown

    _, answer = fill(page("endpoint_rotate", endpoint.pk), days="2")

    endpoint.refresh_from_db()
    now = timezone.now()
    assert endpoint.secrets(settings.SECRET_KEY, now=now) == (text_on(answer),)
