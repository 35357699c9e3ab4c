// Saves each row of the completing page as one leaves it; what could not be saved stays as typed.
"use strict";

// A block of its own, so that no name of one script is another's.
{
  function setUp(form) {
    for (const each of form.parentElement.querySelectorAll(".upload-only-script")) each.hidden = false;
    const changed = new Set();

    form.addEventListener("input", (event) => {
      const row = event.target.closest(".completing-row");
      if (row) {
        changed.add(row.dataset.photo);
        say(row, "");
      }
    });
    form.addEventListener("focusout", (event) => {
      const row = event.target.closest(".completing-row");
      // Going on within the row is not leaving it. A conflict waits for its box to be ticked.
      if (row && !row.contains(event.relatedTarget) && changed.has(row.dataset.photo)) save(row);
    });
    window.addEventListener("beforeunload", (event) => {
      if (changed.size && form.dataset.leaving !== "yes") event.preventDefault();
    });
    form.addEventListener("submit", () => {
      form.dataset.leaving = "yes";
    });

    async function save(row) {
      const key = row.dataset.photo;
      const data = new FormData();
      data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      for (const field of row.querySelectorAll("input, textarea")) {
        if (field.type !== "checkbox" || field.checked) data.append(field.name, field.value);
      }
      changed.delete(key);
      say(row, "Saving …");
      try {
        const answer = await fetch(form.action, {
          method: "POST",
          body: data,
          headers: { Accept: "application/json" },
          credentials: "same-origin",
        });
        const told = await answer.json();
        if (changed.has(key)) {
          // Typed meanwhile: only the number is taken over, the words stay.
          if (told.saved) takeNumber(row, told.row);
          return;
        }
        replace(row, told.row);
      } catch {
        changed.add(key);
        say(row, "Not saved: the site does not answer. What you typed stays here.");
      }
    }
  }

  function parsed(html) {
    return new DOMParser().parseFromString(`<ol>${html}</ol>`, "text/html").querySelector("li");
  }

  function takeNumber(row, html) {
    const name = (within) => within.querySelector('input[name$="-edit_number"]');
    name(row).value = name(parsed(html)).value;
  }

  // The server's own template, with every text escaped there.
  function replace(row, html) {
    const focused = row.contains(document.activeElement) ? document.activeElement.name : null;
    const fresh = document.importNode(parsed(html), true);
    row.replaceWith(fresh);
    if (focused) fresh.querySelector(`[name="${CSS.escape(focused)}"]`)?.focus();
  }

  function say(row, text) {
    const said = row.querySelector(".completing-said");
    if (said) said.textContent = text;
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("form.completing").forEach(setUp);
  });
}
