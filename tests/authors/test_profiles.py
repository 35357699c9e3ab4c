from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from authors.affiliations import current_affiliations, current_affiliations_of
from authors.models import Affiliation, Author, AuthorLink, Organisation, SelectedWork
from authors.profiles import create_author, find_by_name


def test_a_profile_gets_its_slug_from_the_name_as_printed(db):
    author = create_author(given_name="Min-ji", family_name="Kim", name_order="family-first")
    assert (str(author), author.slug) == ("Kim Min-ji", "kim-min-ji")


def test_a_profile_is_cleaned_and_normalised_whoever_makes_it(db):
    author = create_author(
        family_name=" Kim\x00 ",
        orcid="https://orcid.org/0000-0002-1825-0097",
        biography="<p>Hi<script>x</script></p>",
    )
    assert (author.family_name, author.orcid) == ("Kim", "0000-0002-1825-0097")
    assert author.biography == "<p>Hi</p>"
    with pytest.raises(ValidationError, match="check digit should be 7"):
        create_author(family_name="Lee", orcid="0000-0002-1825-0096")
    with pytest.raises(ValidationError, match="changes the direction"):
        create_author(family_name="Lee\u202e")


def test_one_orcid_id_belongs_to_one_profile(make_author):
    make_author(orcid="0000-0002-1825-0097")
    make_author(orcid="")
    make_author(orcid="")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_author(orcid="0000-0002-1825-0097")


@pytest.mark.parametrize(
    "fields",
    [
        {"given_name": "", "family_name": ""},
        {"orcid": "https://orcid.org"},
        {"orcid": "0000-0002-1825-009x"},
        {"name_order": "sideways"},
    ],
)
def test_the_database_itself_refuses_what_is_no_profile(make_author, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_author(**fields)


@pytest.mark.parametrize(
    "printed",
    ["Nguyễn Thị Hoa", "Hoa Nguyễn Thị", "nguyen thi hoa", "NGUYEN Thi-Hoa", "Nguyễn Thị, Hoa"],
)
def test_a_profile_is_found_whatever_the_order_case_and_accents(make_author, printed):
    author = make_author("Hoa", "Nguyễn Thị", name_order="family-first")
    make_author("Thi", "Nguyen")
    assert find_by_name(printed) == [author]


def test_a_profile_is_found_by_its_name_in_native_script(make_author):
    author = make_author("Min-ji", "Kim", native_name="김민지")
    assert find_by_name("김민지") == [author]
    assert find_by_name("  ") == []
    assert find_by_name("Min-ji") == []


def test_namesakes_are_all_found(make_author):
    assert find_by_name("Lotte Verhaegen") == []
    two = [make_author("Lotte", "Verhaegen"), make_author("Lotte", "Verhaegen")]
    assert find_by_name("Lotte Verhaegen") == two


def test_an_author_works_where_the_day_says(make_author, make_organisation):
    author = make_author()
    posts = {
        name: Affiliation.objects.create(
            author=author, organisation=make_organisation(name), position=position, **dates
        )
        for position, (name, dates) in enumerate(
            {
                "Harbour School": {"ended": date(2020, 8, 31)},
                "Quay Institute": {"started": date(2020, 9, 1), "ended": date(2024, 8, 31)},
                "Dock College": {"started": date(2024, 9, 1)},
                "Club of Pilots": {},
            }.items()
        )
    }

    def on(*day: int) -> list[str]:
        return [a.organisation.name for a in current_affiliations(author, date(*day))]

    assert on(2020, 8, 31) == ["Harbour School", "Club of Pilots"]
    assert on(2020, 9, 1) == ["Quay Institute", "Club of Pilots"]
    assert on(2026, 1, 1) == ["Dock College", "Club of Pilots"]
    assert len(posts) == 4


def test_affiliations_of_many_authors_cost_one_query(
    make_author, make_organisation, make_disclaimer, django_assert_num_queries
):
    ministry = make_organisation("Ministry", disclaimer=make_disclaimer())
    authors = [make_author() for _ in range(5)]
    for author in authors:
        Affiliation.objects.create(author=author, organisation=ministry)
    nowhere = make_author()

    with django_assert_num_queries(1):
        found = current_affiliations_of([*authors, nowhere], on=date(2026, 1, 1))
        assert all(found[author.pk][0].organisation.disclaimer for author in authors)
    assert found[nowhere.pk] == []


def test_an_affiliation_does_not_end_before_it_begins(make_author, make_organisation):
    with pytest.raises(IntegrityError), transaction.atomic():
        Affiliation.objects.create(
            author=make_author(),
            organisation=make_organisation(),
            started=date(2024, 1, 1),
            ended=date(2023, 1, 1),
        )


def test_links_lead_to_the_web_and_works_have_titles(make_author):
    author = make_author()
    with pytest.raises(IntegrityError), transaction.atomic():
        AuthorLink.objects.create(author=author, label="x", url="javascript:alert(1)")
    with pytest.raises(IntegrityError), transaction.atomic():
        SelectedWork.objects.create(author=author, title="")
    work = SelectedWork(author=author, title="Locks", doi="https://doi.org/10.5555/ABC")
    work.full_clean()
    assert work.doi == "10.5555/abc"


def test_an_organisation_is_known_by_its_ror(db):
    school = Organisation(name="Harbour School", ror="https://ror.org/05gq02987", country="BE")
    school.full_clean()
    school.save()
    assert school.ror == "05gq02987"
    with pytest.raises(ValidationError, match="two check digits should be 87"):
        Organisation(name="Other", ror="05gq02988").full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(name="Other", ror="05gq02987")
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(name="Other", country="Belgium"[:2])


def test_an_author_sorts_by_family_name(make_author):
    make_author("Ada", "Zwart")
    make_author("Zoe", "Aerts")
    assert [author.sort_name for author in Author.objects.all()] == ["Aerts, Zoe", "Zwart, Ada"]
