/* A window of its own for the preview of what is saved. It looks anew when one comes back to it. */

import { Pane } from "./pane.js"

const place = document.querySelector("[data-saved]")
const pane = new Pane(place)

async function look() {
  try {
    const answer = await fetch(place.dataset.saved, { redirect: "error" })
    if (!answer.ok) throw new Error(answer.statusText)
    pane.put(await answer.text())
    pane.status.textContent = ""
  } catch {
    pane.status.textContent = "The preview could not be made just now. Reload to try again."
  }
}

document.addEventListener("visibilitychange", () => document.hidden || look())
window.addEventListener("focus", look)
look()
