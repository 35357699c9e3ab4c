"""The preview: what readers will see, for those alone who may see the draft."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from articles.models import State
from articles.publishing import correct, publish
from record.models import Version

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def preview(editor_client):
    def shown(article, client=editor_client):
        return client.get(reverse("admin-article-preview", args=[article.pk]))

    return shown


def test_a_draft_is_shown_as_readers_will_see_it(
    make_article, publication, preview, client, time_machine
):
    time_machine.move_to(datetime.now(tz=UTC), tick=False)
    publication.doi_prefix = ""  # a DOI is given by publishing, so no preview can have it
    publication.save()
    article = make_article(title="The slow ferry")
    before = main(preview(article).content.decode())

    publish(article, by=None, at=datetime.now(tz=UTC))

    assert "The slow ferry" in before
    assert before == main(client.get(f"/articles/{article.slug}/").content.decode())


def main(html):
    return html[html.index("<article") : html.index("</article>")]


def test_a_preview_is_kept_by_nobody_and_found_by_no_search_engine(make_article, preview):
    page = preview(make_article())

    assert page["Cache-Control"] == "private, no-store"
    assert "noindex" in page["X-Robots-Tag"]
    assert page["Referrer-Policy"] == "no-referrer"


def test_photos_of_a_draft_are_shown_beside_its_preview_and_nowhere_else(
    make_article, make_photo, preview, editor_client, client
):
    photo = make_photo(width=1600, height=1000, renditions=True)
    article = make_article(lead_photo=photo)

    html = preview(article).content.decode()

    address = reverse("admin-article-photo", args=[article.pk, photo.sha256, "full", 640, "webp"])
    assert address in html
    picture = editor_client.get(address)
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/webp")
    assert picture["Cache-Control"] == "private, no-store"
    assert client.get(address).status_code == 302
    assert client.get(f"/photos/{photo.sha256}/full-640.webp").status_code == 404


def test_a_photo_without_sizes_yet_is_shown_as_it_came(make_article, make_photo, editor_client):
    photo = make_photo()
    article = make_article(body=f'<figure data-photo="{photo.pk}"></figure>')
    address = reverse("admin-article-photo", args=[article.pk, photo.sha256, "full", 320, "avif"])

    assert editor_client.get(address)["Content-Type"] == "image/jpeg"


def test_a_photo_of_another_draft_is_not_shown_here(make_article, make_photo, editor_client):
    article, photo = make_article(), make_photo(renditions=True)
    address = reverse("admin-article-photo", args=[article.pk, photo.sha256, "full", 320, "webp"])

    assert editor_client.get(address).status_code == 404


def test_an_unfinished_draft_has_a_preview(make_article, preview):
    article = make_article(section=None, author=None, body="", standfirst="", title="Hardly begun")

    page = preview(article)

    assert page.status_code == 200
    assert "Hardly begun" in page.content.decode()


def test_the_preview_of_a_published_article_is_its_next_version(make_article, preview):
    article = make_article(title="The slow ferry")
    publish(article, by=None, at=AT)
    article.title = "The slower ferry"
    article.save()
    correct(article, by=None, note="It is slower.", at=AT)
    article.title = "The slowest ferry"
    article.save()

    html = preview(article).content.decode()

    assert "The slowest ferry" in html
    assert "It is slower." in html


def test_looking_publishes_nothing(make_article, preview):
    article = make_article()

    preview(article)

    article.refresh_from_db()
    assert article.state == State.DRAFT
    assert not Version.objects.exists()


def test_the_hostile_words_of_a_draft_cannot_act_in_its_preview(make_article, preview):
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    article = make_article(title=hostile, standfirst=hostile, body=f"<p>{hostile}</p>")

    html = preview(article).content.decode()

    assert "<script>alert" not in html
    assert "<img src=x" not in html
