/* A page of the readers' in a frame, as wide as a telephone, a tablet or a desk's screen, light or
   dark. In the frame no script runs and no link leads away. */

const WIDTHS = { Phone: 390, Tablet: 820, Desktop: 1440 } // pixels
const REMEMBERED = "masthead-preview"
const TOLD_APART = 60 // characters by which a paragraph is found

const choice = { open: false, width: "Phone", dark: false }
try {
  Object.assign(choice, JSON.parse(localStorage.getItem(REMEMBERED) ?? "{}"))
} catch {
  // Nothing to remember from: the pane is as it was made.
}
if (!(choice.width in WIDTHS)) choice.width = "Phone"

export { choice }

export function remember() {
  try {
    localStorage.setItem(REMEMBERED, JSON.stringify(choice))
  } catch {
    // A browser that keeps nothing shows the pane all the same.
  }
}

export function button(label, press) {
  const made = document.createElement("button")
  made.type = "button"
  made.textContent = label
  made.addEventListener("click", press)
  return made
}

const [ALWAYS, NEVER] = ["(min-width: 0px)", "(max-width: 0px)"]
// What rules of style and sources of pictures asked for before `shade` answered.
const preferring = new WeakMap()

function preferred(media) {
  return media
    .replaceAll("(prefers-color-scheme: dark)", choice.dark ? ALWAYS : NEVER)
    .replaceAll("(prefers-color-scheme: light)", choice.dark ? NEVER : ALWAYS)
}

function prefer(rules) {
  for (const rule of rules.cssRules ?? []) {
    if (rule.media?.mediaText.includes("prefers-color-scheme") || preferring.has(rule)) {
      preferring.get(rule) ?? preferring.set(rule, rule.media.mediaText)
      rule.media.mediaText = preferred(preferring.get(rule))
    }
    prefer(rule)
  }
}

export class Pane {
  constructor(element, ...further) {
    this.element = element
    this.widths = Object.keys(WIDTHS).map((name) =>
      button(name, () => {
        choice.width = name
        this.settle()
      }),
    )
    this.dark = button("Dark", () => {
      choice.dark = !choice.dark
      this.settle()
    })
    const bar = document.createElement("div")
    bar.className = "live-bar"
    bar.role = "group"
    bar.ariaLabel = "How it is shown"
    bar.append(...this.widths, this.dark, ...further)
    this.status = document.createElement("p")
    this.status.className = "live-status"
    this.status.role = "status"
    this.stage = document.createElement("div")
    this.stage.className = "live-stage"
    this.frame = document.createElement("iframe")
    this.frame.title = "The article as readers will see it"
    this.frame.setAttribute("sandbox", "allow-same-origin")
    this.frame.addEventListener("load", () => {
      this.filled = Boolean(this.frame.srcdoc)
      this.frame.contentDocument.addEventListener("click", stay)
      this.shade()
    })
    this.stage.append(this.frame)
    element.append(bar, this.status, this.stage)
    new ResizeObserver(() => this.fit()).observe(this.stage)
    this.settle()
  }

  settle() {
    for (const each of this.widths) each.ariaPressed = String(each.textContent === choice.width)
    this.dark.ariaPressed = String(choice.dark)
    this.fit()
    this.shade()
    remember()
  }

  /* Light or dark as chosen, whatever this machine prefers. */
  shade() {
    if (!this.filled) return
    const shown = this.frame.contentDocument
    shown.documentElement.style.colorScheme = choice.dark ? "dark" : "light"
    for (const sheet of shown.styleSheets) prefer(sheet)
    for (const source of shown.querySelectorAll("source[media]")) {
      preferring.get(source) ?? preferring.set(source, source.media)
      source.media = preferred(preferring.get(source))
    }
  }

  /* The frame is as wide as the chosen screen, and made smaller where the pane is not. */
  fit() {
    const width = WIDTHS[choice.width]
    const { clientWidth, clientHeight } = this.stage
    if (!clientWidth) return
    const scale = Math.min(1, clientWidth / width)
    Object.assign(this.frame.style, {
      width: `${width}px`,
      height: `${clientHeight / scale}px`,
      transform: `scale(${scale})`,
      marginInlineStart: `${Math.max(0, (clientWidth - width) / 2)}px`,
    })
  }

  /* After the first time only what differs is exchanged: the page stays where it was read, and no
     photo is fetched again. */
  put(page) {
    const fresh = new DOMParser().parseFromString(page, "text/html")
    for (const script of fresh.querySelectorAll("script")) script.remove()
    if (!this.filled) {
      this.frame.srcdoc = `<!doctype html>${fresh.documentElement.outerHTML}`
      return
    }
    const shown = this.frame.contentDocument
    shown.documentElement.lang = fresh.documentElement.lang
    shown.title = fresh.title
    renew(shown.body, fresh.body)
    this.shade()
  }

  /* Show the paragraph that begins with these words, if it is out of sight. */
  follow(words) {
    const shown = this.frame.contentDocument
    const begun = oneLine(words).slice(0, TOLD_APART)
    if (!this.filled || !begun) return
    const parts = shown.querySelectorAll("article :is(p, h2, h3, h4, li, blockquote, figcaption, td)")
    const found = [...parts].find((part) => oneLine(part.textContent).startsWith(begun))
    if (!found) return
    const { top, bottom } = found.getBoundingClientRect()
    const { innerHeight, scrollY } = this.frame.contentWindow
    if (top >= 0 && bottom <= innerHeight) return
    this.frame.contentWindow.scrollTo(0, scrollY + top - innerHeight / 3)
  }
}

export function oneLine(words) {
  return words.replace(/\s+/g, " ").trim()
}

function renew(old, fresh) {
  if (old.isEqualNode(fresh)) return
  if (old.nodeType !== Node.ELEMENT_NODE || !old.cloneNode().isEqualNode(fresh.cloneNode())) {
    old.replaceWith(fresh)
    return
  }
  const [olds, news] = [[...old.childNodes], [...fresh.childNodes]]
  while (olds.length && news.length && olds[0].isEqualNode(news[0])) {
    olds.shift()
    news.shift()
  }
  while (olds.length && news.length && olds.at(-1).isEqualNode(news.at(-1))) {
    olds.pop()
    news.pop()
  }
  if (olds.length === news.length) {
    olds.forEach((each, place) => renew(each, news[place]))
  } else if (olds.length) {
    olds[0].before(...news)
    for (const each of olds) each.remove()
  } else {
    // Something was only added; what follows it is the first of those that were equal.
    const kept = [...old.childNodes]
    const place = [...fresh.childNodes].indexOf(news[0])
    old.insertBefore(fragmentOf(news), kept[place] ?? null)
  }
}

function fragmentOf(nodes) {
  const fragment = document.createDocumentFragment()
  fragment.append(...nodes)
  return fragment
}

function stay(event) {
  const link = event.target.closest?.("a[href]")
  if (link && !link.getAttribute("href").startsWith("#")) event.preventDefault()
}
