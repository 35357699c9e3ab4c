/* Comments beside the form: said, answered and settled without leaving or saving it. Each stays
   with its paragraph while the text is typed. Without this script there is a page of its own. */

import { Marks } from "articles/comments/marks"
import { blocksOf, follow, oneLine, wordsOf } from "articles/comments/places"
import { element, sayingForm, send } from "articles/comments/saying"
import { threadElement } from "articles/comments/thread"

const SHORT = 60 // characters of the paragraph named beside the field
const LONGEST_QUOTE = 2000 // as articles/models/comment.py
const PAUSE = 200 // milliseconds without a change before comments follow it

const box = document.querySelector("[data-comments]")
if (box) start(box, JSON.parse(document.getElementById("conversation").textContent))

function start(box, { comments, longest }) {
  const live = box.querySelector("[data-comments-live]")
  const list = element("ol", { className: "comments-list" })
  const about = aboutField()
  const { form, field } = sayingForm({
    label: "New comment",
    button: "Comment",
    longest,
    extra: about.label,
    say: async (text) => take(await send(box, { text, ...about.values() })),
  })
  live.append(list, form)

  let threads = []
  let surface = null
  let marks = null
  let texts = []

  function take(found) {
    threads = found.filter((thread) => !thread.settled).map((thread) => ({ ...thread }))
    keepUp(true)
  }

  /* Bring the comments to where their paragraphs are now. */
  function keepUp(anew = false) {
    const stood = new Set(texts)
    if (surface) texts = blocksOf(surface).map((block) => wordsOf(block).slice(0, LONGEST_QUOTE))
    let moved = anew
    for (const thread of threads) {
      if (!thread.words || !surface) continue
      const found = follow({ words: thread.words, place: thread.place }, texts, anew ? new Set() : stood)
      moved ||= (found.place === null) !== (thread.place === null)
      Object.assign(thread, found)
    }
    if (moved) draw()
    marks?.show(counted(threads))
  }

  function draw() {
    const order = (thread) => (thread.words ? (thread.place ?? Infinity) : -1)
    const sorted = [...threads].sort((a, b) => order(a) - order(b))
    list.replaceChildren(...sorted.map((thread) => threadElement(thread, { act, lead, longest })))
    box.querySelector("[data-comments-open]").textContent = String(threads.length)
  }

  async function act(name, said, text = "") {
    take(await send(box, { act: name, comment: said.pk, text }))
    // The pressed button is gone with its thread: stay in the box.
    const again = document.getElementById(`thread-${said.pk}`) ?? field
    again.focus({ preventScroll: true })
  }

  function lead(thread) {
    const block = surface && blocksOf(surface)[thread.place]
    if (!block) return
    block.scrollIntoView({ block: "center" })
    surface.focus({ preventScroll: true })
    getSelection().collapse(block, 0)
    marks.point(thread.place)
  }

  function open(place) {
    const thread = threads.find((each) => each.place === place && each.words)
    const found = thread && document.getElementById(`thread-${thread.said.pk}`)
    for (const each of list.children) each.classList.toggle("is-here", each === found)
    found?.scrollIntoView({ block: "nearest" })
    found?.focus({ preventScroll: true })
    marks.point(place)
  }

  /* The editor comes when its own script has run. */
  function meet(found) {
    surface = found
    marks = new Marks(surface, open)
    document.addEventListener("selectionchange", () => about.follow(surface))
    surface.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || !event.altKey || event.code !== "KeyM") return
      event.preventDefault()
      about.follow(surface)
      field.focus()
    })
    keepUp(true)
  }

  let pause = 0
  const later = () => {
    clearTimeout(pause)
    pause = setTimeout(keepUp, PAUSE)
  }
  const article = document.getElementById("article_form")
  for (const name of ["typed", "input"]) article?.addEventListener(name, later)
  take(comments)
  whenThere("#body-field .ProseMirror", meet)
}

/* Whether the comment is about the paragraph in which the cursor stood last, or about the article. */
function aboutField() {
  const ticked = element("input", { type: "checkbox", checked: true })
  const words = element("span")
  const label = element("label", { className: "comments-about", hidden: true }, ticked, words)
  let block = null
  let surface = null
  return {
    label,
    follow(found) {
      surface = found
      let node = getSelection()?.anchorNode
      if (!node || !surface.contains(node) || node === surface) return
      while (node.parentElement !== surface) node = node.parentElement
      const said = node.nodeType === Node.ELEMENT_NODE ? wordsOf(node) : ""
      block = said ? node : null
      label.hidden = !block
      words.textContent = said.length > SHORT ? `About “${said.slice(0, SHORT)}…”` : `About “${said}”`
    },
    values() {
      if (!block?.isConnected || !ticked.checked) return {}
      return { paragraph: oneLine(wordsOf(block)), place: blocksOf(surface).indexOf(block) }
    },
  }
}

function counted(threads) {
  const counts = new Map()
  for (const { words, place } of threads) {
    if (words && place !== null) counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  return counts
}

function whenThere(selector, then) {
  const look = () => {
    const found = document.querySelector(selector)
    if (found) then(found)
    return Boolean(found)
  }
  if (look()) return
  const observer = new MutationObserver(() => look() && observer.disconnect())
  observer.observe(document.body, { childList: true, subtree: true })
}
