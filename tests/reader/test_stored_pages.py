"""A page that was made before anybody asked is the one the site would answer now, or is not shown.

Every story asks the same twice: the site behind its stored pages, and the site alone.
"""

from datetime import timedelta

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from masthead.page_cache import PageCache
from masthead.stored_pages import StoredPages, ask, made_by
from publication.models import Publication, Section
from reader import stored_pages, surroundings
from reader.models import StoredPage
from reader.stored_pages import FOLLOWER, Answer, PageMaker
from record.document import Issue, Kind, RelatedArticle, Term
from record.following import follow
from record.models import PublishedArticle, Version
from record.redacting import redact
from search.following import index

pytestmark = pytest.mark.django_db

STRAIT = Term("strait", "The Strait")
SPRING = Issue("spring", "3", "1", "Spring Tides")


class Site:
    """The whole site as a WSGI server sees it; ``made`` counts the pages that Django made."""

    def __init__(self):
        self.django = WSGIHandler()
        self.made = 0
        self.restart()

    def restart(self):
        """Forget what is in memory, as a new process or after the seconds are over."""
        self.front = PageCache(self.application, stored=StoredPages(seconds=0).find)

    def application(self, environ, start_response):
        self.made += 1
        return self.django(environ, start_response)

    def get(self, path, **extra):
        self.restart()
        return self._asked(self.front, path, extra)

    def alone(self, path, **extra):
        return self._asked(PageCache(self.django), path, extra)

    def _asked(self, application, path, extra):
        answer = {}

        def site(environ, start_response):
            def start(status, headers, exc_info=None):
                answer.update(status=status, headers=headers)
                return start_response(status, headers)

            return application({**environ, **extra}, start)

        answer["body"] = ask(site, path).body
        return answer

    def answers_alike(self, path, **extra):
        """Whether both answer the same bytes under the same headers in the same order."""
        return self.get(path, **extra) == self.alone(path, **extra)


