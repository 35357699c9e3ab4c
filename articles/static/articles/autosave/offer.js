/* Offers text that was typed earlier and never saved. */

import { dayAndHour } from "articles/autosave/status"

/* `kept` as the server tells it; `discard` forgets it there. */
export function offer(section, kept, address, discard) {
  section.querySelector("h2").textContent = `You typed text here (${dayAndHour(kept.at)}) that is not saved`
  const since = section.querySelector("[data-since]")
  since.hidden = kept.since === null
  if (kept.since) {
    const who = kept.since.by ? ` by ${kept.since.by}` : ""
    since.textContent = `The article has been saved since${who} (${dayAndHour(kept.since.at)}). Take yours up, and you see both texts.`
  }
  section.querySelector("[data-take-up]").href = `?autosave=${kept.sitting}`
  const differences = section.querySelector("[data-differences]")
  if (differences) differences.href = `${address}differences/?sitting=${kept.sitting}`
  section.querySelector("[data-discard]").addEventListener("click", async (event) => {
    event.target.disabled = true
    if (await discard()) section.hidden = true
    event.target.disabled = false
  })
  section.hidden = false
}
