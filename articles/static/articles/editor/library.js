/* The photo library as the newsroom's own endpoint tells it. Every photo is asked for once. */

export class Library {
  constructor(address, upload = "") {
    this.address = address
    this.upload = upload
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

  async get(parameters) {
    const answer = await fetch(`${this.address}?${new URLSearchParams(parameters)}`, {
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    })
    if (!answer.ok || answer.redirected) throw new Error(`The library answered ${answer.status}.`)
    return answer.json()
  }
}
