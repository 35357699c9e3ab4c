/* A link's address: typed, or one of our own articles found by its title. A link to one of ours
   holds the article's key, so that it follows the article whatever becomes of its address. */

import { ask, field } from "articles/editor/dialogs"

const PAUSE = 200 // milliseconds without a key before the search begins
const TO_ARTICLE = /^article:([0-9a-f-]{36})$/

export const isAllowedAddress = (address) =>
  /^(https?:\/\/|mailto:|\/(?![/\\]))/i.test(address ?? "") || TO_ARTICLE.test(address ?? "")

/* An address; "" to take the link away; null if nothing shall change. */
export function askForLink(current) {
  const place = document.querySelector("[data-links]")?.dataset.links
  return ask(
    current ? "Change the link" : "Link to",
    (form, settle) => {
      const status = document.createElement("p")
      status.className = "question-hint"
      status.setAttribute("role", "status")
      if (place) searchArticles(form, settle, place, status, current)
      const isOurs = TO_ARTICLE.test(current)
      const input = field(form, "Or a web or mail address", {
        type: "text", value: isOurs ? "" : current, placeholder: "https://", size: 48,
      })
      input.setAttribute("autocomplete", "off")
      const hint = document.createElement("p")
      hint.className = "question-hint"
      hint.textContent = isOurs
        ? "Empty leaves the link as it is."
        : "An address of this site becomes a link to that article. Empty removes the link."
      form.append(hint)
      if (current) {
        const remove = document.createElement("button")
        remove.type = "button"
        remove.className = "question-link"
        remove.textContent = "Remove the link"
        remove.addEventListener("click", () => settle(""))
        form.append(remove)
      }
      if (!place || (current && !isOurs)) queueMicrotask(() => input.focus())
      return () => (isOurs && !input.value.trim() ? null : whole(input.value.trim()))
    },
    { submit: "Set link" },
  )
}

function searchArticles(form, settle, place, status, current) {
  const words = field(form, "One of our articles", { type: "search", placeholder: "Words of its title" })
  words.setAttribute("autocomplete", "off")
  const list = document.createElement("ul")
  list.className = "link-choice"
  form.append(status, list)
  let latest = 0
  const show = async (parameters, said) => {
    const mine = (latest += 1)
    try {
      const { articles } = await get(place, parameters)
      if (mine !== latest) return
      list.replaceChildren(...articles.map((article) => choice(article, settle)))
      status.textContent = said(articles)
    } catch {
      if (mine === latest) status.textContent = "Our articles cannot be looked up just now. Try again."
    }
  }
  const search = () =>
    show({ q: words.value.trim() }, (found) => (found.length ? "" : "No title has these words."))
  let pause
  words.addEventListener("input", () => {
    clearTimeout(pause)
    pause = setTimeout(search, PAUSE)
  })
  // Enter takes the first that was found, rather than the empty address below.
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return
    event.preventDefault()
    list.querySelector("button")?.click()
  })
  const key = TO_ARTICLE.exec(current)?.[1]
  if (key) show({ keys: key }, (found) => (found.length ? "It leads to:" : "It leads to an article that you may not see, or that is gone."))
  else search()
}

function choice({ key, title, about, public: isPublic }, settle) {
  const item = document.createElement("li")
  const button = document.createElement("button")
  button.type = "button"
  const name = document.createElement("span")
  name.textContent = title || "Untitled"
  const small = document.createElement("small")
  small.textContent = about
  small.classList.toggle("has-problem", !isPublic)
  button.append(name, small)
  button.addEventListener("click", () => settle(`article:${key}`))
  item.append(button)
  return item
}

async function get(place, parameters) {
  const answer = await fetch(`${place}?${new URLSearchParams(parameters)}`, {
    headers: { Accept: "application/json" },
    credentials: "same-origin",
  })
  if (!answer.ok || answer.redirected) throw new Error(`The search answered ${answer.status}.`)
  return answer.json()
}

/* What people leave away: the scheme. */
function whole(address) {
  if (!address || isAllowedAddress(address)) return address
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(address)) return `mailto:${address}`
  return /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(address) ? `https://${address}` : null
}
