/* Tables with a caption. HTML keeps the caption inside the table, the editor needs it beside it:
   `unfolded` and `folded` turn the one into the other. */

import { Node, Table, TableCell, TableHeader, TableRow } from "django-prose-editor/editor"

import { insertAndEnter } from "articles/editor/inserting"

const CaptionedTable = Node.create({
  name: "captionedTable",
  group: "block passage",
  content: "tableCaption table",
  isolating: true,
  parseHTML: () => [{ tag: "div[data-captioned]" }],
  renderHTML: () => ["div", { "data-captioned": "" }, 0],
  addCommands() {
    return {
      // The cursor goes to the caption, as what comes first.
      insertCaptionedTable: ({ rows, columns }) => ({ commands, tr }) => {
        const cells = (type) => Array.from({ length: columns }, () => ({ type, content: [{ type: "paragraph" }] }))
        const row = (type, inHead = false) => ({ type: "tableRow", attrs: { inHead }, content: cells(type) })
        const body = Array.from({ length: rows }, () => row("tableCell"))
        const head = row("tableHeader", true)
        const content = [{ type: "tableCaption" }, { type: "table", content: [head, ...body] }]
        return insertAndEnter({ commands, tr }, { type: this.name, content }, 2)
      },
      // The first row becomes the heads of the columns, or an ordinary row again.
      toggleTableHead: () => ({ state, dispatch, tr }) => {
        const { $from } = state.selection
        for (let depth = $from.depth; depth > 0; depth -= 1) {
          if ($from.node(depth).type.name !== "table") continue
          if (dispatch) setHead(tr, $from.node(depth).firstChild, $from.start(depth))
          return true
        }
        return false
      },
      deleteCaptionedTable: () => ({ state, dispatch, tr }) => {
        const { $from } = state.selection
        for (let depth = $from.depth; depth > 0; depth -= 1) {
          if ($from.node(depth).type.name === this.name) {
            if (dispatch) tr.delete($from.before(depth), $from.after(depth)).scrollIntoView()
            return true
          }
        }
        return false
      },
    }
  },
})

function setHead(tr, row, at) {
  const inHead = !row.attrs.inHead
  const { tableHeader, tableCell } = row.type.schema.nodes
  tr.setNodeMarkup(at, null, { ...row.attrs, inHead })
  row.forEach((cell, offset) => {
    tr.setNodeMarkup(at + 1 + offset, inHead ? tableHeader : tableCell, cell.attrs)
  })
}

const TableCaption = Node.create({
  name: "tableCaption",
  content: "inline*",
  defining: true,
  parseHTML: () => [{ tag: "div[data-caption]" }],
  renderHTML: () => ["div", { "data-caption": "" }, 0],
  addKeyboardShortcuts() {
    return {
      // From the caption into the first cell; never a second caption.
      Enter: ({ editor }) => {
        const { $from } = editor.state.selection
        if ($from.parent.type.name !== this.name) return false
        return editor.commands.setTextSelection($from.after() + 4)
      },
    }
  },
})

const BodyTable = Table.extend({ group: "", addNodeView: () => null, addMenuItems: () => {} })

const Row = TableRow.extend({
  addAttributes() {
    return { inHead: { default: false, parseHTML: (dom) => dom.closest("thead") !== null, rendered: false } }
  },
  renderHTML({ node }) {
    return ["tr", node.attrs.inHead ? { "data-head": "" } : {}, 0]
  },
})

export const tableExtensions = [
  CaptionedTable,
  TableCaption,
  BodyTable,
  Row,
  TableCell.extend({ content: "paragraph+" }),
  TableHeader.extend({ content: "paragraph+" }),
]

/* HTML as stored or pasted, as the editor reads it. */
export function unfolded(html) {
  const page = new DOMParser().parseFromString(html, "text/html")
  for (const table of page.querySelectorAll("table")) {
    if (table.parentElement.closest("table") || table.parentElement.matches("[data-captioned]")) continue
    const whole = page.createElement("div")
    whole.dataset.captioned = ""
    const caption = page.createElement("div")
    caption.dataset.caption = ""
    caption.append(...(table.caption?.childNodes ?? []))
    table.caption?.remove()
    table.replaceWith(whole)
    whole.append(caption, table)
  }
  return page.body.innerHTML
}

/* What the editor made, as it is stored. Changes `root`. */
export function folded(root) {
  for (const whole of root.querySelectorAll("[data-captioned]")) {
    const [caption, table] = whole.children
    for (const row of [...table.rows].filter((row) => row.matches("[data-head]"))) {
      row.removeAttribute("data-head")
      ;(table.tHead ?? table.createTHead()).append(row)
    }
    if (caption.textContent.trim()) table.createCaption().append(...caption.childNodes)
    whole.replaceWith(table)
  }
  return root.innerHTML
}
