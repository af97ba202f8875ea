// Progressive enhancement of the reader: it reads, filters and links without any of this.

import { $, article, kinds, main, showsKind, uidIn, uidOf, wide } from "./page.js";
import { choose, chosen, look, markPressable, openable, paint, press } from "./choice.js";
import { listenToKeys } from "./keys.js";
import { followView } from "./map.js";
import { lay } from "./margin.js";
import { showActor, showKinds, showSpeaker, showTopic, toggleKind } from "./modes.js";
import { listenToSetting } from "./setting.js";
import { walk } from "./walk.js";

const MARK = ".art mark[data-ann]";

function followLink(link, event) {
  const uid = link.hash && link.pathname === location.pathname ? uidIn(link.hash) : null;
  if (link.matches(".also")) toggleKind(link.dataset.kind);
  else if (link.matches(".modes a")) showKinds(link.dataset.show);
  else if (link.matches("a[data-step]")) walk(Number(link.dataset.step));
  else if (link.matches("a[data-a]")) showActor(link.dataset.a);
  else if (link.matches("a[data-s]")) showSpeaker(link.dataset.s);
  else if (link.matches("a[data-t]")) showTopic(link.dataset.t);
  else if (link.matches(".x")) choose(null, { back: true });
  else if (link.matches(".head") && uidOf(link.closest(".card")) === chosen()) {
    choose(null, { back: true });
  } else if (uid) {
    choose(uid, { go: !link.matches(".ref, .head"), byMouse: event.detail > 0 });
  } else return;
  event.preventDefault();
}

function onClick(event) {
  if (event.defaultPrevented || event.button) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a");
  if (link) {
    if (main.contains(link)) followLink(link, event);
    return;
  }
  const mark = event.target.closest(MARK);
  if (mark && getSelection().isCollapsed) {
    if (press(mark)) return;
    const names = mark.dataset.actor;
    if (names && (showsKind("actor") || main.dataset.actor)) showActor(names.split(" ").at(-1));
  } else if (chosen() && !event.target.closest(".card, .rail, .mast")) {
    choose(null);
  }
}

function onPointer(event) {
  if (!wide.matches) return;
  const own = event.target.closest?.(".card, .ref");
  const mark = event.target.closest?.(MARK);
  look(own ? uidOf(own) : mark ? openable(mark)[0] : null);
}

function onFocus(event) {
  const own = event.target.closest?.(".card, .ref");
  if (own && event.target.matches(":focus-visible")) look(uidOf(own));
}

function openWhatTheAddressNames() {
  const uid = uidIn(location.hash) ?? main.dataset.chosen;
  if (!uid) return;
  if (kinds.has(uid)) {
    choose(uid, { go: true, focus: false, at: "instant" });
    return;
  }
  paint("on", uid, "actor");
  document.getElementById(`a${uid}`)?.scrollIntoView({ block: "center" });
}

if (main) {
  main.classList.add("js");
  markPressable();
  document.addEventListener("click", onClick);
  document.addEventListener("mouseover", onPointer);
  document.addEventListener("focusin", onFocus);
  listenToKeys();
  listenToSetting();
  followView();
  lay();
  openWhatTheAddressNames();
  addEventListener("resize", lay);
  addEventListener("hashchange", () => {
    const uid = uidIn(location.hash);
    if (uid) choose(uid, { go: true });
  });
  // A folded list that opens makes its card longer.
  article.addEventListener("toggle", () => lay(), true);
  document.fonts?.ready.then(lay);
}
