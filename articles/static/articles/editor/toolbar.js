/* The tools above the body. One stop of the tabulator; arrow keys lead from tool to tool. */

import { iconButton } from "articles/editor/buttons"
import { askForTable } from "articles/editor/dialogs"
import { insertFigure } from "articles/editor/figures"
import { insertNote } from "articles/editor/notes"

const STYLES = [
  ["paragraph", "Paragraph"],
  ["2", "Heading"],
  ["3", "Subheading"],
  ["4", "Minor heading"],
]
const NUMBERINGS = [
  ["1", "1. 2. 3."],
  ["(1", "(1) (2) (3)"],
  ["a", "a. b. c."],
  ["(a", "(a) (b) (c)"],
  ["A", "A. B. C."],
  ["(A", "(A) (B) (C)"],
  ["i", "i. ii. iii."],
  ["(i", "(i) (ii) (iii)"],
  ["I", "I. II. III."],
  ["(I", "(I) (II) (III)"],
]

export function buildToolbar(editor, library, further) {
  const bar = document.createElement("div")
  bar.className = "toolbar"
  bar.setAttribute("role", "toolbar")
  bar.setAttribute("aria-label", "Text")
  const tools = new Tools(editor)
  const run = (name, ...values) => () => editor.chain().focus()[name](...values).run()
  const inside = (name) => () => editor.isActive(name)

  bar.append(
    tools.group(
      tools.choice("Style of the paragraph", STYLES, () => styleOf(editor), (value) =>
        value === "paragraph" ? run("setParagraph")() : run("setHeading", { level: Number(value) })()),
    ),
    tools.group(
      tools.mark("bold", "format_bold", "Bold (Ctrl+B)"),
      tools.mark("italic", "format_italic", "Italic (Ctrl+I)"),
      tools.mark("superscript", "superscript", "Superscript"),
      tools.mark("subscript", "subscript", "Subscript"),
      tools.toggle("link", "Link (Ctrl+Shift+K)", run("addLink"), inside("link"), () =>
        !editor.state.selection.empty || editor.isActive("link")),
    ),
    tools.group(
      tools.toggle("format_list_bulleted", "Bulleted list", run("toggleList", "bulletList", "listItem"), inside("bulletList")),
      tools.toggle("format_list_numbered", "Numbered list", run("toggleList", "orderedList", "listItem"), inside("orderedList")),
      tools.choice("How the list is numbered", NUMBERINGS, () => numberingOf(editor), (value) =>
        run("updateAttributes", "orderedList", { type: value.at(-1), parenthesised: value.startsWith("(") })(),
        inside("orderedList")),
      tools.number("First number of the list", () => editor.getAttributes("orderedList").start ?? 1, (start) =>
        editor.commands.updateAttributes("orderedList", { start }), inside("orderedList")),
    ),
    tools.group(
      tools.toggle("format_quote", "Quotation", run("toggleBlockquote"), inside("blockquote")),
      tools.toggle("campaign", "Pull quote: a sentence of the article, repeated large", () =>
        run("updateAttributes", "blockquote", { pull: !editor.getAttributes("blockquote").pull })(),
        () => editor.isActive("blockquote", { pull: true }), null, inside("blockquote")),
      tools.toggle("person_edit", "Who is quoted", () => attribute(editor), inside("attribution"), null, inside("blockquote")),
    ),
    tools.group(
      tools.toggle("asterisk", "Note (Ctrl+Alt+N)", () => insertNote(editor), inside("note"), () => editor.can().insertNote()),
      tools.toggle("add_photo_alternate", "Photo from the library", () => insertFigure(editor, library), inside("photoFigure")),
      tools.toggle("table", "Table", async () => {
        const size = await askForTable()
        if (size) editor.chain().focus().insertCaptionedTable(size).run()
      }, null, () => !editor.isActive("captionedTable")),
      tools.toggle("horizontal_rule", "Break between passages", run("setHorizontalRule")),
    ),
    tools.group(...tableTools(tools, run, inside("table"))),
    tools.group(
      tools.toggle("undo", "Undo (Ctrl+Z)", run("undo"), null, () => editor.can().undo()),
      tools.toggle("redo", "Redo (Ctrl+Shift+Z)", run("redo"), null, () => editor.can().redo()),
    ),
    tools.group(...further),
  )
  tools.keepOneStop(bar)
  tools.refresh()
  // Once for all changes between two pictures of the screen.
  let waiting = 0
  editor.on("transaction", () => {
    waiting ||= requestAnimationFrame(() => {
      waiting = 0
      setTimeout(() => tools.refresh())
    })
  })
  return bar
}

