/* The headings of the body, each leading to its place. */

import { pm } from "django-prose-editor/editor"

const { state: { TextSelection } } = pm

export class Outline {
  constructor(editor) {
    this.editor = editor
    this.element = document.createElement("nav")
    this.element.className = "headings"
    this.element.ariaLabel = "Headings of the body"
    this.element.hidden = true
  }

  toggle() {
    this.element.hidden = !this.element.hidden
    this.refresh()
    if (!this.element.hidden) this.element.querySelector("button")?.focus()
  }

  /* Called when the typing pauses. */
  refresh() {
    if (this.element.hidden) return
    const headings = []
    this.editor.state.doc.forEach((node, at) => {
      if (node.type.name === "heading") headings.push({ level: node.attrs.level, text: node.textContent, at })
    })
    const told = JSON.stringify(headings.map(({ level, text }) => [level, text]))
    this.places = headings.map(({ at }) => at)
    if (told === this.told) return
    this.told = told
    const list = document.createElement("ol")
    list.append(...headings.map((heading, index) => this.entry(heading, index)))
    const none = document.createElement("p")
    none.textContent = "There are no headings yet."
    this.element.replaceChildren(headings.length ? list : none)
  }

  entry({ level, text }, index) {
    const item = document.createElement("li")
    item.className = `headings-${level}`
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = text || "An empty heading"
    button.addEventListener("click", () => this.lead(index))
    item.append(button)
    return item
  }

  lead(index) {
    this.refresh()
    const at = this.places[index]
    if (at === undefined) return
    const { view, state } = this.editor
    view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, at + 1)))
    view.nodeDOM(at)?.scrollIntoView({ block: "start" })
    view.focus()
  }
}
