import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from publication.default import default_publication
from publication.models import Issue, Licence, Publication, Region, Section, Topic
from publication.trees import descendants, in_tree_order


def checked(instance):
    instance.full_clean()
    instance.save()
    return instance


def errors_of(instance) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refusal:
        instance.full_clean()
    return refusal.value.message_dict


def test_an_empty_site_has_no_publication(db):
    assert default_publication() is None


def test_the_default_publication_is_the_marked_one_or_else_the_first(make_publication):
    first = make_publication(title="First", issn_online="", is_default=False)
    assert default_publication() == first
    second = make_publication(title="Second", issn_online="", is_default=True)
    assert default_publication() == second


def test_there_is_one_default_publication(publication, make_publication):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_publication(title="Other", issn_online="", is_default=True)


def test_issns_are_verified_and_kept_in_one_form(db):
    review = Publication(title="Quay Notes", issn_online="28161971", issn_print="issn 2434-561x")
    checked(review)
    assert (review.issn_online, review.issn_print) == ("2816-1971", "2434-561X")


def test_a_wrong_issn_is_refused_beside_its_field_with_the_digit_expected(db):
    errors = errors_of(Publication(title="Quay Notes", issn_online="2816-1972"))
    assert list(errors) == ["issn_online"]
    assert "the check digit should be 1" in errors["issn_online"][0]


@pytest.mark.parametrize("issn", ["28161971", "2816-197", "2816x1971", "2816-197x", "abcd-efgh"])
def test_the_database_itself_refuses_what_has_not_the_form_of_an_issn(db, issn):
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(title="Quay Notes", issn_linking=issn)


def test_the_media_of_a_serial_have_different_issns(db):
    errors = errors_of(
        Publication(title="Quay Notes", issn_online="2816-1971", issn_print="2816-1971")
    )
    assert "different ISSNs" in errors["__all__"][0]


def test_languages_are_tags_in_canonical_form_with_the_main_one_among_them(db):
    review = Publication(title="Quay Notes", language="EN_gb", languages=["FR", "zh-hant", "fr"])
    checked(review)
    assert review.language == "en-GB"
    assert review.languages == ["en-GB", "fr", "zh-Hant"]


@pytest.mark.parametrize("languages", [["english"], ["e"], [3], "en", {"en": 1}])
def test_what_is_no_list_of_language_tags_is_refused(db, languages):
    assert "languages" in errors_of(Publication(title="Quay Notes", languages=languages))


@pytest.mark.parametrize("zone", ["Brussels", "Europe/Atlantis", "../etc/passwd", "GMT+25"])
def test_a_time_zone_must_exist(db, zone):
    assert "is not a time zone" in errors_of(Publication(title="Q", time_zone=zone))["time_zone"][0]


def test_known_time_zones_are_accepted(db):
    checked(Publication(title="Quay Notes", time_zone="Asia/Seoul"))


def test_doi_prefix_and_pattern_are_checked(db):
    errors = errors_of(Publication(title="Q", doi_prefix="5555", doi_suffix_pattern="{title}"))
    assert set(errors) == {"doi_prefix", "doi_suffix_pattern"}
    review = checked(Publication(title="Q", doi_prefix="https://doi.org/10.5555"))
    assert review.doi_prefix == "10.5555"


def test_a_sections_shortest_length_is_not_above_its_longest(db):
    errors = errors_of(Section(name="Essay", slug="essay", min_words=900, max_words=800))
    assert "greater than the longest" in errors["__all__"][0]
    checked(Section(name="Essay", slug="essay", min_words=900))


@pytest.mark.parametrize("model", [Section, Topic, Region])
@pytest.mark.parametrize("slug", ["", "Big", "a b", "under_score", "naïve"])
def test_the_database_itself_refuses_what_is_no_slug(db, model, slug):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(name="Something new", slug=slug)


def test_a_topic_cannot_stand_below_itself(make_topic):
    trade = make_topic("Trade")
    ports = make_topic("Ports", parent=trade)
    cranes = make_topic("Cranes", parent=ports)
    trade.parent = cranes
    assert "lies inside" in errors_of(trade)["parent"][0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.filter(pk=trade.pk).update(parent=trade)


def test_a_name_is_given_once_in_each_place_of_the_tree(make_topic):
    trade, energy = make_topic("Trade"), make_topic("Energy")
    make_topic("Ports", parent=trade)
    make_topic("Ports", parent=energy)
    for parent in (trade, None):
        name = "Ports" if parent else "Trade"
        with pytest.raises(IntegrityError), transaction.atomic():
            make_topic(name, parent=parent)


def test_a_tree_is_read_in_order_with_a_constant_number_of_queries(
    make_topic, django_assert_num_queries
):
    trade, energy = make_topic("Trade"), make_topic("Energy")
    ports = make_topic("Ports", parent=trade)
    cranes = make_topic("Cranes", parent=ports)
    make_topic("Airports", parent=trade)

    with django_assert_num_queries(1):
        ordered = in_tree_order(Topic.objects.all())
    assert [(depth, node.name) for depth, node in ordered] == [
        (0, "Energy"),
        (0, "Trade"),
        (1, "Airports"),
        (1, "Ports"),
        (2, "Cranes"),
    ]
    with django_assert_num_queries(1):
        assert descendants(ports) == {ports.pk, cranes.pk}
    assert energy.pk not in descendants(trade)


def test_the_indo_pacific_is_there_from_the_start(db):
    korea = Region.objects.get(code="KR")
    assert [region.name for region in korea.ancestors()] == ["Eastern Asia", "Indo-Pacific"]
    assert korea.ancestors()[0].code == "030"


@pytest.mark.parametrize("code", ["kr", "K", "KOR", "41", "4100", "K1"])
def test_a_regions_code_is_two_capitals_or_three_digits(make_region, code):
    with pytest.raises(DatabaseError), transaction.atomic():
        make_region("Somewhere", code=code)


def test_licences_of_the_creative_commons_and_all_rights_reserved_are_there_from_the_start(db):
    assert set(Licence.objects.values_list("spdx", flat=True)) >= {
        "CC-BY-4.0",
        "CC-BY-SA-4.0",
        "CC-BY-NC-4.0",
        "CC-BY-NC-SA-4.0",
        "CC-BY-ND-4.0",
        "CC-BY-NC-ND-4.0",
        "CC0-1.0",
        "LicenseRef-All-Rights-Reserved",
    }
    reserved = Licence.objects.get(spdx="LicenseRef-All-Rights-Reserved")
    assert not reserved.republishing_allowed


def test_a_volume_and_number_are_given_once_but_a_special_issue_may_repeat_them(
    publication, make_issue
):
    make_issue(volume="3", number="2")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_issue(volume="3", number="2")
    make_issue(volume="3", number="2", special=True, title="Straits")


def test_an_issue_can_be_named(publication):
    nothing = Issue(publication=publication, slug="x")
    assert "volume or a number" in errors_of(nothing)["__all__"][0]
    untitled = Issue(publication=publication, slug="x", special=True, volume="3")
    assert "needs a title" in errors_of(untitled)["__all__"][0]
    assert str(Issue(volume="3", number="1–2", title="Straits")) == "vol. 3, no. 1–2: Straits"
