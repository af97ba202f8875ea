// What each key does.

import { $, cards, isSeen, kinds, main, showsKind, uidOf, wide } from "./page.js";
import { choose, chosen } from "./choice.js";

const isTyping = (event) =>
  event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]") ||
  event.metaKey ||
  event.ctrlKey ||
  event.altKey;

function step(by) {
  const seen = cards.filter((card) =>
    wide.matches
      ? isSeen(card)
      : showsKind(kinds.get(uidOf(card))) || card.matches(".answered, .names, .on"),
  );
  if (!seen.length) return;
  const at = seen.findIndex((card) => uidOf(card) === chosen());
  const next = Math.min(Math.max(at + by, 0), seen.length - 1);
  choose(uidOf(seen[next]), { go: true });
}

// Each comes with what it needs when it is first pressed.
const copy = () => import("./copy.js").then(({ copyPassage }) => copyPassage(chosen()));
const stepTo = (by) => import("./walk.js").then(({ walk }) => walk(by));
const toggle = (kind) => import("./modes.js").then(({ toggleKind }) => toggleKind(kind));
const show = (kinds) => import("./modes.js").then(({ showKinds }) => showKinds(kinds));

const ACTIONS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => stepTo(1),
  N: () => stepTo(-1),
  p: () => toggle("predictions"),
  c: () => toggle("claims"),
  a: () => toggle("actors"),
  0: () => show("none"),
  e: () => show("claims predictions actors"),
  y: copy,
  "?": () => {
    const list = $(".keys");
    list.open = !list.open;
    $("summary", list).focus();
  },
};

export function press(event) {
  if (!isTyping(event) && $("#keys-on").checked) ACTIONS[event.key]?.();
}
