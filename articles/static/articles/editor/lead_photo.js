/* Beside the choice of the lead photo: the photo, and the way into the library. */

import { Library } from "articles/editor/library"
import { choosePhoto } from "articles/editor/picker"

function enhance(select, library) {
  const place = document.createElement("div")
  place.className = "lead-photo"
  const picture = document.createElement("img")
  const about = document.createElement("p")
  const browse = document.createElement("button")
  browse.type = "button"
  browse.className = "plain-button"
  browse.textContent = "Browse the library…"
  place.append(picture, about, browse)
  ;(select.closest(".related-widget-wrapper") ?? select).after(place)

  const show = async () => {
    const key = Number.parseInt(select.value, 10)
    const photo = key ? await library.find(key) : null
    picture.hidden = !photo
    about.hidden = !photo
    if (!photo) return
    picture.src = photo.thumbnail
    picture.alt = photo.alt
    about.textContent = [photo.caption, photo.credit && `Photo credits: ${photo.credit}`, ...photo.problems]
      .filter(Boolean)
      .join(" · ")
    about.classList.toggle("has-problem", photo.problems.length > 0)
  }
  browse.addEventListener("click", async () => {
    const photo = await choosePhoto(library)
    if (!photo) return
    if (![...select.options].some((option) => option.value === String(photo.id))) {
      select.append(new Option(photo.title, photo.id))
    }
    select.value = String(photo.id)
    select.dispatchEvent(new Event("change", { bubbles: true }))
    window.django?.jQuery?.(select).trigger("change")
  })
  // Select2 tells of a choice through jQuery alone.
  window.django?.jQuery?.(select).on("change", show)
  select.addEventListener("change", show)
  show()
}

const select = document.getElementById("id_lead_photo")
const { photos, upload } = document.querySelector("[data-photos]")?.dataset ?? {}
if (select instanceof HTMLSelectElement && photos) enhance(select, new Library(photos, upload))
