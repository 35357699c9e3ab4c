/* What the server does not have yet, kept in this browser: for each person, article and sitting one
   copy. Nobody is shown another person's: they go as soon as somebody else opens a form here. */

const PREFIX = "masthead:typed:"
const MOST = 20 // copies of one person
const OLDEST = 30 * 24 * 60 * 60 * 1000 // milliseconds

export class BrowserCopies {
  constructor(person) {
    this.prefix = `${PREFIX}${person}:`
    this.tidy()
  }

  /* Whether the copy could be kept. {sitting, article, address, base, number, values, at} */
  keep(copy) {
    const text = JSON.stringify(copy)
    for (;;) {
      try {
        localStorage.setItem(this.prefix + copy.sitting, text)
        return true
      } catch {
        // Full: the oldest of the others makes room. Or there is no such store at all.
        const oldest = this.all().filter(({ sitting }) => sitting !== copy.sitting).at(-1)
        if (!oldest) return false
        this.forget(oldest.sitting)
      }
    }
  }

  forget(sitting) {
    try {
      localStorage.removeItem(this.prefix + sitting)
    } catch {
      // No store, no copy.
    }
  }

  /* The newest first. */
  all() {
    const found = this.names()
      .filter((name) => name.startsWith(this.prefix))
      .map((name) => this.read(name))
      .filter(Boolean)
    return found.sort((one, other) => other.at - one.at)
  }

  read(name) {
    try {
      return JSON.parse(localStorage.getItem(name))
    } catch {
      localStorage.removeItem(name)
      return null
    }
  }

  names() {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))
    } catch {
      return []
    }
  }

  tidy() {
    for (const name of this.names()) {
      if (!name.startsWith(this.prefix)) localStorage.removeItem(name)
    }
    this.all().forEach((copy, index) => {
      if (index >= MOST || Date.now() - copy.at > OLDEST) this.forget(copy.sitting)
    })
  }
}
