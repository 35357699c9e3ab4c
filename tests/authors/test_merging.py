from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection

from authors.merging import DifferentOrcids, SameProfile, StillNamed, merge, rows_that_move
from authors.models import Affiliation, Author, AuthorLink, SelectedWork
from editing.models import FormerSlug
from editing.slugs import current_object, remember_slug


@pytest.fixture
def keep(make_author) -> Author:
    return make_author("Lotte", "Verhaegen", title="Professor")


@pytest.fixture
def lose(make_author) -> Author:
    return make_author("L.", "Verhaegen", orcid="0000-0002-1825-0097", email="l@example.org")


def test_the_other_profile_is_gone_and_its_address_leads_to_the_one_that_stays(keep, lose):
    merge(keep=keep, lose=lose, by=None)

    assert list(Author.objects.all()) == [keep]
    assert current_object(Author, "l-verhaegen") == keep


def test_former_addresses_of_the_other_profile_lead_on_too(keep, lose):
    remember_slug(lose, "lotte-v")
    merge(keep=keep, lose=lose, by=None)
    assert current_object(Author, "lotte-v") == keep
    assert FormerSlug.objects.filter(object_id=lose.pk or 0).count() == 0


def test_an_address_the_kept_profile_once_gave_up_is_not_turned_round(keep, lose):
    remember_slug(keep, "verhaegen")
    merge(keep=keep, lose=lose, by=None)
    assert current_object(Author, "verhaegen") == keep


def test_what_is_empty_is_filled_and_what_differs_is_noted(keep, lose):
    lose.title = "Dean"
    lose.native_name = "洛特"
    lose.biography = "<p>Writes on canals.</p>"
    lose.private_notes = "Prefers mail."
    lose.save()
    keep.biography = "<p>Writes on ports.</p>"
    keep.private_notes = "Since 2020."
    keep.save()

    merge(keep=keep, lose=lose, by=None)

    keep.refresh_from_db()
    assert (keep.orcid, keep.email) == ("0000-0002-1825-0097", "l@example.org")
    assert (keep.title, keep.native_name) == ("Professor", "洛特")
    assert keep.biography == "<p>Writes on ports.</p>"
    assert keep.private_notes == (
        "Since 2020.\n\nFrom the merged profile “l-verhaegen”:\nName: L. Verhaegen\nTitle: Dean\n"
        "Biography: Writes on canals.\nPrefers mail."
    )
    assert keep.edit_number == 2


def test_lists_are_put_behind_one_another_and_repetitions_dropped(keep, lose, make_organisation):
    school = make_organisation("Harbour School")
    for author, position in [(keep, 3), (lose, 0)]:
        Affiliation.objects.create(author=author, organisation=school, position=position)
        AuthorLink.objects.create(author=author, label="Site", url="https://lotte.example/")
        SelectedWork.objects.create(author=author, title="Locks", year=2020)
    Affiliation.objects.create(
        author=lose, organisation=school, role="Dean", started=date(2020, 1, 1), position=1
    )
    SelectedWork.objects.create(author=lose, title="Weirs", position=1)

    report = merge(keep=keep, lose=lose, by=None)

    assert [(a.role, a.position) for a in keep.affiliations.all()] == [("", 3), ("Dean", 4)]
    assert [work.title for work in keep.works.all()] == ["Locks", "Weirs"]
    assert keep.links.count() == 1
    assert report.moved == {"affiliations": 1, "selected works": 1}
    assert report.dropped == {"affiliations": 1, "selected works": 1, "links": 1}


def test_two_orcid_ids_are_two_people(keep, lose):
    keep.orcid = "0000-0002-1694-233X"
    keep.save()
    with pytest.raises(DifferentOrcids):
        merge(keep=keep, lose=lose, by=None)
    assert Author.objects.count() == 2


def test_a_profile_is_not_merged_into_itself(keep):
    with pytest.raises(SameProfile):
        merge(keep=keep, lose=Author.objects.get(pk=keep.pk), by=None)


def test_who_merged_is_on_the_profiles_history(keep, lose, admin_user):
    merge(keep=keep, lose=lose, by=admin_user)
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (admin_user, str(keep.pk))
    assert "l-verhaegen" in entry.change_message


def test_rows_of_rooms_above_move_and_what_would_be_there_twice_is_dropped(
    keep, lose, make_article
):
    both, others = make_article(author=keep), make_article(author=lose)
    both.contributions.create(author=lose)
    assert rows_that_move(lose)["contributions"] == 2

    report = merge(keep=keep, lose=lose, by=None)

    for article in (both, others):
        assert [contribution.author for contribution in article.contributions.all()] == [keep]
    assert (report.moved["contributions"], report.dropped["contributions"]) == (1, 1)


def test_what_was_published_under_the_other_name_is_found_under_the_one_that_stays(
    keep, make_public, make_author
):
    document = make_public()
    published = Author.objects.get(slug=document.byline[0].author)

    merge(keep=keep, lose=published, by=None)

    assert keep.appearances.count() == 1
    assert current_object(Author, document.byline[0].author) == keep


@pytest.mark.sqlite
def test_a_row_that_may_not_be_changed_stops_the_merge_as_a_whole(keep, lose, make_article):
    make_article(author=lose)
    SelectedWork.objects.create(author=lose, title="Weirs")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER frozen BEFORE UPDATE ON articles_contribution "
            "BEGIN SELECT RAISE(ABORT, 'frozen'); END"
        )

    with pytest.raises(StillNamed):
        merge(keep=keep, lose=lose, by=None)

    assert Author.objects.filter(pk=lose.pk).exists()
    assert lose.works.count() == 1
