/* The photo library as the newsroom's own endpoint tells it. Every photo is asked for once. */

export class Library {
  /* `upload`: the page of the library for it; `receive`: where a dropped picture is sent. */
  constructor(address, upload = "", receive = "") {
    this.address = address
    this.upload = upload
    this.receive = receive
    this.known = new Map()
    this.wanted = new Map()
  }

  /* {photos, more} of a page of the search, newest first. */
  async search(words, page = 1) {
    const answer = await this.get({ q: words, page })
    for (const photo of answer.photos) this.known.set(photo.id, Promise.resolve(photo))
    return answer
  }

  /* The photo of that key; null if there is none, or none that may be seen. */
  find(key) {
    if (!this.known.has(key)) {
      this.known.set(key, new Promise((resolve) => this.wanted.set(key, resolve)))
      // Those of one body are asked for together.
      if (this.wanted.size === 1) queueMicrotask(() => this.ask())
    }
    return this.known.get(key)
  }

  async ask() {
    const wanted = this.wanted
    this.wanted = new Map()
    let found = []
    try {
      found = (await this.get({ ids: [...wanted.keys()].join(",") })).photos
    } catch {
      for (const key of wanted.keys()) this.known.delete(key)
    }
    const byKey = new Map(found.map((photo) => [photo.id, photo]))
    for (const [key, resolve] of wanted) resolve(byKey.get(key) ?? null)
  }

  /* The photo that a picture has become in the library; an Error says why it has not. */
  async send(picture, altText, creditLine) {
    const body = new FormData()
    body.append("picture", picture, picture.name || "pasted")
    body.append("alt_text", altText)
    body.append("credit_line", creditLine)
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value
    let answer
    try {
      answer = await fetch(this.receive, { method: "POST", body, headers: { "X-CSRFToken": token }, credentials: "same-origin" })
    } catch {
      throw new Error("The library cannot be reached. Try again.")
    }
    const told = await answer.json().catch(() => ({}))
    if (!told.photo) throw new Error(told.refused ?? "The library did not take it. Are you still signed in?")
    this.known.set(told.photo.id, Promise.resolve(told.photo))
    return told.photo
  }

  async get(parameters) {
    const answer = await fetch(`${this.address}?${new URLSearchParams(parameters)}`, {
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    })
    if (!answer.ok || answer.redirected) throw new Error(`The library answered ${answer.status}.`)
    return answer.json()
  }
}
