/* Conveniences of the newsroom's pages. Everything works without them. */

/* An item of the checklist leads to its field, and into it. */
function leadToFields() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".checklist a[href*='#']")
    const target = link && document.getElementById(new URL(link.href).hash.slice(1))
    if (!target) return
    event.preventDefault()
    const place = target.closest(".desk-fieldset .grow") ?? target
    const within =
      place.querySelector(".prose-body") ??
      place.querySelector(".select2-selection, input:not([type=hidden]), textarea, select")
    const chosen = target.matches("input, textarea, select:not(.admin-autocomplete), [tabindex]") ? target : within
    place.scrollIntoView({ block: "center" })
    chosen?.focus({ preventScroll: true })
  })
}

/* The theme's choosers do not say for what they choose. */
function nameChoosers() {
  for (const chooser of document.querySelectorAll(".select2-container")) {
    const select = chooser.previousElementSibling
    const label = select?.id && document.querySelector(`label[for="${select.id}"]`)
    if (!label) continue
    const name = label.textContent.replace("*", "").trim()
    for (const part of chooser.querySelectorAll("[role=combobox], [role=textbox], input")) {
      part.removeAttribute("aria-labelledby")
      const chosen = part.matches("input") ? "" : select.selectedOptions[0]?.textContent ?? ""
      part.ariaLabel = [name, chosen.trim()].filter(Boolean).join(": ")
    }
  }
}

/* The notice of a correction as it will read, while its note is typed. */
function showNotice() {
  const shown = document.querySelector("[data-notice]")
  const note = document.querySelector("textarea[name=note]")
  if (!shown || !note) return
  const show = () => {
    shown.hidden = note.value.trim() === ""
    shown.querySelector("[data-notice-text]").textContent = note.value.trim()
  }
  note.addEventListener("input", show)
  show()
}

/* How far the publication's clocks are from UTC at the hour typed. */
function showOffset() {
  const shown = document.querySelector("[data-hour-in]")
  const input = document.querySelector("input[type=datetime-local]")
  if (!shown || !input) return
  const zone = shown.dataset.hourIn
  const show = () => {
    if (!input.value) {
      shown.textContent = ""
      return
    }
    // Near enough: the offset at that wall clock read as UTC; the server decides.
    const about = new Date(`${input.value}Z`)
    const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "longOffset" })
      .formatToParts(about)
    const offset = parts.find((part) => part.type === "timeZoneName").value.replace("GMT", "UTC")
    const day = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", dateStyle: "full" }).format(about)
    shown.textContent = `${day}, ${input.value.slice(11, 16)} in ${zone} (${offset === "UTC" ? "UTC+00:00" : offset})`
  }
  input.addEventListener("input", show)
  show()
}

/* A second click on a button that already sends its form is no second wish. */
function sendOnce() {
  for (const form of document.querySelectorAll(".step form[method=post], #article_form")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault()
      form.dataset.sent = "yes"
    })
  }
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent
  })
}

document.addEventListener("DOMContentLoaded", () => {
  leadToFields()
  showNotice()
  showOffset()
  sendOnce()
})
window.addEventListener("load", () => {
  nameChoosers()
  window.django?.jQuery?.(document).on("change formset:added", () => setTimeout(nameChoosers))
})
