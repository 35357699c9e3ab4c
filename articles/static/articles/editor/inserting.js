/* Puts a block in at the cursor, and the cursor into the block. */

import { pm } from "django-prose-editor/editor"

/* `inside`: how far behind the block's beginning the cursor goes. */
export function insertAndEnter({ commands, tr }, block, inside = 1) {
  const from = tr.selection.from
  if (!commands.insertContent(block)) return false
  let at = null
  tr.doc.nodesBetween(Math.max(0, from - 2), tr.doc.content.size, (node, position) => {
    if (at === null && position >= from - 2 && node.type.name === block.type) at = position
    return at === null
  })
  if (at !== null) {
    tr.setSelection(pm.state.TextSelection.near(tr.doc.resolve(at + inside))).scrollIntoView()
  }
  return true
}
