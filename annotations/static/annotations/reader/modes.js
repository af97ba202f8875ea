// What is drawn: kinds, one actor, one speaker, or one topic. The server draws the same from the address; here
// it changes in place, and the address follows.

import {
  $,
  $$,
  actorsIn,
  article,
  cards,
  cardOf,
  isSeen,
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
const ONE = ["actor", "speaker", "topic"];
const hint = $(".hint");
const address = main.dataset.address;
const queryIn = (link) => new URLSearchParams(link.search);

// Cards that the server left out of the page, and words that it withholds, only it can draw by.
const complete = marks.length > 0 && [...kinds.keys()].every((uid) => cardOf(uid));

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
    const standard = queryIn(link).get("standard");
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
  for (const one of ONE) delete main.dataset[one];
  for (const lit of $$(".lit")) lit.classList.remove("lit");
  for (const mark of marks) mark.classList.remove("of-claim", "of-prediction");
  for (const number of $$(".ref.of", article)) number.classList.remove("of");
  for (const listed of $$(".names")) listed.classList.remove("names");
  pointAt($$(".cast li > a, .lists a"), () => false);
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

const labelOf = (link) => $("span", link).textContent;

export function showKinds(value) {
  const wanted = value || "none";
  if (!follow(queryOf(wanted))) return;
  const open = chosen();
  const held = open && cardOf(open).contains(document.activeElement);
  clear();
  main.dataset.show = wanted;
  sign();
  const links = $$(".modes a[data-show]");
  const now = links.find((link) => link.dataset.show === wanted);
  pointAt(links, (link) => link === now);
  hint.textContent = now ? now.dataset.hint : hint.dataset.setHint;
  const drawn = now ? [now] : links.filter((link) => shown().includes(link.dataset.show));
  $(".now").textContent = drawn.map(labelOf).join(", ");
  describe((uid) => shown().includes(`${kinds.get(uid)}s`));
  if (open) choose(null, { back: held });
  if (held && !isSeen(numberOf(open))) now.focus(); // the text alone has no numbers
  lay();
}

export const toggleKind = (kind) => showKinds(toggled(kind));

// Draw what belongs to one actor, speaker or topic, in place of kinds; false if it is drawn already.
function draw(name, slug, links) {
  if (slug === main.dataset[name]) {
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
  const current = links.find((link) => queryIn(link).get(name) === slug);
  current.setAttribute("aria-current", "true");
  $(".now").textContent = labelOf(current);
  const folded = current.closest("details");
  if (folded) folded.open = true;
  return true;
}

function list(uids) {
  for (const card of cards) card.classList.toggle("names", uids.has(uidOf(card)));
  for (const chip of $$(".pip")) chip.classList.toggle("names", uids.has(uidIn(chip.hash)));
}

// Light an actor's passages; list the statements within which they lie.
export function showActor(slug) {
  if (!draw("actor", slug, $$(".cast li > a"))) return;
  const listed = new Set();
  for (const mark of marks) {
    if (![...actorsIn(mark).values()].includes(slug)) continue;
    mark.classList.add("lit");
    for (const uid of mark.dataset.ann.split(" ")) listed.add(uid);
  }
  for (const path of $$("path[data-actor]")) path.classList.toggle("lit", path.dataset.actor === slug);
  // The buttons to walk by are taken along.
  const count = $(".cast [aria-current] + .who .go .num");
  const [before, after] = $$("[data-step]");
  count.before(before);
  count.after(after);
  list(listed);
  describe(() => false);
  lay();
}

// Underline and list only some statements.
function listOnly(isListed) {
  const listed = new Set(cards.filter(isListed).map(uidOf));
  for (const uid of listed) {
    numberOf(uid)?.classList.add("of");
    for (const mark of segments.get(uid) ?? []) mark.classList.add(`of-${kinds.get(uid)}`);
  }
  list(listed);
  describe((uid) => listed.has(uid));
  lay();
}

export function showTopic(slug) {
  if (!draw("topic", slug, $$(".topics a"))) return;
  listOnly((card) => $$(".tp a", card).some((link) => queryIn(link).get("topic") === slug));
}

export function showSpeaker(slug) {
  if (!draw("speaker", slug, $$(".voices a"))) return;
  listOnly((card) => card.dataset.by.split(" ").includes(slug));
}

// Draw what the address of a link names.
export function showWhat(link) {
  const query = queryIn(link);
  const [name] = ONE.filter((one) => query.has(one));
  if (name === "actor") showActor(query.get(name));
  else if (name === "speaker") showSpeaker(query.get(name));
  else if (name === "topic") showTopic(query.get(name));
  else showKinds((query.get("show") ?? "predictions").replaceAll(",", " "));
}
