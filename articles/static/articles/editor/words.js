/* How many words the body has: counted as articles/body/measuring.py does, notes left out. */

const BY_CHARACTER =
  /[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff]|[\u{20000}-\u{3ffff}]/gu
const WORD = /[\p{L}\p{N}_’'‑-]*[\p{L}\p{N}_][\p{L}\p{N}_’'‑-]*/gu

export function countWords(doc) {
  const parts = []
  doc.descendants((node) => {
    if (node.isText) parts.push(node.text)
    else if (node.isBlock || node.type.name === "hardBreak") parts.push("\n")
    return node.type.name !== "note"
  })
  let characters = 0
  const others = parts.join("").replace(BY_CHARACTER, () => {
    characters += 1
    return " "
  })
  return characters + (others.match(WORD)?.length ?? 0)
}
