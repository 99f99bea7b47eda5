// What the pages cannot do without JavaScript: copy a reply, and show a draft while it is made. Nothing depends on it.
"use strict";

const framed = window.parent !== window;
const STEPS = {
  redact: "Hiding personal data",
  triage: "Sorting",
  retrieve: "Finding the policy",
  examine: "Looking for what is missing",
  decide: "Applying the policy",
  draft: "Writing",
  check: "Checking",
  revise: "Revising",
  file: "Filing",
};

function revealButtons() {
  for (const button of document.querySelectorAll("[data-insert][hidden]")) {
    button.hidden = false;
    if (framed) button.textContent = "Insert reply";
  }
}
document.addEventListener("DOMContentLoaded", revealButtons);
document.addEventListener("htmx:afterSwap", revealButtons);

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-insert]");
  if (!button) return;
  const reply = document.querySelector(button.dataset.insert);
  const text = reply.dataset.text;
  if (framed) window.parent.postMessage({ key: "countersign.insert", text }, window.location.origin);
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = framed ? "Inserted" : "Copied";
  } catch {
    getSelection().selectAllChildren(reply);
    button.textContent = framed ? "Inserted" : "Selected: press Ctrl+C";
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (form.hasAttribute("data-stream") && window.ReadableStream) {
    event.preventDefault();
    draft(form, button);
  } else if (button && button.dataset.busy) {
    button.textContent = button.dataset.busy;
    setTimeout(() => { button.disabled = true; }, 0);
  }
});

async function draft(form, button) {
  const label = button.textContent;
  const show = progress(form);
  button.disabled = true;
  button.textContent = button.dataset.busy;
  let drafted = "";
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "text/event-stream" },
    });
    if (!answer.ok) throw new Error((await answer.json()).detail);
    for await (const [name, data] of events(answer.body)) {
      if (name === "accepted") drafted = data.draft_id;
      if (name === "progress") show.step(STEPS[data.node] || data.node);
      if (name === "text") show.text(data.delta, data.restart);
      if (name === "error") throw new Error(data.detail);
      if (name === "draft") return window.location.assign(`/sidebar?draft=${data.draft_id}`);
    }
    throw new Error("The connection was cut.");
  } catch (error) {
    if (drafted) return window.location.assign(`/sidebar?draft=${drafted}`);  // it is kept; its page says how it stands
    show.failed(error.message);
    button.disabled = false;
    button.textContent = label;
  }
}

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const name = /^event: (.*)$/m.exec(block);
      const data = /^data: (.*)$/m.exec(block);
      if (name && data) yield [name[1], JSON.parse(data[1])];
    }
  }
}

function progress(form) {
  for (const old of form.querySelectorAll(".progress, .preview, .notice")) old.remove();
  const steps = form.appendChild(document.createElement("ol"));
  steps.className = "progress small";
  steps.setAttribute("aria-live", "polite");
  steps.setAttribute("aria-label", "Progress");
  const preview = document.createElement("div");
  preview.className = "reply text preview";
  preview.tabIndex = 0;
  return {
    step(words) {
      steps.lastElementChild?.removeAttribute("aria-current");
      const item = steps.appendChild(document.createElement("li"));
      item.textContent = words;
      item.setAttribute("aria-current", "step");
    },
    text(delta, restart) {
      if (!preview.isConnected) form.append(preview);
      preview.textContent = (restart ? "" : preview.textContent) + delta;
      preview.scrollTop = preview.scrollHeight;
    },
    failed(words) {
      steps.remove();
      preview.remove();
      const notice = form.appendChild(document.createElement("p"));
      notice.className = "notice block";
      notice.setAttribute("role", "alert");
      notice.textContent = words;
    },
  };
}
