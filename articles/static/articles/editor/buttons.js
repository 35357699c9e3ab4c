/* A button with a symbol for the eye and a name for everybody else. */

export function icon(name) {
  const symbol = document.createElement("span")
  symbol.className = "material-symbols-outlined"
  symbol.ariaHidden = "true"
  symbol.textContent = name
  return symbol
}

export function iconButton(name, label, action) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "tool"
  button.ariaLabel = label
  button.title = label
  button.append(icon(name))
  button.addEventListener("click", (event) => {
    event.preventDefault()
    action(event)
  })
  return button
}
