/* Small questions, asked in the browser's own dialog: it keeps the focus, and Escape closes it. */

let number = 0

/* `build` fills the dialog's form; answers what it was closed with, null if it was dismissed. */
export function ask(title, build, { submit = "OK", cancel = "Cancel", wide = false } = {}) {
  return new Promise((resolve) => {
    const dialog = document.createElement("dialog")
    dialog.className = wide ? "question question-wide" : "question"
    const heading = document.createElement("h2")
    heading.id = `question-${(number += 1)}`
    heading.textContent = title
    dialog.setAttribute("aria-labelledby", heading.id)
    const form = document.createElement("form")
    const settle = (answer) => {
      dialog.close()
      resolve(answer)
    }
    const read = build(form, settle)
    const row = document.createElement("p")
    row.className = "question-buttons"
    if (submit) row.append(plainButton(submit, "submit"))
    const dismiss = plainButton(cancel, "button")
    dismiss.addEventListener("click", () => settle(null))
    row.append(dismiss)
    form.append(row)
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      event.stopPropagation()
      if (!read) return
      const answer = read()
      // One that takes its time settles the question by itself.
      if (!(answer instanceof Promise)) settle(answer)
    })
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(null)
    })
    dialog.append(heading, form)
    document.body.append(dialog)
    dialog.showModal()
  })
}

function plainButton(text, type) {
  const button = document.createElement("button")
  button.type = type
  button.className = type === "submit" ? "plain-button is-primary" : "plain-button"
  button.textContent = text
  return button
}

export function field(form, label, attributes) {
  const input = document.createElement("input")
  Object.assign(input, { id: `question-field-${(number += 1)}`, ...attributes })
  const name = document.createElement("label")
  name.htmlFor = input.id
  name.textContent = label
  form.append(name, input)
  return input
}

/* {rows, columns} of a new table. */
export function askForTable() {
  return ask(
    "New table",
    (form) => {
      const number = { type: "number", min: 1, max: 50, required: true }
      const rows = field(form, "Rows below the heads of the columns", { ...number, value: 3 })
      const columns = field(form, "Columns", { ...number, max: 20, value: 3 })
      return () => ({ rows: rows.valueAsNumber, columns: columns.valueAsNumber })
    },
    { submit: "Insert" },
  )
}
