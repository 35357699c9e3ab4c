/* How many words and characters the body has: counted as articles/body/measuring.py does, notes left out. */

const BY_CHARACTER =
  /[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff]|[\u{20000}-\u{3ffff}]/gu
const WORD = /[\p{L}\p{N}_’'‑-]*[\p{L}\p{N}_][\p{L}\p{N}_’'‑-]*/gu

export function measured(doc) {
  const parts = []
  doc.descendants((node) => {
    if (node.isText) parts.push(node.text)
    else if (node.isBlock || node.type.name === "hardBreak") parts.push("\n")
    return node.type.name !== "note"
  })
  const text = parts.join("")
  let single = 0
  const others = text.replace(BY_CHARACTER, () => {
    single += 1
    return " "
  })
  return {
    words: single + (others.match(WORD)?.length ?? 0),
    characters: text.replaceAll("\n", "").length,
  }
}
