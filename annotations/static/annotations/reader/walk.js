// Previous and next passage of the actor that is lit.

import { $, actorsIn, main, segments, smooth } from "./page.js";
import { isInView, paint } from "./choice.js";

let at = -1;
let walked = "";

export function walk(by) {
  const { actor } = main.dataset;
  const stops = [...segments].filter(([uid, [first]]) => actorsIn(first).get(uid) === actor);
  if (!actor || !stops.length) return;
  if (walked !== actor) at = -1;
  walked = actor;
  if (at < 0 && by > 0) {
    at = stops.findIndex(([, [first]]) => first.getBoundingClientRect().top > 90) - 1;
  }
  at = (at + by + stops.length) % stops.length;
  const [uid, [first]] = stops[at];
  paint("on", uid, "actor");
  if (!isInView(first)) first.scrollIntoView({ block: "center", behavior: smooth() });
  const told = $(".cast [aria-current] + .who [aria-live]");
  const { of } = $(".cast").dataset;
  told.textContent = of.replace("{at}", at + 1).replace("{all}", stops.length);
}
