"""Taking an article along: the page, the files, and who may not."""

import dataclasses

import html5lib
import pytest

from publication.models import Licence, Publication
from record.document import Kind

pytestmark = pytest.mark.django_db
CLOSED = {
    "spdx": "LicenseRef-Reserved",
    "name": "All rights reserved",
    "republishing_allowed": False,
}


@pytest.fixture
def text_of(client):
    """`text_of("md", "slug")`: a file's text."""

    def get(form, slug, question=""):
        return client.get(f"/articles/{slug}/republish.{form}{question}").content.decode()

    return get


@pytest.fixture
def closed(corrected, make_public):
    """An article whose licence forbids republishing."""
    licence = dataclasses.replace(corrected.licence, **CLOSED)
    return make_public(slug="closed", title="Closed Waters", licence=licence)


def test_the_page_of_an_article_leads_to_its_text_to_republish(client, corrected):
    page = client.get(f"/articles/{corrected.slug}/").content.decode()

    assert f'<a href="/articles/{corrected.slug}/republish/">Republish this article</a>' in page


def test_the_page_shows_every_form_ready_to_copy_and_the_terms(client, corrected):
    answer = client.get(f"/articles/{corrected.slug}/republish/")
    page = answer.content.decode()
    html5lib.HTMLParser(strict=True).parse(page)

    shown = html5lib.parse(page, namespaceHTMLElements=False)
    texts = {area.get("id"): area.text for area in shown.iter("textarea")}
    assert set(texts) == {"text-html", "text-md", "text-txt"}
    for form in ("html", "md", "txt"):
        file = client.get(f"/articles/{corrected.slug}/republish.{form}").content.decode()
        assert texts[f"text-{form}"] == file
    assert "You may copy, pass on and adapt it, for any purpose" in page
    assert 'name="robots" content="noindex"' in page
    assert "set-cookie" not in {name.lower() for name in answer.headers}


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_whatever_must_go_with_the_article_is_in_its_text(text_of, corrected, form):
    text = text_of(form, corrected.slug).replace("\\", "")

    for expected in (
        "By Mirae Yoon (윤미래), Tomas Okello-Reyes Jr. and Harbour Policy Group",
        "Translated by Ines Delacroix-Bo",
        "The views expressed are the writers’ own",
        "Creative Commons Attribution 4.0 International",
        "This article was first published by",
        f"http://127.0.0.1:8000/articles/{corrected.slug}/",
        "ISSN 1234-5679",
        "https://doi.org/10.5555/strait.2024.0017",
        "The year was 1974, not 1947.",
        "Correction",
    ):
        assert expected in text, expected


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_a_picture_without_the_right_to_travel_stays_and_is_credited(text_of, corrected, form):
    assert not corrected.lead_photo.redistribution_allowed

    text = text_of(form, corrected.slug)

    assert corrected.lead_photo.sha256 not in text
    # Once for the lead photo, once for the figure that shows it again.
    assert text.count("Photo not included. Photo credits: Marit Oosting / Coastal Pictures") == 2
    assert "/photos/" not in text


def test_a_picture_with_the_right_to_travel_goes_with_its_credit(text_of, make_later, corrected):
    photo = dataclasses.replace(corrected.lead_photo, redistribution_allowed=True)
    make_later(corrected, Kind.UPDATE, lead_photo=photo)

    html = text_of("html", corrected.slug)

    assert f"http://127.0.0.1:8000/photos/{photo.sha256}/full-640.jpg" in html
    assert 'alt="A harbour in the rain, cranes behind it"' in html
    assert "Photo credits: Marit Oosting / Coastal Pictures" in html
    assert "Photo not included." not in html.partition("<figure>")[0]


def test_the_counter_is_a_choice(client, text_of, corrected):
    for form in ("html", "md"):
        assert "/count/" in text_of(form, corrected.slug)
        assert "/count/" not in text_of(form, corrected.slug, "?counter=0")
    assert "/count/" not in text_of("txt", corrected.slug)
    page = client.get(f"/articles/{corrected.slug}/republish/?counter=0").content.decode()
    assert "/count/" not in page
    assert f'href="/articles/{corrected.slug}/republish.md?counter=0"' in page


