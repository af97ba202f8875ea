// Keys: they can be switched off, and then stay off.

import { $, cards, isSeen, kinds, main, showsKind, store, uidOf, wide } from "./page.js";
import { choose, chosen } from "./choice.js";
import { copyPassage } from "./copy.js";
import { showKinds, toggleKind } from "./modes.js";
import { walk } from "./walk.js";

const box = $("#keys-on");

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

const ACTIONS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => walk(1),
  N: () => walk(-1),
  p: () => toggleKind("predictions"),
  c: () => toggleKind("claims"),
  a: () => toggleKind("actors"),
  0: () => showKinds("none"),
  e: () => showKinds("claims predictions actors"),
  y: () => copyPassage(chosen()),
  "?": () => {
    const list = $(".keys");
    list.open = !list.open;
    $("summary", list).focus();
  },
};

export function listenToKeys() {
  if (box) {
    box.checked = store.get("keys") !== "off";
    box.addEventListener("change", () => store.set("keys", box.checked ? "on" : "off"));
  }
  document.addEventListener("keydown", (event) => {
    if (isTyping(event)) return;
    if (event.key === "Escape") {
      choose(null, { back: true });
    } else if ((!box || box.checked) && Object.hasOwn(ACTIONS, event.key)) {
      ACTIONS[event.key]();
    }
  });
}
