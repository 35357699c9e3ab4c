"""The newsroom's pages in a real browser: usable by everybody, on every screen, safe from words."""

from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone

from articles.models import Contribution, Reference, State
from articles.publishing import publish, schedule
from articles.revisions import record_revision
from editing.richtext import clean_simple
from photos.models import Photo

pytestmark = pytest.mark.browser

PUBLISHED = datetime(2026, 3, 2, 9, tzinfo=UTC)
READY = ".body-editor[data-ready]"
# Each would open a dialog if it were ever more than text.
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>"
    "\"'><svg onload=alert(3)>{{7*7}}</textarea><b onmouseover=alert(4)>x</b>"
)
MANUSCRIPT = b"""# Where the ferry turns

*By Lotte Verhaegen*

A ferry turns where the water lets it, and a town turns with it: what three winters taught.

Photo credits: Marit Oosting

## The quay

It waits, as it has for a hundred years.

## The court

It doesn't.
"""


@pytest.fixture
def sign_in(served, chromium, signed_in):
    """`sign_in(user, width=390, color_scheme="dark")`: a page of theirs that keeps complaints."""
    contexts = []

    def opened(user, *, width=1440, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        cookie = signed_in(user).cookies["session"]
        context.add_cookies([{"name": "session", "value": cookie.value, "url": served}])
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (page.complaints.append("dialog"), dialog.dismiss()))
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def pages(make_article, make_photo, contributor):
    """The newsroom with something everywhere: names of pages and their addresses."""
    photo = make_photo(renditions=True)
    draft = make_article(title="A draft", lead_photo=photo, created_by=contributor)
    handed_in = make_article(title="Handed in", state=State.IN_REVIEW, created_by=contributor)
    published = make_article(title="The slow ferry", lead_photo=photo)
    publish(published, by=None, at=PUBLISHED)
    published.title = "The slower ferry"
    published.body = (
        f'<p>Ships wait.<span data-note>Here.</span></p><figure data-photo="{photo.pk}"></figure>'
    )
    published.save()
    for article in (draft, handed_in, published):
        record_revision(article, by=contributor, reason="A reason")
    scheduled = make_article(title="Soon")
    now = timezone.now()
    schedule(scheduled, by=None, at=now + timedelta(days=2), now=now)
    return {
        "desk": reverse("admin:index"),
        "list": reverse("admin:articles_article_changelist"),
        "add": reverse("admin:articles_article_add"),
        "draft": of(draft, "change"),
        "handed in": of(handed_in, "change"),
        "published": of(published, "change"),
        "import": reverse("admin:articles_article_import"),
        "publish": of(draft, "publish"),
        "schedule": of(scheduled, "schedule"),
        "correct": of(published, "correct"),
        "withdraw": of(published, "withdraw"),
        "history": of(published, "history"),
        "compare": f"{of(published, 'compare')}?older=1&newer=2",
        "restore": reverse("admin:articles_article_restore", args=[published.pk, 1]),
        "preview": reverse("admin-article-preview", args=[published.pk]),
    }


def of(article, page):
    return reverse(f"admin:articles_article_{page}", args=[article.pk])


def visit(page, address, until="load"):
    page.goto(address, wait_until=until)
    if page.locator("#id_body").count():
        page.wait_for_selector(READY)


# --- usable -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "refused"),
    [
        (
            "contributor",
            "published publish schedule correct withdraw history compare restore preview",
        ),
        ("managing_editor", ""),
    ],
    ids=["contributor", "managing editor"],
)
def test_the_browser_complains_of_nothing(served, pages, sign_in, request, role, refused):
    page = sign_in(request.getfixturevalue(role))

    for name in pages.keys() - set(refused.split()):
        visit(page, served + pages[name], until="networkidle")
        assert page.complaints == [], name


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_nothing_is_wider_than_the_screen(served, pages, sign_in, managing_editor, width):
    page = sign_in(managing_editor, width=width)

    for name, address in pages.items():
        visit(page, served + address)
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, f"{name} is {overflow} px too wide"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_of_our_own_making(served, pages, sign_in, managing_editor, scheme):
    page = sign_in(managing_editor, color_scheme=scheme)

    found = {}
    for name, address in pages.items():
        if name != "preview":  # the readers' page, looked at where it belongs
            visit(page, served + address)
            found[name] = faults(page)

    assert {name: each for name, each in found.items() if each} == {}


# What the theme makes of tables, lists of choices and links to add a row.
OF_THE_THEME = {
    "empty-table-header": "th",
    "list": ".select2-selection__rendered",
    "color-contrast": ".add-row *, .select2-search__field",
}


def faults(page):
    """What axe finds in what is ours, one line each: rule, and where."""
    found = Axe().run(page, context={"include": [["#content"]]}).response["violations"]
    return [
        f"{each['id']}: {node['html'][:150]}"
        for each in found
        for node in each["nodes"]
        if not is_of_the_theme(page, each["id"], node)
    ]


def is_of_the_theme(page, rule, node):
    theirs = OF_THE_THEME.get(rule)
    element = page.query_selector(node["target"][0])
    return bool(theirs and element and element.evaluate("(e, theirs) => e.matches(theirs)", theirs))


def test_an_item_of_the_checklist_leads_into_its_field(served, make_article, sign_in, editor_user):
    article = make_article(section=None, author=None, body="")
    page = sign_in(editor_user)
    visit(page, served + of(article, "change"))

    page.get_by_role("link", name="The article has no text.").click()
    assert page.evaluate("document.activeElement.classList.contains('prose-body')")

    page.get_by_role("link", name="There is no lead photo.").click()
    assert page.evaluate(
        "document.activeElement.closest('.field-lead_photo, #picture-fields') !== null"
    )


