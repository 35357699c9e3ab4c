/* What word processors and web pages put on the clipboard, in the words of HTML that the schema
   reads: lists as lists, notes as notes, emphasis as emphasis. The rest is for the schema to drop. */

const RUBBISH = "script, style, meta, link, title, xml, template, noscript, iframe, object, svg, button, input, select, nav"

export function tidied(html) {
  const page = new DOMParser().parseFromString(withoutConditions(html), "text/html")
  const { body } = page
  for (const element of body.querySelectorAll(RUBBISH)) element.remove()
  unwrap(body.querySelectorAll("b[id^=docs-internal-guid], b[style*='font-weight:normal']"))
  placeNotes(body)
  makeLists(body)
  nameTitles(body)
  emphasise(body)
  for (const element of [...body.querySelectorAll("*")].filter(({ localName }) => localName.includes(":"))) {
    element.replaceWith(...element.childNodes)
  }
  dropEmptyParagraphs(body)
  return body.innerHTML
}

/* Word hides the numbers of its lists in conditional comments; they are kept as marks to read. */
function withoutConditions(html) {
  return html
    .replace(/<!--\[if !supportLists\]-->([\s\S]*?)<!--\[endif\]-->/gi, "<span data-number>$1</span>")
    .replace(/<!\[if !supportLists\]>([\s\S]*?)<!\[endif\]>/gi, "<span data-number>$1</span>")
    .replace(/<!\[(?:if[^\]]*|endif)\]>/gi, "")
}

function unwrap(elements) {
  for (const element of elements) element.replaceWith(...element.childNodes)
}

/* A note's text stands at the foot of the page, behind an anchor that its number leads to. */
function placeNotes(body) {
  const numbers = body.querySelectorAll("a[href*='#_ftn'], a[href*='#_edn'], a[href*='#sdfootnote'], a[href*='#fn']")
  const texts = new Map()
  for (const number of numbers) {
    const name = number.getAttribute("href").split("#")[1]
    const isBackward = /ref|anc$/.test(name)
    if (isBackward) continue
    const text = textOfNote(body, name)
    if (text) texts.set(number, text)
  }
  for (const [number, { place, words }] of texts) {
    const note = body.ownerDocument.createElement("span")
    note.dataset.note = ""
    note.append(...words)
    const around = number.closest("sup") ?? number
    around.replaceWith(note)
    place.remove()
  }
  for (const list of body.querySelectorAll("[style*='mso-element:footnote-list'], [style*='mso-element:endnote-list']")) {
    if (!list.textContent.trim()) list.remove()
  }
}

function textOfNote(body, name) {
  const quoted = CSS.escape(name)
  const target = body.querySelector(`#${quoted}, a[name="${quoted}"]`)
  const byNumber = /^_(ftn|edn)(\d+)$/.exec(name)
  const place =
    (byNumber && body.querySelector(`#${byNumber[1]}${byNumber[2]}`)) ||
    target?.closest("[id^=ftn], [id^=edn], [id^=sdfootnote], li, p, div")
  if (!place || place === body) return null
  const copy = place.cloneNode(true)
  for (const back of copy.querySelectorAll("a[href*='ref'], a[href*='#sdfootnote'], a[name^=_ftn], a[name^=_edn]")) {
    ;(back.closest("sup") ?? back).remove()
  }
  const words = []
  const blocks = copy.querySelectorAll("p").length ? [...copy.querySelectorAll("p")] : [copy]
  blocks.forEach((block, index) => {
    if (index) words.push(body.ownerDocument.createElement("br"))
    words.push(...block.childNodes)
  })
  return { place, words }
}

/* Paragraphs that only look like items of a list. */
function makeLists(body) {
  let open = [] // the lists open at this place, the outermost first: {level, id, list}
  let previous = null
  for (const item of [...body.querySelectorAll("p, h1, h2, h3, h4, h5, h6, div")]) {
    const found = /mso-list:\s*(l\d+)\s+level(\d+)/i.exec(item.getAttribute("style") ?? "")
    if (!found) continue
    const [, id, digits] = found
    const level = Number(digits)
    const follows = previous && previous.nextElementSibling === item
    if (!follows || (open[0] && open[0].id !== id && level === 1)) open = []
    while (open.length && open.at(-1).level > level) open.pop()
    const number = numberOf(item)
    if (!open.length || open.at(-1).level < level) {
      const list = newList(body.ownerDocument, number)
      const outer = open.at(-1)?.list.lastElementChild
      if (outer) outer.append(list)
      else item.before(list)
      open.push({ level, id, list })
    }
    const entry = body.ownerDocument.createElement("li")
    const paragraph = body.ownerDocument.createElement("p")
    paragraph.append(...item.childNodes)
    entry.append(paragraph)
    open.at(-1).list.append(entry)
    previous = open[0].list
    item.remove()
  }
}

/* The item's number as Word wrote it, taken out of the item. */
function numberOf(item) {
  const marks = item.querySelectorAll("[data-number], [style*='mso-list:Ignore' i], [style*='mso-list: Ignore' i]")
  const text = marks[0]?.textContent.replace(/\s/g, "") ?? ""
  for (const mark of marks) mark.remove()
  return text
}

function newList(page, number) {
  const counted = /^(\()?(\d+|[a-z]+|[A-Z]+)[.)]+$/.exec(number)
  if (!counted || /^[o§·•]$/.test(number)) return page.createElement("ul")
  const [, bracket, value] = counted
  const list = page.createElement("ol")
  if (/\d/.test(value)) {
    list.type = "1"
    if (value !== "1") list.setAttribute("start", value)
  } else if (/^[ivx]+$/i.test(value) && value.toLowerCase() !== "x") list.type = value === value.toLowerCase() ? "i" : "I"
  else list.type = value === value.toLowerCase() ? "a" : "A"
  if (bracket) list.className = "parenthesised"
  return list
}

function nameTitles(body) {
  for (const title of body.querySelectorAll("p.MsoTitle, p.MsoSubtitle")) {
    const heading = body.ownerDocument.createElement("h2")
    heading.append(...title.childNodes)
    title.replaceWith(heading)
  }
}

/* Word processors on the web set words with styles instead of elements. */
function emphasise(body) {
  for (const span of body.querySelectorAll("span[style]")) {
    const { fontWeight, fontStyle, verticalAlign } = span.style
    const tags = []
    if ((Number(fontWeight) >= 600 || fontWeight === "bold") && !span.closest("h1, h2, h3, h4, h5, h6, th")) tags.push("strong")
    if (fontStyle === "italic") tags.push("em")
    if (verticalAlign === "super") tags.push("sup")
    if (verticalAlign === "sub") tags.push("sub")
    for (const tag of tags) {
      const element = body.ownerDocument.createElement(tag)
      element.append(...span.childNodes)
      span.append(element)
    }
  }
}

function dropEmptyParagraphs(body) {
  for (const paragraph of body.querySelectorAll("p")) {
    if (!paragraph.textContent.replace(/\u00a0/g, " ").trim() && !paragraph.querySelector("img, figure, [data-note]") && !paragraph.closest("td, th")) paragraph.remove()
  }
}
