// Previous and next passage of the actor that is lit.

import { $, main, marks, smooth } from "./page.js";
import { isInView, paint } from "./choice.js";

let at = -1;
let walked = "";

export function walk(by) {
  const stops = marks.filter((mark) => mark.classList.contains("lit") && mark.id.startsWith("a"));
  if (!stops.length) return;
  if (walked !== main.dataset.actor) at = -1;
  walked = main.dataset.actor;
  if (at < 0 && by > 0) {
    at = stops.findIndex((mark) => mark.getBoundingClientRect().top > 90) - 1;
  }
  at = (at + by + stops.length) % stops.length;
  const stop = stops[at];
  paint("on", stop.id.slice(1), "actor");
  if (!isInView(stop)) stop.scrollIntoView({ block: "center", behavior: smooth() });
  const told = $(".cast [aria-current] + .who [aria-live]");
  if (told)
    told.textContent = told.dataset.of.replace("{at}", at + 1).replace("{all}", stops.length);
}
