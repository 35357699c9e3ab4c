/* The checklists of what comes next take a while to go through, so the first page does not wait. */

const box = document.querySelector("[data-problems]")

if (box) {
  const list = box.querySelector("[data-problems-list]")
  try {
    const answer = await fetch(`${box.dataset.problems}?form=list`, { redirect: "error" })
    // Made by the same templates as every page, which escape what people wrote.
    if (answer.ok) list.innerHTML = await answer.text()
  } catch {
    // The link that stands there leads to the same.
  }
}
