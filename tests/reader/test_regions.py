"""The regions as a picture: a tile for each, in its part of the world, with its number."""

import pytest

from record.document import Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def written_about(make_public):
    """Five articles on Korea, one of them on Tonga, too; and one on the sea, which has no code."""
    # The countries are in the directory from the start, with their codes.
    korea, tonga = Term("south-korea", "South Korea"), Term("tonga", "Tonga")
    for others in ((tonga,), (Term("sea", "The Sea"),), (), (), ()):
        make_public(regions=(korea, *others))


def test_a_region_lies_in_its_part_of_the_world(tree, written_about):
    world = tree("/regions/").find(".//ul[@class='world']")
    parts = {
        part.find("span[@class='part-name']").text: part
        for part in world.findall("li")
        if part.get("aria-hidden") is None
    }

    assert list(parts) == ["Eastern Asia", "Polynesia"]  # read aloud from west to east
    tile = parts["Eastern Asia"].find("ul/li/a")
    assert tile.get("href") == "/regions/south-korea/"
    assert "".join(tile.itertext()) == "South Korea 5 articles"
    assert "at-030" in parts["Eastern Asia"].get("class")


def test_more_articles_make_a_darker_tile_and_the_legend_says_so(tree, written_about):
    page = tree("/regions/")
    shades = {a.get("href"): a.get("class") for a in page.findall(".//a") if a.get("class")}
    legend = {e.get("class"): e.text for e in page.findall(".//p[@class='legend']/span")}

    assert shades["/regions/south-korea/"] == "tile shade-4"
    assert shades["/regions/tonga/"] == "tile shade-1"
    assert legend["tile shade-4"].endswith("5")
    assert legend["tile shade-1"] == "1"


def test_a_region_without_a_place_is_listed_beside_the_picture(tree, written_about):
    beside = tree("/regions/").findall(".//div[@class='elsewhere']/ul/li/a")

    assert [a.get("href") for a in beside] == ["/regions/sea/"]


def test_a_part_of_the_world_may_be_a_region_itself(tree, written_about, make_public):
    make_public(regions=(Term("polynesia", "Polynesia"),))

    part = tree("/regions/").find(".//li[@class='part at-061']")

    assert part.find("a").get("href") == "/regions/polynesia/"
    assert part.find("ul/li/a").get("href") == "/regions/tonga/"
