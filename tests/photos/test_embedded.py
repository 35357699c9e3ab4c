import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from photos.embedded import (
    Embedded,
    clean_value,
    combine,
    fill_empty,
    read_embedded,
    read_exif,
    read_iptc,
    read_xmp,
    web_address,
)

XMP = """<?xpacket begin="\ufeff"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:cc="http://creativecommons.org/ns#"
 xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 photoshop:Credit="Coastal Pictures" photoshop:Source="Harbour Archive"
 xmpRights:WebStatement="https://pictures.example/terms">
<dc:creator><rdf:Seq><rdf:li>Marit Oosting</rdf:li>
<rdf:li>Joren Beek</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="nl">© alle rechten</rdf:li>
<rdf:li xml:lang="x-default">© 2026 Marit Oosting</rdf:li></rdf:Alt></dc:rights>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Cranes at dawn</rdf:li>
</rdf:Alt></dc:description>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="en">Five cranes</rdf:li></rdf:Alt>
</Iptc4xmpCore:AltTextAccessibility>
<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">
<plus:LicensorURL>https://shop.example</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def iim(*datasets):
    block = b""
    for record, number, value in datasets:
        block += bytes((0x1C, record, number)) + len(value).to_bytes(2, "big") + value
    return block


def test_xmp_is_read_whether_written_as_attribute_list_or_alternative():
    found = combine(read_xmp(XMP.encode()))

    assert found == Embedded(
        credit_line="Coastal Pictures",
        source="Harbour Archive",
        creator="Marit Oosting, Joren Beek",
        copyright_notice="© 2026 Marit Oosting",
        caption="Cranes at dawn",
        alt_text="Five cranes",
        licence_url="https://pictures.example/terms",
    )


def test_the_shop_of_a_licensor_is_the_last_choice_for_the_terms():
    packet = XMP.replace('xmpRights:WebStatement="https://pictures.example/terms"', "")

    assert combine(read_xmp(packet.encode())).licence_url == "https://shop.example"


def test_iptc_is_read_in_utf8_and_in_the_code_page_of_old_software():
    modern = iim((1, 90, b"\x1b%G"), (2, 80, "Zoë Ågren".encode()), (2, 110, "聯合圖片".encode()))
    old = iim((2, 80, "Zoë Ågren".encode("cp1252")), (2, 80, b"Joren Beek"), (2, 120, b"A quay"))

    assert read_iptc(modern)["creator"] == "Zoë Ågren"
    assert read_iptc(modern)["credit_line"] == "聯合圖片"
    assert read_iptc(old)["creator"] == "Zoë Ågren, Joren Beek"
    assert read_iptc(old)["caption"] == "A quay"


@pytest.mark.parametrize(
    "boilerplate",
    ["OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "DCIM\\101\\X.JPG", "DJI_0001.JPG"],
)
def test_what_a_camera_writes_by_itself_is_no_caption(boilerplate):
    assert read_exif({0x010E: boilerplate})["caption"] == ""


def test_xmp_wins_over_iptc_and_iptc_over_exif():
    xmp = {"creator": "by xmp"}
    iptc = {"creator": "by iptc", "caption": "by iptc"}
    exif = {"creator": "by exif", "caption": "by exif", "copyright_notice": "by exif"}

    found = combine(xmp, iptc, exif)

    assert (found.creator, found.caption, found.copyright_notice) == (
        "by xmp",
        "by iptc",
        "by exif",
    )


def test_a_value_that_is_empty_once_cleaned_makes_way_for_the_next():
    assert combine({"creator": "\x00 \u202e"}, {"creator": "Joren Beek"}).creator == "Joren Beek"


def test_all_three_are_found_in_a_file():
    exif = Image.Exif()
    exif[0x8298] = "© Müller".encode()
    block = iim((2, 110, b"Coastal Pictures"))
    resource = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(block).to_bytes(4, "big") + block
    target = io.BytesIO()
    Image.new("RGB", (8, 8)).save(
        target,
        "JPEG",
        exif=exif.tobytes(),
        xmp=XMP.replace('photoshop:Credit="Coastal Pictures"', "")
        .replace("dc:rights", "dc:x")
        .encode(),
        extra=b"\xff\xed" + (len(resource) + 2).to_bytes(2, "big") + resource,
    )

    found = read_embedded(Image.open(target))

    assert found.creator == "Marit Oosting, Joren Beek"
    assert found.credit_line == "Coastal Pictures"
    assert found.copyright_notice == "© Müller"


@pytest.mark.parametrize(
    "packet",
    [
        pytest.param(b"<x", id="not well formed"),
        pytest.param(
            b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>', id="entities"
        ),
        pytest.param(
            b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', id="files"
        ),
        pytest.param(b"<?xml version='1.0' encoding='nonsense'?><x/>", id="unknown encoding"),
        pytest.param(b"<a>" * 50_000, id="deep"),
        pytest.param(b"<a>" + b" " * 3_000_000 + b"</a>", id="huge"),
    ],
)
def test_hostile_xmp_counts_as_absent(packet):
    assert combine(read_xmp(packet)) == Embedded()


def test_hostile_values_become_plain_text():
    found = combine(
        {
            "credit_line": "<script>alert(1)</script>Marit\x00 Oosting\u202e",
            "caption": "One\r\nTwo\n\n\n\n<b>three</b>",
            "creator": "x" * 900,
            "licence_url": "javascript:alert(1)",
        }
    )

    assert found.credit_line == "alert(1) Marit Oosting"
    assert found.caption == "One\nTwo\n\nthree"
    assert len(found.creator) == 250
    assert found.creator.endswith("…")
    assert found.licence_url == ""


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/terms?a=1", "https://example.org/terms?a=1"),
        ("www.example.org/terms", "https://www.example.org/terms"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("ftp://example.org", ""),
        ("https://", ""),
        ("https://user:secret@example.org", ""),
        ("https://[::1", ""),
        ('https://example.org/"onload=x', ""),
        ("all rights reserved", ""),
    ],
)
def test_only_web_addresses_are_kept_as_licence(text, address):
    assert web_address(text) == address


def test_only_empty_fields_are_filled():
    class Photo:
        credit_line = "As typed"
        creator = ""
        caption = ""

    photo = Photo()
    filled = fill_empty(photo, Embedded(credit_line="As read", creator="Marit", title="T"))

    assert filled == ["creator"]
    assert (photo.credit_line, photo.creator, photo.caption) == ("As typed", "Marit", "")


@given(st.binary(max_size=400))
def test_no_bytes_upset_the_readers(content):
    combine(read_xmp(content), read_iptc(content), read_iptc(b"\x1c" + content))


@given(
    st.dictionaries(
        st.sampled_from([0x010E, 0x013B, 0x8298]), st.binary() | st.text() | st.integers()
    )
)
def test_no_exif_value_upsets_the_reader(exif):
    combine(read_exif(exif))


@given(st.text(max_size=300), st.integers(5, 60), st.booleans())
def test_cleaned_text_is_bounded_printable_and_stable(text, limit, keep_lines):
    clean = clean_value(text, limit=limit, keep_lines=keep_lines)

    assert len(clean) <= limit
    assert clean == clean.strip()
    assert all(
        char == "\n" or unicodedata.category(char) not in {"Cc", "Cs", "Cn"} for char in clean
    )
    assert keep_lines or "\n" not in clean
    assert not any(0x202A <= ord(char) <= 0x202E for char in clean)
    assert clean_value(clean, limit=limit, keep_lines=keep_lines) == clean
