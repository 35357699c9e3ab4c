import pytest
from django.urls import reverse

from publication.models import Disclaimer, Publication, Section, Topic


def admin_page(model: str, name: str, *args: object) -> str:
    return reverse(f"admin:publication_{model}_{name}", args=args)


@pytest.mark.parametrize(
    "model", ["publication", "section", "topic", "region", "issue", "disclaimer", "licence"]
)
def test_every_list_and_form_opens(admin_client, model):
    for page in ("changelist", "add"):
        assert admin_client.get(admin_page(model, page)).status_code == 200
    found = admin_client.get(admin_page(model, "changelist"), {"q": "korea"})
    assert found.status_code == 200


def test_a_publication_is_made_with_issns_and_languages_as_people_type_them(
    admin_client, filled_form
):
    add = admin_page("publication", "add")
    form = filled_form(admin_client.get(add)) | {
        "title": "Quay Notes",
        "issn_online": "ISSN 28161971",
        "languages": "FR, en",
        "time_zone": "Europe/Brussels",
        "about": "<p onclick=x>Hello</p>",
    }
    wrong = admin_client.post(add, form | {"issn_online": "2816-1972", "time_zone": "Brussels"})
    html = wrong.content.decode()
    assert "the check digit should be 1" in html
    assert "is not a time zone" in html
    assert filled_form(wrong)["title"] == "Quay Notes"

    assert admin_client.post(add, form).status_code == 302
    review = Publication.objects.get()
    assert review.issn_online == "2816-1971"
    assert review.languages == ["fr", "en"]
    assert review.about == "<p>Hello</p>"


def test_a_changed_wording_makes_an_edition_and_an_unchanged_one_none(
    admin_client, admin_user, filled_form, make_disclaimer
):
    disclaimer = make_disclaimer("Views", one="No view of {publication}.", several="")
    page = admin_page("disclaimer", "change", disclaimer.pk)
    form = filled_form(admin_client.get(page))
    assert form["wording_one"] == "No view of {publication}."

    admin_client.post(page, form | {"label": "Views of writers"})
    assert disclaimer.editions.count() == 1

    form = filled_form(admin_client.get(page))
    admin_client.post(page, form | {"wording_one": "No view of ours."})
    latest = disclaimer.editions.first()
    assert (latest.number, latest.wording_one) == (2, "No view of ours.")
    assert latest.created_by == admin_user
    assert "No view of {publication}." in admin_client.get(page).content.decode()


def test_an_unknown_variable_is_refused_beside_its_wording(admin_client, filled_form):
    add = admin_page("disclaimer", "add")
    form = filled_form(admin_client.get(add)) | {"label": "Views", "wording_one": "Not {author}."}
    refused = admin_client.post(add, form)
    assert "{author} is not known" in refused.content.decode()
    assert not Disclaimer.objects.exists()


def test_two_editors_of_one_wording_see_both(admin_client, filled_form, make_disclaimer):
    disclaimer = make_disclaimer("Views", one="First wording.", several="")
    page = admin_page("disclaimer", "change", disclaimer.pk)
    stale = filled_form(admin_client.get(page))
    admin_client.post(page, stale | {"wording_one": "Second wording."})

    refused = admin_client.post(page, stale | {"wording_one": "Third wording."})

    assert refused.status_code == 409
    assert "<mark>Second</mark> wording." in refused.content.decode()
    assert disclaimer.editions.count() == 2


def test_topics_are_listed_as_a_tree(admin_client, make_topic):
    trade = make_topic("Trade")
    make_topic("Ports", parent=trade)
    make_topic("Energy")
    html = admin_client.get(admin_page("topic", "changelist")).content.decode()
    places = [
        html.index(f'<span class="tree-{depth}">{name}')
        for depth, name in [(0, "Energy"), (0, "Trade"), (1, "Ports")]
    ]
    assert places == sorted(places)


def test_a_topic_cannot_be_moved_below_itself(admin_client, filled_form, make_topic):
    trade = make_topic("Trade")
    ports = make_topic("Ports", parent=trade)
    page = admin_page("topic", "change", trade.pk)
    form = filled_form(admin_client.get(page)) | {"parent": str(ports.pk)}
    assert "lies inside" in admin_client.post(page, form).content.decode()
    assert Topic.objects.get(pk=trade.pk).parent is None


def test_sections_can_be_put_in_order_in_their_list(admin_client, filled_form, make_section):
    first, second = make_section("Analysis", position=0), make_section("Essay", position=1)
    page = admin_page("section", "changelist")
    form = filled_form(admin_client.get(page)) | {
        "form-0-position": "5",
        "form-1-position": "2",
        "_save": "Save",
    }
    assert admin_client.post(page, form).status_code == 302
    assert list(Section.objects.all()) == [second, first]
    first.refresh_from_db()
    assert first.edit_number == 2