function tableTools(tools, run, shown) {
  return [
    ["add_column_right", "Add a column", "addColumnAfter"],
    ["add_row_below", "Add a row", "addRowAfter"],
    ["splitscreen_vertical_add", "Heads of the columns on or off", "toggleTableHead"],
    ["splitscreen_add", "Heads of the rows on or off", "toggleHeaderColumn"],
    ["cell_merge", "Merge cells", "mergeCells"],
    ["arrow_split", "Split a cell", "splitCell"],
    ["remove_selection", "Delete the column", "deleteColumn"],
    ["playlist_remove", "Delete the row", "deleteRow"],
    ["delete", "Delete the table", "deleteCaptionedTable"],
  ].map(([symbol, label, command]) => tools.toggle(symbol, label, run(command), null, null, shown))
}

function styleOf(editor) {
  if (!editor.isActive("heading")) return "paragraph"
  return String(editor.getAttributes("heading").level)
}

function numberingOf(editor) {
  const { type = "1", parenthesised = false } = editor.getAttributes("orderedList")
  return parenthesised ? `(${type}` : type
}

/* To the line naming who is quoted, made if there is none. */
function attribute(editor) {
  const { $from } = editor.state.selection
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const quote = $from.node(depth)
    if (quote.type.name !== "blockquote") continue
    const end = $from.end(depth)
    if (quote.lastChild.type.name === "attribution") editor.chain().focus().setTextSelection(end - 1).run()
    else editor.chain().focus().insertContentAt(end, { type: "attribution" }).setTextSelection(end + 1).run()
    return
  }
}

class Tools {
  constructor(editor) {
    this.editor = editor
    this.refreshers = []
  }

  refresh() {
    for (const refresh of this.refreshers) refresh()
  }

  group(...tools) {
    const group = document.createElement("div")
    group.className = "toolbar-group"
    group.append(...tools)
    this.refreshers.push(() => {
      group.hidden = tools.every((tool) => tool.hidden)
    })
    return group
  }

  mark(name, symbol, label) {
    const { editor } = this
    return this.toggle(symbol, label, () => editor.chain().focus().toggleMark(name).run(),
      () => editor.isActive(name), () => editor.can().toggleMark(name))
  }

  toggle(symbol, label, action, isOn = null, isUsable = null, isShown = null) {
    const button = iconButton(symbol, label, () => {
      if (button.ariaDisabled !== "true") action()
    })
    // A press must not take the selection from the text.
    button.addEventListener("mousedown", (event) => event.preventDefault())
    this.refreshers.push(() => {
      if (isOn) button.ariaPressed = String(Boolean(isOn()))
      button.ariaDisabled = String(isUsable ? !isUsable() : false)
      if (isShown) button.hidden = !isShown()
    })
    return button
  }

  choice(label, options, current, choose, isShown = null) {
    const select = document.createElement("select")
    select.ariaLabel = label
    select.title = label
    select.append(...options.map(([value, text]) => new Option(text, value)))
    select.addEventListener("change", () => choose(select.value))
    this.refreshers.push(() => {
      select.value = current()
      if (isShown) select.hidden = !isShown()
    })
    return select
  }

  number(label, current, choose, isShown) {
    const input = document.createElement("input")
    Object.assign(input, { type: "number", min: 0, max: 9999, ariaLabel: label, title: label })
    input.addEventListener("change", () => {
      if (Number.isInteger(input.valueAsNumber)) choose(input.valueAsNumber)
    })
    // Enter would send the whole form.
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault()
        this.editor.commands.focus()
      }
    })
    this.refreshers.push(() => {
      if (document.activeElement !== input) input.value = current()
      input.hidden = !isShown()
    })
    return input
  }

  /* As the ARIA practices have it for toolbars: one tool can be reached, arrows move on. */
  keepOneStop(bar) {
    const all = [...bar.querySelectorAll("button, select, input")]
    let stop = all[0]
    const place = (tool) => {
      stop = tool
      for (const other of all) other.tabIndex = other === stop ? 0 : -1
    }
    this.refreshers.push(() => {
      if (stop.hidden) place(all.find((tool) => !tool.hidden))
    })
    bar.addEventListener("focusin", (event) => {
      if (all.includes(event.target)) place(event.target)
    })
    bar.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
      if (!step || event.target.type === "number") return
      event.preventDefault()
      const shown = all.filter((tool) => !tool.hidden)
      const next = shown[(shown.indexOf(event.target) + step + shown.length) % shown.length]
      next.focus()
    })
    place(stop)
  }
}
