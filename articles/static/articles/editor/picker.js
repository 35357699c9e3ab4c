/* Choosing a photo of the library: a dialog with a search, used for figures and the lead photo. */

import { ask, field } from "articles/editor/dialogs"

const PAUSE = 250 // milliseconds without a key before the search begins

/* The chosen photo as the library tells it; null if none was chosen. */
export function choosePhoto(library) {
  return ask("Choose a photo", (form, settle) => fill(form, settle, library), { submit: "", wide: true })
}

function fill(form, settle, library) {
  const words = field(form, "Search the library", { type: "search", placeholder: "What it shows, who took it" })
  const status = document.createElement("p")
  status.className = "question-hint"
  status.setAttribute("role", "status")
  const list = document.createElement("ul")
  list.className = "photo-choice"
  const more = document.createElement("button")
  more.type = "button"
  more.className = "plain-button"
  more.textContent = "Show more"
  more.hidden = true
  form.append(status, list, more)
  if (library.upload) form.append(uploadLink(library.upload))

  let page = 0
  let latest = 0
  const show = async (from) => {
    const mine = (latest += 1)
    status.textContent = "Searching…"
    try {
      const answer = await library.search(words.value.trim(), from)
      if (mine !== latest) return
      if (from === 1) list.replaceChildren()
      list.append(...answer.photos.map((photo) => choice(photo, settle)))
      page = from
      more.hidden = !answer.more
      status.textContent = list.children.length
        ? `${list.children.length}${answer.more ? " of more" : ""} photos`
        : "No photo is found. Upload it to the photo library first."
    } catch {
      if (mine === latest) status.textContent = "The library cannot be reached. Try again."
    }
  }
  let pause
  words.addEventListener("input", () => {
    clearTimeout(pause)
    pause = setTimeout(() => show(1), PAUSE)
  })
  more.addEventListener("click", () => show(page + 1))
  show(1)
  return null
}

/* In a page of its own: what was typed here stays. Search again when the photo is there. */
function uploadLink(address) {
  const link = document.createElement("a")
  link.href = address
  link.target = "_blank"
  link.rel = "noopener"
  link.className = "question-link"
  link.textContent = "Upload a new photo, in a page of its own"
  return link
}

function choice(photo, settle) {
  const item = document.createElement("li")
  const button = document.createElement("button")
  button.type = "button"
  const picture = document.createElement("img")
  picture.src = photo.thumbnail
  picture.alt = photo.alt
  picture.loading = "lazy"
  const title = document.createElement("span")
  title.textContent = photo.title
  const credit = document.createElement("small")
  credit.textContent = [photo.credit, ...photo.problems].filter(Boolean).join(" · ")
  button.append(picture, title, credit)
  button.addEventListener("click", () => settle(photo))
  item.append(button)
  return item
}
