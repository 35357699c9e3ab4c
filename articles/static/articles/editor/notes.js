/* A note stands at the place of its number. Its text opens beneath the number in an editor of its
   own, so that the cursor always is either in the text or in the note, never in between. */

import { Node, pm } from "django-prose-editor/editor"

import { askForLink } from "articles/editor/links"
import { iconButton } from "articles/editor/buttons"

const { commands, keymap: { keymap }, state: { EditorState, NodeSelection }, transform: { StepMap }, view: { EditorView } } = pm

export const Note = Node.create({
  name: "note",
  group: "inline",
  inline: true,
  atom: true,
  content: "(text | hardBreak)*",
  parseHTML: () => [{ tag: "span[data-note]" }],
  renderHTML: () => ["span", { "data-note": "" }, 0],
  addCommands() {
    return {
      insertNote: () => ({ state, dispatch, tr }) => {
        const { $to } = state.selection
        if (!$to.parent.inlineContent || !$to.parent.type.contentMatch.matchType(this.type)) return false
        if (dispatch) {
          tr.insert($to.pos, this.type.create())
          tr.setSelection(NodeSelection.create(tr.doc, $to.pos)).scrollIntoView()
        }
        return true
      },
    }
  },
  addKeyboardShortcuts() {
    return {
      "Mod-Alt-n": ({ editor }) => insertNote(editor),
      // On a chosen number, Enter leads into its note.
      Enter: ({ editor }) => enterNote(editor),
    }
  },
  addNodeView() {
    return ({ node, view, getPos }) => new NoteView(node, view, getPos)
  },
})

export function insertNote(editor) {
  return editor.commands.insertNote() && enterNote(editor)
}

function enterNote(editor) {
  const { selection } = editor.state
  if (selection.node?.type.name !== "note") return false
  editor.view.nodeDOM(selection.from)?.dispatchEvent(new CustomEvent("note:enter"))
  return true
}

class NoteView {
  constructor(node, outer, getPos) {
    this.node = node
    this.outer = outer
    this.getPos = getPos
    this.inner = null
    this.dom = document.createElement("span")
    this.dom.className = "note"
    this.marker = document.createElement("span")
    this.marker.className = "note-marker"
    this.dom.append(this.marker)
    this.describe()
    this.dom.addEventListener("note:enter", () => {
      this.open()
      this.inner.focus()
    })
    this.marker.addEventListener("click", () => {
      if (this.inner) this.inner.focus()
    })
  }

  describe() {
    this.marker.title = this.node.textContent || "An empty note"
  }

  selectNode() {
    this.dom.classList.add("is-open")
    this.open()
  }

  deselectNode() {
    this.dom.classList.remove("is-open")
    this.close()
    if (this.node.content.size === 0) setTimeout(() => this.remove())
  }

  remove() {
    const at = this.getPos()
    if (at === undefined || this.outer.isDestroyed) return
    this.outer.dispatch(this.outer.state.tr.delete(at, at + this.node.nodeSize))
    this.outer.focus()
  }

  open() {
    if (this.inner) return
    this.box = document.createElement("span")
    this.box.className = "note-box"
    this.dom.append(this.box)
    this.inner = new EditorView(this.box, {
      state: EditorState.create({ doc: this.node, plugins: [keymap(this.keys())] }),
      attributes: { class: "note-text", role: "textbox", "aria-label": "Text of the note", "aria-multiline": "true" },
      dispatchTransaction: (transaction) => this.changedInside(transaction),
      handleDOMEvents: {
        mousedown: () => {
          // The outer view would take the focus back.
          if (this.outer.hasFocus()) this.inner.focus()
        },
      },
    })
    this.box.append(this.buttons())
    this.keepInSight()
  }

  close() {
    this.inner?.destroy()
    this.inner = null
    this.box?.remove()
  }

