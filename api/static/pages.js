// What the pages cannot do without JavaScript: put a reply into the helpdesk (or the clipboard), and say that work is going on.
"use strict";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-insert]");
  if (!button) return;
  const text = document.querySelector(button.dataset.insert).innerText;
  if (window.parent !== window) {
    window.parent.postMessage({ key: "countersign.insert", text }, window.location.origin);
  }
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector(button.dataset.insert));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    button.textContent = "Selected: press Ctrl+C";
  }
});

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || !button.dataset.busy) return;
  button.textContent = button.dataset.busy;
  setTimeout(() => { button.disabled = true; }, 0);
});
