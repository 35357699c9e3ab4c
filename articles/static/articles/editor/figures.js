/* A photo of the library placed in the body. The text keeps its key alone; picture, credit and
   the caption it has of its own are shown from the library. */

import { Node } from "django-prose-editor/editor"

import { iconButton } from "articles/editor/buttons"
import { insertAndEnter } from "articles/editor/inserting"
import { choosePhoto } from "articles/editor/picker"

export const Figure = Node.create({
  name: "photoFigure",
  group: "block passage",
  content: "inline*",
  draggable: true,
  isolating: true,
  addOptions: () => ({ library: null }),
  addAttributes: () => ({
    photo: { default: 0, parseHTML: (dom) => Number.parseInt(dom.dataset.photo, 10) || 0, rendered: false },
  }),
  parseHTML: () => [
    { tag: "figure[data-photo]", contentElement: (dom) => dom.querySelector("figcaption") ?? dom },
  ],
  renderHTML: ({ node }) => ["figure", { "data-photo": node.attrs.photo }, ["figcaption", 0]],
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => {
        const { $from } = editor.state.selection
        if ($from.parent.type.name !== this.name) return false
        const behind = $from.after()
        return editor
          .chain()
          .insertContentAt(behind, { type: "paragraph" })
          .setTextSelection(behind + 1)
          .scrollIntoView()
          .run()
      },
    }
  },
  addNodeView() {
    const { library } = this.options
    return ({ node, editor, getPos }) => new FigureView(node, editor, getPos, library)
  },
})

export async function insertFigure(editor, library) {
  const photo = await choosePhoto(library)
  if (photo) {
    const figure = { type: "photoFigure", attrs: { photo: photo.id } }
    editor.chain().focus().command((properties) => insertAndEnter(properties, figure)).run()
  }
}

class FigureView {
  constructor(node, editor, getPos, library) {
    this.node = node
    this.library = library
    this.dom = document.createElement("figure")
    this.picture = document.createElement("img")
    this.credit = document.createElement("p")
    this.credit.className = "figure-credit"
    this.contentDOM = document.createElement("figcaption")
    const around = document.createElement("div")
    around.className = "figure-picture"
    around.contentEditable = "false"
    this.credit.contentEditable = "false"
    const buttons = document.createElement("div")
    buttons.className = "figure-buttons"
    buttons.append(
      iconButton("photo_library", "Choose another photo", async () => {
        const photo = await choosePhoto(library)
        const at = getPos()
        if (photo && at !== undefined) {
          editor.view.dispatch(editor.state.tr.setNodeAttribute(at, "photo", photo.id))
        }
      }),
      iconButton("delete", "Remove the figure", () => {
        const at = getPos()
        if (at !== undefined) editor.view.dispatch(editor.state.tr.delete(at, at + this.node.nodeSize))
        editor.view.focus()
      }),
    )
    around.append(this.picture, buttons)
    this.dom.append(around, this.contentDOM, this.credit)
    this.show()
  }

  async show() {
    const key = this.node.attrs.photo
    this.picture.alt = `Photo ${key}`
    const photo = await this.library.find(key)
    if (key !== this.node.attrs.photo) return
    this.dom.classList.toggle("is-missing", photo === null)
    if (photo === null) {
      this.picture.removeAttribute("src")
      this.credit.textContent = `Photo ${key} is not in the library.`
      return
    }
    this.picture.src = photo.thumbnail
    this.picture.alt = photo.alt || "No alternative text yet"
    this.contentDOM.dataset.placeholder = photo.caption || "Caption"
    this.credit.textContent = [photo.credit, ...photo.problems].filter(Boolean).join(" · ")
    this.credit.classList.toggle("has-problem", photo.problems.length > 0)
  }

  update(node) {
    if (node.type !== this.node.type) return false
    const other = node.attrs.photo !== this.node.attrs.photo
    this.node = node
    this.contentDOM.classList.toggle("is-empty", node.content.size === 0)
    if (other) this.show()
    return true
  }

  selectNode() {
    this.dom.classList.add("is-chosen")
  }

  deselectNode() {
    this.dom.classList.remove("is-chosen")
  }

  stopEvent(event) {
    return event.target.closest?.(".figure-buttons") !== null && event.type !== "dragstart"
  }

  ignoreMutation(mutation) {
    // Our own attributes, picture and credit: to the editor they are no change of the text.
    return (
      mutation.type === "attributes" ||
      (mutation.type !== "selection" && !this.contentDOM.contains(mutation.target))
    )
  }
}
