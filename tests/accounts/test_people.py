"""Administrators keep accounts: they invite, close, send links, and cannot lock everybody out."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import chores, letters
from accounts.models import Guesses, Invitation, Role
from audit.models import Act

PASSWORD = "a harbour at dusk"


@pytest.fixture
def chief(db):
    return User.objects.create_superuser(
        "chief", "chief@review.example", PASSWORD, first_name="Ada", last_name="Chief"
    )


@pytest.fixture
def desk(chief, signed_in):
    return signed_in(chief)


def sent_mails():
    while letters.send_due():
        pass
    return mail.outbox


def invite(desk, email="bo@review.example", role="editor"):
    sent = {"first_name": "Bo", "last_name": "Lind", "email": email}
    sent["role"] = Group.objects.get(name=role).pk
    return desk.post(reverse("admin:accounts_invitation_add"), sent, headers={"host": "testserver"})


def link_in(message, site):
    [address] = re.findall(r"http\S+/invitation/\S+", message.body)
    assert address.startswith(site + "/admin/account/invitation/")
    return address.removeprefix(site)


def join(path, password="a lighthouse at noon"):
    return Client().post(path, {"new_password1": password, "new_password2": password})


def test_who_is_invited_chooses_a_password_and_comes_in(desk, settings):
    assert invite(desk).status_code == 302

    [message] = sent_mails()
    path = link_in(message, settings.SITE_URL)
    shown = Client().get(path)
    assert "Welcome, Bo" in shown.content.decode()
    assert shown["Referrer-Policy"] == "no-referrer"
    assert "This password is too" in join(path, "short").content.decode()
    assert join(path)["Location"] == "/admin/login/"
    bo = User.objects.get(email="bo@review.example")
    assert (bo.username, bo.is_staff, bo.is_superuser) == ("bo.lind", True, False)
    assert [group.name for group in bo.groups.all()] == ["editor"]
    browser = Client()
    sent = {"login": "bo@review.example", "password": "a lighthouse at noon"}
    assert browser.post("/admin/login/", sent)["Location"] == "/admin/"
    assert join(path).status_code == 410  # good once
    assert {"invited", "joined"} <= set(Act.objects.values_list("what", flat=True))
    assert path.split("/")[-2] not in str(list(Invitation.objects.values()))


def test_a_link_runs_out_after_three_days_and_can_be_taken_back(desk, settings):
    invite(desk)
    path = link_in(sent_mails()[0], settings.SITE_URL)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(path).status_code == 410

    invite(desk)
    path = link_in(sent_mails()[1], settings.SITE_URL)
    sent = {"action": "revoke_invitations", "_selected_action": [Invitation.objects.first().pk]}
    desk.post(reverse("admin:accounts_invitation_changelist"), sent)
    assert join(path).status_code == 410
    assert not User.objects.filter(username__startswith="bo").exists()


def test_inviting_who_has_an_account_looks_the_same(desk):
    User.objects.create_user("old", "old@review.example", is_staff=True)

    answers = [invite(desk, email) for email in ("old@review.example", "new@review.example")]

    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    shown = desk.get(reverse("admin:accounts_invitation_changelist")).content.decode()
    assert "taken back" not in shown
    old, new = sent_mails()
    assert "/invitation/" not in old.body
    assert "/invitation/" in new.body


def test_only_administrators_invite(signed_in, managing_editor):
    assert invite(signed_in(managing_editor)).status_code == 403
    assert not Invitation.objects.exists()


def test_a_password_is_reset_by_a_link_good_once(chief, settings):
    browser = Client()
    known = browser.post("/admin/account/reset/", {"email": "CHIEF@review.example"})
    unknown = Client().post("/admin/account/reset/", {"email": "nobody@review.example"})

    assert known["Location"] == unknown["Location"] == "/admin/account/reset/sent/"
    [message] = sent_mails()
    assert message.to == ["chief@review.example"]
    [address] = re.findall(r"http\S+", message.body.split("hours:")[1])
    assert address.startswith(settings.SITE_URL)
    page = browser.get(address.removeprefix(settings.SITE_URL), follow=True)
    sent = {"password1": "a lighthouse at noon", "password2": "a lighthouse at noon"}
    browser.post(page.request["PATH_INFO"], sent)
    chief.refresh_from_db()
    assert chief.check_password("a lighthouse at noon")
    again = Client().get(address.removeprefix(settings.SITE_URL), follow=True)
    assert "used up" in again.content.decode()


def test_nobodys_mailbox_is_filled(chief):
    for _ in range(6):
        Client().post("/admin/account/reset/", {"email": "chief@review.example"})

    assert len(sent_mails()) == 3


def test_a_failing_mail_is_tried_again_later(desk, monkeypatch):
    invite(desk)

    def fail(self):
        raise OSError("no way")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", fail)
        assert letters.send_due() == 1
    assert letters.send_due() == 0  # not at once
    assert not mail.outbox


def form_of(user, **changes):
    groups = list(user.groups.values_list("pk", flat=True))
    fields = {"username": user.username, "first_name": user.first_name, "groups": groups}
    fields |= {"last_name": user.last_name, "email": user.email}
    for name in ("is_active", "is_staff", "is_superuser"):
        if getattr(user, name):
            fields[name] = "on"
    return {name: value for name, value in (fields | changes).items() if value is not None}


@pytest.mark.parametrize("taken", ["is_active", "is_staff", "is_superuser"])
def test_the_last_administrator_cannot_remove_themselves(desk, chief, taken):
    address = reverse("admin:auth_user_change", args=[chief.pk])

    answer = desk.post(address, form_of(chief, **{taken: None}))

    assert "last administrator" in answer.content.decode()
    User.objects.create_superuser("other")
    assert desk.post(address, form_of(chief, **{taken: None})).status_code == 302


def test_an_account_is_closed_and_its_sessions_with_it(desk, editor_user, signed_in):
    browser = signed_in(editor_user)

    desk.post(
        reverse("admin:auth_user_change", args=[editor_user.pk]),
        form_of(editor_user, is_active=None),
    )

    assert browser.get("/admin/account/").status_code == 302
    act = Act.objects.get(what="changed")
    assert (act.before, act.after) == ({"is_active": True}, {"is_active": False})


def test_a_change_of_roles_is_entered_in_the_log(desk, editor_user):
    managing = Group.objects.get(name="managing editor")

    desk.post(
        reverse("admin:auth_user_change", args=[editor_user.pk]),
        form_of(editor_user, groups=[managing.pk]),
    )

    act = Act.objects.get(what="changed")
    assert list(act.after["groups"]) == [f"managing editor ({managing.pk})"]
    assert act.before["groups"][0].startswith("editor (")


def test_who_is_no_superuser_makes_none_and_changes_none(signed_in, chief, db):
    keeper = User.objects.create_user("keeper", is_staff=True)
    keeper.groups.add(Group.objects.get(name="administrator"))
    browser = signed_in(keeper)

    own = reverse("admin:auth_user_change", args=[keeper.pk])
    browser.post(own, form_of(keeper, is_superuser="on"))
    keeper.refresh_from_db()
    assert not keeper.is_superuser
    theirs = reverse("admin:auth_user_change", args=[chief.pk])
    assert browser.post(theirs, form_of(chief, first_name="x")).status_code == 403
    for step in ("sessions", "link", "factor", "export", "erase"):
        assert browser.post(f"/admin/auth/user/{chief.pk}/{step}/").status_code == 403


def test_passwords_are_nobody_elses_to_set(desk, editor_user):
    assert desk.get(f"/admin/auth/user/{editor_user.pk}/password/").status_code != 200
    page = desk.get(reverse("admin:auth_user_change", args=[editor_user.pk])).content.decode()
    assert editor_user.password not in page
    answer = desk.get(reverse("admin:auth_user_add"))
    assert answer["Location"] == reverse("admin:accounts_invitation_add")


def test_the_lists_take_the_same_queries_for_one_and_many(desk, django_assert_max_num_queries):
    for number in range(12):
        user = User.objects.create_user(f"user{number}", is_staff=True)
        user.groups.add(Group.objects.get(name="editor"))

    with django_assert_max_num_queries(14):
        assert desk.get(reverse("admin:auth_user_changelist")).status_code == 200
    with django_assert_max_num_queries(12):
        assert "Keeps accounts" in desk.get(reverse("admin:auth_group_changelist")).content.decode()


def test_a_role_demands_a_second_factor_by_its_page(desk):
    role = Role.objects.get(group__name="editor")
    sent = {
        "name": "editor", "permissions": list(role.group.permissions.values_list("pk", flat=True)),
        "role-TOTAL_FORMS": 1, "role-INITIAL_FORMS": 1, "role-0-id": role.pk,
        "role-0-group": role.group_id, "role-0-description": role.description,
        "role-0-demands_second_factor": "on",
    }  # fmt: skip

    answer = desk.post(reverse("admin:auth_group_change", args=[role.group_id]), sent)

    assert answer.status_code == 302
    role.refresh_from_db()
    assert role.demands_second_factor
    act = Act.objects.get(what="changed")
    assert act.after == {f"role {role.pk}": {"demands_second_factor": True}}


def test_failed_sign_ins_are_entered_once_an_hour(chief):
    for password in ("a", "b", "c"):
        Client().post("/admin/login/", {"login": "chief", "password": password})
    chores.tidy()
    assert not Act.objects.exists()

    Guesses.objects.update(began_at=timezone.now() - timedelta(hours=2))
    chores.tidy()

    act = Act.objects.get()
    assert (act.what, act.label, act.after["times"]) == ("failed sign-ins", "chief", 3)
    assert not Guesses.objects.exists()
