/* An entry dragged to another day opens the form that moves it, with the same hour of that day. */

let dragged

for (const entry of document.querySelectorAll("[data-move]")) {
  entry.addEventListener("dragstart", (event) => {
    dragged = entry
    event.dataTransfer.effectAllowed = "move"
    event.dataTransfer.setData("text/plain", entry.innerText)
  })
  entry.addEventListener("dragend", () => (dragged = undefined))
}

for (const day of document.querySelectorAll("[data-day]")) {
  const mark = (over) => day.classList.toggle("is-over-target", over && Boolean(dragged))
  day.addEventListener("dragover", (event) => {
    if (!dragged) return
    event.preventDefault()
    mark(true)
  })
  day.addEventListener("dragleave", () => mark(false))
  day.addEventListener("drop", (event) => {
    if (!dragged) return
    event.preventDefault()
    location.assign(`${dragged.dataset.move}?at=${day.dataset.day}T${dragged.dataset.time}`)
  })
}
