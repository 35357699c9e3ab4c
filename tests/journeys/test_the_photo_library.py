"""The photo library in a real browser: from a heap of files to photos that can be published."""

import base64
import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from photos.ladder import crop_box
from photos.models import Photo
from photos.uploading import store_photo

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("media_root")]

LIST = reverse("admin:photos_photo_changelist")
OURS = {"include": [["#content"]], "exclude": [[".select2"], ["#changelist-filter"]]}
OF_THE_THEME = {"empty-table-header"}
# Drops files on the page, as a hand would: `files` are [name, base64].
DROP = """files => {
  const transfer = new DataTransfer();
  for (const [name, data] of files) {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    transfer.items.add(new File([bytes], name, { type: "image/jpeg" }));
  }
  for (const kind of ["dragenter", "dragover", "drop"]) {
    const event = new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true });
    document.querySelector("main, body").dispatchEvent(event);
  }
}"""


@pytest.fixture
def desk(served, chromium, signed_in, managing_editor):
    """A page of the managing editor's, which keeps complaints."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    cookie = signed_in(managing_editor).cookies["session"]
    context.add_cookies([{"name": "session", "value": cookie.value, "url": served}])
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()


def faults(page):
    """What axe finds in what is ours, on two widths, in light and dark."""
    found = []
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            violations = Axe().run(page, context=OURS).response["violations"]
            found += [
                f"{width} {scheme} {each['id']}: {node['html'][:150]}"
                for each in violations
                for node in each["nodes"]
                if each["id"] not in OF_THE_THEME
            ]
    page.emulate_media(color_scheme="light")
    return found


def set_the_focal_point(desk, served, photo):
    """The crops follow it as the server will make them."""
    desk.goto(served + reverse("admin:photos_photo_change", args=[photo.pk]))
    whole = desk.locator(".focal-whole img")
    whole.scroll_into_view_if_needed()
    box = whole.bounding_box()
    whole.click(position={"x": box["width"] * 0.2, "y": box["height"] * 0.7})
    assert (desk.input_value("#id_focal_x"), desk.input_value("#id_focal_y")) == ("20", "70")
    for shape in ("wide", "square"):
        x, y = desk.eval_on_selector(
            f".focal-{shape}", "image => image.style.objectPosition.split(' ').map(parseFloat)"
        )
        left, top, right, bottom = crop_box(photo.width, photo.height, shape, 20, 70)
        spare = photo.width - (right - left), photo.height - (bottom - top)
        assert (round(spare[0] * x / 100), round(spare[1] * y / 100)) == (left, top)
    desk.focus("#id_focal_x")
    desk.keyboard.press("ArrowUp")
    assert desk.eval_on_selector(".focal-mark", "mark => mark.style.left") == "21%"
    whole.scroll_into_view_if_needed()


def test_a_heap_of_files_becomes_photos_that_can_be_published(
    served, desk, make_harbour, make_photo, picture
):
    twin = make_harbour(seed=1)
    make_photo(content=twin, caption="Cranes at dawn", creator="Marit Oosting")
    files = [
        ("quay.jpg", make_harbour(seed=2)),
        ("ferry.jpg", make_harbour(seed=3)),
        ("cranes.jpg", twin),
        ("broken.jpg", b"\xff\xd8\xff half"),
    ]
    desk.goto(served + LIST)
    assert faults(desk) == []

    # Dropped anywhere; what holds of all is filled in first; one is lost by the network.
    desk.evaluate(DROP, [[name, base64.b64encode(data).decode()] for name, data in files])
    desk.fill("[name=credit_line]", "Roadstead picture desk")
    lost = []

    def lose_the_first(route):
        lost.append(route.request.url)
        route.abort() if len(lost) == 1 else route.fallback()

    desk.route("**/photos/photo/upload/", lose_the_first)
    desk.get_by_role("button", name="Upload 4 photos").click()
    desk.wait_for_selector("form.upload[data-state=done]")
    said = desk.inner_text(".upload-queue")
    assert "The network is gone." in said
    assert "already in the library: Cranes at dawn" in said
    assert "damaged or incomplete" in said
    desk.get_by_role("button", name="Try quay.jpg again").click()
    desk.wait_for_selector("li[data-state=added] >> nth=1")
    picture(desk, "photos-uploading")

    # What is missing is filled in one after the other, each saved on leaving it.
    desk.get_by_role("link", name="Complete these 2").click()
    desk.wait_for_load_state()
    assert faults(desk) == []
    texts = desk.get_by_label("Alternative text")
    texts.nth(0).fill("A ferry before a quay")
    texts.nth(1).fill("The quay at low tide")
    desk.wait_for_selector(".completing-row.is-saved")
    desk.keyboard.press("Tab")
    desk.get_by_role("link", name="Back to the library").focus()
    desk.wait_for_selector(".completing-row.is-saved >> nth=1")
    assert set(Photo.objects.values_list("alt_text", "credit_line")) >= {
        ("A ferry before a quay", "Roadstead picture desk"),
        ("The quay at low tide", "Roadstead picture desk"),
    }
    picture(desk, "photos-completing")
    set_the_focal_point(desk, served, Photo.objects.get(original_name="quay.jpg"))
    picture(desk, "photos-focal-point")
    assert faults(desk) == []
    assert desk.complaints == []


def test_the_library_is_used_without_a_mouse_and_says_what_looks_alike(
    served, desk, make_harbour, make_photo, picture
):
    for name, seed, quality in (("One", 1, 90), ("Its twin", 1, 60), ("Another", 2, 90)):
        content = io.BytesIO(make_harbour(seed=seed, quality=quality))
        store_photo(content, name=f"{name}.jpg", caption=name, alt_text="x", credit_line="Desk")
    desk.goto(f"{served}{LIST}?duplicates=alike")

    assert desk.locator(".library-name a").all_inner_texts() == ["Its twin", "One"]
    assert "looks like One" in desk.inner_text("tr:has-text('Its twin')")
    picture(desk, "photos-alike")
    desk.get_by_label("Choose all").focus()
    desk.keyboard.press("Space")
    assert desk.locator(".action-select:checked").count() == 2
    desk.get_by_role("link", name="List", exact=True).focus()
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".library-list")
    assert desk.locator(".library-name a").count() == 2  # still narrowed down
    assert faults(desk) == []
    assert desk.complaints == []
