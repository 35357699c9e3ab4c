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

export function hour(at) {
  return new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })
}

export function dayAndHour(at) {
  const then = new Date(at)
  if (then.toDateString() === new Date().toDateString()) return `today, ${hour(at)}`
  return `${then.toLocaleDateString("en-GB", { day: "numeric", month: "long" })}, ${hour(at)}`
}
