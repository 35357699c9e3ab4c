// Puts the browser's colour picker beside a text field; the text stays the truth.
"use strict";

const WHOLE = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i;

function setUp(text) {
  const picker = document.createElement("input");
  picker.type = "color";
  picker.className = "colour-picker";
  picker.setAttribute("aria-label", `Pick the ${labelOf(text)}`);
  picker.addEventListener("input", () => {
    text.value = picker.value;
    text.dispatchEvent(new Event("change", { bubbles: true }));
    show();
  });
  text.addEventListener("input", show);
  text.insertAdjacentElement("afterend", picker);
  show();

  function show() {
    const found = WHOLE.exec(text.value.trim());
    picker.classList.toggle("colour-none", !found);
    if (found) {
      const digits = found[1].length === 6 ? found[1] : found[1].replace(/./g, "$&$&");
      picker.value = `#${digits.toLowerCase()}`;
    }
  }
}

function labelOf(field) {
  return (field.labels[0]?.textContent ?? "colour").trim().toLowerCase();
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("input[data-colour]").forEach(setUp);
});
