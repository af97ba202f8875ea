// The annotation that is open, and the one under the pointer.

import {
  $,
  $$,
  article,
  cardOf,
  kinds,
  main,
  numberOf,
  segments,
  showsKind,
  smooth,
  uidOf,
  wide,
} from "./page.js";
import { lay } from "./margin.js";

let current = null;
export const chosen = () => current;

const ENDS = ["claim", "prediction", "actor", "first", "last"];
// What is tinted; "on" at first as the server has drawn it.
const tinted = { on: $$('[class*="on-"], .on', article ?? main), near: [] };

// Tint every mark of an annotation: "on" for the one that is open, "near" for a passing look.
export function paint(tint, uid, kind) {
  for (const element of tinted[tint]) {
    element.classList.remove(tint, ...ENDS.map((end) => `${tint}-${end}`));
  }
  const own = segments.get(uid) ?? [];
  for (const mark of own) mark.classList.add(`${tint}-${kind}`);
  own[0]?.classList.add(`${tint}-first`);
  own.at(-1)?.classList.add(`${tint}-last`);
  const named = uid && kind !== "actor" ? [numberOf(uid), cardOf(uid)].filter(Boolean) : [];
  for (const element of named) element.classList.add(tint);
  tinted[tint] = [...own, ...named];
}

export function isInView(element, uid) {
  const box = element.getBoundingClientRect();
  // On a narrow screen the sheet is the foot of what can be seen.
  const foot = wide.matches || !uid ? innerHeight - 100 : cardOf(uid).getBoundingClientRect().top;
  return box.top > (wide.matches ? 90 : 20) && box.bottom < foot - 20;
}

// The button of the card that opens, which needs a script; what it does comes with the first card.
function offerCopy(card) {
  const copying = import("./copy.js");
  const tools = $(".tools", card);
  if ($(".copy", tools)) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = $(".done").dataset.offer;
  button.setAttribute("aria-label", `${button.textContent}: ${card.getAttribute("aria-label")}`);
  button.addEventListener("click", () =>
    copying.then(({ copyPassage }) => copyPassage(uidOf(card))),
  );
  tools.append(button);
}

// Open the card of an annotation, or close what is open.
export function choose(
  uid,
  { go = false, focus = true, back = false, byMouse = false, at = smooth() } = {},
) {
  if (uid && !cardOf(uid)) {
    location.assign(`/a/${uid}/`); // its card is not on this page
    return;
  }
  const previous = current;
  current = uid;
  look(null);
  paint("on", uid, kinds.get(uid));
  lay();
  const isNamed = uid && uid !== main.dataset.chosen; // else the path names it already
  const address = location.pathname + location.search + (isNamed ? `#c${uid}` : "");
  history.replaceState(null, "", address);
  if (!uid) {
    if (previous && back) numberOf(previous)?.focus({ preventScroll: true });
    return;
  }
  offerCopy(cardOf(uid));
  const mark = segments.get(uid)?.[0];
  if ((go || !wide.matches) && mark && !isInView(mark, uid)) {
    mark.scrollIntoView({ block: wide.matches ? "center" : "start", behavior: at });
  }
  if (!focus) return;
  const card = cardOf(uid);
  card.tabIndex = -1;
  card.classList.toggle("by-mouse", byMouse);
  card.focus({ preventScroll: true });
}

// What a press on a mark may open, the innermost first. A finger reaches only what is underlined.
export function openable(mark) {
  if (main.dataset.show === "none") return [];
  return mark.dataset.ann
    .split(" ")
    .filter((uid) => kinds.has(uid) && (wide.matches || showsKind(kinds.get(uid))))
    .reverse();
}

// A press opens the innermost passage, a further press the next larger.
export function press(mark) {
  const uids = openable(mark);
  if (!uids.length) return false;
  choose(uids[(uids.indexOf(current) + 1) % uids.length], { byMouse: true });
  return true;
}

let near = null;
export function look(uid) {
  const next = uid && uid !== current ? uid : null;
  if (next !== near) paint("near", next, kinds.get(next));
  near = next;
}
