/* Tells that the form is open, and who else has it open, without a word typed being sent. */

const box = document.querySelector("[data-presence]")
const form = document.getElementById("article_form")

if (box && form) {
  const tab = crypto.randomUUID?.() ?? uuid()
  const people = box.querySelector("[data-presence-people]")
  const saved = box.querySelector("[data-presence-saved]")
  let typedAt = 0

  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16))
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  }

  const told = (more) => {
    const data = new FormData()
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken?.value ?? "")
    data.set("tab", tab)
    for (const [name, value] of Object.entries(more)) data.set(name, value)
    return data
  }

  function show({ others, saved: sentence }) {
    people.replaceChildren(
      ...others.map((other) => Object.assign(document.createElement("li"), { textContent: other })),
    )
    // A text that is set anew is read out anew, so only a change is.
    if (saved.textContent !== sentence) saved.textContent = sentence
    saved.hidden = !sentence
    box.hidden = !others.length && !sentence
  }

  async function tell() {
    const more = { edit_number: box.dataset.editNumber }
    if (typedAt) more.typed_ago = Math.round((Date.now() - typedAt) / 1000)
    try {
      const answer = await fetch(box.dataset.presence, { method: "POST", body: told(more) })
      if (answer.ok && !answer.redirected) show(await answer.json())
    } catch {
      /* No network: the next time will do. */
    }
  }

  const typing = () => {
    const first = !typedAt
    typedAt = Date.now()
    if (first) tell()
  }
  for (const event of ["input", "typed"]) form.addEventListener(event, typing)
  addEventListener("pagehide", () => navigator.sendBeacon(box.dataset.presence, told({ left: 1 })))
  addEventListener("pageshow", (event) => event.persisted && tell())
  document.addEventListener("visibilitychange", () => document.hidden || tell())
  setInterval(tell, Number(box.dataset.seconds) * 1000)
  tell()
}
