/* Where a commented paragraph is while its text is being typed: the same rules as the server's
   (articles/anchors.py), on what stands in the editor now. */

const ALIKE = 0.5 // of 1: what half its words are left of is still the same paragraph
const NOTES = "[data-note], .note, .ProseMirror-widget"

/* The editor's blocks, in their order. */
export function blocksOf(surface) {
  return [...surface.children].filter((child) => !child.matches(".ProseMirror-widget"))
}

/* A block's words on one line, without its notes. */
export function wordsOf(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
    acceptNode: (node) => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT
      return node.matches(NOTES) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP
    },
  })
  let words = ""
  while (walker.nextNode()) words += walker.currentNode.data
  return oneLine(words)
}

export const oneLine = (words) => words.replace(/\s+/g, " ").trim()

/* The anchor ({ words, place }, place null once it is gone) as it stands in `texts`; `stood` are
   the texts until now: what stood there already is not what another paragraph has become. */
export function follow(anchor, texts, stood) {
  if (texts[anchor.place] === anchor.words) return anchor
  const near = anchor.place ?? 0
  const nearest = texts.map((_, place) => place).sort((a, b) => Math.abs(a - near) - Math.abs(b - near))
  const exact = nearest.find((place) => texts[place] === anchor.words)
  if (exact !== undefined) return { words: anchor.words, place: exact }
  if (anchor.place === null) return anchor
  let best = null
  let most = ALIKE
  for (const place of nearest) {
    if (!texts[place] || stood.has(texts[place])) continue
    const measured = likeness(anchor.words, texts[place])
    if (measured > most || (best === null && measured === most)) {
      best = place
      most = measured
    }
  }
  if (best === null) return { words: anchor.words, place: null }
  return { words: texts[best], place: best }
}

function likeness(one, other) {
  const split = (text) => text.match(/[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\s\p{P}\u3040-\u30ff\u3400-\u9fff]+/gu) ?? []
  const left = new Map()
  const ours = split(one)
  const theirs = split(other)
  for (const word of ours) left.set(word, (left.get(word) ?? 0) + 1)
  let common = 0
  for (const word of theirs) {
    const rest = left.get(word) ?? 0
    if (rest) common += 1
    left.set(word, rest - 1)
  }
  return (2 * common) / (ours.length + theirs.length || 1)
}
