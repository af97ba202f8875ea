// The reader's page as the other modules know it: its parts, and which mark belongs to what.

export const main = document.querySelector("main.reader");
export const article = main?.querySelector(".art");
export const wide = matchMedia("(min-width: 74.01rem)");

export const $ = (selector, root = main) => root.querySelector(selector);
export const $$ = (selector, root = main) => [...root.querySelectorAll(selector)];

export const marks = article ? $$("mark[data-ann]", article) : [];
export const cards = article ? $$(".card") : [];

// Every annotation's marks in the order of the text, and the kind of every claim and prediction.
export const segments = new Map();
for (const mark of marks) {
  for (const uid of mark.dataset.ann.split(" ")) {
    if (!segments.has(uid)) segments.set(uid, []);
    segments.get(uid).push(mark);
  }
}
export const kinds = new Map(
  [...(article ? $$(".ref", article) : []), ...cards].map((element) => [
    element.id.slice(1),
    element.classList.contains("claim") ? "claim" : "prediction",
  ]),
);

// The actors whom the mentions on a mark name, by the mentions' uids.
export function actorsIn(mark) {
  const mentions = mark.dataset.ann.split(" ").filter((uid) => !kinds.has(uid));
  const actors = mark.dataset.actor?.split(" ") ?? [];
  return new Map(mentions.map((uid, at) => [uid, actors[at]]));
}

export const uidOf = (element) => element.id.slice(1);
export const cardOf = (uid) => document.getElementById(`c${uid}`);
export const numberOf = (uid) => document.getElementById(`a${uid}`);
export const isSeen = (element) => element.getClientRects().length > 0;

export const shown = () => main.dataset.show.split(" ").filter(Boolean);
export const showsKind = (kind) => shown().includes(`${kind}s`);

// The uid in an address such as "#c3f2…", or null.
export const uidIn = (hash) => hash.match(/^#c([0-9a-f-]{36})$/)?.[1] ?? null;

export const smooth = () =>
  matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

// Storage may be forbidden; a choice then lasts as long as the page.
export const store = {
  get(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // nothing to do
    }
  },
};
