/* Keeps the whole form while it is typed: on the server, and in this browser until the server has
   it. A crash, a closed tab or a dead network costs at most LATEST milliseconds of typing. */

import { BrowserCopies } from "articles/autosave/browser_copies"
import { saySame, valuesOf } from "articles/autosave/comparing"
import { offer } from "articles/autosave/offer"
import { Status } from "articles/autosave/status"

const PAUSE = 2000 // milliseconds without typing before it is kept
const LATEST = 4500 // milliseconds of typing on and on before it is kept, whatever happens
const AGAIN = 5000 // milliseconds before what could not be sent is tried again
const GIVE_UP = 15000 // milliseconds without an answer
const PARTING = 60000 // bytes that a page may still send when it is left (Fetch, section 4.6)

class Keeper {
  constructor(form, place) {
    this.form = form
    this.place = place.dataset
    this.sitting = form.elements.namedItem("sitting")
    this.status = new Status(document.getElementById("autosave-status"))
    this.copies = new BrowserCopies(this.place.person)
    this.number = Number(this.place.saves) // an earlier opening of this sitting may have counted
    this.keptNumber = this.number
    this.hasKept = "unsaved" in this.place
    this.since = 0 // when the first thing was typed that is not kept
    this.timer = 0
    this.isReading = false
    this.isSubmitted = false
    this.sending = null
    this.first = valuesOf(form)
    this.listen()
    if ("unsaved" in this.place) this.typed()
  }

  get hasChanges() {
    return this.number !== this.keptNumber
  }

