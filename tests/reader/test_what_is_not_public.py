"""Nothing of a draft is anywhere: not a word, not a name, not a difference between two answers.

The newsroom's models are used here to make what must stay unseen.
"""

import re

import pytest

from articles.models import Article
from authors.models import Author
from editing.slugs import remember_slug
from publication.models import Issue, Publication, Region, Section, Topic
from record.document import Kind
from record.listings import public

pytestmark = [pytest.mark.django_db, pytest.mark.once]

CANARY = "c4n4ry5e7a11"
LISTS = (
    "/", "/articles/", "/archive/", "/archive/2026/",
    "/authors/", "/topics/", "/regions/", "/issues/", "/corrections/",
    "/about/", "/sitemap.xml", "/sitemap-directory.xml", "/robots.txt", "/.well-known/security.txt",
)  # fmt: skip


@pytest.fixture
def hidden(publication, make_article, make_author, make_photo):
    """A draft of which every word, name and file is a canary."""
    author = make_author(CANARY, CANARY, slug=CANARY, biography=f"<p>{CANARY}</p>")
    section = Section.objects.create(name=CANARY, slug=CANARY, description=CANARY)
    topic = Topic.objects.create(name=CANARY, slug=CANARY, description=CANARY)
    region = Region.objects.create(name=CANARY, slug=CANARY)
    issue = Issue.objects.create(publication=publication, volume="9", title=CANARY, slug=CANARY)
    photo = make_photo(alt_text=CANARY, credit_line=CANARY, caption=CANARY)
    article = make_article(
        title=CANARY, subtitle=CANARY, standfirst=CANARY, slug=CANARY, author=author,
        section=section, issue=issue, body=f"<p>{CANARY}</p>", keywords=[CANARY], lead_photo=photo,
    )  # fmt: skip
    article.topics.add(topic)
    article.regions.add(region)
    return article


def followed(client, starts):
    """Every address within the site that can be reached by links, with its bytes."""
    waiting, found = list(starts), {}
    while waiting:
        address = waiting.pop()
        if address in found or address.startswith(("/admin/", "/static/", "/api/", "/feeds/")):
            continue
        answer = client.get(address)
        found[address] = b"".join(answer) if answer.streaming else answer.content
        if "html" in answer["Content-Type"]:
            text = found[address].decode()
            for link in re.findall(r'(?:href|src)="([^"#]*)', text):
                here = link.removeprefix("http://127.0.0.1:8000").replace("&amp;", "&")
                if here.startswith("?"):
                    here = address.partition("?")[0] + here
                if here.startswith("/") and not re.search(r"/feed\.\w+$", here):
                    waiting.append(here)
    return found


def test_no_page_and_no_file_holds_a_word_of_a_draft(client, site, hidden):
    found = followed(client, (*LISTS, *site.values()))

    assert len(found) > 60
    assert [address for address, content in found.items() if CANARY.encode() in content] == []


def test_no_list_changes_by_a_byte_when_a_draft_is_made(client, site, request):
    before = {address: client.get(address) for address in (*LISTS, *site.values())}

    request.getfixturevalue("hidden")

    for address, was in before.items():
        now = client.get(address)
        assert (now.status_code, now.content, dict(now.headers)) == (
            was.status_code, was.content, dict(was.headers)
        ), address  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "/articles/{}/", "/articles/{}/v1/", "/articles/{}/v2/", "/articles/{}/article.md",
        "/articles/{}/article.json", "/authors/{}/", "/sections/{}/", "/topics/{}/",
        "/regions/{}/", "/issues/{}/",
    ],
)  # fmt: skip
def test_a_hidden_slug_answers_as_one_that_never_existed(client, corrected, hidden, address):
    secret, never = client.get(address.format(CANARY)), client.get(address.format("never-was-any"))

    assert secret.status_code == never.status_code == 404
    assert secret.content == never.content
    assert dict(secret.headers) == dict(never.headers)
    assert secret["Cache-Control"] == "no-store"


@pytest.mark.parametrize("model", [Author, Section, Topic, Region, Issue], ids=lambda m: m.__name__)
def test_a_former_slug_of_something_hidden_does_not_redirect(client, hidden, model):
    row = model.objects.get(slug=CANARY)
    row.slug = "present"
    row.save()
    remember_slug(row, CANARY)

    folder = f"{model._meta.model_name}s"
    for slug in (CANARY, "present"):
        secret, never = client.get(f"/{folder}/{slug}/"), client.get(f"/{folder}/never/")
        assert (secret.status_code, secret.content) == (404, never.content)


def test_a_draft_of_a_public_article_stays_unseen(client, corrected, make_article):
    make_article(title=CANARY, slug=corrected.slug, key=corrected.article, body=f"<p>{CANARY}</p>")

    assert CANARY not in client.get(f"/articles/{corrected.slug}/").content.decode()
    assert Article.objects.get().title == CANARY


@pytest.mark.parametrize("model", [Author, Section, Topic, Region, Issue], ids=lambda m: m.__name__)
def test_a_former_slug_of_something_public_redirects(client, corrected, model):
    from editing.slugs import remember_slug  # noqa: PLC0415  beside its only use

    row = public(model).first()
    old, row.slug = row.slug, "present"
    row.save()
    remember_slug(row, old)
    folder = f"{model._meta.model_name}s"

    answer = client.get(f"/{folder}/{old}/")

    assert (answer.status_code, answer["Location"]) == (301, f"/{folder}/present/")
    assert client.get(f"/{folder}/present/").status_code == 200


def test_what_only_a_withdrawn_article_named_is_gone_too(client, make_public, make_later):
    article = make_public()
    assert client.get("/authors/mirae-yoon/").status_code == 200

    make_later(article, Kind.WITHDRAWAL)

    assert client.get("/authors/mirae-yoon/").status_code == 404
    assert client.get("/sections/commentary/").status_code == 404


def test_publications_that_are_not_the_default_do_not_show(read, publication):
    Publication.objects.create(title=CANARY, tagline=CANARY, about=f"<p>{CANARY}</p>")

    assert CANARY not in read("/") + read("/about/")