  keepInSight() {
    const [box, page] = [this.box.getBoundingClientRect(), this.outer.dom.getBoundingClientRect()]
    const over = box.right - (page.right - 8)
    if (over > 0) this.box.style.marginInlineStart = `${-Math.min(over, box.left - page.left - 8)}px`
  }

  keys() {
    const { italic, bold } = this.node.type.schema.marks
    const done = () => this.done()
    return {
      "Mod-b": commands.toggleMark(bold),
      "Mod-i": commands.toggleMark(italic),
      "Mod-Shift-k": () => this.link(),
      "Mod-z": () => this.outerCommand(pm.history.undo),
      "Mod-y": () => this.outerCommand(pm.history.redo),
      "Mod-Shift-z": () => this.outerCommand(pm.history.redo),
      "Shift-Enter": (state, dispatch) => {
        dispatch(state.tr.replaceSelectionWith(state.schema.nodes.hardBreak.create()))
        return true
      },
      Enter: done,
      Escape: done,
      Backspace: commands.deleteSelection,
    }
  }

  outerCommand(command) {
    return command(this.outer.state, this.outer.dispatch)
  }

  buttons() {
    const { italic, bold } = this.node.type.schema.marks
    const toggle = (mark) => () => {
      commands.toggleMark(mark)(this.inner.state, this.inner.dispatch)
      this.inner.focus()
    }
    const bar = document.createElement("span")
    bar.className = "note-buttons"
    bar.append(
      iconButton("format_italic", "Italic", toggle(italic)),
      iconButton("format_bold", "Bold", toggle(bold)),
      iconButton("link", "Link (Ctrl+Shift+K)", () => this.link()),
      iconButton("delete", "Remove the note", () => this.remove()),
      iconButton("check", "Done", () => this.done()),
    )
    return bar
  }

  link() {
    const { from, to, empty } = this.inner.state.selection
    const { link } = this.node.type.schema.marks
    if (empty) return true
    const current = this.inner.state.doc.rangeHasMark(from, to, link)
      ? this.inner.state.doc.nodeAt(from)?.marks.find((mark) => mark.type === link)?.attrs.href
      : ""
    askForLink(current ?? "").then((href) => {
      if (href === null || !this.inner) return
      const change = this.inner.state.tr.removeMark(from, to, link)
      this.inner.dispatch(href ? change.addMark(from, to, link.create({ href })) : change)
      this.inner.focus()
    })
    return true
  }

  done() {
    const { state } = this.outer
    const behind = this.getPos() + this.node.nodeSize
    const { TextSelection } = pm.state
    this.outer.dispatch(state.tr.setSelection(TextSelection.create(state.doc, behind)))
    this.outer.focus()
    return true
  }

  changedInside(transaction) {
    const { state, transactions } = this.inner.state.applyTransaction(transaction)
    this.inner.updateState(state)
    if (transaction.getMeta("fromOutside")) return
    const change = this.outer.state.tr
    const offset = StepMap.offset(this.getPos() + 1)
    for (const { steps } of transactions) {
      for (const step of steps) change.step(step.map(offset))
    }
    if (change.docChanged) this.outer.dispatch(change)
  }

  update(node) {
    if (!node.sameMarkup(this.node)) return false
    this.node = node
    this.describe()
    if (this.inner) this.changedOutside(node)
    return true
  }

  changedOutside(node) {
    const { state } = this.inner
    const start = node.content.findDiffStart(state.doc.content)
    if (start === null) return
    let { a: end, b: innerEnd } = node.content.findDiffEnd(state.doc.content)
    const overlap = start - Math.min(end, innerEnd)
    if (overlap > 0) {
      end += overlap
      innerEnd += overlap
    }
    this.inner.dispatch(
      state.tr.replace(start, innerEnd, node.slice(start, end)).setMeta("fromOutside", true),
    )
  }

  destroy() {
    this.close()
  }

  stopEvent(event) {
    return Boolean(this.box?.contains(event.target))
  }

  ignoreMutation() {
    return true
  }
}
