"""Partners in the admin: who may keep them, their terms, and what is known of them."""

import uuid
from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners import carriage
from partners.models import Licences, Partner, Sections
from partners.terms import EVERYTHING, Terms
from partners.usage import Tally

pytestmark = pytest.mark.django_db


def page(name, *arguments):
    return reverse(f"admin:partners_{name}", args=arguments)


# --- who --------------------------------------------------------------------------------------


def addresses(partner, key, endpoint):
    """Every address of the partners' rooms in the admin, walked from its URLs."""
    found = {}
    for pattern in admin.site.get_urls():
        for inner in getattr(pattern, "url_patterns", []):
            name = str(inner.name)
            if not name.startswith(("partners_partner_", "partners_endpoint_")):
                continue
            row = endpoint if "endpoint" in name else partner
            arguments = {"object_id": row.pk, "pk": row.pk, "key_pk": key.pk}
            wanted = inner.pattern.regex.groupindex
            if hasattr(inner.pattern, "converters"):
                wanted = inner.pattern.converters
            kwargs = {each: arguments[each] for each in wanted}
            found[name] = reverse(f"admin:{name}", kwargs=kwargs)
    return found


def test_only_managing_editor_and_administrator_keep_partners(
    contributor_client, editor_client, managing_editor_client, signed_in, make_key, make_endpoint
):
    made = make_key()
    endpoint = make_endpoint(made.key.partner)
    administrator = User.objects.create_user("admin", is_staff=True)
    administrator.groups.add(Group.objects.get(name="administrator"))
    found = addresses(made.key.partner, made.key, endpoint)
    assert {"partners_partner_rotate", "partners_endpoint_rotate"} <= found.keys()

    for name, address in found.items():
        assert Client().get(address).status_code == 302, name
        for client in (contributor_client, editor_client):
            assert client.get(address).status_code == 403, name
            assert client.post(address, {"page": "x", "days": "1"}).status_code == 403, name
        if name != "partners_partner_delete":
            assert managing_editor_client.get(address).status_code == 200, name
        assert signed_in(administrator).get(address).status_code == 200, name

    made.key.refresh_from_db()
    assert made.key.revoked_at is None


# --- terms ------------------------------------------------------------------------------------


@pytest.fixture
def save(managing_editor_client, filled_form):
    """`save(partner, name=…)`: sends the partner's form."""

    def sent(partner, **answers):
        address = page("partner_change", partner.pk)
        form = filled_form(managing_editor_client.get(address)) | answers
        return managing_editor_client.post(address, form)

    return sent


def test_a_new_partner_may_carry_what_everybody_may_republish(
    managing_editor_client, filled_form, licence_cc_by
):
    form = filled_form(managing_editor_client.get(page("partner_add")))
    done = managing_editor_client.post(page("partner_add"), form | {"name": "Delta Daily"})

    partner = Partner.objects.get()
    assert done.status_code == 302
    assert partner.slug == "delta-daily"
    assert licence_cc_by.spdx in partner.terms.licences
    assert partner.terms.sections is None


def test_terms_follow_what_was_agreed(make_partner, make_section, licence_cc_by):
    section = make_section()

    partner = make_partner(licences=[licence_cc_by], sections=[section], delay_minutes=90)

    assert partner.terms == Terms(
        licences=frozenset({"CC-BY-4.0"}),
        sections=frozenset({section.pk}),
        delay=timedelta(minutes=90),
    )
    assert make_partner().terms == EVERYTHING


def test_deleting_what_was_chosen_leaves_nothing_instead_of_everything(make_partner, make_section):
    section = make_section()
    partner = make_partner(sections=[section])

    section.delete()

    assert partner.terms.sections == frozenset()


def test_choosing_asks_for_a_choice(make_partner, save):
    partner = make_partner()

    answer = save(partner, licence_rule=Licences.CHOSEN, section_rule=Sections.CHOSEN)

    form = answer.context["adminform"].form
    assert set(form.errors) == {"licences", "sections"}


def test_a_save_from_an_older_page_overwrites_nothing(make_partner, save):
    partner = make_partner("Delta Daily")
    save(partner, notes="First.")

    answer = save(partner, notes="Second.", edit_number="1")

    assert answer.status_code == 409
    assert Partner.objects.get().notes == "First."


# --- what is known ----------------------------------------------------------------------------


def test_the_page_charts_the_use_of_the_keys(make_key, managing_editor_client):
    made = make_key()
    now, tally = timezone.now(), Tally()
    for kind, number in (("list", 30), ("detail", 20), ("limited", 4)):
        for _ in range(number):
            tally.count(made.key.pk, kind, size=1000, at=now)
    tally.count(made.key.pk, "list", size=1, at=now - timedelta(days=60))
    tally.write()
    address = page("partner_change", made.key.partner_id)

    shown = managing_editor_client.get(address)
    longer = managing_editor_client.get(address, {"days": "90"})

    chart = shown.context["overview"].chart
    assert (chart.days, chart.answered, chart.limited, chart.top) == (30, 50, 4, 100)
    assert chart.bars[-1].counts == (30, 20, 0, 0, 4)
    assert longer.context["overview"].chart.answered == 51
    assert "50 answered" in shown.content.decode()
    made.key.refresh_from_db()
    assert made.key.last_used_at == now


def test_a_span_that_is_not_offered_is_the_shorter_one(make_partner, managing_editor_client):
    address = page("partner_change", make_partner().pk)

    for days in ("", "7", "x", "٣٠"):
        shown = managing_editor_client.get(address, {"days": days})
        assert shown.context["overview"].chart.days == 30


def test_the_list_costs_the_same_for_any_number_of_partners(
    make_key, managing_editor_client, django_assert_max_num_queries
):
    for _ in range(5):
        carriage.note(make_key().key.partner, uuid.uuid4(), how="api", at=timezone.now())

    with django_assert_max_num_queries(9):
        shown = managing_editor_client.get(page("partner_changelist"))

    assert [row.carried_count for row in shown.context["cl"].result_list] == [1] * 5


def test_the_list_of_what_is_carried_names_articles_and_versions(
    make_partner, make_article, managing_editor_client
):
    partner, article = make_partner("Delta Daily"), make_article(title="What the Tide Leaves")
    carriage.note(partner, article.key, how="webhook", number=1, at=timezone.now())

    listed = managing_editor_client.get(page("carriage_changelist")).content.decode()
    panel = managing_editor_client.get(
        reverse("admin:articles_article_change", args=[article.pk])
    ).context["panel"]

    assert "What the Tide Leaves" in listed
    [carrier] = panel.carriers
    assert (carrier.partner, carrier.number) == ("Delta Daily", 1)
