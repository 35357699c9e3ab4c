// Buttons that copy a text of the page. Without scripts they stay hidden, and the texts stay.
for (const button of document.querySelectorAll("button[data-copies]")) {
  const text = document.getElementById(button.dataset.copies);
  const status = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    text.focus();
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      status.textContent = "Copied.";
    } catch {
      // No clipboard for this page, as over plain http: the text is selected, so a key copies it.
      status.textContent = "Selected: copy it with your keyboard.";
    }
  });
}
