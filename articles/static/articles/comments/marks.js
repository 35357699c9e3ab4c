/* A quiet sign in the editor's margin beside each commented paragraph. The signs lie in a layer of
   their own over the editor: the document and its elements stay untouched. */

import { element } from "articles/comments/saying"
import { blocksOf } from "articles/comments/places"

export class Marks {
  /* `open(place)` is called when the sign beside the paragraph of that number is pressed. */
  constructor(surface, open) {
    this.surface = surface
    this.open = open
    this.counts = new Map()
    this.here = null
    this.layer = element("div", { className: "comment-marks" })
    const frame = surface.parentElement
    frame.style.position = "relative"
    frame.append(this.layer)
    new ResizeObserver(() => this.draw()).observe(surface)
  }

  /* `counts`: how many comments stand at which place. */
  show(counts) {
    this.counts = counts
    this.draw()
  }

  point(place) {
    this.here = place
    this.draw()
  }

  draw() {
    const blocks = blocksOf(this.surface)
    const focused = this.layer.contains(document.activeElement) ? document.activeElement.dataset.place : null
    const from = this.layer.getBoundingClientRect().top
    const marks = [...this.counts]
      .filter(([place]) => blocks[place])
      .map(([place, count]) => this.mark(blocks[place].getBoundingClientRect(), from, place, count))
    this.layer.replaceChildren(...marks)
    if (focused !== null) this.layer.querySelector(`[data-place="${focused}"]`)?.focus({ preventScroll: true })
  }

  mark(box, from, place, count) {
    const comments = count === 1 ? "1 comment" : `${count} comments`
    const mark = element("button", {
      type: "button",
      className: place === this.here ? "comment-mark is-here" : "comment-mark",
      textContent: String(count),
      title: comments,
      ariaLabel: `${comments} on this paragraph`,
      data: { place },
    })
    mark.style.top = `${box.top - from}px`
    mark.style.height = `${Math.max(24, box.height)}px`
    mark.addEventListener("click", () => this.open(place))
    return mark
  }
}
