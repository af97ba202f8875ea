// What is drawn: kinds, one actor, or one topic. The server draws the same from the address; here
// it changes in place, and the address follows.

import {
  $,
  $$,
  article,
  cards,
  cardOf,
  kinds,
  main,
  marks,
  numberOf,
  segments,
  shown,
  uidOf,
} from "./page.js";
import { choose, chosen } from "./choice.js";
import { lay } from "./margin.js";

const ALL = ["claims", "predictions", "actors"];
const hint = $(".hint");
const address = main.dataset.address;

// Cards that the server left out of the page can only be had from it.
const complete = [...kinds.keys()].every((uid) => cardOf(uid));

// The standard of likelihood words is kept in every mode, and every mode by the links that switch it.
function withKept(query, kept = main.dataset.kept) {
  const full = [query, kept].filter(Boolean).join("&");
  return full ? `?${full}` : "";
}

function follow(query) {
  const next = address + withKept(query);
  if (!complete) {
    location.assign(next);
    return false;
  }
  if (location.pathname === address) history.replaceState(null, "", next);
  for (const link of $$(".std a")) {
    const standard = new URLSearchParams(link.search).get("standard");
    link.href = address + withKept(query, standard && `standard=${standard}`);
  }
  return true;
}

function pointAt(links, wanted) {
  for (const link of links) {
    if (wanted(link)) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

// Screen readers are told of the card where a passage that is drawn begins, and nowhere else.
function describe(isDrawn) {
  for (const mark of marks) {
    mark.removeAttribute("aria-details");
    mark.setAttribute("role", "none");
  }
  for (const [uid, own] of segments) {
    if (!kinds.has(uid) || !isDrawn(uid)) continue;
    const details = own[0].getAttribute("aria-details");
    own[0].setAttribute("aria-details", details ? `${details} c${uid}` : `c${uid}`);
    own[0].removeAttribute("role");
  }
}

function clear() {
  delete main.dataset.actor;
  delete main.dataset.topic;
  light("");
  for (const mark of marks) mark.classList.remove("of-claim", "of-prediction");
  for (const number of $$(".ref.of", article)) number.classList.remove("of");
  pointAt($$(".topics a[data-t]"), () => false);
}

function light(slug) {
  for (const element of $$(".lit")) element.classList.remove("lit");
  pointAt($$(".cast li > a[data-a]"), (link) => slug && link.dataset.a === slug);
  for (const element of [...cards, ...$$(".pip")]) {
    element.classList.toggle(
      "names",
      Boolean(slug) && element.dataset.names.split(" ").includes(slug),
    );
  }
  if (!slug) return;
  for (const element of $$("mark[data-actor], path[data-actor]")) {
    if (element.dataset.actor.split(" ").includes(slug)) element.classList.add("lit");
  }
}

export function showKinds(value) {
  const isDefault = value === "predictions";
  const query = isDefault ? "" : `show=${(value || "none").replaceAll(" ", ",")}`;
  if (!follow(query)) return;
  clear();
  main.dataset.show = value || "none";
  const links = $$(".modes a[data-show]");
  pointAt(links, (link) => link.dataset.show === main.dataset.show);
  const now = links.find((link) => link.hasAttribute("aria-current"));
  hint.textContent = now ? now.dataset.hint : hint.dataset.setHint;
  describe((uid) => shown().includes(`${kinds.get(uid)}s`));
  if (chosen()) choose(null);
  lay();
}

export function toggleKind(kind) {
  const kindsShown = new Set(shown());
  kindsShown.delete("none");
  if (kindsShown.has(kind)) kindsShown.delete(kind);
  else kindsShown.add(kind);
  showKinds(ALL.filter((one) => kindsShown.has(one)).join(" "));
}

export function showActor(slug) {
  if (!slug || slug === main.dataset.actor) return showKinds("predictions");
  if (!follow(`actor=${slug}`)) return undefined;
  clear();
  main.dataset.show = "";
  main.dataset.actor = slug;
  pointAt($$(".modes a[data-show]"), () => false);
  light(slug);
  const link = $(`.cast li > a[data-a="${CSS.escape(slug)}"]`);
  const folded = link?.closest("details");
  if (folded) folded.open = true;
  hint.textContent = hint.dataset.actorHint;
  describe(() => false);
  return lay();
}

export function showTopic(slug) {
  if (!slug || slug === main.dataset.topic) return showKinds("predictions");
  if (!follow(`topic=${slug}`)) return undefined;
  clear();
  main.dataset.show = "";
  main.dataset.topic = slug;
  pointAt($$(".modes a[data-show]"), () => false);
  pointAt($$(".topics a[data-t]"), (link) => link.dataset.t === slug);
  const folded = $(".topics");
  if (folded) folded.open = true;
  const listed = new Set();
  for (const card of cards) {
    const uid = uidOf(card);
    const isOnTopic = card.dataset.topics.split(" ").includes(slug);
    card.classList.toggle("names", isOnTopic);
    numberOf(uid)?.classList.toggle("of", isOnTopic);
    if (!isOnTopic) continue;
    listed.add(uid);
    for (const mark of segments.get(uid) ?? []) mark.classList.add(`of-${kinds.get(uid)}`);
  }
  hint.textContent = hint.dataset.topicHint;
  describe((uid) => listed.has(uid));
  return lay();
}
