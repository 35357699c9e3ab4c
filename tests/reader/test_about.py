"""The masthead: who stands for the review, by which rules."""

import pytest

from publication.models import BoardMember, PlainPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(make_publication):
    publication = make_publication()
    lines = [
        ("Editor", "Ondine Marchetti-Roe", ""),
        ("Board", "Jang Dabit (장다빛)", "Haerang National University"),
        ("Editor", "Hollis Arkwright", "Books"),
    ]
    for position, (role, name, affiliation) in enumerate(lines):
        BoardMember.objects.create(
            publication=publication,
            position=position,
            role=role,
            name=name,
            affiliation=affiliation,
        )
    return publication


def test_the_board_stands_under_its_roles_in_the_editors_order(tree, board):
    page = tree("/about/")

    sections = {
        heading.text: [each.text for each in section.iterfind(".//bdi[@class='board-name']")]
        for section in page.iterfind(".//section")
        for heading in section.iterfind("h2/bdi")
    }
    assert list(sections.items()) == [
        ("Editor", ["Ondine Marchetti-Roe", "Hollis Arkwright"]),
        ("Board", ["Jang Dabit (장다빛)"]),
    ]


def test_it_names_issn_publisher_and_the_policies_readers_may_see(read, board):
    values = {"body": "<p>a</p>", "is_policy": True}
    PlainPage.objects.create(title="Ethics", slug="ethics", public=True, **values)
    PlainPage.objects.create(title="Peer review", slug="peer", public=False, **values)
    PlainPage.objects.create(title="Call", slug="call", body="<p>a</p>", public=True)

    page = read("/about/")

    assert 'href="/pages/ethics/"' in page
    assert "Peer review" not in page
    assert "/pages/call/" not in page
    assert 'href="/accessibility/"' in page
    assert board.issn_online in page
    assert board.publisher in page


def test_a_longer_board_asks_no_more_of_the_database(client, board, django_assert_max_num_queries):
    with django_assert_max_num_queries(9) as short:
        client.get("/about/")
    for number in range(20):
        BoardMember.objects.create(publication=board, role=f"Role {number}", name="N")
        PlainPage.objects.create(
            title="P", slug=f"p-{number}", body="<p>a</p>", public=True, is_policy=True
        )
    with django_assert_max_num_queries(len(short.captured_queries)):
        client.get("/about/")


def test_a_change_of_the_board_is_a_new_page(client, board):
    tag = client.get("/about/")["ETag"]
    BoardMember.objects.filter(role="Board").update(affiliation="Elsewhere")

    assert client.get("/about/", headers={"If-None-Match": tag}).status_code == 200
