/* The preview that follows the typing: a pane beside the form. It shows the page the server makes of
   the form as it stands; in its frame no script runs and no link leads away. */

const PAUSE = 400 // milliseconds after the last key
const WIDTHS = { Phone: 390, Tablet: 820, Desktop: 1440 } // pixels
const REMEMBERED = "masthead-preview"

const box = document.querySelector("[data-live]")
const form = document.getElementById("article_form")
const opener = box?.querySelector("[data-live-open]")

let pane
let asking
let waiting
let choice = { open: false, width: "Phone", dark: false }

try {
  choice = { ...choice, ...JSON.parse(localStorage.getItem(REMEMBERED) ?? "{}") }
} catch {
  // Nothing to remember from: the pane begins closed.
}

function remember() {
  try {
    localStorage.setItem(REMEMBERED, JSON.stringify(choice))
  } catch {
    // A browser that keeps nothing shows the pane all the same.
  }
}

function button(label, press) {
  const made = document.createElement("button")
  made.type = "button"
  made.textContent = label
  made.addEventListener("click", press)
  return made
}

function build() {
  const aside = document.createElement("aside")
  aside.className = "live-pane"
  aside.ariaLabel = "Preview"
  const bar = document.createElement("div")
  bar.className = "live-bar"
  const widths = Object.keys(WIDTHS).map((name) =>
    button(name, () => {
      choice.width = name
      settle()
    }),
  )
  const dark = button("Dark", () => {
    choice.dark = !choice.dark
    settle()
  })
  const close = button("Close", () => show(false))
  close.className = "live-close"
  const status = document.createElement("p")
  status.className = "live-status"
  status.role = "status"
  bar.append(...widths, dark, close)
  const stage = document.createElement("div")
  stage.className = "live-stage"
  const frame = document.createElement("iframe")
  frame.title = "The article as readers will see it"
  frame.setAttribute("sandbox", "allow-same-origin")
  stage.append(frame)
  aside.append(bar, status, stage)
  document.body.append(aside)
  new ResizeObserver(fit).observe(stage)
  aside.addEventListener("keydown", (event) => event.key === "Escape" && show(false))
  return { aside, widths, dark, status, stage, frame }
}

/* The frame is as wide as the chosen screen, and made smaller where the pane is not. */
function fit() {
  const width = WIDTHS[choice.width]
  const { clientWidth, clientHeight } = pane.stage
  const scale = Math.min(1, clientWidth / width)
  Object.assign(pane.frame.style, {
    width: `${width}px`,
    height: `${clientHeight / scale}px`,
    transform: `scale(${scale})`,
    colorScheme: choice.dark ? "dark" : "light",
  })
}

function settle() {
  for (const each of pane.widths) each.ariaPressed = String(each.textContent === choice.width)
  pane.dark.ariaPressed = String(choice.dark)
  fit()
  remember()
}

function show(open) {
  choice.open = open
  remember()
  if (open) {
    pane ??= build()
    pane.aside.hidden = false
    settle()
    ask()
  } else if (pane) {
    pane.aside.hidden = true
    asking?.abort()
    opener.focus()
  }
  opener.ariaExpanded = String(open)
  document.documentElement.classList.toggle("live-open", open)
}

function later() {
  if (!choice.open) return
  clearTimeout(waiting)
  waiting = setTimeout(ask, PAUSE)
}

async function ask() {
  asking?.abort()
  asking = new AbortController()
  const values = new FormData(form)
  for (const [name, value] of [...values]) if (value instanceof File) values.delete(name)
  try {
    const answer = await fetch(box.dataset.live, {
      method: "POST",
      body: values,
      signal: asking.signal,
      redirect: "error",
    })
    const said = await answer.json()
    if (!answer.ok) throw new Error(said.problem)
    put(said.page)
    const refused = Object.values(said.refused).flat()
    pane.status.textContent = refused.length ? `Shown as saved, where refused: ${refused[0]}` : ""
  } catch (error) {
    if (error.name === "AbortError") return
    pane.status.textContent = "The preview could not be made just now. What you type is not lost."
  }
}

/* After the first time only what the page shows is exchanged, so that it stays where it was read. */
function put(page) {
  const shown = pane.frame.contentDocument
  if (!pane.frame.dataset.filled) {
    pane.frame.dataset.filled = "yes"
    pane.frame.addEventListener("load", () => {
      pane.frame.contentDocument.addEventListener("click", stay)
    })
    pane.frame.srcdoc = page
    return
  }
  const fresh = new DOMParser().parseFromString(page, "text/html")
  const { scrollX, scrollY } = pane.frame.contentWindow
  shown.body.replaceWith(shown.adoptNode(fresh.body))
  pane.frame.contentWindow.scrollTo(scrollX, scrollY)
}

function stay(event) {
  const link = event.target.closest?.("a[href]")
  if (link && !link.getAttribute("href").startsWith("#")) event.preventDefault()
}

if (box && form) {
  opener.hidden = false
  opener.addEventListener("click", () => show(!choice.open))
  for (const event of ["input", "change", "typed"]) form.addEventListener(event, later)
  if (choice.open && window.innerWidth >= 1280) show(true)
}
