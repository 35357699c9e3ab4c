"""The picture of the world: where a region lies in it, and what its shades mean."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader import tiles
from reader.tiles import PARTS, SHADES, Tile, legend, part_of, picture, shade

CODES = st.one_of(
    st.sampled_from([*PARTS, *(code for _, codes in PARTS.values() for code in codes.split())]),
    st.sampled_from(["", "001", "142", "419", "AQ", "XX"]),
)


def test_every_country_of_iso_3166_lies_in_one_part_of_the_world():
    countries = [code for _, codes in PARTS.values() for code in codes.split()]

    assert len(countries) == len(set(countries)) == 248  # and Antarctica, which lies in none
    assert all(re.fullmatch("[A-Z]{2}", code) for code in countries)
    assert (part_of("KR"), part_of("TO"), part_of("030"), part_of("AQ")) == (
        "030",
        "061",
        "030",
        "",
    )


def test_every_part_has_a_place_on_the_page():
    folder = Path(tiles.__file__).parent / "static/reader"
    placed = re.findall(
        r"\.at-(\d{3}) \{ grid-area: ([a-z-]+); \}", (folder / "places.css").read_text()
    )
    areas = (
        (folder / "places.css").read_text().partition("grid-template-areas:")[2].partition(";")[0]
    )

    assert sorted(code for code, _ in placed) == sorted(PARTS)
    assert {area for _, area in placed} == set(re.findall("[a-z-]+", areas))


@given(st.lists(CODES, max_size=40))
def test_every_region_is_shown_once(codes):
    shown = [Tile(f"slug-{n}", f"Name {n}", code, 1) for n, code in enumerate(codes)]

    parts, elsewhere = picture(shown)

    found = [tile for part in parts for tile in (part.own, *part.tiles) if tile] + elsewhere
    assert [part.code for part in parts] == list(PARTS)
    # Codes are unique among regions; two of one part as a whole would stand beside each other.
    assert sorted(tile.slug for tile in found) == sorted(tile.slug for tile in shown)
    assert all(not part_of(tile.code) for tile in elsewhere)


@given(st.integers(1, 100_000), st.data())
def test_more_articles_never_make_a_lighter_tile(most, data):
    some = data.draw(st.integers(1, most))

    assert 1 <= shade(some, most) <= shade(most, most) <= SHADES
    assert shade(most, most) == (SHADES if most > 1 else 1)


@given(st.integers(0, 100_000))
def test_the_legend_says_of_every_number_which_shade_it_has(most):
    meanings = legend(most)

    assert all(
        (shade(least, most), shade(greatest, most)) == (step, step)
        for step, least, greatest in meanings
    )
    ends = [0, *(greatest for _, _, greatest in meanings)]
    assert [least - 1 for _, least, _ in meanings] == ends[:-1]
    assert ends[-1] == most
