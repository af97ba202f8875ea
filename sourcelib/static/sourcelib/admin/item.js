// The page of a source that waits: keys, the warning before what was typed is left behind, and the
// paragraphs as a list. Without scripts the whole text is a field of the form.

import { paragraphs } from "./breaks.js";

// A place leads to its line, which may be behind the other view of the original.
document.addEventListener("click", (event) => {
  const source = document.getElementById("view-source");
  if (source && event.target.closest("a[href^='#line-']")) source.checked = true;
});

const form = document.getElementById("item");
let touched = false;

if (form) {
  if (document.getElementById("pieces")) paragraphs(form, () => (touched = true));
  for (const keys of form.querySelectorAll(".with-keys")) keys.hidden = false;
  form.addEventListener("input", (event) => {
    touched = true;
    // How a date was understood holds of the date that was sent.
    const read = event.target.closest(".field")?.querySelector("output.understood");
    if (read) read.textContent = "";
  });
  form.addEventListener("submit", () => (touched = false));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    document.getElementById("save")?.click();
  });
  addEventListener("beforeunload", (event) => {
    if (touched) event.preventDefault();
  });
  // A field that is wrong gets the focus; so does the message above the form.
  form.querySelector(".wrong :is(input, textarea, select), .notices")?.focus();
}
