/* What makes writing comfortable around the text: tools, keys, and what is told below it. */

import { Extension, pm } from "django-prose-editor/editor"

import { iconButton } from "articles/editor/buttons"
import { insertCharacter } from "articles/editor/characters"
import { FindBar } from "articles/editor/finding"
import { placesToCome } from "articles/editor/marking"
import { Outline } from "articles/editor/outline"
import { showShortcuts } from "articles/editor/shortcuts"
import { measured } from "articles/editor/words"

const { state: { TextSelection } } = pm
const PAUSE = 400 // milliseconds without typing before the words are counted
const READ_IN_A_MINUTE = 240 // words

export class Writing {
  constructor(editor, frame) {
    this.editor = editor
    this.frame = frame
    this.finding = new FindBar(editor)
    this.outline = new Outline(editor)
    this.footer = document.createElement("p")
    this.footer.className = "body-editor-words"
    this.words = document.createElement("span")
    this.toCome = document.createElement("button")
    this.toCome.type = "button"
    this.toCome.className = "to-come-next"
    this.toCome.title = "To the next (Ctrl+Alt+T)"
    this.toCome.addEventListener("click", () => this.leadToCome())
    this.footer.append(this.words, this.toCome)
    editor.on("update", () => {
      clearTimeout(this.pause)
      this.pause = setTimeout(() => this.tell(), PAUSE)
    })
    this.tell()
  }

  tools() {
    return [
      iconButton("format_list_bulleted_add", "Outline: the headings (Ctrl+Alt+O)", () => this.outline.toggle()),
      iconButton("find_replace", "Find and replace (Ctrl+F)", () => this.finding.open()),
      iconButton("special_character", "Special characters (Ctrl+Alt+C)", () => insertCharacter(this.editor)),
      iconButton("fullscreen", "Whole screen (Ctrl+Shift+F)", () => this.fill()),
      iconButton("keyboard", "Keys of the editor (Ctrl+/)", () => showShortcuts()),
    ]
  }

  tell() {
    const { words, characters } = measured(this.editor.state.doc)
    const minutes = Math.max(1, Math.round(words / READ_IN_A_MINUTE))
    const told = [
      `${words.toLocaleString("en-GB")} ${words === 1 ? "word" : "words"}`,
      `${characters.toLocaleString("en-GB")} characters`,
      `${minutes} min to read`,
    ]
    this.words.textContent = told.join(" · ")
    const { length } = placesToCome(this.editor.state)
    this.toCome.hidden = length === 0
    this.toCome.textContent = `${length} TK still to come`
    this.outline.refresh()
  }

  leadToCome() {
    const { state, view } = this.editor
    const places = placesToCome(state)
    const next = places.find(({ from }) => from > state.selection.from) ?? places[0]
    if (!next) return false
    view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, next.from, next.to)))
    const { node } = view.domAtPos(next.from)
    ;(node.nodeType === Node.TEXT_NODE ? node.parentElement : node).scrollIntoView({ block: "center" })
    view.focus()
    return true
  }

  fill() {
    const isFull = this.frame.classList.toggle("is-full")
    document.body.classList.toggle("has-full-editor", isFull)
    this.editor.commands.focus()
    return true
  }

  save() {
    const form = this.frame.closest("form")
    const button = document.querySelector("button[name=_continue]")
    form?.requestSubmit(button?.form === form ? button : undefined)
    return true
  }

  /* Told of keys wherever they are pressed within the editor, its tools included. */
  keys(frame) {
    frame.addEventListener("keydown", (event) => {
      const key = [event.ctrlKey || event.metaKey ? "Mod" : "", event.altKey ? "Alt" : "", event.shiftKey ? "Shift" : "", event.code || event.key]
        .filter(Boolean)
        .join("-")
      const act = {
        "Mod-KeyF": () => this.finding.open(),
        "Mod-Shift-KeyF": () => this.fill(),
        "Mod-KeyS": () => this.save(),
        "Mod-Slash": () => showShortcuts(),
        "Mod-Alt-KeyT": () => this.leadToCome(),
        "Mod-Alt-KeyO": () => this.outline.toggle(),
        "Mod-Alt-KeyC": () => insertCharacter(this.editor),
        "Alt-F10": () => frame.querySelector(".toolbar [tabindex='0']")?.focus(),
      }[key]
      const isLeaving = event.key === "Escape" && !event.target.closest(".note-text")
      if (act) act()
      else if (isLeaving && event.target.closest(".toolbar, .headings")) this.editor.commands.focus()
      else if (isLeaving && frame.classList.contains("is-full")) this.fill()
      else return
      event.preventDefault()
    })
  }
}

/* Deeper and less deep in a list; a tabulator elsewhere leads on, as everywhere in the form. */
export const Indenting = Extension.create({
  name: "indenting",
  addKeyboardShortcuts() {
    const inList = (editor) => editor.isActive("listItem")
    return {
      Tab: ({ editor }) => inList(editor) && editor.commands.sinkListItem("listItem"),
      "Shift-Tab": ({ editor }) => inList(editor) && editor.commands.liftListItem("listItem"),
    }
  },
})
