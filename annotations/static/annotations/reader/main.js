// Progressive enhancement of the reader: it reads, filters and links without any of this. What not
// every reader uses (modes, keys, copying) comes when it is first wanted.

import { $, article, kinds, main, showsKind, store, uidIn, uidOf, wide } from "./page.js";
import { choose, chosen, look, openable, paint, press } from "./choice.js";
import { followView } from "./map.js";
import { lay } from "./margin.js";
import { listenToSetting } from "./setting.js";

const MARK = ".art mark[data-ann]";

function followLink(link, event) {
  const isHere = link.pathname === location.pathname;
  const uid = link.hash && isHere ? uidIn(link.hash) : null;
  const isMode = link.pathname === main.dataset.address && !link.hash;
  if (isMode && link.closest(".rail, .tp, .pcast")) {
    import("./modes.js").then(
      ({ showWhat }) => showWhat(link),
      () => location.assign(link.href),
    );
  } else if (link.matches(".x")) choose(null, { back: true });
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
  const step = event.target.closest("[data-step]");
  const mark = event.target.closest(MARK);
  if (step) import("./walk.js").then(({ walk }) => walk(Number(step.dataset.step)));
  else if (mark && getSelection().isCollapsed) {
    if (press(mark)) return;
    const names = mark.dataset.actor;
    if (!names || !(showsKind("actor") || main.dataset.actor)) return;
    import("./modes.js").then(({ showActor }) => showActor(names.split(" ").at(-1)));
  } else if (chosen() && !event.target.closest(".card, .rail, .mast")) {
    choose(null);
  }
}

function onKey(event) {
  if (event.key === "Escape") choose(null, { back: true });
  else if (event.key.length === 1) import("./keys.js").then(({ press }) => press(event));
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

// A list that unfolds makes its card longer; in the rail it may open below what is seen.
function onToggle({ target }) {
  if (article.contains(target)) lay();
  else if (target.open && wide.matches) target.scrollIntoView({ block: "nearest" });
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

// Keys can be switched off, and then stay off.
function offerToSwitchKeysOff(box) {
  box.checked = store.get("keys") !== "off";
  box.addEventListener("change", () => store.set("keys", box.checked ? "on" : "off"));
}

if (main) {
  main.classList.add("js");
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("mouseover", onPointer);
  document.addEventListener("focusin", onFocus);
  offerToSwitchKeysOff($("#keys-on"));
  listenToSetting();
  followView();
  lay();
  openWhatTheAddressNames();
  addEventListener("resize", lay);
  addEventListener("hashchange", () => {
    const uid = uidIn(location.hash);
    if (uid) choose(uid, { go: true });
  });
  main.addEventListener("toggle", onToggle, true);
  document.fonts?.ready.then(lay);
}
