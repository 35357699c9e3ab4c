"""What is done in the admin is entered in the log, and nobody can change the log."""

import json

import pytest
from django.contrib.auth.models import Permission, User
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit import acts, erasing
from audit.models import ERASED, Act, Erasure
from audit.values import bounded
from publication.models import Topic


def form_of(row, **changes):
    return {"name": row.name, "slug": row.slug, "edit_number": row.edit_number} | changes


@pytest.fixture
def topic(db):
    return Topic.objects.create(name="Harbours", slug="harbours")


@pytest.fixture
def administrator(db):
    return User.objects.create_superuser("chief", first_name="Ada", last_name="Chief")


def test_a_change_is_entered_with_what_was_and_what_is(signed_in, administrator, topic):
    address = reverse("admin:publication_topic_change", args=[topic.pk])

    answer = signed_in(administrator).post(address, form_of(topic, name="Ports", reason="x"))

    assert answer.status_code == 302
    [act] = Act.objects.all()
    assert (act.by, act.who, act.what) == (administrator, "Ada Chief", "changed")
    assert (act.app, act.model, act.object_id, act.label) == (
        "publication", "topic", str(topic.pk), "Ports",
    )  # fmt: skip
    assert (act.before, act.after) == ({"name": "Harbours"}, {"name": "Ports"})


def test_a_save_that_changes_nothing_is_no_act(signed_in, administrator, topic):
    address = reverse("admin:publication_topic_change", args=[topic.pk])

    signed_in(administrator).post(address, form_of(topic))

    assert not Act.objects.exists()


def test_what_is_added_and_deleted_is_entered(signed_in, administrator):
    browser = signed_in(administrator)

    browser.post(reverse("admin:publication_topic_add"), {"name": "Ports", "slug": ""})
    topic = Topic.objects.get()
    browser.post(reverse("admin:publication_topic_delete", args=[topic.pk]), {"post": "yes"})

    deleted, added = Act.objects.all()
    assert (added.what, added.before, added.after["name"]) == ("added", {}, "Ports")
    assert (deleted.what, deleted.before["name"], deleted.after) == ("deleted", "Ports", {})


def test_several_deleted_at_once_are_entered_with_one_query(signed_in, administrator, topic):
    Topic.objects.create(name="Locks", slug="locks")
    sent = {
        "action": "delete_selected",
        "_selected_action": list(Topic.objects.values_list("pk", flat=True)),
        "post": "yes",
    }

    with CaptureQueriesContext(connection) as queries:
        signed_in(administrator).post(reverse("admin:publication_topic_changelist"), sent)

    assert set(Act.objects.values_list("what", "label")) == {
        ("deleted", "Harbours"), ("deleted", "Locks"),
    }  # fmt: skip
    assert len([q for q in queries if 'INSERT INTO "audit_act"' in q["sql"]]) == 1


@pytest.mark.parametrize("statement", ["UPDATE audit_act SET what = 'x'", "DELETE FROM audit_act"])
def test_the_database_refuses_to_change_the_log(administrator, topic, statement):
    acts.record(by=administrator, what="tried", object=topic, before={}, after={})

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert Act.objects.get().what == "tried"


@pytest.mark.parametrize(
    "changes",
    [
        {"who": ERASED},
        {"label": ERASED, "before": {}, "after": {}, "reason": ""},
        {"by": None, "who": "somebody else"},
    ],
    ids=["the name", "what it tells of", "who it was, with the account"],
)
def test_nothing_is_erased_without_an_erasure(administrator, changes):
    acts.record(by=administrator, what="tried", object=administrator, before={}, after={"a": 1})

    with pytest.raises(DatabaseError), transaction.atomic():
        Act.objects.update(**changes)


def test_an_erasure_takes_the_person_out_and_leaves_the_act(administrator, topic):
    other = User.objects.create_user("bo", first_name="Bo", last_name="Gone")
    acts.record(by=other, what="changed", object=topic, before={"name": "a"}, after={"name": "b"})
    acts.record(by=administrator, what="changed", object=other, before={}, after={"email": "b@x"})
    acts.record(by=administrator, what="changed", object=topic, before={}, after={"name": "c"})

    assert erasing.erase(other, by=administrator) == 2

    topic_again, account, by_other = Act.objects.all()
    assert (by_other.who, by_other.before, by_other.by) == (ERASED, {"name": "a"}, other)
    assert (account.label, account.after, account.who) == (ERASED, {}, "Ada Chief")
    assert (topic_again.who, topic_again.after) == ("Ada Chief", {"name": "c"})
    assert Erasure.objects.get().by == administrator
    with pytest.raises(DatabaseError), transaction.atomic():
        Act.objects.filter(pk=by_other.pk).update(what="nothing")


def test_an_account_that_is_deleted_leaves_its_acts(administrator, topic):
    other = User.objects.create_user("bo")
    acts.record(by=other, what="changed", object=topic, before={}, after={})

    other.delete()

    assert Act.objects.values_list("by", "who").get() == (None, "bo")


def test_secrets_are_kept_back_and_long_texts_shortened():
    found = bounded(
        {"password": "pbkdf2$x", "api_token": "t", "body": "word " * 1_000, "secret": ""}
    )

    assert (found["password"], found["api_token"], found["secret"]) == (
        "(not shown)", "(not shown)", "",
    )  # fmt: skip
    assert found["body"]["characters"] == 5_000
    assert len(json.dumps(found)) < 700


def test_the_log_is_read_by_administrators_alone(signed_in, administrator, managing_editor, topic):
    acts.record(
        by=administrator,
        what="changed",
        object=topic,
        before={"name": "<b>old</b>"},
        after={"name": "new"},
        reason="asked for",
    )
    page = reverse("admin:audit_act_change", args=[Act.objects.get().pk])
    every = reverse("admin:audit_act_changelist")

    assert signed_in(managing_editor).get(every).status_code == 403
    browser = signed_in(administrator)
    assert "asked for" in browser.get(every).content.decode()
    assert "&lt;b&gt;old&lt;/b&gt;" in browser.get(page).content.decode()
    assert browser.get(every, {"q": "Ada"}).status_code == 200
    assert browser.post(page, {"what": "x"}).status_code == 403
    assert browser.get(reverse("admin:audit_act_delete", args=[1])).status_code == 403
    assert browser.get("/admin/audit/act/add/").status_code == 403


def test_the_role_administrator_may_read_the_log(db):
    holders = Permission.objects.get(codename="view_act").group_set
    assert list(holders.values_list("name", flat=True)) == ["administrator"]
