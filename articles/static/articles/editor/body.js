/* Turns the text area that holds the body's HTML into an editor. Should anything fail, the text
   area stays, with all that was in it. */

import { Editor, pm } from "django-prose-editor/editor"

import { Library } from "articles/editor/library"
import { extensions } from "articles/editor/schema"
import { folded, unfolded } from "articles/editor/tables"
import { buildToolbar } from "articles/editor/toolbar"
import { countWords } from "articles/editor/words"

const PAUSE = 400 // milliseconds without typing before the text area is brought up to date

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
  const library = new Library(textarea.dataset.library, textarea.dataset.upload)
  const frame = document.createElement("div")
  frame.className = "body-editor"
  const surface = document.createElement("div")
  const footer = document.createElement("p")
  footer.className = "body-editor-words"
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  if (label && !label.id) label.id = `${textarea.id}_label`
  const editor = new Editor({
    element: surface,
    extensions: extensions(library),
    content: unfolded(textarea.value),
    enableInputRules: false,
    enablePasteRules: false,
    editorProps: {
      transformPastedHTML: unfolded,
      attributes: {
        class: "prose-body",
        role: "textbox",
        "aria-multiline": "true",
        spellcheck: "true",
        ...(label ? { "aria-labelledby": label.id } : { "aria-label": "Body" }),
      },
    },
  })
  frame.append(buildToolbar(editor, library), surface, footer)
  textarea.before(frame)
  textarea.hidden = true
  keepInStep(editor, textarea)

  const count = () => {
    const words = countWords(editor.state.doc)
    footer.textContent = `${words.toLocaleString("en-GB")} ${words === 1 ? "word" : "words"}`
  }
  editor.on("update", count)
  count()
  label?.addEventListener("click", () => editor.commands.focus())
  followLanguage(editor, textarea.form)
  frame.dataset.ready = "true"
}

/* An untouched body is sent back as it came, byte by byte. */
function keepInStep(editor, textarea) {
  let pause = 0
  let behind = false
  const write = () => {
    clearTimeout(pause)
    if (!behind) return
    behind = false
    textarea.value = html(editor)
    textarea.dispatchEvent(new Event("input", { bubbles: true }))
    textarea.dispatchEvent(new Event("change", { bubbles: true }))
  }
  editor.on("update", () => {
    behind = true
    clearTimeout(pause)
    pause = setTimeout(write, PAUSE)
  })
  editor.on("blur", write)
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
