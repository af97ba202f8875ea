/**
 * Overlapping passages as flat markup: one <mark> for every piece that the same passages cover,
 * never one inside another. The twin, for this page, of annotations/spans/{segment,lanes}.py.
 */

import { escapeHtml } from "./page.js";

const LANES = 3; // of underlines below the words, as in lanes.py
const PREFIX = { claim: "c", prediction: "p" };

/** Outermost first: the earlier start, then the later end. */
export const nesting = (one, other) =>
  one.start - other.start || other.end - one.end || (one.uid < other.uid ? -1 : 1);

/** Give every claim and prediction its lane: `lane`, and `lowered` where only predictions push it. */
export function giveLanes(passages) {
  const all = Array.from({ length: LANES }, () => new Row());
  const ofClaims = Array.from({ length: LANES }, () => new Row());
  const place = (passage) => {
    const lane = all.findIndex((row) => row.hasRoomFor(passage));
    passage.lane = lane < 0 ? LANES - 1 : lane;
    if (lane < 0) return;
    all[lane].add(passage);
    if (passage.kind === "claim") ofClaims[lane].add(passage);
  };
  const length = (passage) => passage.end - passage.start;
  passages
    .filter((passage) => passage.kind === "prediction")
    .sort((one, other) => length(one) - length(other) || one.start - other.start)
    .forEach(place);
  const claims = passages.filter((passage) => passage.kind === "claim");
  claims.forEach(place);
  for (const claim of claims) {
    claim.lowered = claim.lane > 0 && ofClaims.slice(0, claim.lane).every((row) => row.hasRoomFor(claim));
  }
}

/** Stretches that do not overlap, in order: whether there is room is asked of two neighbours. */
class Row {
  #stretches = [];

  hasRoomFor({ start, end }) {
    const next = this.#after(start);
    return (this.#stretches[next - 1]?.end ?? 0) <= start && (this.#stretches[next]?.start ?? Infinity) >= end;
  }

  add(stretch) {
    this.#stretches.splice(this.#after(stretch.start), 0, stretch);
  }

  #after(start) {
    let [low, high] = [0, this.#stretches.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#stretches[middle].start <= start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The markup of one paragraph; `passages` are those that touch it, outermost first. */
export function paragraphHtml(paragraph, passages) {
  const cuts = new Set([paragraph.start, paragraph.end]);
  for (const { start, end } of passages) {
    if (start > paragraph.start) cuts.add(start);
    if (end < paragraph.end) cuts.add(end);
  }
  const places = [...cuts].sort((one, other) => one - other);
  let html = "";
  for (let index = 0; index + 1 < places.length; index += 1) {
    const [from, to] = [places[index], places[index + 1]];
    const covering = passages.filter((passage) => passage.start <= from && passage.end >= to);
    const words = escapeHtml(paragraph.words.slice(from - paragraph.start, to - paragraph.start));
    html += covering.filter((passage) => passage.start === from).map(number).join("");
    html += covering.length ? mark(covering, from, to, words) : words;
  }
  return html;
}

function mark(covering, from, to, words) {
  const classes = new Set();
  for (const passage of covering) {
    classes.add(passage.kind);
    if (passage.state !== "published") classes.add(`is-${passage.state}`);
    if (passage.lane === undefined) continue;
    classes.add(PREFIX[passage.kind] + passage.lane);
    if (passage.lowered) classes.add("u");
  }
  const uids = covering.map((passage) => passage.uid).join(" ");
  return `<mark data-ann="${uids}" data-from="${from}" data-to="${to}" class="${[...classes].join(" ")}">${words}</mark>`;
}

// The number is drawn by the stylesheet, so that the text of the page stays the text.
function number(passage) {
  if (!passage.number) return "";
  return `<b class="ref ${passage.kind}" data-only="${passage.uid}" data-number="${passage.number}"></b>`;
}
