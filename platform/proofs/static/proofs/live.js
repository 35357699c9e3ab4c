/* The preview that follows the typing: a pane beside the form. It shows the page the server makes of
   the form as it stands. */

import { Pane, button, choice, remember } from "./pane.js"

const PAUSE = 400 // milliseconds after the last key

const box = document.querySelector("[data-live]")
const form = document.getElementById("article_form")
const opener = box?.querySelector("[data-live-open]")

let pane
let asking
let waiting

function build() {
  const aside = document.createElement("aside")
  aside.className = "live-pane"
  aside.ariaLabel = "Preview"
  document.body.append(aside)
  const close = button("Close", () => show(false))
  close.className = "live-close"
  aside.addEventListener("keydown", (event) => event.key === "Escape" && show(false))
  return new Pane(aside, close)
}

function show(open) {
  choice.open = open
  remember()
  document.documentElement.classList.toggle("live-open", open)
  opener.ariaExpanded = String(open)
  if (open) {
    pane ??= build()
    pane.element.hidden = false
    ask()
  } else if (pane) {
    pane.element.hidden = true
    clearTimeout(waiting)
    asking?.abort()
    opener.focus()
  }
}

function later() {
  if (!choice.open) return
  clearTimeout(waiting)
  waiting = setTimeout(ask, PAUSE)
}

async function ask() {
  asking?.abort()
  asking = new AbortController()
  const values = new FormData(form)
  for (const [name, value] of [...values]) if (value instanceof File) values.delete(name)
  try {
    const answer = await fetch(box.dataset.live, {
      method: "POST",
      body: values,
      signal: asking.signal,
      redirect: "error",
    })
    const said = await answer.json()
    if (!answer.ok) throw new Error(said.problem)
    pane.put(said.page)
    pane.follow(typed())
    const refused = Object.values(said.refused).flat()
    pane.status.textContent = refused.length ? `Shown as saved, where refused: ${refused[0]}` : ""
  } catch (error) {
    if (error.name === "AbortError") return
    pane.status.textContent = "The preview could not be made just now. What you type is not lost."
  }
}

/* The words of the body's paragraph in which the cursor stands, up to its first note. */
function typed() {
  const at = document.getSelection()?.anchorNode
  const place = at?.nodeType === Node.TEXT_NODE ? at.parentElement : at
  const paragraph = place?.closest?.(".prose-body :is(p, h2, h3, h4, figcaption)")
  return paragraph?.textContent ?? ""
}

if (box && form) {
  opener.hidden = false
  opener.addEventListener("click", () => show(!choice.open))
  for (const event of ["input", "change", "typed"]) form.addEventListener(event, later)
  if (choice.open && window.innerWidth >= 1280) show(true)
}
