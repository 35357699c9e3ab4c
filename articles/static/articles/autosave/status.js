/* The line beside the save button that tells whether what was typed is kept. */

export class Status {
  constructor(element) {
    this.element = element
    const buttons = document.querySelector("#submit-row button[name=_save], #submit-row button[type=submit]")
    buttons?.parentElement.append(element)
  }

  kept(at) {
    this.say(`Kept ${hour(at)}`)
  }

  /* `inBrowser`: whether at least this browser has it. */
  notKept(why, inBrowser) {
    this.say(`Not kept: ${why}; ${inBrowser ? "kept in this browser" : "save it, or copy it"}`, true)
  }

  say(text, isTrouble = false) {
    this.element.classList.toggle("is-trouble", isTrouble)
    if (this.element.textContent !== text) this.element.textContent = text
  }
}

// The publication's clock, as everywhere on the desk; the browser's where there is none yet.
const timeZone = document.getElementById("autosave")?.dataset.zone || undefined

export function hour(at) {
  return new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone })
}

const day = (at) => new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone })

export function dayAndHour(at) {
  return `${day(at) === day(Date.now()) ? "today" : day(at)}, ${hour(at)}`
}
