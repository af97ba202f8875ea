// What is drawn: kinds, one actor, one speaker, or one topic. The server draws the same from the address; here
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
  uidIn,
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
  for (const one of ["actor", "speaker", "topic"]) delete main.dataset[one];
  light("");
  for (const mark of marks) mark.classList.remove("of-claim", "of-prediction");
  for (const number of $$(".ref.of", article)) number.classList.remove("of");
  pointAt($$(".lists a"), () => false);
}

const queryOf = (value) => (value === "predictions" ? "" : `show=${value.replaceAll(" ", ",")}`);

const toggled = (kind) =>
  ALL.filter((one) => (one === kind) !== shown().includes(one)).join(" ") || "none";

// The signs beside the kinds: what each adds or takes away depends on what is shown.
function sign() {
  for (const link of $$(".also")) {
    const { kind, add, drop } = link.dataset;
    const isOn = shown().includes(kind);
    link.textContent = isOn ? "−" : "+";
    link.setAttribute("aria-label", isOn ? drop : add);
    link.href = address + withKept(queryOf(toggled(kind)));
  }
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
  const wanted = value || "none";
  if (!follow(queryOf(wanted))) return;
  clear();
  main.dataset.show = wanted;
  sign();
  const links = $$(".modes a[data-show]");
  pointAt(links, (link) => link.dataset.show === wanted);
  const now = links.find((link) => link.hasAttribute("aria-current"));
  hint.textContent = now ? now.dataset.hint : hint.dataset.setHint;
  describe((uid) => shown().includes(`${kinds.get(uid)}s`));
  if (chosen()) choose(null);
  lay();
}

export const toggleKind = (kind) => showKinds(toggled(kind));

// Draw what belongs to one actor, speaker or topic, in place of kinds; false if it is drawn already.
function draw(name, slug, links) {
  if (!slug || slug === main.dataset[name]) {
    showKinds("predictions");
    return false;
  }
  if (!follow(`${name}=${slug}`)) return false;
  clear();
  main.dataset.show = "";
  main.dataset[name] = slug;
  sign();
  pointAt($$(".modes a[data-show]"), () => false);
  hint.textContent = hint.dataset[`${name}Hint`];
  const current = links.find((link) => Object.values(link.dataset).includes(slug));
  current?.setAttribute("aria-current", "true");
  const folded = current?.closest("details");
  if (folded) folded.open = true;
  return true;
}

export function showActor(slug) {
  if (!draw("actor", slug, $$(".cast li > a[data-a]"))) return;
  light(slug);
  describe(() => false);
  lay();
}

export function showTopic(slug) {
  if (draw("topic", slug, $$(".topics a"))) listOnly((card) => card.dataset.topics, slug);
}

export function showSpeaker(slug) {
  if (draw("speaker", slug, $$(".voices a"))) listOnly((card) => card.dataset.by, slug);
}

// Underline and list only the statements among whose slugs is this one.
function listOnly(slugsOf, slug) {
  const listed = new Set();
  for (const card of cards) {
    const uid = uidOf(card);
    const isListed = slugsOf(card).split(" ").includes(slug);
    card.classList.toggle("names", isListed);
    numberOf(uid)?.classList.toggle("of", isListed);
    if (!isListed) continue;
    listed.add(uid);
    for (const mark of segments.get(uid) ?? []) mark.classList.add(`of-${kinds.get(uid)}`);
  }
  for (const chip of $$(".pip")) chip.classList.toggle("names", listed.has(uidIn(chip.hash)));
  describe((uid) => listed.has(uid));
  lay();
}
