"""Hostile and broken files: a clear message, nothing read from elsewhere, nothing kept."""

import contextlib
import io
import random
import socket
import stat
import threading
import time
import zipfile

import pytest

from articles.importing.reading import UnreadableManuscript, read

LONG = "The sea has its own calendar, and those who live by it learn to read it early. " * 3


@pytest.fixture
def refused(tmp_path):
    """`refused(data)`: why it is, after seeing that nothing was kept."""

    def why(data, name="tides.docx"):
        with pytest.raises(UnreadableManuscript) as refused:
            read(data, name, tmp_path)
        assert list(tmp_path.glob("manuscript")) == []
        assert refused.value.what_to_do
        return str(refused.value)

    return why


def test_a_broken_file_says_so(word, refused):
    whole = word.docx(word.paragraph(LONG))

    assert "damaged or incomplete" in refused(whole[: len(whole) // 2])
    assert "damaged or incomplete" in refused(b"PK\x03\x04" + b"x" * 500)


def test_an_archive_that_is_no_manuscript_says_what_to_send(word, refused):
    assert "neither a Word document nor" in refused(word.archive({"xl/workbook.xml": "<a/>"}))


def test_an_old_word_document_is_to_be_saved_anew(refused):
    assert "save it as .docx" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)


def test_a_password_is_to_be_removed(word, refused):
    office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        "<m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    )

    assert "remove the password" in refused(office)
    assert "remove the password" in refused(
        word.odt("<text:p>x</text:p>", parts={"META-INF/manifest.xml": manifest}), "tides.odt"
    )


def test_macros_are_to_be_left_out(word, refused):
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml;wordprocessingml"

    assert "without macros" in refused(word.docx(word.paragraph(LONG), main=kind))


def test_a_bomb_is_refused_at_once(word, refused):
    bomb = word.docx(word.paragraph(LONG), parts={"word/media/image1.png": b"\x00" * 60_000_000})
    many = word.docx(word.paragraph(LONG), parts={f"a/{n}": "" for n in range(2_001)})
    began = time.monotonic()

    assert "100 MB" in refused(bomb)
    assert "not as word processors write it" in refused(many)
    assert time.monotonic() - began < 10


def test_entities_are_never_resolved(word, refused):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    for subset in (f'<!ENTITY l0 "ha">{laughs}', '<!ENTITY l8 SYSTEM "file:///etc/passwd">'):
        document = f"<!DOCTYPE d [{subset}]><d>&l8;</d>"

        said = refused(word.docx("", parts={"word/document.xml": document}))

        assert "declares entities" in said or "damaged" in said


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/x", "..\\x", "C:/x"])
def test_names_that_lead_out_of_the_archive_are_refused(word, refused, name):
    assert "not as word processors" in refused(word.docx("", parts={name: "x"}))


def test_a_link_in_place_of_a_file_is_refused(word, refused):
    held = io.BytesIO(word.docx(word.paragraph(LONG)))
    with zipfile.ZipFile(held, "a") as archive:
        link = zipfile.ZipInfo("word/media/image1.png")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")

    assert "not as word processors" in refused(held.getvalue())


@pytest.mark.parametrize(
    ("depth", "told"), [(3_000, "more memory or time"), (50_000, "far larger than a document is")]
)
def test_tables_nested_without_end_are_refused(word, refused, depth, told):
    nested = "<w:tbl><w:tr><w:tc>" * depth + "</w:tc></w:tr></w:tbl>" * depth

    assert told in refused(word.docx(nested))


@pytest.fixture
def canary():
    """A server on the loopback that counts who knocks: `(address, knocks)`."""
    knocks = []
    listening = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            knocks.append(1)
            connection.close()

    threading.Thread(target=serve, daemon=True).start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/x.png", knocks
    listening.close()


def test_what_lies_outside_the_file_is_never_opened_but_listed(word, canary, tmp_path):
    address, knocks = canary
    outside = {"a": "file:///etc/passwd", "b": "file:///dev/zero", "c": address}
    pictures = "".join(
        word.drawing(key, kind=kind) for key in outside for kind in ("link", "embed")
    )
    body = word.paragraph(LONG) + word.paragraph(pictures) + word.paragraph(LONG)

    manuscript, report = read(
        word.docx(body, relations={key: ("image", to) for key, to in outside.items()}),
        "tides.docx",
        tmp_path,
    )

    assert knocks == []
    assert manuscript.pictures == ()
    assert list(tmp_path.iterdir()) == [tmp_path / "answer.json"]
    told = " ".join(problem.what for problem in report.problems)
    assert all(f"“{to}” isn't kept: it is only linked" in told for to in outside.values())


def test_no_script_survives(word):
    script = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    body = word.paragraph(word.run(script + LONG)) + word.paragraph(
        '<w:hyperlink r:id="h">', word.run("here"), "</w:hyperlink>"
    )

    manuscript, report = read(
        word.docx(body, relations={"h": ("hyperlink", "javascript:alert(1)")}), "tides.docx"
    )

    assert "<script" not in manuscript.body_html
    assert "<img" not in manuscript.body_html
    assert "href" not in manuscript.body_html
    assert any("javascript:alert(1)" in problem.what for problem in report.problems)


def test_damaged_bytes_are_refused_or_read_and_never_break_anything(word, word_manuscript):
    """Bits turned round at random (threat F12)."""
    data = word_manuscript(b"\xff\xd8\xff" + b"x" * 200)
    dice = random.Random(7)
    for _ in range(12):
        damaged = bytearray(data)
        for _ in range(dice.randint(1, 6)):
            damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
        with contextlib.suppress(UnreadableManuscript):
            read(bytes(damaged), "ferry.docx")
