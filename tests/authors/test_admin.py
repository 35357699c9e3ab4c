import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from authors.models import Author

LIST = "admin:authors_author_changelist"


@pytest.mark.parametrize("model", ["author", "organisation"])
def test_every_list_and_form_opens(admin_client, model):
    for page in ("changelist", "add"):
        assert admin_client.get(reverse(f"admin:authors_{model}_{page}")).status_code == 200
    found = admin_client.get(reverse(f"admin:authors_{model}_changelist"), {"q": "kim"})
    assert found.status_code == 200


def test_a_list_of_authors_costs_the_same_whatever_its_length(
    admin_client, make_author, make_organisation, django_assert_max_num_queries
):
    for number in range(30):
        author = make_author("Lotte", f"V{number}")
        author.affiliations.create(organisation=make_organisation(f"School {number}"))
    with django_assert_max_num_queries(14):
        html = admin_client.get(reverse(LIST)).content.decode()
    assert "School 29" in html


def test_a_profile_is_made_with_its_affiliation_in_one_form(
    admin_client, filled_form, make_organisation
):
    school = make_organisation("Harbour School")
    add = reverse("admin:authors_author_add")
    form = filled_form(admin_client.get(add)) | {
        "given_name": "Min-ji",
        "family_name": "Kim",
        "name_order": "family-first",
        "slug": "",
        "orcid": "https://orcid.org/0000-0002-1825-0097",
        "biography": "<p><b>Kim</b> writes.</p>",
        "affiliations-TOTAL_FORMS": "1",
        "affiliations-0-organisation": str(school.pk),
        "affiliations-0-role": "Fellow",
        "affiliations-0-position": "0",
    }
    assert admin_client.post(add, form).status_code == 302
    author = Author.objects.get()
    assert (str(author), author.slug) == ("Kim Min-ji", "min-ji-kim")
    assert author.orcid == "0000-0002-1825-0097"
    assert author.biography == "<p><strong>Kim</strong> writes.</p>"
    assert author.affiliations.get().role == "Fellow"


def test_a_wrong_orcid_is_refused_beside_its_field_and_nothing_typed_is_lost(
    admin_client, filled_form
):
    add = reverse("admin:authors_author_add")
    form = filled_form(admin_client.get(add)) | {
        "family_name": "Kim",
        "orcid": "0000-0002-1825-0090",
    }
    refused = admin_client.post(add, form)
    assert "the check digit should be 7" in refused.content.decode()
    again = filled_form(refused)
    assert (again["family_name"], again["orcid"]) == ("Kim", "0000-0002-1825-0090")


def test_private_fields_say_that_they_are_never_published(admin_client):
    html = admin_client.get(reverse("admin:authors_author_add")).content.decode()
    assert html.count("Never published.") == 3


def chosen(*authors, **more):
    return {"action": "merge_profiles", "_selected_action": [a.pk for a in authors], **more}


def test_merging_shows_what_moves_before_it_happens(admin_client, make_author):
    keep, lose = make_author("Lotte", "Verhaegen"), make_author("L.", "Verhaegen")
    lose.works.create(title="Weirs")

    page = admin_client.post(reverse(LIST), chosen(keep, lose))
    assert page.status_code == 200
    assert "selected works: 1" in page.content.decode()
    assert Author.objects.count() == 2

    done = admin_client.post(
        reverse(LIST), chosen(keep, lose, confirmed="yes", keep=keep.pk), follow=True
    )
    assert "was merged into" in done.content.decode()
    assert list(Author.objects.all()) == [keep]
    assert keep.works.count() == 1


def test_merging_wants_exactly_two_and_a_choice(admin_client, make_author):
    authors = [make_author() for _ in range(3)]
    for some in (authors, authors[:1]):
        answer = admin_client.post(reverse(LIST), chosen(*some), follow=True)
        assert "exactly two profiles" in answer.content.decode()
    unchosen = admin_client.post(reverse(LIST), chosen(*authors[:2], confirmed="yes"))
    assert "Which profile stays?" in unchosen.content.decode()
    assert Author.objects.count() == 3


def test_merging_two_people_is_refused_with_the_reason(admin_client, make_author):
    one = make_author(orcid="0000-0002-1825-0097")
    two = make_author(orcid="0000-0002-1694-233X")
    answer = admin_client.post(
        reverse(LIST), chosen(one, two, confirmed="yes", keep=one.pk), follow=True
    )
    assert "two people?" in answer.content.decode()
    assert Author.objects.count() == 2


def test_who_may_not_delete_profiles_may_not_merge_them(client, make_author):
    user = User.objects.create_user("sub", is_staff=True)
    user.user_permissions.add(
        *Permission.objects.filter(codename__in=["view_author", "change_author"])
    )
    client.force_login(user)
    authors = [make_author() for _ in range(2)]
    form = chosen(*authors, confirmed="yes", keep=authors[0].pk)
    assert client.post(reverse(LIST), form).status_code == 403
    assert Author.objects.count() == 2
