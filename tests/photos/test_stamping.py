import io

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, IptcImagePlugin

from photos.embedded import read_iptc, read_xmp
from photos.stamping import Stamp, exif_block, iptc_segment, xmp_packet

words = st.text(max_size=60).map(str.strip)
stamps = st.builds(
    Stamp,
    credit=words,
    creator=words,
    source=words,
    copyright=words,
    licence_url=st.sampled_from(["", "https://terms.example/?a=1&b='2'"]),
    usage_terms=words,
)


def jpeg_with(**options):
    target = io.BytesIO()
    Image.new("RGB", (8, 8)).save(target, "JPEG", **options)
    return Image.open(target)


@given(stamps)
def test_every_stamp_is_a_packet_that_parsers_read(stamp):
    packet = xmp_packet(stamp)

    assert bool(packet) == bool(stamp)
    assert not packet or read_xmp(packet)["licence_url"] == stamp.licence_url


@given(stamps)
def test_no_stamp_can_smuggle_a_tag_into_a_file(stamp):
    hostile = Stamp(credit="</rdf:li><script>" + stamp.credit, creator="<script src=//x>")

    for block in (xmp_packet(hostile), exif_block(hostile), iptc_segment(hostile)):
        assert b"<script" not in block


def test_names_in_any_script_arrive_in_all_three_dialects():
    stamp = Stamp(
        credit="海岸圖片 / Zoë", creator="Зоя Б.", copyright="© 2026 <Zoë>", source="A & B"
    )

    picture = jpeg_with(xmp=xmp_packet(stamp), exif=exif_block(stamp), extra=iptc_segment(stamp))

    assert read_xmp(picture.info["xmp"])["credit_line"] == "海岸圖片 / Zoë"
    assert read_xmp(picture.info["xmp"])["copyright_notice"] == "© 2026 <Zoë>"
    assert picture.getexif()[0x013B].encode("latin-1").decode() == "Зоя Б."
    block = IptcImagePlugin.getiptcinfo(picture)
    assert block[2, 110].decode() == "海岸圖片 / Zoë"
    assert block[2, 116].decode() == "© 2026 ‹Zoë›"
    assert read_iptc(picture.info["photoshop"][0x0404])["source"] == "A & B"


def test_where_only_a_credit_is_known_exif_names_it_too():
    picture = jpeg_with(exif=exif_block(Stamp(credit="Coastal Pictures")))

    assert picture.getexif()[0x013B] == picture.getexif()[0x8298] == "Coastal Pictures"


def test_nothing_to_say_leaves_no_trace():
    assert (xmp_packet(Stamp()), exif_block(Stamp()), iptc_segment(Stamp())) == (b"", b"", b"")
