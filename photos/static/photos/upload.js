// Sends chosen or dropped files to the library, each in a request of its own, three at a time.
"use strict";

// A block of its own, so that no name of one script is another's.
{
  const AT_ONCE = 3;

  function setUp(form) {
    const input = form.querySelector('input[type="file"]');
    const queue = form.querySelector(".upload-queue");
    const status = form.querySelector(".upload-status");
    const button = form.querySelector(".upload-go");
    const completing = form.querySelector(".upload-complete");
    const waiting = [];
    const wanting = [];
    const counts = { all: 0, done: 0, failed: 0, under: 0 };

    show(form.querySelectorAll(".upload-only-script"), true);
    show(form.querySelectorAll(".upload-only-plain"), false);

    function choose(files) {
      for (const file of files) waiting.push(line(file));
      counts.all += files.length;
      (form.closest("details") ?? {}).open = true;
      tell();
    }

    // What is chosen waits, so that credit and licence can be filled in first.
    function line(file) {
      const item = document.createElement("li");
      const name = document.createElement("span");
      const bar = document.createElement("progress");
      const said = document.createElement("span");
      name.className = "upload-name";
      name.textContent = file.name;
      bar.max = 1;
      bar.value = 0;
      bar.setAttribute("aria-label", file.name);
      said.className = "upload-said";
      said.textContent = "waits";
      item.append(name, bar, said);
      queue.append(item);
      return { file, item, bar, said };
    }

    function start() {
      while (counts.under < AT_ONCE && waiting.length) send(waiting.shift());
      tell();
    }

    function send(entry) {
      counts.under += 1;
      entry.said.replaceChildren("is sent");
      const data = new FormData(form);
      data.delete(input.name);
      data.append(input.name, entry.file, entry.file.name);
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) entry.bar.value = (0.95 * event.loaded) / event.total;
      });
      request.addEventListener("loadend", () => {
        counts.under -= 1;
        const answer = request.response;
        if (request.status === 201 && answer) added(entry, answer);
        else refused(entry, request.status, answer);
        start();
      });
      request.send(data);
    }

    function added(entry, photo) {
      counts.done += 1;
      entry.bar.value = 1;
      entry.item.dataset.state = "added";
      entry.said.replaceChildren(link(photo.title, photo.address));
      if (photo.notes.length) entry.said.append(`: ${photo.notes.join(", ")}`);
      for (const other of photo.alike) entry.said.append("; looks like ", link(other.title, other.address));
      if (photo.notes.length) wanting.push(photo.id);
    }

    function refused(entry, code, answer) {
      counts.failed += 1;
      entry.item.dataset.state = "refused";
      entry.bar.value = 0;
      const why = answer?.error ?? (code ? `The site answered ${code}.` : "The network is gone.");
      entry.said.replaceChildren(why);
      if (answer?.known) entry.said.append(" ", link("See it", answer.known.address));
      // A refusal would be the same again; a lost network or a full disk may be over.
      if (code === 409 || code === 422) return;
      const again = document.createElement("button");
      again.type = "button";
      again.textContent = "Try again";
      again.setAttribute("aria-label", `Try ${entry.file.name} again`);
      again.addEventListener("click", () => {
        counts.failed -= 1;
        delete entry.item.dataset.state;
        waiting.push(entry);
        start();
      });
      entry.said.append(" ", again);
    }

    function tell() {
      const { all, done, failed, under } = counts;
      const ready = waiting.length > 0 && under === 0;
      button.textContent = ready ? `Upload ${counted(waiting.length)}` : "Upload";
      button.disabled = under > 0 || (all > 0 && !waiting.length);
      if (!all) status.textContent = "";
      else if (ready && !done && !failed) status.textContent = `${counted(all)} chosen.`;
      else status.textContent = `${done} of ${all} added${failed ? `, ${failed} not` : ""}.`;
      completing.hidden = under > 0 || wanting.length === 0;
      completing.textContent = `Complete ${wanting.length === 1 ? "this photo" : `these ${wanting.length}`}`;
      completing.href = `${form.dataset.completing}?photos=${wanting.slice(0, 200).join(",")}`;
      form.dataset.state = under ? "busy" : all && !waiting.length ? "done" : "ready";
    }

    input.addEventListener("change", () => {
      choose(input.files);
      input.value = "";
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (waiting.length) start();
      else input.click();
    });
    window.addEventListener("beforeunload", (event) => {
      if (counts.under) event.preventDefault();
    });
    takeDrops(choose);
  }

  // Anywhere on the page, so that nobody has to aim; a file beside a target would else be opened.
  function takeDrops(choose) {
    const brings = (event) => event.dataTransfer?.types.includes("Files");
    let inside = 0;
    const mark = () => document.body.classList.toggle("takes-photos", inside > 0);
    document.addEventListener("dragenter", (event) => {
      if (brings(event)) inside += 1;
      mark();
    });
    document.addEventListener("dragleave", (event) => {
      if (brings(event)) inside -= 1;
      mark();
    });
    document.addEventListener("dragover", (event) => {
      if (brings(event)) event.preventDefault();
    });
    document.addEventListener("drop", (event) => {
      if (!brings(event)) return;
      event.preventDefault();
      inside = 0;
      mark();
      choose(event.dataTransfer.files);
    });
  }

  function link(text, address) {
    const anchor = document.createElement("a");
    anchor.href = address;
    anchor.textContent = text;
    return anchor;
  }

  function counted(number) {
    return number === 1 ? "1 photo" : `${number} photos`;
  }

  function show(elements, visible) {
    for (const element of elements) element.hidden = !visible;
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("form.upload").forEach(setUp);
  });
}