# --- safe -------------------------------------------------------------------------------------


@pytest.fixture
def hostile(make_article, make_author, make_photo, make_topic, editor_user):
    """An article, and all that it names, made of words that would rather be programs."""
    author = make_author(HOSTILE[:100], HOSTILE[:100], title=HOSTILE, slug="hostile")
    photo = make_photo(
        renditions=True, caption=HOSTILE, alt_text=HOSTILE, credit_line=HOSTILE, creator=HOSTILE
    )
    values = dict.fromkeys(("subtitle", "standfirst", "abstract", "lead_photo_caption"), HOSTILE)
    article = make_article(
        title=HOSTILE,
        author=author,
        lead_photo=photo,
        lead_photo_credit=HOSTILE,
        keywords=[HOSTILE],
        funding=HOSTILE,
        competing_interests=HOSTILE,
        created_by=editor_user,
        body=f'<p>{HOSTILE}</p><figure data-photo="{photo.pk}"><figcaption>{HOSTILE}</figcaption>'
        f"</figure><a href='javascript:alert(5)'>a</a><span data-note>{HOSTILE}</span>",
        **values,
    )
    article.topics.add(make_topic(HOSTILE[:100], slug="hostile"))
    Contribution.objects.create(
        article=article,
        collective_name=HOSTILE,
        affiliation=HOSTILE,
        biography=clean_simple(HOSTILE),
        position=2,
    )
    Reference.objects.create(article=article, text=HOSTILE, url="https://a.example/'><script>")
    record_revision(article, by=editor_user, reason=HOSTILE)
    publish(article, by=None, at=PUBLISHED)
    article.title = HOSTILE[::-1]
    article.held_because = HOSTILE
    article.save()
    record_revision(article, by=editor_user, reason=HOSTILE)
    return article


@pytest.mark.parametrize("policy", ["with the policy", "without the policy"])
def test_hostile_words_stay_words_on_every_page(served, hostile, sign_in, managing_editor, policy):
    """Stored by whoever, opened by who may publish (threat T9)."""
    page = sign_in(managing_editor, bypass_csp=policy == "without the policy")
    addresses = [
        reverse("admin:index"),
        reverse("admin:articles_article_changelist"),
        reverse("admin-article-preview", args=[hostile.pk]),
        f"{of(hostile, 'compare')}?older=1&newer=3",
        reverse("admin:articles_article_restore", args=[hostile.pk, 1]),
        *(of(hostile, name) for name in ("change", "history", "correct", "retract", "delete")),
    ]

    for address in addresses:
        visit(page, served + address)
        page.evaluate(
            """() => document.querySelectorAll("*").forEach((element) =>
                 element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true })))"""
        )
        acting = page.locator("[onerror], [onload], [onmouseover]")
        assert acting.count() == 0, address
        assert page.complaints == [], address


def test_hostile_words_stay_words_in_the_library_and_in_choices(
    served, hostile, sign_in, managing_editor
):
    page = sign_in(managing_editor, bypass_csp=True)
    visit(page, served + of(hostile, "change"))

    page.get_by_role("button", name="Browse the library…").click()
    page.wait_for_selector(".photo-choice img")
    page.get_by_role("button", name="Cancel").click()
    page.locator("#select2-id_lead_photo-container").click()
    page.wait_for_selector(".select2-results__option[role=option]")
    page.keyboard.press("Escape")
    page.locator(".note-marker").first.click()
    page.wait_for_selector(".note-text")

    assert page.complaints == []


# --- the whole way ----------------------------------------------------------------------------


def test_a_manuscript_goes_the_whole_way_from_upload_to_its_readers(
    served, publication, make_section, make_picture, media_root, sign_in, managing_editor
):
    make_section("Commentary")
    page = sign_in(managing_editor)
    page.goto(served + reverse("admin:articles_article_changelist"))
    page.get_by_role("link", name="Import manuscripts").click()
    page.get_by_text("A lead photo that came with it").click()
    files = {
        "manuscript": ("ferry.md", "text/markdown", MANUSCRIPT),
        "photo": ("ferry.jpg", "image/jpeg", make_picture((1600, 1000))),
    }
    for field, (name, kind, data) in files.items():
        page.set_input_files(f"[name={field}]", {"name": name, "mimeType": kind, "buffer": data})
    page.fill("[name=alt_text]", "A ferry turning before a town")
    page.get_by_role("button", name="Import", exact=True).click()
    page.wait_for_selector(READY)
    assert "Recognised" in page.inner_text(".desk-panel")

    page.locator("#id_section").select_option(label="Commentary")
    page.click("button[name=_continue]")
    page.wait_for_selector(READY)
    page.get_by_role("link", name="Publish…").click()
    assert page.inner_text(".checklist-passed").endswith("Nothing stands against publishing.")
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_role("link", name="version 1").click()

    page.wait_for_load_state("networkidle")
    text = page.inner_text("article")
    for expected in ("Where the ferry turns", "Lotte Verhaegen", "The quay", "Marit Oosting"):
        assert expected in text
    picture = page.locator("article img").first
    assert picture.get_attribute("alt") == "A ferry turning before a town"
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    assert Photo.objects.get().renditions.exists()
    assert page.complaints == []


def test_an_upload_of_nothing_is_told_beside_its_field(served, publication, sign_in, editor_user):
    page = sign_in(editor_user)
    page.goto(served + reverse("admin:articles_article_import"))

    page.get_by_role("button", name="Import", exact=True).click()

    assert page.inner_text(".step-error") == "This field is required."
