"use strict";

// Everything is there without this: the languages stand below each other. With it they are tabs
// (WAI-ARIA's pattern), code can be copied, and calls are tried on the spot.

const REMEMBERED = "api-docs-language";
const LONGEST = 20000; // characters of an answer that are shown

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function remembered() {
  try {
    return localStorage.getItem(REMEMBERED);
  } catch {
    return null;
  }
}

function choose(language) {
  try {
    localStorage.setItem(REMEMBERED, language);
  } catch {
    // A browser that keeps nothing shows the first language next time.
  }
  for (const calls of document.querySelectorAll(".calls")) show(calls, language);
}

function show(calls, language) {
  const panels = [...calls.querySelectorAll(".call")];
  const shown = panels.find((panel) => panel.dataset.language === language) ?? panels[0];
  for (const panel of panels) {
    panel.hidden = panel !== shown;
    panel.tab.setAttribute("aria-selected", String(panel === shown));
    panel.tab.tabIndex = panel === shown ? 0 : -1;
  }
}

function makeTabs(calls, number) {
  const panels = [...calls.querySelectorAll(".call")];
  const tabs = element("div", { className: "tabs" });
  tabs.setAttribute("role", "tablist");
  tabs.setAttribute("aria-label", "Language");
  panels.forEach((panel, place) => {
    const tab = element("button", { type: "button", textContent: panel.dataset.language });
    tab.id = `tab-${number}-${place}`;
    panel.id = `call-${number}-${place}`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    panel.tab = tab;
    tab.addEventListener("click", () => choose(panel.dataset.language));
    tabs.append(tab);
  });
  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const present = panels.findIndex((panel) => !panel.hidden);
    const next = panels[(present + step + panels.length) % panels.length];
    choose(next.dataset.language);
    next.tab.focus();
  });
  calls.prepend(tabs);
  calls.classList.add("tabbed");
  show(calls, remembered());
}

function makeCopy(call) {
  const button = element("button", { type: "button", className: "copy", textContent: "Copy" });
  button.setAttribute("aria-label", `Copy the ${call.dataset.language} example`);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(call.querySelector("code").textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(call.querySelector("code"));
      button.textContent = "Selected";
    }
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  call.append(button);
}

function makeTry(place) {
  const button = element("button", { type: "button", textContent: "Try it here" });
  button.setAttribute("aria-label", `Try it here: ${place.dataset.title}`);
  const told = element("div");
  told.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const answer = await fetch(place.dataset.path, { headers: { Accept: "application/json" } });
      const text = JSON.stringify(await answer.json(), null, 2);
      const status = element("p", { className: "status" });
      status.append(element("b", { textContent: answer.status }), ` ${place.dataset.path}`);
      const shown = element("pre", {
        tabIndex: 0,
        textContent: text.length > LONGEST ? `${text.slice(0, LONGEST)}\n…` : text,
      });
      shown.setAttribute("aria-label", "The answer");
      shown.setAttribute("role", "region");
      told.replaceChildren(status, shown);
    } catch {
      const text = "No answer came. Is this device online?";
      told.replaceChildren(element("p", { className: "status", textContent: text }));
    } finally {
      button.disabled = false;
    }
  });
  place.append(button, told);
}

document.querySelectorAll(".calls").forEach(makeTabs);
document.querySelectorAll(".call").forEach(makeCopy);
document.querySelectorAll(".try").forEach(makeTry);
