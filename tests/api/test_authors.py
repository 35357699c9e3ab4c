"""Author profiles: what is public, and what never is."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from authors.models import Affiliation, Author, Organisation
from editing.slugs import remember_slug
from record.document import Contribution

pytestmark = pytest.mark.django_db


def test_a_profile_is_told_whole(read, site, assert_described):
    told = read("authors/mirae-yoon/")

    assert_described(told, "Profile")
    assert told["name"] == "Mirae Yoon"
    assert told["orcid_url"] == "https://orcid.org/0000-0002-1825-0097"
    assert told["biography_html"] == "<p>Teaches <em>maritime law</em>.</p>"
    assert told["biography_text"] == "Teaches maritime law."
    assert told["affiliations"][0]["organisation"] == "Institute of Invented Waters"
    assert told["websites"] == [{"label": "Website", "url": "https://yoon.example/"}]
    assert told["works"][0]["title"] == "Slow Water"
    assert told["portrait"]["credit_line"]


def test_a_portrait_is_at_the_address_told(client, read, site):
    renditions = read("authors/mirae-yoon/")["portrait"]["renditions"]

    addresses = {each["url"].removeprefix("http://127.0.0.1:8000") for each in renditions}

    assert {client.get(address).status_code for address in addresses} == {200}


def test_e_mail_telephone_and_notes_are_nowhere(client, site):
    for path in ("authors/", "authors/mirae-yoon/", "articles/", "schema/"):
        content = client.get(f"/api/v1/{path}").content

        assert b"secret-" not in content
        assert b"private_notes" not in content


def test_the_articles_of_an_author_are_a_link_away(client, read, site):
    link = read("authors/mirae-yoon/")["links"]["articles"]

    listed = client.get(link.removeprefix("http://127.0.0.1:8000")).json()["results"]

    assert listed
    assert all("mirae-yoon" in [c["author"] for c in item["byline"]] for item in listed)


def test_a_post_is_told_from_its_first_day(read, make_public):
    make_public()
    author = Author.objects.get(slug="mirae-yoon")
    today = timezone.now().date()
    posts = {"Past": (date(2001, 1, 1), date(2009, 1, 1)), "Present": (None, None),
             "Future": (today + timedelta(3), None)}  # fmt: skip
    for name, (started, ended) in posts.items():
        organisation = Organisation.objects.create(name=name)
        Affiliation.objects.create(
            author=author, organisation=organisation, started=started, ended=ended
        )

    profile = {each["organisation"] for each in read("authors/mirae-yoon/")["affiliations"]}
    listed = {each["organisation"] for each in read("authors/")["results"][0]["affiliations"]}

    assert (profile, listed) == ({"Past", "Present"}, {"Present"})


def test_an_author_is_found_by_orcid(slugs, make_public, read, assert_described):
    make_public()
    make_public(byline=(Contribution("Bo Lund", author="bo-lund", family_name="Lund"),))

    assert slugs("authors/") == ["bo-lund", "mirae-yoon"]
    assert slugs("authors/", orcid="0000-0002-1825-0097") == ["mirae-yoon"]
    assert_described(read("authors/"), "AuthorList")


def test_a_former_slug_leads_to_the_present_profile(client, make_public):
    make_public()
    author = Author.objects.get(slug="mirae-yoon")
    author.slug = "mirae-yoon-2"
    author.save()
    remember_slug(author, "mirae-yoon")

    answer = client.get("/api/v1/authors/mirae-yoon/")

    assert (answer.status_code, answer["Location"]) == (301, "/api/v1/authors/mirae-yoon-2/")


def test_a_change_that_nobody_may_see_changes_nothing_in_the_answer(client, make_public):
    make_public()
    before = client.get("/api/v1/authors/mirae-yoon/")

    author = Author.objects.get(slug="mirae-yoon")
    author.private_notes = "Owes us a manuscript."
    author.save()

    after = client.get("/api/v1/authors/mirae-yoon/")
    assert (after.content, dict(after.headers)) == (before.content, dict(before.headers))


def test_a_change_of_the_profile_shows_at_once(client, make_public):
    make_public()
    before = client.get("/api/v1/authors/mirae-yoon/")
    Author.objects.filter(slug="mirae-yoon").update(title="Emerita")

    after = client.get("/api/v1/authors/mirae-yoon/", headers={"If-None-Match": before["ETag"]})

    assert after.json()["title"] == "Emerita"


def test_a_biography_is_cleaned_on_the_way_out_too(read, make_public):
    make_public()
    Author.objects.update(biography="<p onclick=x()>A<script>alert(1)</script></p>")

    assert read("authors/mirae-yoon/")["biography_html"] == "<p>A</p>"


def test_a_list_of_authors_of_any_length_takes_two_queries(
    client, make_public, django_assert_num_queries
):
    for number in range(6):
        name = f"Author {number}"
        make_public(byline=(Contribution(name, author=f"a{number}", family_name=name),))

    for size in (1, 100):
        with django_assert_num_queries(1 + 2):
            client.get("/api/v1/authors/", {"page_size": size})
    with django_assert_num_queries(1 + 4):
        client.get("/api/v1/authors/a1/")
