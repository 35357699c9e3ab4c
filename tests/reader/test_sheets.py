"""The sheets and faces of readers' pages: all ours, all here, and fit to be read."""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.contrib.staticfiles import finders

import api
import reader
import republishing

READER = Path(reader.__file__).parent / "static" / "reader"
REPUBLISHING = Path(republishing.__file__).parent / "static" / "republishing"
DOCUMENTATION = Path(api.__file__).parent / "static" / "api"
SHEETS = sorted(
    [*READER.glob("*.css"), *REPUBLISHING.glob("*.css"), DOCUMENTATION / "docs.css"],
)
FONTS = READER / "fonts"

named = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)


def declared(css):
    """The custom properties a sheet gives a value, and those it asks for without an alternative."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return set(re.findall(r"(--[\w-]+)\s*:", css)), set(re.findall(r"var\((--[\w-]+)\)", css))


def tokens(scheme):
    """The colours of the first `:root`, as a reader with that scheme gets them."""
    css = (READER / "reader.css").read_text()
    light, dark = re.findall(r"\n(?:  )?:root \{\n(.*?)\n(?:  )?\}", css, flags=re.DOTALL)[:2]
    found = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", light))
    if scheme == "dark":
        found |= dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", dark))
    return found


def mixed(colour, share, ground):
    """`color-mix(in srgb, colour share, ground)`."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(ground[1:]), strict=True)
    return "#" + bytes(round(a * share + b * (1 - share)) for a, b in pairs).hex()


def contrast(one, other):
    """To one, as WCAG 2.2 computes it ("contrast ratio")."""
    lights = []
    for colour in (one, other):
        parts = [each / 255 for each in bytes.fromhex(colour[1:])]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        lights.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    darker, lighter = sorted(lights)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("words", ["--ink", "--quiet", "--accent", "--seal"])
def test_words_stand_out_from_every_ground(scheme, words):
    colours = tokens(scheme)
    grounds = {
        "--paper": colours["--paper"],
        "--tint": colours["--tint"],
        "--wash": mixed(colours["--accent"], 0.07, colours["--paper"]),
    }

    too_faint = {
        name: round(ratio, 2)
        for name, ground in grounds.items()
        if (ratio := contrast(colours[words], ground)) < 4.5
    }

    assert too_faint == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_on_a_button_stand_out(scheme):
    colours = tokens(scheme)

    assert contrast(colours["--paper"], colours["--accent"]) >= 4.5
    assert contrast(colours["--paper"], colours["--ink"]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_frame_of_a_field_stands_out(scheme):
    colours = tokens(scheme)

    assert contrast(colours["--quiet"], colours["--paper"]) >= 3


@named
def test_every_property_that_is_used_has_a_value(sheet):
    given, _ = declared((READER / "reader.css").read_text())
    own, used = declared(sheet.read_text())

    assert used - own - given == set()


def test_no_token_is_left_over():
    given, _ = declared((READER / "reader.css").read_text())
    used = set().union(*(declared(sheet.read_text())[1] for sheet in SHEETS))

    assert given - used == set()


@named
def test_a_sheet_asks_nobody_else_for_anything(sheet):
    css = sheet.read_text()

    assert "@import" not in css
    for address in re.findall(r"url\(\"?([^\")]+)", css):
        assert not re.match(r"([a-z]+:)?//", address), address
        assert finders.find(urljoin(f"{sheet.parent.name}/{sheet.name}", address)), address


@named
def test_a_layer_of_a_sheet_has_its_place(sheet):
    order = re.search(r"@layer ([\w, ]+);", (READER / "reader.css").read_text())[1].split(", ")

    assert set(re.findall(r"@layer (\w+) \{", sheet.read_text())) <= set(order)


def test_every_font_is_free_and_in_use():
    css = (READER / "reader.css").read_text()
    files = {file.name for file in FONTS.iterdir()}

    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text()
    assert files - {"OFL.txt"} == set(re.findall(r"fonts/([\w-]+\.woff2)", css))


def test_a_phone_fetches_one_small_face_for_a_page_in_english():
    before_wide, _ = (READER / "reader.css").read_text().split("@media (min-width: 48rem) {\n", 1)
    narrow = re.findall(
        r"fonts/([\w-]+\.woff2)\"\) format\(\"woff2\"\); unicode-range: (\S+)", before_wide
    )

    english = [file for file, first in narrow if first == "U+20-3B,"]
    assert english == ["display.woff2"]
    assert (FONTS / "display.woff2").stat().st_size < 9_500


def loaded(page):
    """The addresses a browser asks for by itself when it shows the page, but for its photos."""
    for each in page.iter():
        if each.tag == "script" and each.get("src"):
            yield each.get("src")
        if each.tag == "link" and {"stylesheet", "preload", "icon"} & set(each.get("rel").split()):
            yield each.get("href")


@pytest.mark.django_db
def test_all_a_page_loads_is_there_and_ours(site, tree):
    for name, address in site.items():
        sources = list(loaded(tree(address)))

        assert sources, name
        for source in sources:
            assert re.match(r"/(static|theme|marks)/", source), (name, source)
            if source.startswith("/static/"):
                assert finders.find(source.removeprefix("/static/")), (name, source)


@pytest.mark.django_db
def test_what_is_loaded_early_is_what_the_sheet_asks_for(tree):
    css = (READER / "reader.css").read_text()
    early = [each for each in tree("/").iter("link") if each.get("rel") == "preload"]

    assert [each.get("href").rpartition("/")[2] for each in early] == [
        "display.woff2",
        "text.woff2",
    ]
    for each in early:
        assert f'fonts/{each.get("href").rpartition("/")[2]}"' in css
        assert (each.get("as"), each.get("crossorigin")) == ("font", "")
    assert early[1].get("media") == "(min-width: 48rem)"


@pytest.mark.django_db
def test_the_browser_around_a_page_takes_its_colour(tree):
    metas = {
        m.get("media"): m.get("content")
        for m in tree("/").iter("meta")
        if m.get("name") == "theme-color"
    }

    assert metas == {
        f"(prefers-color-scheme: {scheme})": tokens(scheme)["--paper"]
        for scheme in ("light", "dark")
    }
