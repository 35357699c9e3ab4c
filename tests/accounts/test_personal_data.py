"""What the house knows of a person is handed to them, and forgotten when they have left."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import models
from django.urls import reverse

from accounts.personal_data import COVERED, NOT_OURS
from articles.publishing import publish
from audit import acts
from audit.models import Act
from authors.models import Author

PERSONAL = re.compile(
    r"^(.*_)?(email|phone|(first|last|given|family|native)_name|username|who|signed|biography)$"
)


def test_every_field_that_tells_of_a_person_is_on_the_list():
    listed = {each.field for each in COVERED} | set(NOT_OURS)
    missing = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.related_model in (User, Author)
        or isinstance(field, models.EmailField)
        or (isinstance(field, models.CharField | models.TextField) and PERSONAL.match(field.name))
    ]
    unknown = [name for name in missing if name not in listed and name not in THROUGH]

    assert unknown == [], "Say in accounts/personal_data.py what becomes of these."
    for each in COVERED:
        each.model._meta.get_field(each.name)


# Listed by the rows that join: auth.User_groups.user.
THROUGH = {"fediverse.Arrival.signed", "newsletter.Asked.who"}  # a signature; a pseudonym


@pytest.fixture
def chief(db):
    return User.objects.create_superuser("chief")


@pytest.fixture
def bo(make_article):
    user = User.objects.create_user(
        "bo", "bo@review.example", first_name="Bo", last_name="Lind", is_staff=True
    )
    make_article(title="Of Harbours", created_by=user)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "sealed-up"})
    acts.record(by=user, what="changed", object=user, before={}, after={"email": user.email})
    return user


def test_an_account_is_exported_without_its_secrets(signed_in, chief, bo):
    answer = signed_in(chief).post(f"/admin/auth/user/{bo.pk}/export/")

    assert "private, no-store" in answer["Cache-Control"]
    found = json.loads(answer.content)
    assert found["auth.User"]["email"] == "bo@review.example"
    assert found["articles.Article.created_by"][0]["name"] == "Of Harbours"
    assert "sealed-up" not in answer.content.decode()
    assert bo.password not in answer.content.decode()
    assert Act.objects.first().what == "personal data exported"


def test_an_erased_account_leaves_its_work_and_no_name(signed_in, chief, bo):
    LogEntry.objects.create(
        user=chief, action_flag=2, object_id=bo.pk, object_repr="bo",
        content_type=apps.get_model("contenttypes.ContentType").objects.get_for_model(bo),
    )  # fmt: skip
    browser = signed_in(bo)

    answer = signed_in(chief).post(f"/admin/auth/user/{bo.pk}/erase/", {"reason": "has left"})

    assert answer.status_code == 302
    assert browser.get("/admin/account/").status_code == 302
    assert apps.get_model("articles.Article").objects.get().created_by_id == bo.pk
    everything = json.dumps(
        [
            list(model._default_manager.values())
            for model in apps.get_models()
            if model._meta.label not in ("auth.Permission", "contenttypes.ContentType")
        ],
        default=str,
    )
    for canary in ("bo@review.example", "Lind", "sealed-up", '"bo"'):
        assert canary not in everything
    assert Act.objects.first().reason == "has left"


def test_the_last_administrator_is_not_erased(signed_in, chief):
    signed_in(chief).post(f"/admin/auth/user/{chief.pk}/erase/", {"reason": "x"})

    chief.refresh_from_db()
    assert (chief.username, chief.is_active) == ("chief", True)
    with pytest.raises(CommandError, match="last administrator"):
        call_command("erase_personal_data", account="chief", reason="x", yes=True)


def test_a_departed_author_keeps_the_byline_and_nothing_else(
    managing_editor_client, editor_client, make_article, make_author, client
):
    author = make_author(email="kim@home.example", phone="0322", private_notes="Owes us a text.")
    article = make_article(author=author)
    publish(article, by=None, at=article.created_at)
    before = client.get(f"/authors/{author.slug}/").content
    address = reverse("admin:authors_author_erase", args=[author.pk])

    assert editor_client.post(address, {"reason": "x"}).status_code == 403
    exported = managing_editor_client.post(reverse("admin:authors_author_export", args=[author.pk]))
    assert json.loads(exported.content)["authors.Author"]["phone"] == "0322"
    assert managing_editor_client.post(address, {"reason": "asked"}).status_code == 302

    author.refresh_from_db()
    assert (author.email, author.phone, author.private_notes) == ("", "", "")
    assert client.get(f"/authors/{author.slug}/").content == before


def test_the_operator_does_the_same_by_command(bo, chief, capsys):
    call_command("export_personal_data", account="bo")
    assert json.loads(capsys.readouterr().out)["auth.User"]["last_name"] == "Lind"
    call_command("erase_personal_data", account="bo", reason="left")
    assert User.objects.filter(username="bo").exists()  # only said what
    call_command("erase_personal_data", account="bo", reason="left", yes=True)
    assert not User.objects.filter(username="bo").exists()
    with pytest.raises(CommandError, match="no “bo”"):
        call_command("export_personal_data", account="bo")
