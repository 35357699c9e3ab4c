/* Turns the text area that holds the body's HTML into an editor. Should anything fail, the text
   area stays, with all that was in it. */

import { Editor, pm } from "django-prose-editor/editor"

import { Library } from "articles/editor/library"
import { extensions } from "articles/editor/schema"
import { tidied } from "articles/editor/pasting"
import { folded, unfolded } from "articles/editor/tables"
import { buildToolbar } from "articles/editor/toolbar"
import { Writing } from "articles/editor/writing"

const TELLING = 120 // milliseconds after a change before the form is told of it

function isEmpty({ firstChild, childCount }) {
  return childCount === 1 && firstChild.type.name === "paragraph" && firstChild.content.size === 0
}

function html(editor) {
  if (isEmpty(editor.state.doc)) return ""
  const page = document.implementation.createHTMLDocument()
  const root = page.createElement("div")
  const serializer = pm.model.DOMSerializer.fromSchema(editor.schema)
  root.append(serializer.serializeFragment(editor.state.doc.content, { document: page }))
  return folded(root)
}

function enhance(textarea) {
  const library = new Library(textarea.dataset.library, textarea.dataset.upload, textarea.dataset.receive)
  const frame = document.createElement("div")
  frame.className = "body-editor"
  const surface = document.createElement("div")
  surface.className = "body-editor-text"
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  if (label && !label.id) label.id = `${textarea.id}_label`
  const editor = new Editor({
    element: surface,
    extensions: extensions(library),
    content: unfolded(textarea.value),
    enableInputRules: false,
    enablePasteRules: false,
    editorProps: {
      transformPastedHTML: (pasted) => unfolded(tidied(pasted)),
      attributes: {
        class: "prose-body",
        role: "textbox",
        "aria-multiline": "true",
        spellcheck: "true",
        ...(label ? { "aria-labelledby": label.id } : { "aria-label": "Body" }),
      },
    },
  })
  const writing = new Writing(editor, frame)
  const toolbar = buildToolbar(editor, library, writing.tools())
  frame.append(toolbar, writing.finding.element, writing.outline.element, surface, writing.footer)
  writing.keys(frame)
  textarea.before(frame)
  textarea.hidden = true
  keepInStep(editor, textarea)
  label?.addEventListener("click", () => editor.commands.focus())
  followLanguage(editor, textarea.form)
  frame.dataset.ready = "true"
}

/* An untouched body is sent back as it came, byte by byte. One that was changed is written out when
   somebody asks for the form's values, not while it is typed; the form is told by "typed". */
function keepInStep(editor, textarea) {
  let telling = 0
  let behind = false
  const write = () => {
    if (!behind) return
    behind = false
    textarea.value = html(editor)
  }
  const tell = () => {
    telling = 0
    textarea.dispatchEvent(new CustomEvent("typed", { bubbles: true }))
  }
  editor.on("update", () => {
    behind = true
    telling ||= setTimeout(tell, TELLING)
  })
  textarea.form?.addEventListener("submit", write, { capture: true })
  textarea.form?.addEventListener("formdata", (event) => {
    write()
    event.formData.set(textarea.name, textarea.value)
  })
  window.addEventListener("pagehide", write)
}

/* Spelling is checked in the article's language. */
function followLanguage(editor, form) {
  const language = form?.elements.namedItem("language")
  if (!(language instanceof HTMLInputElement || language instanceof HTMLSelectElement)) return
  const follow = () => {
    editor.view.dom.lang = language.value
  }
  language.addEventListener("change", follow)
  follow()
}

for (const textarea of document.querySelectorAll("textarea[data-body-editor]")) {
  try {
    enhance(textarea)
  } catch (error) {
    textarea.hidden = false
    if (textarea.previousElementSibling?.matches(".body-editor")) textarea.previousElementSibling.remove()
    console.error("The editor could not start; the text area takes its place.", error)
  }
}
