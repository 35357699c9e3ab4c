/* Making elements from words, and sending what is said. Words of people become text, never HTML. */

export function element(tag, properties = {}, ...children) {
  const { data = {}, ...others } = properties
  const made = Object.assign(document.createElement(tag), others)
  Object.assign(made.dataset, data)
  made.append(...children.filter((child) => child !== null))
  return made
}

/* The comments as they are then. Rejects with a sentence for the person. */
export async function send(box, values) {
  const body = new FormData()
  body.set("csrfmiddlewaretoken", box.querySelector("[name=csrfmiddlewaretoken]").value)
  for (const [name, value] of Object.entries(values)) body.set(name, value)
  let answer
  try {
    answer = await fetch(box.dataset.comments, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
    })
  } catch {
    throw new Error("There is no connection. Your words are still here: try again.")
  }
  if (answer.redirected || !answer.headers.get("Content-Type")?.startsWith("application/json")) {
    throw new Error("It was not kept. You may have been signed out: sign in in another tab, then try again.")
  }
  const { comments, error } = await answer.json()
  if (error) throw new Error(error)
  return comments
}

/* A field with its button. `say` gets the words; what it rejects with is shown beside. */
export function sayingForm({ label, button, text = "", longest, say, extra = null }) {
  const field = element("textarea", { rows: 3, value: text, maxLength: longest, ariaLabel: label })
  const problem = element("p", { className: "step-error", role: "alert", hidden: true })
  const submit = element("button", { className: "door", type: "submit", textContent: button })
  const form = element("form", { className: "comment-form" }, extra, field, problem, submit)
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    submit.disabled = true
    problem.hidden = true
    try {
      await say(field.value)
      field.value = ""
    } catch (refusal) {
      problem.textContent = refusal.message
      problem.hidden = false
    }
    submit.disabled = false
  })
  return { form, field }
}
