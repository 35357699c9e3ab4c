/* Characters that keyboards lack, to be put in at the cursor. */

import { ask } from "articles/editor/dialogs"

const CHARACTERS = [
  ["Dashes and spaces", [["–", "En dash"], ["—", "Em dash"], ["‑", "No-break hyphen"], ["−", "Minus"], ["\u00a0", "No-break space"], ["\u202f", "Narrow no-break space"], ["…", "Ellipsis"]]],
  ["Quotation marks", [["“", "Opening double"], ["”", "Closing double"], ["‘", "Opening single"], ["’", "Closing single, apostrophe"], ["„", "Low double"], ["«", "Opening guillemet"], ["»", "Closing guillemet"], ["「", "Opening corner bracket"], ["」", "Closing corner bracket"], ["『", "Opening white corner bracket"], ["』", "Closing white corner bracket"]]],
  ["Signs", [["§", "Section"], ["¶", "Paragraph"], ["†", "Dagger"], ["‡", "Double dagger"], ["•", "Bullet"], ["·", "Middle dot"], ["°", "Degree"], ["′", "Prime, minutes"], ["″", "Double prime, seconds"], ["×", "Times"], ["÷", "Divided by"], ["±", "Plus or minus"], ["≈", "About"], ["≠", "Not equal"], ["≤", "At most"], ["≥", "At least"], ["½", "One half"], ["¼", "One quarter"], ["¾", "Three quarters"], ["‰", "Per mille"], ["→", "Arrow to the right"], ["©", "Copyright"], ["®", "Registered"], ["™", "Trade mark"]]],
  ["Currencies", [["€", "Euro"], ["£", "Pound"], ["¥", "Yen, yuan"], ["₩", "Won"], ["₹", "Rupee"], ["₫", "Dong"], ["₱", "Peso"]]],
  ["Letters", [..."áàâäãåāăæçćčďđéèêëēěğíìîïīıłñńňóòôöõøōőœŏřśšşťúùûüūůűŭýÿźžżÁÀÂÄÅÆÇČĐÉÈÊËÍÎÏŁÑÓÔÖØŌŒŘŚŠÚÜŪŬÝŹŽŻßÞþðʼ"].map((letter) => [letter, ""])],
]
const SHOWN = new Map([["\u00a0", "nbsp"], ["\u202f", "nnbsp"]])

export async function insertCharacter(editor) {
  const character = await ask("Special characters", fill, { submit: "", wide: true })
  if (character) editor.chain().focus().insertContent({ type: "text", text: character }).run()
}

function fill(form, settle) {
  for (const [title, characters] of CHARACTERS) {
    const heading = document.createElement("h3")
    heading.textContent = title
    const group = document.createElement("div")
    group.className = "characters"
    group.append(...characters.map(([character, name]) => choice(character, name, settle)))
    form.append(heading, group)
  }
  return null
}

function choice(character, name, settle) {
  const button = document.createElement("button")
  button.type = "button"
  button.textContent = SHOWN.get(character) ?? character
  if (name) {
    button.title = name
    button.ariaLabel = name
  }
  button.addEventListener("click", () => settle(character))
  return button
}