  listen() {
    const typed = (event) => {
      // Bringing the text area up to date is no typing.
      if (!this.isReading && event.target.name !== "sitting") this.typed()
    }
    for (const kind of ["input", "change", "typed"]) this.form.addEventListener(kind, typed)
    // Select2 and rows that are added or removed tell of it through jQuery alone.
    window.django?.jQuery?.(this.form).on("change", typed)
    window.django?.jQuery?.(document).on("formset:added formset:removed", () => this.typed())
    this.form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return
      this.keepHere()
      this.isSubmitted = true
      this.sending?.abort()
      clearTimeout(this.timer)
    })
    window.addEventListener("pageshow", () => {
      this.isSubmitted = false
    })
    window.addEventListener("pagehide", () => this.part())
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.since) this.keep()
    })
    window.addEventListener("online", () => this.hasChanges && this.keep())
    window.addEventListener("beforeunload", (event) => {
      if (this.isSubmitted || !this.isUnsaved || this.isAsOpened(this.read())) return
      event.preventDefault()
    })
  }

  typed() {
    const now = Date.now()
    this.number += 1
    this.isUnsaved = true
    this.since ||= now
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.keep(), Math.max(0, Math.min(PAUSE, this.since + LATEST - now)))
  }

  read() {
    this.isReading = true
    try {
      return valuesOf(this.form)
    } finally {
      this.isReading = false
    }
  }

  copy() {
    const base = Number.parseInt(this.form.elements.namedItem("edit_number")?.value, 10)
    return {
      sitting: this.sitting.value,
      article: this.place.article,
      address: this.place.address,
      base: Number.isInteger(base) ? base : null,
      number: this.number,
      at: Date.now(),
      values: this.read(),
    }
  }

  keepHere() {
    if (this.isUnsaved && !this.isSubmitted) this.copies.keep(this.copy())
  }

  /* Fields may be touched, by programs too, and say what they said. */
  isAsOpened(values) {
    if (this.hasKept || !saySame(values, this.first)) return false
    this.keptNumber = this.number
    this.isUnsaved = false
    return true
  }

  part() {
    if (!this.hasChanges || this.isSubmitted) return
    const copy = this.copy()
    if (this.isAsOpened(copy.values)) return
    this.copies.keep(copy)
    const text = toSend(copy)
    if (text.length * 3 < PARTING) this.post(text, { keepalive: true }).catch(() => {})
  }

  async keep() {
    clearTimeout(this.timer)
    this.since = 0
    if (this.isSubmitted) return
    if (this.sending) {
      this.again = true
      return
    }
    const copy = this.copy()
    if (this.isAsOpened(copy.values)) return
    this.hasKept = true
    this.isHere = this.copies.keep(copy)
    const trouble = await this.send(copy)
    if (this.isSubmitted) return
    if (trouble) {
      this.status.notKept(trouble.why, this.isHere)
      clearTimeout(this.timer)
      if (trouble.mayPass) this.timer = setTimeout(() => this.keep(), AGAIN)
    } else if (this.again) {
      this.again = false
      this.keep()
    }
  }

  /* What is in the way of keeping it, null if it is kept. */
  async send(copy) {
    this.sending = new AbortController()
    const late = setTimeout(() => this.sending?.abort(), GIVE_UP)
    try {
      const answer = await this.post(toSend(copy), { signal: this.sending.signal })
      if (answer.type === "opaqueredirect") return { why: "you are signed out, sign in again in another tab", mayPass: true }
      const told = await answer.json().catch(() => ({}))
      if (answer.status === 409 && told.sitting) {
        this.copies.forget(copy.sitting)
        this.sitting.value = told.sitting
        this.again = true
        return null
      }
      if (!answer.ok) {
        const why = told.refused?.replace(/\.$/, "") ?? (answer.status === 403 ? "your session has ended, sign in again in another tab" : "the server has a fault")
        return { why, mayPass: answer.status >= 500 || (answer.status === 403 && !told.refused) }
      }
      this.keptNumber = copy.number
      this.copies.forget(copy.sitting)
      if (!this.isSubmitted) this.status.kept(told.at)
      return null
    } catch {
      return { why: navigator.onLine ? "the server cannot be reached" : "no network", mayPass: true }
    } finally {
      clearTimeout(late)
      this.sending = null
    }
  }

  post(text, options, address = this.place.address) {
    return fetch(address, {
      method: "POST",
      body: text,
      redirect: "manual",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.form.elements.namedItem("csrfmiddlewaretoken").value },
      ...options,
    })
  }

  /* What this browser still has goes to the server; what is kept there is offered. */
  async offerBack() {
    const others = this.copies.all().filter(({ sitting }) => sitting !== this.sitting.value)
    const asked = new URLSearchParams({ sittings: others.map(({ sitting }) => sitting).join(",") })
    const saved = new Set((await this.ask(asked)).saved)
    for (const copy of others) {
      if (saved.has(copy.sitting)) this.copies.forget(copy.sitting)
      else await this.bring(copy)
    }
    const { kept } = await this.ask("")
    if (!kept || kept.sitting === this.sitting.value) return
    const discard = async () => {
      const answer = await this.post(JSON.stringify({ sitting: kept.sitting, discard: true }))
      this.copies.forget(kept.sitting)
      return answer.ok
    }
    if (saySame(kept.values, this.first)) await discard()
    else offer(document.getElementById("autosave-offer"), kept, this.place.address, discard)
  }

  async bring(copy) {
    const answer = await this.post(toSend(copy), {}, copy.address)
    if (answer.ok || answer.status === 409 || answer.status === 400) this.copies.forget(copy.sitting)
  }

  async ask(query) {
    const answer = await fetch(`${this.place.address}?${query}`, { redirect: "manual", credentials: "same-origin" })
    if (!answer.ok) throw new Error(`Autosave answered ${answer.status}.`)
    return answer.json()
  }
}

function toSend({ sitting, base, number, at, values }) {
  const age = Math.max(0, Math.round((Date.now() - at) / 1000))
  return JSON.stringify({ sitting, base, number, age, values })
}

/* The body's editor makes its own of the text area first: its values are those to compare with. */
function start() {
  const form = document.getElementById("article_form")
  const place = document.getElementById("autosave")
  if (!(form instanceof HTMLFormElement) || !place) return
  const keeper = new Keeper(form, place)
  keeper.offerBack().catch((error) => console.warn("What was typed earlier cannot be looked for.", error))
}

if (document.readyState === "complete") start()
else window.addEventListener("load", start)
