"""The body's editor in a real browser: what is typed is what is kept, and nothing else gets in."""

import random

import pytest
from django.urls import reverse

from articles import body

pytestmark = pytest.mark.browser

READY = ".body-editor[data-ready]"
TEXT = ".prose-body"
# Loads bodies into the editor's schema and writes them out again, as loading and saving do.
ROUND_TRIP = """async (bodies) => {
  const { Editor, pm } = await import("django-prose-editor/editor")
  const { extensions } = await import("articles/editor/schema")
  const { folded, unfolded } = await import("articles/editor/tables")
  const library = { find: async () => null }
  return bodies.map((html) => {
    const editor = new Editor({
      element: document.createElement("div"), extensions: extensions(library),
      content: unfolded(html),
    })
    const page = document.implementation.createHTMLDocument()
    const root = page.createElement("div")
    const writer = pm.model.DOMSerializer.fromSchema(editor.schema)
    root.append(writer.serializeFragment(editor.state.doc.content, { document: page }))
    editor.destroy()
    return folded(root)
  })
}"""


@pytest.fixture
def open_article(served, chromium, signed_in, editor_user):
    """`open_article(article, width=390)`: its form, signed in; the page keeps complaints."""
    contexts = []

    def opened(article, *, user=editor_user, width=1440, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        cookie = signed_in(user).cookies["session"]
        context.add_cookies([{"name": "session", "value": cookie.value, "url": served}])
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(served + reverse("admin:articles_article_change", args=[article.pk]))
        return page

    yield opened
    for context in contexts:
        context.close()


def tool(page, name):
    return page.get_by_role("toolbar").get_by_role("button", name=name, exact=True)


def save(page):
    page.click("button[name=_continue]")
    page.wait_for_load_state()
    page.wait_for_selector(READY)


def test_what_is_written_is_kept_and_comes_back_as_it_was(make_article, make_photo, open_article):
    make_photo(caption="A sluice")
    photo = make_photo(caption="A quay")
    article = make_article(body="")
    page = open_article(article)
    page.wait_for_selector(READY)
    page.click(TEXT)

    page.keyboard.type("Ships wait ")
    page.keyboard.press("Control+i")
    page.keyboard.type("for water")
    page.keyboard.press("Control+i")
    page.keyboard.type(".")
    tool(page, "Note (Ctrl+Alt+N)").click()
    page.keyboard.type("So they said in ")
    page.keyboard.press("Control+b")
    page.keyboard.type("March")
    page.keyboard.press("Enter")
    page.keyboard.type(" Then they left.")
    page.keyboard.press("Enter")
    tool(page, "Numbered list").click()
    page.get_by_label("How the list is numbered").select_option("(1")
    page.keyboard.type("Dredge")
    page.keyboard.press("Enter")
    page.keyboard.type("Pilot")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    tool(page, "Photo from the library").click()
    page.get_by_label("Search the library").fill("quay")
    page.get_by_role("button", name="A quay").click()
    page.wait_for_selector("figure img[src]")
    page.keyboard.type("As it is today")
    page.keyboard.press("Enter")
    page.keyboard.type("The end.")
    save(page)

    article.refresh_from_db()
    assert article.body.split("\n") == [
        (
            "<p>Ships wait <em>for water</em>."
            "<span data-note>So they said in <strong>March</strong></span> Then they left.</p>"
        ),
        '<ol type="1" class="parenthesised"><li><p>Dredge</p></li><li><p>Pilot</p></li></ol>',
        f'<figure data-photo="{photo.pk}"><figcaption>As it is today</figcaption></figure>',
        "<p>The end.</p>",
    ]
    kept = article.body
    page.locator(TEXT).locator("p").last.click()
    page.keyboard.press("End")
    page.keyboard.type("!")
    page.keyboard.press("Backspace")
    save(page)
    article.refresh_from_db()
    assert article.body == kept
    assert page.complaints == []


def test_spaces_that_are_typed_stay_spaces(make_article, open_article):
    article = make_article(body="<p>a</p>")
    page = open_article(article)
    page.wait_for_selector(READY)
    page.click(f"{TEXT} p")
    page.keyboard.press("End")

    page.keyboard.type(" b  c ")
    page.keyboard.type("d")
    save(page)

    article.refresh_from_db()
    assert article.body == "<p>a b c d</p>"


def test_a_quotation_with_its_source_and_a_table_with_its_caption(make_article, open_article):
    article = make_article(body="")
    page = open_article(article)
    page.wait_for_selector(READY)
    page.click(TEXT)

    tool(page, "Quotation").click()
    page.keyboard.type("The gate closed on us.")
    tool(page, "Who is quoted").click()
    page.keyboard.type("A lock keeper")
    page.keyboard.press("Enter")
    tool(page, "Table").click()
    page.get_by_label("Rows below the heads of the columns").fill("1")
    page.get_by_label("Columns", exact=True).fill("2")
    page.get_by_role("button", name="Insert").click()
    page.keyboard.type("Hours")
    page.keyboard.press("Enter")
    for cell in ("Port", "2024", "North", "19"):
        page.keyboard.type(cell)
        if cell != "19":
            page.keyboard.press("Tab")
    save(page)

    article.refresh_from_db()
    quote, table = article.body.split("\n")
    assert quote == (
        "<blockquote><p>The gate closed on us.</p><footer>A lock keeper</footer></blockquote>"
    )
    assert table == (
        "<table><caption>Hours</caption><thead><tr>"
        '<th scope="col">Port</th><th scope="col">2024</th></tr></thead>'
        "<tbody><tr><td>North</td><td>19</td></tr></tbody></table>"
    )


def test_every_body_of_the_subset_survives_the_editor(make_article, open_article):
    chance = random.Random(11)
    bodies = [body.clean(invented(chance)) for _ in range(300)]
    page = open_article(make_article())
    page.wait_for_selector(READY)

    written = page.evaluate(ROUND_TRIP, bodies)

    lost = [
        (before, after)
        for before, after in zip(bodies, map(body.clean, written), strict=True)
        if before != after
    ]
    assert lost == []


def test_what_is_pasted_is_reduced_to_the_subset(make_article, open_article):
    article = make_article(body="<p></p>")
    page = open_article(article)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.wait_for_selector(READY)
    page.click(TEXT)

    page.evaluate(
        """(html) => {
          const data = new DataTransfer()
          data.setData("text/html", html)
          document.querySelector(".prose-body").dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
        }""",
        "<h1 style='color:red'>Ports</h1><p class=MsoNormal><font>Ships<o:p></o:p></font> "
        "<a href='javascript:alert(1)'>here</a><img src=x onerror='alert(1)'></p>"
        "<table><caption>Hours</caption><tr><td>1</td></tr></table>",
    )
    save(page)

    article.refresh_from_db()
    assert article.body.split("\n") == [
        "<h2>Ports</h2>",
        "<p>Ships here</p>",
        "<table><caption>Hours</caption><tbody><tr><td>1</td></tr></tbody></table>",
    ]


def test_the_words_are_counted_as_the_checklist_counts_them(make_article, open_article):
    text = "Two words, l’été’s end – 3.5 km.<span data-note>not these</span>"
    article = make_article(body=f"<h2>{text}</h2><p>海峡两岸 한국 ok</p><ul><li>a<br>b</li></ul>")
    page = open_article(article)
    page.wait_for_selector(READY)

    counted, characters, reading = page.inner_text(".body-editor-words").split(" · ")

    assert counted == f"{body.word_count(article.body)} words"
    assert (characters, reading) == ("44 characters", "1 min to read")


@pytest.mark.parametrize("trouble", ["no scripts", "no editor"])
def test_without_the_editor_the_text_area_holds_everything(
    make_article, open_article, served, trouble
):
    article = make_article(body="<p>Ships wait.</p>")
    page = open_article(article, java_script_enabled=trouble != "no scripts")
    if trouble == "no editor":
        page.route("**/django_prose_editor/editor.js", lambda route: route.abort())
        page.reload()

    area = page.locator("#id_body")
    assert area.is_visible()
    area.fill("<p>Ships <em>wait</em>.</p><script>x()</script>")
    page.locator("button[name=_continue]").click()
    page.wait_for_load_state()

    article.refresh_from_db()
    assert article.body == "<p>Ships <em>wait</em>.</p>"


# --- bodies by chance -------------------------------------------------------------------------


def invented(chance: random.Random) -> str:
    """The HTML of some blocks, anything of the subset in anything that may hold it."""
    return "".join(block(chance, 3) for _ in range(chance.randint(1, 5)))


def block(chance: random.Random, depth: int) -> str:
    kinds = ["p", "h2", "h3", "h4", "hr", "figure", "table"]
    if depth:
        kinds += ["ul", "ol", "ol", "quote", "pull"]
    kind = chance.choice(kinds)
    match kind:
        case "hr":
            return "<hr>"
        case "figure":
            caption = f"<figcaption>{line(chance)}</figcaption>" if chance.random() < 0.7 else ""
            return f'<figure data-photo="{chance.randint(1, 9)}">{caption}</figure>'
        case "table":
            return table(chance)
        case "ul" | "ol":
            items = "".join(
                f"<li>{inner(chance, depth - 1)}</li>" for _ in range(chance.randint(1, 3))
            )
            if kind == "ul":
                return f"<ul>{items}</ul>"
            start = chance.choice(["", ' start="0"', ' start="7"'])
            style = chance.choice(["", ' class="parenthesised"'])
            return f'<ol type="{chance.choice("1aAiI")}"{start}{style}>{items}</ol>'
        case "quote" | "pull":
            style = ' class="pull"' if kind == "pull" else ""
            source = f"<footer>{line(chance)}</footer>" if chance.random() < 0.5 else ""
            return f"<blockquote{style}>{inner(chance, depth - 1)}{source}</blockquote>"
    return f"<{kind}>{line(chance)}</{kind}>"


def inner(chance: random.Random, depth: int) -> str:
    return "".join(block(chance, depth) for _ in range(chance.randint(1, 3)))


def table(chance: random.Random) -> str:
    columns = chance.randint(1, 3)

    def row(tags: str) -> str:
        cells = (chance.choice(tags.split()) for _ in range(columns))
        return "".join(["<tr>", *(f"<{t}>{line(chance)}</{t}>" for t in cells), "</tr>"])

    caption = f"<caption>{line(chance)}</caption>" if chance.random() < 0.5 else ""
    head = f"<thead>{row('th th td')}</thead>" if chance.random() < 0.5 else ""
    rows = "".join(row("td td th") for _ in range(chance.randint(1, 3)))
    return f"<table>{caption}{head}<tbody>{rows}</tbody></table>"


def line(chance: random.Random) -> str:
    parts = []
    for _ in range(chance.randint(1, 4)):
        word = chance.choice(
            ["ships", "wait, ", " for", "água", "海峡", "a &amp; b", "1&lt;2", "no\u00a0break"]
        )
        for tag in chance.sample(["strong", "em", "sup", "sub"], chance.choice([0, 0, 1, 2])):
            word = f"<{tag}>{word}</{tag}>"
        match chance.randint(0, 9):
            case 0:
                word = f'<a href="https://a.example/?q=1&amp;r=2">{word}</a>'
            case 1:
                note = 'see <em>there</em><br>and <a href="/articles/x/">here</a>'
                word += f"<span data-note>{note}</span>"
            case 2:
                word += "<br>more"
        parts.append(word)
    return chance.choice(["", " "]).join(parts)