def test_files_are_kept_under_the_articles_name_and_found_by_no_search_engine(client, corrected):
    answer = client.get(f"/articles/{corrected.slug}/republish.md")

    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{corrected.slug}.md"'
    assert answer["X-Robots-Tag"] == "noindex"
    assert (
        client.get(
            f"/articles/{corrected.slug}/republish.md", headers={"If-None-Match": answer["ETag"]}
        ).status_code
        == 304
    )


@pytest.mark.parametrize("ending", ["/", ".html", ".md", ".txt"])
def test_a_licence_that_forbids_it_is_answered_with_whom_to_ask(client, closed, ending):
    title, contact = closed.publication.title, "rights@strait.example"
    Publication.objects.create(title=title, contact_email=contact)

    answer = client.get(f"/articles/{closed.slug}/republish{ending}")

    assert answer.status_code == 403
    assert "mailto:rights@strait.example" in answer.content.decode()
    assert "All rights reserved" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


def test_an_article_that_may_not_be_republished_has_no_such_link(client, closed):
    assert "/republish/" not in client.get(f"/articles/{closed.slug}/").content.decode()


def test_what_was_retracted_does_not_spread(client, corrected, make_later):
    make_later(corrected, Kind.RETRACTION, "The figures were invented.")

    answer = client.get(f"/articles/{corrected.slug}/republish/")

    assert answer.status_code == 403
    assert "The figures were invented." in answer.content.decode()
    assert "/republish/" not in client.get(f"/articles/{corrected.slug}/").content.decode()


@pytest.mark.parametrize("ending", ["/", ".html", ".md", ".txt"])
def test_what_was_withdrawn_is_gone(client, corrected, make_later, ending):
    make_later(corrected, Kind.WITHDRAWAL, "A court has ordered it.")

    answer = client.get(f"/articles/{corrected.slug}/republish{ending}")

    assert answer.status_code == 410
    assert "A court has ordered it." in answer.content.decode()
    assert "The strait is narrow" not in answer.content.decode()


@pytest.mark.parametrize("ending", ["/", ".html", ".md", ".txt"])
def test_a_draft_is_answered_like_nothing(client, corrected, make_article, ending):
    make_article(slug="a-secret-draft")

    secret = client.get(f"/articles/a-secret-draft/republish{ending}")
    never = client.get(f"/articles/a-never-was-it/republish{ending}")

    assert secret.status_code == never.status_code == 404
    assert (secret.content, dict(secret.headers)) == (never.content, dict(never.headers))


def test_a_former_address_leads_to_the_present_one(client, corrected, make_later):
    make_later(corrected, Kind.UPDATE, slug="a-new-name")

    answer = client.get(f"/articles/{corrected.slug}/republish.md?counter=0")

    assert answer.status_code == 301
    assert answer["Location"] == "/articles/a-new-name/republish.md?counter=0"


def test_the_terms_of_the_licence_are_told_in_the_publications_words(client, corrected):
    Licence.objects.filter(spdx="CC-BY-4.0").update(terms="Take it, and name us.")

    page = client.get(f"/articles/{corrected.slug}/republish/").content.decode()

    assert "Take it, and name us." in page


def test_nothing_is_changed_by_asking(client, corrected):
    for ending in ("/", ".md"):
        answer = client.post(f"/articles/{corrected.slug}/republish{ending}")
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_the_page_costs_three_queries(client, corrected, django_assert_num_queries):
    address = f"/articles/{corrected.slug}/republish/"
    client.get(address)
    with django_assert_num_queries(3):  # due articles, the article, the licence's terms
        client.get(address)


def test_a_text_area_gives_back_exactly_the_text(client, make_public):
    hostile = "</textarea><script>alert(1)</script>"
    document = make_public(slug="hostile", title=hostile)

    page = client.get("/articles/hostile/republish/").content.decode()

    assert "<script>alert" not in page
    shown = html5lib.parse(page, namespaceHTMLElements=False)
    (area,) = [a for a in shown.iter("textarea") if a.get("id") == "text-txt"]
    assert hostile in area.text
    assert document.slug == "hostile"
