"""Pages of the review's own, and the one about accessibility and privacy."""

import pytest

from editing.slugs import remember_slug
from publication.models import PlainPage

pytestmark = pytest.mark.django_db

POLICY = (
    "<h2>Peer review</h2><p>Two readers.</p><h3>Appeals</h3><p>Write to us.</p>"
    "<h2>Ethics</h2><ul><li>Be fair.</li></ul><h2>Peer review</h2><p>Again.</p>"
)


@pytest.fixture
def make_page(make_publication):
    make_publication()

    def make(**fields):
        values = {"title": "Policies", "slug": "policies", "body": POLICY, "public": True}
        return PlainPage.objects.create(**values | fields)

    return make


def test_a_page_says_what_the_editors_wrote_under_headings_that_can_be_led_to(
    tree, make_page, django_assert_num_queries
):
    make_page()

    # One of them is every page's: whether something scheduled is due.
    with django_assert_num_queries(5):
        page = tree("/pages/policies/")

    assert page.findtext(".//h1") == "Policies"
    prose = page.find(".//div[@class='prose']")
    assert {each.get("id"): each.text for each in prose.iter() if each.get("id")} == {
        "section-peer-review": "Peer review",
        "section-appeals": "Appeals",
        "section-ethics": "Ethics",
        "section-peer-review-2": "Peer review",
    }
    outline = [each.get("href") for each in page.iterfind(".//nav[@aria-label='On this page']//a")]
    assert outline == ["#section-peer-review", "#section-ethics", "#section-peer-review-2"]
    description = page.find(".//meta[@name='description']").get("content")
    assert description.startswith("Peer review Two readers. Appeals")


def test_a_short_page_has_no_outline(read, make_page):
    make_page(body="<h2>One</h2><p>a</p><h2>Two</h2><p>b</p>")

    assert "On this page" not in read("/pages/policies/")


def test_a_page_in_another_language_says_so(tree, make_page):
    make_page(language="ko", title="투고 안내", slug="write", body="<h2>형식</h2><p>글자.</p>")

    page = tree("/pages/write/")

    assert page.find(".//h1").get("lang") == "ko"
    heading = page.find(".//main//h2")
    assert (heading.get("id"), heading.text) == ("section-1", "형식")


@pytest.mark.parametrize(
    "hidden", [{"public": False}, {"public": False, "in_menu": True, "is_policy": True}]
)
def test_a_draft_answers_as_if_it_had_never_been(client, make_page, hidden):
    make_page(slug="secret", title="Canary", **hidden)

    draft, never = client.get("/pages/secret/"), client.get("/pages/secres/")

    assert draft.status_code == never.status_code == 404
    assert draft.content == never.content
    assert draft.headers == never.headers
    for address in ("/", "/about/", "/accessibility/"):
        assert "Canary" not in client.get(address).content.decode()


def test_a_former_address_leads_to_the_page_while_readers_may_see_it(client, make_page):
    page = make_page()
    page.slug = "our-policies"
    page.save()
    remember_slug(page, "policies")

    moved = client.get("/pages/policies/")

    assert (moved.status_code, moved["Location"]) == (301, "/pages/our-policies/")
    PlainPage.objects.update(public=False)
    assert client.get("/pages/policies/").content == client.get("/pages/never/").content


def test_the_menu_names_the_pages_that_stand_in_it_in_their_order(read, make_page):
    make_page(title="Write for us", slug="write", in_menu=True, position=2)
    make_page(title="Privacy", slug="privacy", in_menu=True, position=1)
    make_page(title="Unlisted", slug="unlisted")

    page = read("/")

    assert page.index('href="/pages/privacy/"') < page.index('href="/pages/write/"')
    assert "/pages/unlisted/" not in page


def test_search_engines_are_told_of_the_pages_readers_may_see(client, make_page):
    make_page(slug="shown")
    make_page(slug="draft", public=False)

    told = client.get("/sitemap.xml").content.decode()

    assert "/pages/shown/</loc>" in told
    assert "/accessibility/</loc>" in told
    assert "draft" not in told


def test_a_page_the_reader_has_is_not_sent_again_until_it_or_the_menu_changes(client, make_page):
    page = make_page()
    tag = client.get("/pages/policies/")["ETag"]
    assert client.get("/pages/policies/", headers={"If-None-Match": tag}).status_code == 304

    PlainPage.objects.filter(pk=page.pk).update(body="<p>Other rules.</p>")
    changed = client.get("/pages/policies/", headers={"If-None-Match": tag})
    assert changed.status_code == 200

    make_page(title="New", slug="new", in_menu=True)
    again = client.get("/pages/policies/", headers={"If-None-Match": changed["ETag"]})
    assert again.status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        "<p onclick=alert(1)>a</p><script>alert(1)</script>",
        "<h2><img src=x onerror=alert(1)>x</h2>",
        "<p>a\u202eb</p><script>alert(1)</script>",
        '<h2 id="content">x</h2><p><a href="javascript:alert(1)">b</a></p>',
    ],
    ids=["script", "picture in a heading", "turned text", "link"],
)
def test_what_came_into_the_table_by_another_way_is_cleaned_on_its_way_out(tree, make_page, body):
    """Threat T9."""
    make_page(body=body)

    content = tree("/pages/policies/").find(".//div[@class='prose']")

    assert {each.tag for each in content.iter()} <= {"div", "p", "h2", "a", "bdi"}
    assert {name for each in content.iter() for name in each.attrib} <= {
        "class", "lang", "dir", "id", "href",
    }  # fmt: skip
    assert "javascript" not in str([each.get("href") for each in content.iter("a")])


def test_the_page_about_accessibility_says_how_to_complain(
    client, read, make_publication, django_assert_num_queries
):
    assert "tell the publisher" in read("/accessibility/")
    make_publication(contact_email="desk@example.org")

    with django_assert_num_queries(4):
        answer = client.get("/accessibility/")

    page = answer.content.decode()
    assert 'href="mailto:desk@example.org"' in page
    for told in ("2.2", "No cookies", "No third parties", "COUNTER", "Newsletter addresses"):
        assert told in page
    assert "Set-Cookie" not in answer.headers
