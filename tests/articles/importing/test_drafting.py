"""From a file to a draft: matched with the directory, or added to it; whole or not at all."""

import html
import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, ImportedFile
from authors.models import Author, Organisation
from photos.models import Photo
from publication.disclaimers import set_wording
from publication.models import Disclaimer

pytestmark = pytest.mark.django_db

PAGE = """top of page

ISSN 2049-3630

  • Mina Tallis

The Ferry and the Ledger: What Islands Teach About Debt

Small harbours keep their books in the open, and larger ones might learn from the habit.

Photo credits: Quayside Archive

Every harbour has two ledgers. The first is kept by the master and closed at night.


1. What the ledger holds

Three things are written down in every harbour of the strait:

(1) Arrivals: Each ship is entered by name and by the hour of its coming.

(2) Debts: What is owed is read aloud on the first day of the month.

(3) Weather: Nobody is held to a debt that the weather has made.

These three entries belong together, and none of them is kept for the others' sake.


2. What the ledger leaves out

The second ledger has never been printed, and everybody knows what stands in it.

DISCLAIMER: The opinions printed here are held by the writer and by nobody else.


Mina Tallis is Lecturer at School of Island Studies (SIS). Her work follows debts across water. \
Her best known essays include “Reading the Tide Aloud,” “Ledgers of the Strait” (Anchor Books).



Notes from both shores

bottom of page"""


@pytest.fixture
def manuscript(tmp_path):
    def write(text: str = PAGE, name: str = "ferry.txt") -> str:
        path = tmp_path / name
        path.write_text(text)
        return str(path)

    return write


@pytest.fixture(autouse=True)
def serial(publication, make_section, media_root):
    make_section(name="Commentary", slug="commentary", min_words=10, max_words=2000)
    return publication


def import_article(*files: str, **options) -> list[dict]:
    out = StringIO()
    call_command("import_article", *files, json=True, stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_saved_page_becomes_a_draft_with_everything_it_holds(manuscript):
    (told,) = import_article(manuscript())

    article = Article.objects.get(slug=told["slug"])
    assert told["status"] == "created"
    assert article.title.startswith("The Ferry and the Ledger")
    assert article.standfirst.startswith("Small harbours")
    assert article.lead_photo_credit == "Quayside Archive"
    assert article.body.count("<h2>") == 2
    assert article.body.count("<li>") == 3
    assert "parenthesised" in article.body
    assert "of page" not in article.body
    assert article.state == "draft"
    assert [revision.reason for revision in article.revisions.all()] == ["Imported from ferry.txt"]


def test_the_author_gets_a_profile_with_post_biography_and_works(manuscript):
    import_article(manuscript())

    author = Author.objects.get()
    assert author.display_name == "Mina Tallis"
    assert "debts across water" in author.biography
    post = author.affiliations.get()
    assert (post.role, post.organisation.name) == ("Lecturer", "School of Island Studies (SIS)")
    assert [(work.title, work.publisher) for work in author.works.all()] == [
        ("Reading the Tide Aloud", ""),
        ("Ledgers of the Strait", "Anchor Books"),
    ]


def test_the_same_file_twice_changes_nothing(manuscript):
    (first,) = import_article(manuscript())
    (second,) = import_article(manuscript(name="renamed.txt"))

    assert (second["status"], second["slug"]) == ("unchanged", first["slug"])
    assert second["recognised"] == first["recognised"]
    assert Article.objects.count() == Author.objects.count() == ImportedFile.objects.count() == 1


def test_a_known_author_is_matched_and_what_the_page_says_otherwise_is_kept_for_it(
    manuscript, make_author
):
    author = make_author(given_name="Mina", family_name="Tallis", biography="<p>Another life.</p>")

    import_article(manuscript())

    line = Article.objects.get().contributions.get()
    assert line.author == author
    assert "debts across water" in line.biography
    assert (line.title, line.affiliation) == ("Lecturer", "School of Island Studies (SIS)")
    assert [work["title"] for work in line.works] == [
        "Reading the Tide Aloud",
        "Ledgers of the Strait",
    ]
    author.refresh_from_db()
    assert author.biography == "<p>Another life.</p>"
    assert not Organisation.objects.exists()


def test_a_known_wording_of_the_disclaimer_is_matched(manuscript, make_disclaimer):
    known = make_disclaimer(label="Views of the writer")
    set_wording(known, "the opinions printed here are held by the writer and by nobody else", "")

    import_article(manuscript())

    assert list(Article.objects.get().disclaimers.all()) == [known]


def test_an_unknown_wording_is_proposed_as_a_disclaimer_of_its_own(manuscript):
    before = Disclaimer.objects.count()

    (told,) = import_article(manuscript())

    proposed = Article.objects.get().disclaimers.get()
    assert Disclaimer.objects.count() == before + 1
    assert "by nobody else" in proposed.editions.get().wording_one
    assert "disclaimer" in {guess["field"] for guess in told["guessed"]}


@pytest.mark.parametrize(
    ("issn", "said"),
    [("2049-3630", ""), ("2816-1971", "No publication here has the ISSN 2816-1971")],
    ids=["ours", "another's"],
)
def test_the_issn_is_matched_to_the_publication_or_reported(manuscript, issn, said):
    (told,) = import_article(manuscript(PAGE.replace("2049-3630", issn)))

    problems = " ".join(problem["what"] for problem in told["problems"])
    assert (said in problems) if said else (problems == "")


def test_a_photo_brought_along_gets_the_credit_recognised(manuscript, make_picture, tmp_path):
    picture = tmp_path / "quay.jpg"
    picture.write_bytes(make_picture())

    (told,) = import_article(manuscript(), photo=str(picture), alt="A quay at low tide.")

    photo = Article.objects.get().lead_photo
    assert (photo.credit_line, photo.alt_text) == ("Quayside Archive", "A quay at low tide.")
    assert "lead_photo" not in {missing["field"] for missing in told["missing"]}


def test_a_broken_picture_leaves_everything_as_it_was(manuscript, tmp_path):
    picture = tmp_path / "quay.jpg"
    picture.write_bytes(b"<svg onload='alert(1)'>")
    out = StringIO()

    with pytest.raises(CommandError, match="1 of 1 refused"):
        call_command(
            "import_article", manuscript(), photo=str(picture), alt="", json=True, stdout=out
        )

    assert json.loads(out.getvalue())["status"] == "refused"
    for model in (Article, Author, Photo, ImportedFile):
        assert not model.objects.exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02\x03" * 40, b"\x89PNG\r\n\x1a\n" + b"\x00" * 60],
    ids=["nothing", "binary", "a picture"],
)
def test_what_is_no_manuscript_is_refused_with_a_reason(tmp_path, content):
    path = tmp_path / "strange.txt"
    path.write_bytes(content)
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("import_article", str(path), json=True, stdout=out)

    (problem,) = json.loads(out.getvalue())["problems"]
    assert problem["what_to_do"]
    assert not Article.objects.exists()


