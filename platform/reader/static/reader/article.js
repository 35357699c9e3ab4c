/* What scripts add to an article's page, which is whole without them. */
"use strict";
{
  const page = document.querySelector("article.article");
  const controls = page && page.querySelector("template.controls");
  if (controls) {
    outline();
    notes();
    photos();
    copies();
  }

  /** A part of the template, in the language of its words. */
  function make(selector) {
    const made = controls.content.querySelector(selector).cloneNode(true);
    if (controls.lang) made.lang = controls.lang;
    return made;
  }

  /** What a link within the page leads to. */
  function target(link) {
    return document.getElementById(decodeURIComponent(link.hash.slice(1)));
  }

  /** A copy of what an element holds, without names that are taken already. */
  function copyOf(element) {
    const copy = element.cloneNode(true);
    for (const named of [copy, ...copy.querySelectorAll("[id]")]) named.removeAttribute("id");
    return copy;
  }

  // The outline: open where it stands beside the text, with a mark where one reads.

  function outline() {
    const links = [...page.querySelectorAll(".outline a")];
    if (!links.length) return;
    const folded = page.querySelector(".outline details");
    const beside = matchMedia("(min-width: 62rem)");
    const fit = () => { folded.open = beside.matches; };
    beside.addEventListener("change", fit);
    fit();

    const headings = links.map(target);
    let waiting = false;
    const mark = () => {
      waiting = false;
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 4);
      links.forEach((link, place) => {
        if (place === passed.length - 1) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      });
    };
    addEventListener("scroll", () => {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    }, { passive: true });
    mark();
  }

  // Notes: beside their number; Escape, Tab or a click elsewhere puts them away.

  function notes() {
    if (!("popover" in HTMLElement.prototype)) return;
    let closed = null;
    page.addEventListener("click", (event) => {
      const number = event.target.closest("a[role=doc-noteref]");
      if (!number || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (event.detail && number === closed) return; // this very click has put it away
      noteCard(number).addEventListener("beforetoggle", () => {
        closed = number;
        setTimeout(() => { closed = null; }, 300);
      });
    });
  }

  function noteCard(number) {
    const card = document.createElement("span");
    card.className = "note-card";
    card.popover = "auto";
    card.tabIndex = -1;
    card.setAttribute("role", "note");
    card.setAttribute("aria-label", number.getAttribute("aria-label"));
    card.append(...copyOf(target(number)).childNodes);
    for (const back of card.querySelectorAll(".back")) back.remove();
    number.parentNode.after(card);
    number.focus({ preventScroll: true }); // where Escape leads back to
    card.showPopover();
    place(card, number.getBoundingClientRect());
    card.focus({ preventScroll: true });
    card.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !card.contains(event.relatedTarget)) card.hidePopover();
    });
    card.addEventListener("toggle", (event) => {
      if (event.newState === "closed") card.remove();
    });
    return card;
  }

  /** Under a place on the page, or above it where there is no room; never beyond its edges. */
  function place(card, at) {
    const { offsetWidth: width, offsetHeight: height } = card;
    const last = document.documentElement.clientWidth - width - 16;
    const above = at.bottom + height + 8 > innerHeight && at.top > height + 8;
    card.style.left = `${Math.max(16, Math.min(at.left - 24, last)) + scrollX}px`;
    card.style.top = `${(above ? at.top - height - 8 : at.bottom + 8) + scrollY}px`;
  }

  // Photos: large, with caption and credit.

  function photos() {
    const links = [...page.querySelectorAll("a.enlarge")];
    if (!links.length || !window.HTMLDialogElement) return;
    const box = make("dialog");
    const stage = box.querySelector(".stage");
    const onwards = page.dir === "rtl" ? -1 : 1;
    let shown = 0;

    const show = (number) => {
      shown = (number + links.length) % links.length;
      const figure = copyOf(links[shown].closest("figure"));
      figure.className = "";
      for (const source of figure.querySelectorAll("source, img")) source.sizes = "100vw";
      figure.querySelector("img").loading = "eager";
      figure.querySelector("a.enlarge").replaceWith(figure.querySelector("picture"));
      stage.replaceChildren(figure);
    };
    links.forEach((link, number) => link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      link.focus({ preventScroll: true }); // where closing leads back to
      show(number);
      box.showModal();
    }));
    for (const [name, step] of [["previous", -1], ["next", 1]]) {
      const button = box.querySelector(`.${name}`);
      button.hidden = links.length === 1;
      button.addEventListener("click", () => show(shown + step));
    }
    box.addEventListener("keydown", (event) => {
      if (event.key === "ArrowLeft") show(shown - onwards);
      if (event.key === "ArrowRight") show(shown + onwards);
    });
    box.addEventListener("click", (event) => {
      if (event.target === box || event.target.closest(".close")) box.close();
    });
    page.append(box);
  }

  // Copies: of citations, of their files, of the address.

  function copies() {
    const address = document.querySelector("link[rel=canonical]").href;
    const ways = page.querySelector(".share .forms");
    const item = (button) => {
      ways.append(document.createElement("li"));
      ways.lastChild.append(button);
    };
    if (navigator.clipboard && window.ClipboardItem) {
      const said = make(".said");
      page.append(said);
      for (const text of page.querySelectorAll(".cite dd")) {
        const [plain, html] = [text.textContent, text.innerHTML];
        text.append(" ", copying(said, text.previousElementSibling, () => ({ plain, html })));
      }
      for (const file of page.querySelectorAll(".cite .forms a")) {
        const content = () => fetch(file.href).then((answer) => answer.ok ? answer.text() : Promise.reject());
        file.after(" ", copying(said, file, () => ({ plain: content() })));
      }
      const link = page.querySelector(".permalink a");
      link.after(" ", copying(said, link, () => ({ plain: link.href })));
      item(copying(said, null, () => ({ plain: address }), make(".copy-link")));
    }
    if (navigator.share) {
      const button = make(".share-with");
      const title = page.querySelector("h1").textContent;
      button.addEventListener("click", () => navigator.share({ title, url: address }).catch(() => {}));
      item(button);
    }
  }

  /** A button that copies and says so; where it may not, it selects. `of` names what it copies. */
  function copying(said, of, content, button = make(".copy")) {
    if (of) button.setAttribute("aria-label", `${button.textContent}: ${of.textContent}`);
    button.addEventListener("click", async () => {
      const { plain, html } = content();
      const blob = async (text, type) => new Blob([await text], { type });
      const parts = { "text/plain": blob(plain, "text/plain") };
      if (html) parts["text/html"] = blob(html, "text/html");
      said.textContent = "";
      button.classList.remove("done");
      try {
        await navigator.clipboard.write([new ClipboardItem(parts)]);
        said.textContent = said.dataset.copied;
        button.classList.add("done");
      } catch {
        getSelection().selectAllChildren(button.parentNode);
      }
    });
    return button;
  }
}
