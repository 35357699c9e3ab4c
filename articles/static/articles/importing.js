/* Manuscripts dropped on the desk or chosen: sent one by one, then followed while they are read.
   Without this script the form sends them all, and the page shows how far they are when reloaded. */

const LARGEST = 50 * 1024 * 1024 // bytes; the server judges, this only spares the waiting
const OFTEN = 700 // milliseconds between looks, at first …
const SELDOM = 3000 // … and after half a minute
const PATIENCE = 30_000

const desk = document.querySelector("[data-importing]")
const section = desk.querySelector("[data-incoming]")
const list = section.querySelector("[data-list]")
const pattern = section.querySelector("[data-pattern]")
const heard = section.querySelector("[data-heard]")
const token = document.querySelector("[name=csrfmiddlewaretoken]").value

const part = (row, name) => row.querySelector(`[data-part=${name}]`)
const isUnderWay = (row) => ["sending", "waiting", "reading"].includes(row.dataset.stage)

/* --- rows --- */

function say(row, name, text) {
  const place = part(row, name)
  if (place.textContent !== text) place.textContent = text
  place.hidden = !text
}

function newRow(file) {
  const row = pattern.content.firstElementChild.cloneNode(true)
  show(row, { name: file.name, size: "", stage: "sending", label: "Sending" })
  list.prepend(row)
  section.hidden = false
  return row
}

function show(row, file) {
  const before = row.dataset.stage
  row.dataset.stage = file.stage
  for (const name of ["name", "size", "label"]) {
    if (name in file) part(row, name).textContent = file[name]
  }
  say(row, "doing", file.doing ?? "")
  say(row, "problem", file.problem ?? "")
  const progress = part(row, "progress")
  progress.hidden = !isUnderWay(row)
  progress.value = file.hundredths ?? 0
  part(row, "late").hidden = !file.late
  const draft = part(row, "draft")
  draft.hidden = !file.address
  if (file.address) {
    draft.querySelector("a").href = file.address
    draft.querySelector("a").textContent = file.draft
    part(row, "counts").textContent = file.counts
  }
  if (before && before !== file.stage && !isUnderWay(row)) {
    heard.textContent = `${part(row, "name").textContent}: ${file.label}`
  }
}

function refuse(row, problem) {
  show(row, { stage: "refused", label: "Not imported", problem })
}

/* --- sending --- */

function send(file, row) {
  return new Promise((resolve) => {
    const body = new FormData()
    body.append("csrfmiddlewaretoken", token)
    body.append("manuscript", file)
    const request = new XMLHttpRequest()
    request.open("POST", desk.dataset.importing)
    request.setRequestHeader("Accept", "application/json")
    request.responseType = "json"
    request.upload.addEventListener("progress", (event) => {
      part(row, "progress").value = (100 * event.loaded) / event.total
    })
    request.addEventListener("loadend", () => {
      const answer = request.response
      if (request.status === 200 && answer?.ids) {
        row.dataset.id = answer.ids[0]
        show(row, { stage: "waiting", label: "Waiting" })
      } else {
        refuse(row, answer?.errors?.join(" ") ?? "It could not be sent. Look whether you are connected and signed in, and drop it again.")
      }
      resolve()
    })
    request.send(body)
  })
}

async function take(files) {
  const rows = [...files].map((file) => [file, newRow(file)])
  section.scrollIntoView({ block: "nearest" })
  for (const [file, row] of rows) {
    if (file.size > LARGEST) {
      refuse(row, "It has more than 50 MB. Compress its pictures in the word processor, or remove them.")
    } else {
      await send(file, row)
      follow()
    }
  }
}

/* --- following --- */

let following = false

async function follow() {
  if (following) return
  following = true
  const began = Date.now()
  while ([...list.children].some((row) => row.dataset.id && isUnderWay(row))) {
    await new Promise((resolve) => setTimeout(resolve, Date.now() - began > PATIENCE ? SELDOM : OFTEN))
    try {
      const answer = await fetch(desk.dataset.files, { headers: { Accept: "application/json" } })
      if (!answer.ok) continue
      for (const file of (await answer.json()).files) {
        const row = list.querySelector(`[data-id="${file.id}"]`)
        if (!row) continue
        row.querySelector("[name=read]").value = file.id
        row.querySelector("[name=csrfmiddlewaretoken]").value = token
        show(row, file)
      }
    } catch {
      // The network is away; the next look may find it back.
    }
  }
  following = false
}

/* --- dropping and choosing --- */

const holdsFiles = (event) => event.dataTransfer?.types.includes("Files")
const places = [desk.querySelector("[data-drop]"), desk.querySelector("[data-place]")].filter(Boolean)

function light(lit) {
  for (const place of places) {
    place.classList.toggle("is-over", lit)
    if ("drop" in place.dataset) place.hidden = !lit
  }
}

let depth = 0
addEventListener("dragenter", (event) => {
  if (holdsFiles(event) && ++depth === 1) light(true)
})
addEventListener("dragleave", (event) => {
  if (holdsFiles(event) && --depth <= 0) light(false)
})
addEventListener("dragover", (event) => {
  if (holdsFiles(event)) event.preventDefault()
})
addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return
  event.preventDefault()
  depth = 0
  light(false)
  take(event.dataTransfer.files)
})

const form = "onlyDropped" in desk.dataset ? null : desk.querySelector("form[enctype]")
form?.addEventListener("submit", (event) => {
  // A lead photo goes with its manuscript: the form sends both.
  if (form.elements.photo.files.length || !form.elements.manuscript.files.length) return
  event.preventDefault()
  take(form.elements.manuscript.files)
  form.reset()
})

follow()