def test_a_title_too_long_for_one_is_cut_and_kept_whole_in_the_body(manuscript):
    long = "A title that never ends " * 20
    text = f"---\ntitle: {long}\n---\nA paragraph of the text.\n"

    (told,) = import_article(manuscript(text, "long.md"))

    article = Article.objects.get(slug=told["slug"])
    assert len(article.title) <= 300
    assert long.strip() in article.body
    assert "too long" in told["problems"][0]["what"]


def test_a_file_that_is_not_there_is_refused_and_the_others_come_in(manuscript):
    out = StringIO()

    with pytest.raises(CommandError, match="1 of 2 refused"):
        call_command("import_article", "/nowhere.txt", manuscript(), json=True, stdout=out)

    assert [json.loads(line)["status"] for line in out.getvalue().splitlines()] == [
        "refused",
        "created",
    ]


def test_an_imported_page_can_be_published_as_it_is(manuscript, make_picture, tmp_path, client):
    picture = tmp_path / "quay.jpg"
    picture.write_bytes(make_picture((1600, 1000)))
    (told,) = import_article(manuscript(), photo=str(picture), alt="A quay at low tide.")

    call_command("publish", told["slug"], stdout=StringIO())

    page = client.get(f"/articles/{told['slug']}/").content.decode()
    text_of_page = html.unescape(re.sub(r"<[^>]+>", "", page.replace('alt="', ">")))
    for text in (
        "ISSN 2049-3630",
        "The Ferry and the Ledger: What Islands Teach About Debt",
        "Mina Tallis",
        "Photo credits: Quayside Archive",
        "A quay at low tide.",
        "1. What the ledger holds",
        "by the writer and by nobody else",
        "School of Island Studies (SIS)",
        "Reading the Tide Aloud",
        "Anchor Books",
    ):
        assert text in text_of_page, text