@pytest.fixture
def site(settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    # As Django's own test client: the test's transaction must outlive a request.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield Site()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def work(site):
    """The worker, until there is nothing left to do; how many pages it stored."""
    maker = PageMaker(lambda path: ask(site.django, path), made_by)

    def until_done(*, pages=True):
        while follow("search", index) + follow(FOLLOWER, surroundings.follow):
            pass
        made = 0
        while pages and (number := maker.make_missing()):
            made += number
        return made

    return until_done


def address(document):
    return f"/articles/{document.slug}/"


@pytest.fixture
def kinds(corrected, make_public, make_later):
    """An article of each kind that has a page."""
    original = make_public(slug="lanes", topics=(STRAIT,), issue=SPRING)
    retracted = make_public(slug="fourth-lane", topics=(STRAIT,), issue=SPRING)
    return [
        corrected,
        original,
        make_later(retracted, Kind.RETRACTION),
        make_public(
            slug="hangro",
            title="항로",
            language="ko",
            translation_of=RelatedArticle("lanes", "Lanes", "en"),
        ),
        make_public(slug="mamarr", title="من يحرس الممرات؟", language="ar"),
    ]


def test_a_stored_page_is_the_page_byte_for_byte_under_the_same_headers(site, work, kinds):
    assert work() == len(kinds)

    for document in kinds:
        assert site.answers_alike(address(document))
        assert site.answers_alike(address(document), REQUEST_METHOD="HEAD")
        tag = dict(site.get(address(document))["headers"])["ETag"]
        assert site.get(address(document), HTTP_IF_NONE_MATCH=tag)["status"].startswith("304")
        site.made = 0
        assert site.get(address(document))["status"] == "200 OK"
        assert site.made == 0


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_a_stored_page_is_compressed_as_its_reader_likes(site, work, corrected, coding):
    work()

    assert site.answers_alike(address(corrected), HTTP_ACCEPT_ENCODING=coding)


def test_a_stored_page_costs_one_query_where_the_head_is_known(site, work, corrected):
    work()
    front = PageCache(site.django, seconds=0, stored=StoredPages(seconds=60).find)
    ask(front, address(corrected))

    with CaptureQueriesContext(connection) as asked:
        ask(front, address(corrected))

    assert len(asked) == 1


def test_without_a_worker_pages_are_made_when_they_are_asked_for(site, work, make_public):
    document = make_public()

    assert site.answers_alike(address(document))
    assert site.made == 1
    assert not StoredPage.objects.exists()


def test_until_the_record_is_followed_every_page_is_made_anew(site, work, make_public):
    document = make_public(topics=(STRAIT,))
    work()
    make_public(topics=(STRAIT,))

    assert site.answers_alike(address(document))
    assert site.made == 1


def test_what_the_worker_made_while_the_record_grew_is_thrown_away(site, work, make_public):
    make_public()
    work(pages=False)

    def grow(path):
        make_public()
        return ask(site.django, path)

    assert PageMaker(grow, made_by).make_missing() == 0
    assert not StoredPage.objects.exists()


def test_nothing_is_stored_until_everything_is_followed(site, make_public):
    make_public()

    assert PageMaker(lambda path: ask(site.django, path), made_by).make_missing() == 0


def test_two_workers_do_no_harm(site, work, make_public):
    document = make_public()
    work(pages=False)
    other = PageMaker(lambda path: ask(site.django, path), made_by)

    def beside(path):
        assert other.make_missing() in (0, 1)
        return ask(site.django, path)

    assert PageMaker(beside, made_by).make_missing() == 1
    assert StoredPage.objects.count() == 1
    assert site.answers_alike(address(document))


def test_the_latest_are_made_first_and_a_page_that_cannot_be_made_holds_up_no_other(
    site, work, make_public
):
    for number in range(12):
        make_public(slug=f"n{number}")
    work(pages=False)
    asked = []

    def failing(path):
        asked.append(path)
        refused = path == "/articles/n11/"
        return Answer(False, [], b"") if refused else ask(site.django, path)

    maker = PageMaker(failing, made_by)
    while maker.make_missing():
        pass

    assert asked[:2] == ["/articles/n11/", "/articles/n10/"]
    assert asked.count("/articles/n11/") == 1
    assert StoredPage.objects.count() == 11


def test_a_worker_with_nothing_to_do_asks_few_questions(site, work, make_public):
    make_public()
    work(pages=False)
    maker = PageMaker(lambda path: ask(site.django, path), made_by)
    while maker.make_missing():
        pass

    with CaptureQueriesContext(connection) as asked:
        assert maker.make_missing() == 0
    assert len(asked) <= 6


def test_a_withdrawn_article_is_gone_at_once_everywhere_and_its_words_with_the_next_round(
    site, work, make_public, make_later
):
    documents = [make_public(slug=s, topics=(STRAIT,), issue=SPRING) for s in ("a", "b", "c")]
    work()
    make_later(documents[1], Kind.WITHDRAWAL)

    for when in ("at once", "when it is followed", "when pages are made anew"):
        assert site.get("/articles/b/")["status"].startswith("410"), when
        for slug in ("a", "c"):
            assert site.answers_alike(f"/articles/{slug}/"), when
            assert b"/articles/b/" not in site.get(f"/articles/{slug}/")["body"], when
        work(pages=when != "at once")
    assert not StoredPage.objects.filter(article__slug="b").exists()
    site.made = 0
    site.get("/articles/a/")
    assert site.made == 0


def test_of_a_redacted_version_no_page_is_kept(site, work, make_public, make_later):
    first = make_public(title="Unspeakable")
    later = make_later(first, Kind.CORRECTION, title="The Anchor")
    withdrawn = make_later(later, Kind.WITHDRAWAL)
    work()
    for version in Version.objects.all():
        redact(version, notice="By order.", by="editor", at=timezone.now())
    work()

    assert not StoredPage.objects.exists()
    assert site.get(address(withdrawn))["status"].startswith("410")


ACTS = {
    "published on the same topic": lambda x: x.make_public(topics=(STRAIT,)),
    "published in the issue": lambda x: x.make_public(issue=SPRING),
    "translated": lambda x: x.make_public(
        language="fr", translation_of=RelatedArticle("b", "B", "en")
    ),
    "corrected": lambda x: x.make_later(x.b, Kind.CORRECTION, title="Changed"),
    "moved to another issue": lambda x: x.make_later(x.b, Kind.CORRECTION, issue=None),
    "moved to another topic": lambda x: x.make_later(x.b, Kind.CORRECTION, topics=()),
    "renamed": lambda x: x.make_later(x.b, Kind.UPDATE, slug="renamed"),
    "retracted": lambda x: x.make_later(x.b, Kind.RETRACTION),
    "withdrawn": lambda x: x.make_later(x.b, Kind.WITHDRAWAL),
    "its original withdrawn": lambda x: x.make_later(x.original, Kind.WITHDRAWAL),
    "the section renamed": lambda x: Section.objects.update(name="Reports"),
    "the publication renamed": lambda x: Publication.objects.update(
        title="Another Review", accent="#7a1f5c"
    ),
    "what the serial shows of counts": lambda x: Publication.objects.update(shows_counts=True),
}


@pytest.mark.parametrize("act", ACTS, ids=list(ACTS))
def test_whatever_happens_no_page_is_stale(site, work, publication, make_public, make_later, act):
    class Scene:
        original = make_public(slug="lanes")

    x = Scene()
    x.make_public, x.make_later = make_public, make_later
    make_public(slug="hangro", language="ko", translation_of=RelatedArticle("lanes", "Lanes", "en"))
    make_public(slug="a", topics=(STRAIT,), issue=SPRING)
    x.b = make_public(slug="b", topics=(STRAIT,), issue=SPRING)
    make_public(slug="c", topics=(STRAIT,), issue=SPRING)
    make_public(slug="stranger", topics=(), regions=(), byline=x.b.byline[:0])
    work()

    ACTS[act](x)

    slugs = [*PublishedArticle.objects.values_list("slug", flat=True), "b"]
    for _ in ("at once", "followed", "made"):
        for slug in slugs:
            assert site.answers_alike(f"/articles/{slug}/"), slug
        work(pages=_ != "at once")


def test_how_often_an_article_was_read_is_at_the_oldest_of_yesterday(publication):
    today = timezone.now().date()
    tomorrow = today + timedelta(days=1)

    Publication.objects.update(shows_counts=True)
    assert stored_pages.made_by("", today=today) != stored_pages.made_by("", today=tomorrow)
    Publication.objects.update(shows_counts=False)
    assert stored_pages.made_by("", today=today) == stored_pages.made_by("", today=tomorrow)


@pytest.mark.parametrize(
    "extra",
    [
        {"HTTP_HOST": "elsewhere.example"},
        {"HTTP_COOKIE": "session=1234"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"QUERY_STRING": "a=b"},
        {"REQUEST_METHOD": "POST"},
    ],
    ids=lambda extra: next(iter(extra)),
)
def test_a_request_out_of_the_ordinary_is_django_s(site, work, make_public, extra):
    document = make_public()
    work()

    assert site.answers_alike(address(document), **extra)
    assert site.made == 1
