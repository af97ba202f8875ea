// The page of a source that waits: keys, the warning before what was typed is left behind, and the
// paragraphs as a list. Without scripts the whole text is a field of the form.

import { paragraphs } from "./breaks.js";

const form = document.getElementById("item");
let touched = false;

if (form) {
  if (document.getElementById("pieces")) paragraphs(form, () => (touched = true));
  for (const keys of form.querySelectorAll(".with-keys")) keys.hidden = false;
  form.addEventListener("input", () => (touched = true));
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
