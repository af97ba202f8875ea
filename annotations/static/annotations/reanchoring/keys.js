/** Single keys that settle passages: they can be switched off, and then stay off on this device. */

const byId = (id) => document.getElementById(id);
const box = byId("keys-on");
const KEPT = "settling-keys";

function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function keep(value) {
  try {
    localStorage.setItem(KEPT, value);
  } catch {
    // then it holds for this page
  }
}

const isTyping = (event) =>
  event.target.closest("input, select, textarea, [contenteditable], #text") ||
  event.metaKey ||
  event.ctrlKey ||
  event.altKey;

const press = (...ids) => ids.map(byId).find(Boolean)?.click();

function leave() {
  const note = byId("note");
  if (note?.required && !note.value.trim()) note.focus();
  else press("leave");
}

export const actions = {
  y: () => press("accept"),
  l: leave,
  n: () => press("next"),
  j: () => press("next"),
  p: () => press("previous"),
  k: () => press("previous"),
  u: () => press("undo", "undo-last"),
  "?": () => {
    const list = byId("keys");
    list.open = !list.open;
    list.querySelector("summary").focus();
  },
};

box.checked = kept() !== "off";
box.addEventListener("change", () => keep(box.checked ? "on" : "off"));

byId("keys").dataset.ready = "yes";
document.addEventListener("keydown", (event) => {
  if (!box.checked || event.repeat || isTyping(event)) return;
  // Enter presses what has the focus; where nothing has it, it accepts.
  const idle = event.target === document.body || event.target.id === "main";
  const name = event.key === "Enter" ? (idle ? "y" : "") : event.key;
  if (!Object.hasOwn(actions, name)) return;
  event.preventDefault();
  actions[name]();
});
