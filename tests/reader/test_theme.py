"""The accent a publication chooses, and that it can always be read."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import colour, theme
from reader.serial import serial

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def hue_and_chroma(value):
    _lightness, chroma, hue = colour._oklch(colour._linear(value))
    return hue, chroma


@settings(deadline=None)
@given(colours)
def test_whatever_colour_is_chosen_text_in_it_can_be_read_on_light_and_on_dark(accent):
    light, dark = theme.accents(accent)

    assert min(colour.contrast(light, ground) for ground in theme.LIGHT) >= 4.5
    assert min(colour.contrast(dark, ground) for ground in theme.DARK) >= 7


@settings(deadline=None)
@given(colours)
def test_the_accent_keeps_its_hue_and_never_gets_gaudier(accent):
    hue, chroma = hue_and_chroma(accent)

    for derived in theme.accents(accent):
        own_hue, own_chroma = hue_and_chroma(derived)
        assert own_chroma <= chroma + 0.01
        if own_chroma > 0.04:  # a greyish colour's hue is not seen, and rounding turns it
            turned = abs(hue - own_hue) % 6.2832
            assert min(turned, 6.2832 - turned) < 0.2


def test_a_colour_that_can_be_read_is_left_as_it_was_chosen():
    assert theme.accents("#14495c")[0] == "#14495c"
    assert theme.accents("#8fc7d9")[1] == "#8fc7d9"


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0)],
)
def test_contrast_is_that_of_the_guidelines(one, other, ratio):
    assert colour.contrast(one, other) == pytest.approx(ratio, abs=0.005)


def test_the_grounds_are_those_of_the_style_sheet(root):
    css = (root / "platform/reader/static/reader/reader.css").read_text()
    light, dark = css.split("prefers-color-scheme: dark", 1)

    for grounds, part in ((theme.LIGHT, light), (theme.DARK, dark)):
        said = [re.search(rf"--{name}: (#\w+);", part)[1] for name in ("paper", "tint")]
        assert tuple(said) == grounds


@pytest.mark.django_db
def test_the_sheet_is_linked_from_every_page_and_may_be_kept_for_ever(client, make_publication):
    make_publication(accent="#e6007e")
    address = serial().theme

    answer = client.get(address)

    assert f'<link rel="stylesheet" href="{address}">' in client.get("/").content.decode()
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    for accent in theme.accents("#e6007e"):
        assert f"--accent:{accent}" in answer.content.decode()
    # Paper is printed in black.
    assert answer.content.decode().count("@media screen") == answer.content.decode().count(":root")


@pytest.mark.django_db
def test_only_the_sheet_of_today_is_there(client, make_publication):
    publication = make_publication(accent="#e6007e")
    former, page = serial().theme, client.get("/")["ETag"]
    publication.accent = "#14495c"
    publication.save()

    assert client.get(former).status_code == 404
    assert client.get(serial().theme).status_code == 200
    assert client.get("/")["ETag"] != page


@pytest.mark.django_db
def test_without_an_accent_there_is_no_sheet(client, make_publication):
    make_publication(accent="")

    assert serial().theme == ""
    assert "/theme/" not in client.get("/").content.decode()
    assert client.get(f"/theme/{theme.digest('#000000')}.css").status_code == 404
