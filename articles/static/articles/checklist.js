/* The checklist follows the typing. Without this it says how the article is saved. */

const PAUSE = 700 // milliseconds without typing before it is asked for

const form = document.getElementById("article_form")
const box = document.querySelector("[data-checklist]")

if (form && box) {
  let timer
  let shown = ""
  let asking = new AbortController()

  const ask = async () => {
    asking.abort()
    asking = new AbortController()
    try {
      const answer = await fetch(box.dataset.checklist, {
        method: "POST",
        body: typed(),
        signal: asking.signal,
      })
      // A session that has ended answers with the page for signing in.
      if (answer.ok && !answer.redirected) show(await answer.text())
    } catch (error) {
      // Only the newest answer counts; without the network the last one stays.
      if (error.name !== "AbortError") box.dataset.stale = "yes"
    }
  }

  /* What the form says, but not its files: the list does not look at them. */
  const typed = () => {
    const data = new FormData(form)
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name)
    return data
  }

  /* Our own markup, in which the server has escaped every word. */
  const show = (html) => {
    delete box.dataset.stale
    if (html === shown) return
    shown = html
    const page = new DOMParser().parseFromString(html, "text/html")
    const focused = document.activeElement?.closest("[data-checklist] a")?.textContent
    box.replaceChildren(...page.body.childNodes)
    const links = [...box.querySelectorAll("a")]
    links.find((link) => link.textContent === focused)?.focus({ preventScroll: true })
  }

  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(ask, PAUSE)
  }

  for (const name of ["input", "change", "typed"]) form.addEventListener(name, later)
}
