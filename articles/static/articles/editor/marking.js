/* Marks what a pattern finds in the text, and after a change looks again only where it was. */

import { Extension, pm } from "django-prose-editor/editor"

const { state: { Plugin, PluginKey }, view: { Decoration, DecorationSet } } = pm

const TO_COME = /\bTK(?:TK)*\b/g // as articles/looks.py finds it
export const toCome = new PluginKey("toCome")

/* "TK": the newsroom's mark for what is still to come. It keeps an article from being published. */
export const ToCome = Extension.create({
  name: "toCome",
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: toCome,
        state: {
          init: (_, { doc }) => DecorationSet.create(doc, marksIn(doc, 0, doc.content.size)),
          apply: (transaction, marks) => (transaction.docChanged ? renewed(marks, transaction) : marks),
        },
        props: { decorations: (state) => toCome.getState(state) },
      }),
    ]
  },
})

/* Where "TK" stands: positions, in the order of the text. */
export function placesToCome(state) {
  return toCome.getState(state).find().map(({ from, to }) => ({ from, to })).sort((one, other) => one.from - other.from)
}

function renewed(marks, transaction) {
  const { doc, mapping } = transaction
  let renewedMarks = marks.map(mapping, doc)
  for (const [from, to] of changedBlocks(transaction)) {
    renewedMarks = renewedMarks.remove(renewedMarks.find(from, to)).add(doc, marksIn(doc, from, to))
  }
  return renewedMarks
}

/* The ranges of whole blocks of the new text that a change has touched. */
function changedBlocks({ doc, mapping }) {
  const ranges = []
  mapping.maps.forEach((map, index) => {
    map.forEach((_oldStart, _oldEnd, start, end) => {
      const later = mapping.slice(index + 1)
      const $from = doc.resolve(Math.max(0, later.map(start, -1)))
      const $to = doc.resolve(Math.min(doc.content.size, later.map(end, 1)))
      ranges.push([$from.depth ? $from.before(1) : $from.pos, $to.depth ? $to.after(1) : $to.pos])
    })
  })
  return ranges
}

function marksIn(doc, from, to) {
  const found = []
  for (const { text, at } of lines(doc, from, to)) {
    for (const { index, 0: { length } } of text.matchAll(TO_COME)) {
      found.push(Decoration.inline(at + index, at + index + length, { class: "to-come" }))
    }
  }
  return found
}

/* The text of each block and note between two positions, and where it begins. What is no text
   counts as one character, as in positions; what stands in a note comes on its own. */
export function lines(doc, from = 0, to = doc.content.size) {
  const found = []
  doc.nodesBetween(from, to, (node, position) => {
    const isLine = node.isTextblock || node.type.name === "note"
    if (isLine) {
      const parts = []
      node.forEach((child) => parts.push(child.isText ? child.text : "\ufffc".repeat(child.nodeSize)))
      found.push({ text: parts.join(""), at: position + 1 })
    }
    return true
  })
  return found
}
