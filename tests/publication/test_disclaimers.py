import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from publication.disclaimers import NoWording, set_wording, wording
from publication.models import Disclaimer, DisclaimerEdition, EditionIsFinal


@pytest.fixture
def disclaimer(make_disclaimer):
    return make_disclaimer(
        "Views",
        one="The writer alone answers for this, not {publication}.",
        several="The writers alone answer for this, not {short_title} or {publisher}.",
    )


@pytest.mark.parametrize("writers", [0, 1])
def test_one_writer_reads_the_wording_for_one(disclaimer, publication, writers):
    assert wording(disclaimer, writers=writers, publication=publication) == (
        "The writer alone answers for this, not Harbour Review."
    )


def test_several_writers_read_the_wording_for_several(disclaimer, publication):
    assert wording(disclaimer, writers=2, publication=publication) == (
        "The writers alone answer for this, not HR or Institute for Harbour Studies."
    )


def test_one_wording_serves_all_if_there_is_no_other(make_disclaimer, publication):
    disclaimer = make_disclaimer(one="No view of ours.", several="")
    assert wording(disclaimer, writers=3, publication=publication) == "No view of ours."


def test_a_new_wording_is_a_new_edition_and_the_old_one_stays(disclaimer, publication):
    set_wording(disclaimer, "Read with care.")

    assert wording(disclaimer, writers=1, publication=publication) == "Read with care."
    assert [edition.number for edition in disclaimer.editions.order_by("number")] == [1, 2]


def test_the_same_wording_again_makes_no_edition(disclaimer):
    latest = disclaimer.editions.get()
    assert set_wording(disclaimer, latest.wording_one, latest.wording_several) == latest
    assert disclaimer.editions.count() == 1


def test_an_edition_knows_who_made_it(disclaimer, admin_user):
    assert set_wording(disclaimer, "Read with care.", by=admin_user).created_by == admin_user


def test_the_database_itself_refuses_to_change_an_edition(disclaimer):
    with pytest.raises(IntegrityError, match="final"), transaction.atomic():
        disclaimer.editions.update(wording_one="Something else")
    edition = disclaimer.editions.get()
    edition.wording_one = "Something else"
    with pytest.raises(EditionIsFinal):
        edition.save()


def test_an_edition_outlives_the_account_of_its_maker(disclaimer, django_user_model):
    maker = django_user_model.objects.create_user("maker")
    edition = set_wording(disclaimer, "Read with care.", by=maker)
    maker.delete()
    assert DisclaimerEdition.objects.get(pk=edition.pk).created_by is None


@pytest.mark.parametrize(
    "text",
    [
        "Not {author}.",
        "{publication.__class__}",
        "{publication!r}",
        "{0}",
        "{}",
        "An open { brace",
        "{{publication}}",
    ],
)
def test_an_unknown_variable_or_a_stray_brace_is_refused_when_saved(disclaimer, text):
    with pytest.raises(ValidationError):
        set_wording(disclaimer, text)
    with pytest.raises(ValidationError):
        set_wording(disclaimer, "Fine.", text)
    assert disclaimer.editions.count() == 1


def test_variables_are_filled_once_and_as_text(disclaimer, make_publication):
    publication = make_publication(title="{publisher} <b>", publisher="secret")
    assert "not {publisher} <b>." in wording(disclaimer, writers=1, publication=publication)


def test_a_disclaimer_without_wording_says_so(db, publication):
    with pytest.raises(NoWording):
        wording(Disclaimer.objects.create(label="Empty"), writers=1, publication=publication)
