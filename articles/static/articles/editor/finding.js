/* Find and replace: a bar above the text. What is found is marked; replacing is one step to undo. */

import { Extension, pm } from "django-prose-editor/editor"

import { iconButton } from "articles/editor/buttons"
import { lines } from "articles/editor/marking"

const { state: { Plugin, PluginKey, TextSelection }, view: { Decoration, DecorationSet } } = pm
const PAUSE = 150 // milliseconds without a key before it is looked for
const MOST_MARKED = 2000

const key = new PluginKey("finding")

export const Finding = Extension.create({
  name: "finding",
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (transaction, marks) => transaction.getMeta(key) ?? marks.map(transaction.mapping, transaction.doc),
        },
        props: { decorations: (state) => key.getState(state) },
      }),
    ]
  },
})

/* The pattern that stands for the words typed. */
export function patternOf(words, { matchCase, wholeWord }) {
  const literal = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  const bounded = wholeWord ? `(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])` : literal
  return new RegExp(bounded, matchCase ? "gu" : "giu")
}

export function findAll(doc, pattern) {
  return lines(doc).flatMap(({ text, at }) =>
    [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({ from: at + index, to: at + index + length })))
}

export class FindBar {
  constructor(editor) {
    this.editor = editor
    this.found = []
    this.current = -1
    this.element = document.createElement("div")
    this.element.className = "find-bar"
    this.element.setAttribute("role", "search")
    this.element.ariaLabel = "Find and replace in the body"
    this.element.hidden = true
    this.words = this.input("Find")
    this.replacement = this.input("Replace with")
    this.matchCase = this.choice("Match case")
    this.wholeWord = this.choice("Whole words")
    this.status = document.createElement("span")
    this.status.className = "find-status"
    this.status.setAttribute("role", "status")
    this.element.append(
      this.status,
      iconButton("keyboard_arrow_up", "Previous (Shift+Enter)", () => this.step(-1)),
      iconButton("keyboard_arrow_down", "Next (Enter)", () => this.step(1)),
      this.button("Replace", () => this.replace()),
      this.button("Replace all", () => this.replaceAll()),
      iconButton("close", "Close (Escape)", () => this.close()),
    )
    this.element.addEventListener("keydown", (event) => this.pressed(event))
    editor.on("update", () => this.later())
  }

  open() {
    const { state } = this.editor
    const { from, to, empty } = state.selection
    const chosen = empty ? "" : state.doc.textBetween(from, to, "\n")
    if (chosen && !chosen.includes("\n")) this.words.value = chosen
    this.element.hidden = false
    this.words.focus()
    this.words.select()
    this.look()
  }

  close() {
    this.element.hidden = true
    this.found = []
    this.mark()
    this.editor.view.focus() // at once: the next key is already for the text
  }

  later() {
    if (this.element.hidden) return
    clearTimeout(this.pause)
    this.pause = setTimeout(() => this.look(), PAUSE)
  }

  look() {
    const { doc, selection } = this.editor.state
    const options = { matchCase: this.matchCase.checked, wholeWord: this.wholeWord.checked }
    this.found = this.words.value ? findAll(doc, patternOf(this.words.value, options)) : []
    this.current = this.found.findIndex(({ from }) => from >= selection.from)
    if (this.current < 0 && this.found.length) this.current = 0
    this.mark()
  }

  mark() {
    const { state, view } = this.editor
    const marks = this.found.slice(0, MOST_MARKED).map(({ from, to }, index) =>
      Decoration.inline(from, to, { class: index === this.current ? "found is-current" : "found" }))
    view.dispatch(state.tr.setMeta(key, DecorationSet.create(state.doc, marks)).setMeta("addToHistory", false))
    this.status.textContent = !this.words.value || this.element.hidden ? "" : this.found.length
      ? `${this.current + 1} of ${this.found.length}`
      : "Not found"
  }

  step(by) {
    clearTimeout(this.pause)
    this.look()
    if (!this.found.length) return
    const { from, to } = this.editor.state.selection
    const here = this.found.findIndex((place) => place.from === from && place.to === to)
    const next = here < 0 ? this.current - (by < 0 ? 1 : 0) : here + by
    this.show((next + this.found.length) % this.found.length)
  }

  show(index) {
    this.current = index
    const { state, view } = this.editor
    const { from, to } = this.found[index]
    view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, to)))
    this.mark()
    const { node } = view.domAtPos(from)
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node
    element.scrollIntoView({ block: "center" })
  }

  replace() {
    this.look()
    if (!this.found.length) return
    const place = this.found[this.current]
    this.put([place])
    this.look()
    if (this.found.length) this.show(this.current)
  }

  replaceAll() {
    this.look()
    const { length } = this.found
    this.put(this.found)
    this.look()
    this.status.textContent = `${length} replaced`
  }

  /* From the end, so that the places before stay where they are; the words keep their setting. */
  put(places) {
    const { state, view } = this.editor
    const change = state.tr
    for (const { from, to } of [...places].reverse()) {
      if (this.replacement.value) change.insertText(this.replacement.value, from, to)
      else change.delete(from, to)
    }
    if (change.docChanged) view.dispatch(pm.history.closeHistory(change))
  }

  pressed(event) {
    if (event.key === "Escape") this.close()
    else if (event.key === "Enter" && event.target === this.words) this.step(event.shiftKey ? -1 : 1)
    else if (event.key === "Enter" && event.target === this.replacement) this.replace()
    else if (event.key !== "Enter" || event.target.tagName === "BUTTON") return
    event.preventDefault()
    event.stopPropagation()
  }

  input(label) {
    const input = document.createElement("input")
    Object.assign(input, { type: "text", ariaLabel: label, placeholder: label })
    input.setAttribute("autocomplete", "off")
    // It is no field of the form: typing here is no change of the article.
    for (const kind of ["input", "change"]) {
      input.addEventListener(kind, (event) => {
        event.stopPropagation()
        if (input === this.words) this.later()
      })
    }
    this.element.append(input)
    return input
  }

  choice(label) {
    const name = document.createElement("label")
    const box = document.createElement("input")
    box.type = "checkbox"
    for (const kind of ["input", "change"]) {
      box.addEventListener(kind, (event) => {
        event.stopPropagation()
        this.look()
      })
    }
    name.append(box, label)
    this.element.append(name)
    return box
  }

  button(text, action) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "plain-button"
    button.textContent = text
    button.addEventListener("click", action)
    return button
  }
}
