/* A picture dropped or pasted into the text: asked for what readers need, kept in the library, and
   placed where it was dropped. */

import { Extension, pm } from "django-prose-editor/editor"

import { ask, field } from "articles/editor/dialogs"

const { state: { Plugin } } = pm

export const Dropping = Extension.create({
  name: "dropping",
  addOptions: () => ({ library: null }),
  addProseMirrorPlugins() {
    const { library } = this.options
    const { editor } = this
    const take = (transfer, at) => {
      const pictures = [...(transfer?.files ?? [])].filter(({ type }) => type.startsWith("image/"))
      if (!pictures.length || !library.receive) return false
      place(editor, library, pictures, at)
      return true
    }
    return [
      new Plugin({
        props: {
          handleDrop: (view, event, _slice, moved) =>
            !moved && take(event.dataTransfer, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos),
          // What Word pastes has a picture of itself beside the text.
          handlePaste: (view, event) =>
            !event.clipboardData?.getData("text/html").trim() && take(event.clipboardData, view.state.selection.from),
        },
      }),
    ]
  },
})

/* One after the other, each behind the one before. */
async function place(editor, library, pictures, at = 0) {
  for (const picture of pictures) {
    const photo = await askAndSend(library, picture)
    if (!photo) continue
    const end = editor.state.doc.content.size
    editor.chain().focus().insertContentAt(Math.min(at, end), { type: "photoFigure", attrs: { photo: photo.id } }).run()
  }
}

function askAndSend(library, picture) {
  const shown = URL.createObjectURL(picture)
  return ask(
    "A photo for the library",
    (form, settle) => {
      const image = document.createElement("img")
      image.src = shown
      image.alt = ""
      image.className = "dropped-picture"
      form.append(image)
      const alt = field(form, "What does it show? (alternative text, for the blind)", { type: "text", maxLength: 500 })
      const credit = field(form, "Credit line", { type: "text", maxLength: 300, placeholder: "Who took it, and whose it is" })
      const status = document.createElement("p")
      status.className = "question-hint"
      status.setAttribute("role", "status")
      status.textContent = "What is missing now, the checklist will ask for."
      form.append(status)
      let isSending = false
      return async () => {
        if (isSending) return
        isSending = true
        status.textContent = "Uploading…"
        try {
          settle(await library.send(picture, alt.value.trim(), credit.value.trim()))
        } catch (error) {
          status.textContent = error.message
          status.classList.add("has-problem")
        }
        isSending = false
      }
    },
    { submit: "Upload and place" },
  ).finally(() => URL.revokeObjectURL(shown))
}
