/* The palette: Ctrl-K from anywhere, and whatever the newsroom has is some letters away. It shows
   the list of the page of finding; without scripts its button leads to that page. */

const PAUSE = 150 // milliseconds after the last letter
const button = document.querySelector("[data-palette]")

function built() {
  const dialog = document.createElement("dialog")
  dialog.className = "palette"
  dialog.ariaLabel = "Find"
  const input = document.createElement("input")
  input.type = "search"
  input.placeholder = "An article, a name, a photo, or what to do"
  input.ariaLabel = "Find: words of a title, a text, a name or a note"
  input.autocomplete = "off"
  const found = document.createElement("div")
  found.className = "palette-found"
  const status = document.createElement("p")
  status.className = "palette-status"
  status.role = "status"
  const hint = document.createElement("p")
  hint.className = "palette-hint"
  hint.textContent = "↑ ↓ to choose, Enter to open, Esc to close"
  dialog.append(input, status, found, hint)
  document.body.append(dialog)
  return { dialog, input, found, status }
}

let parts
let asking
let waiting

function open() {
  parts ??= listening(built())
  if (!parts.dialog.open) parts.dialog.showModal()
  parts.input.select()
}

function listening(made) {
  made.input.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(ask, PAUSE)
  })
  made.dialog.addEventListener("keydown", move)
  made.dialog.addEventListener("click", (event) => {
    if (event.target === made.dialog) made.dialog.close()
  })
  return made
}

async function ask() {
  asking?.abort()
  asking = new AbortController()
  const words = parts.input.value.trim()
  if (!words) {
    parts.found.replaceChildren()
    parts.status.textContent = ""
    return
  }
  const address = `${button.href}?form=list&q=${encodeURIComponent(words)}`
  try {
    const answer = await fetch(address, { signal: asking.signal, redirect: "error" })
    if (!answer.ok) throw new Error(answer.statusText)
    // Made by the same templates as every page, which escape what people wrote.
    parts.found.innerHTML = await answer.text()
    const number = links().length
    parts.status.textContent = number === 1 ? "1 found" : `${number} found`
  } catch (error) {
    if (error.name === "AbortError") return
    parts.found.replaceChildren()
    parts.status.textContent = "Finding did not work. Is the network there, and are you signed in?"
  }
}

const links = () => [...parts.found.querySelectorAll("a")]

function move(event) {
  const all = links()
  const at = all.indexOf(document.activeElement)
  if (event.key === "ArrowDown" && all.length) {
    event.preventDefault()
    all[Math.min(at + 1, all.length - 1)].focus()
  } else if (event.key === "ArrowUp" && at >= 0) {
    event.preventDefault()
    ;(at === 0 ? parts.input : all[at - 1]).focus()
  } else if (event.key === "Enter" && at < 0 && all.length) {
    event.preventDefault()
    all[0].click()
  }
}

if (button) {
  if (navigator.platform.startsWith("Mac")) button.querySelector("kbd").textContent = "⌘ K"
  button.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    open()
  })
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return
      if (event.shiftKey || event.altKey) return
      event.preventDefault()
      event.stopPropagation()
      open()
    },
    true, // before the theme, and before the editor
  )
}
