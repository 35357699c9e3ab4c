/* The keys of the editor, as a list in a dialog. */

import { ask } from "articles/editor/dialogs"

const KEYS = [
  ["Text", [["Ctrl B", "Bold"], ["Ctrl I", "Italic"], ["Ctrl Shift K", "Link, with words chosen"], ["Ctrl .", "Superscript"], ["Ctrl ,", "Subscript"], ["Shift Enter", "New line in the same paragraph"]]],
  ["Paragraphs", [["Ctrl Alt 0", "Paragraph"], ["Ctrl Alt 2", "Heading"], ["Ctrl Alt 3", "Subheading"], ["Ctrl Alt 4", "Minor heading"], ["Ctrl Shift 7", "Numbered list"], ["Ctrl Shift 8", "Bulleted list"], ["Ctrl Shift B", "Quotation"], ["Tab, Shift Tab", "Deeper, or less deep, in a list; next or last cell of a table"]]],
  ["Inserting", [["Ctrl Alt N", "Note; Enter leads out of it, and into a chosen one"], ["Ctrl Alt C", "Special character"]]],
  ["Finding one’s way", [["Ctrl F", "Find and replace"], ["Ctrl Alt T", "Next TK"], ["Ctrl Alt O", "Outline"], ["Ctrl Shift F", "Whole screen, and back"], ["Alt F10", "To the tools; Escape leads back"]]],
  ["Keeping", [["Ctrl S", "Save and go on"], ["Ctrl Z", "Undo"], ["Ctrl Shift Z", "Redo"], ["Ctrl /", "This list"]]],
]

export function showShortcuts() {
  return ask("Keys of the editor", fill, { submit: "", cancel: "Close", wide: true })
}

function fill(form) {
  for (const [title, keys] of KEYS) {
    const heading = document.createElement("h3")
    heading.textContent = title
    const list = document.createElement("dl")
    list.className = "shortcuts"
    for (const [key, what] of keys) {
      const term = document.createElement("dt")
      term.append(...key.split(" ").flatMap((part, index) => [index ? " " : "", pressed(part)]))
      const meaning = document.createElement("dd")
      meaning.textContent = what
      list.append(term, meaning)
    }
    form.append(heading, list)
  }
  return null
}

function pressed(part) {
  const key = document.createElement("kbd")
  key.textContent = part
  return key
}
