/** All annotations of the source, and where they stand in the text of this revision. */

import { rememberOf } from "./chips.js";
import { nesting } from "./flat.js";
import { page } from "./page.js";

/** The words, by role, of what does not stand in this revision, and the last one it stood in. */
function elsewhere({ spans }) {
  const revision = Math.max(...spans.map((span) => span.revision));
  const words = {};
  for (const span of spans.filter((one) => one.revision === revision)) {
    words[span.role] = words[span.role] ? `${words[span.role]} … ${span.exact}` : span.exact;
  }
  return { revision, words };
}

/** Its event "change" tells which: `{uids}`, of what was put, let go or given another number. */
export class Store extends EventTarget {
  #annotations = new Map();

  constructor(text, annotations) {
    super();
    this.text = text;
    annotations.forEach((annotation) => this.#keep(annotation));
    this.#number();
  }

  get(uid) {
    return this.#annotations.get(uid) ?? null;
  }

  /** In the order of the text; what does not stand in this revision comes last. */
  all() {
    return this.inOrder;
  }

  put(annotation) {
    this.merge([annotation]);
  }

  /** Take several, and tell of them once. */
  putAll(annotations) {
    this.merge(annotations);
  }

  remove(uid) {
    this.merge([], [uid]);
  }

  /** Take in several and let others go (by uid), and tell of them once; of what is here already, not at all. */
  merge(annotations, gone = []) {
    const news = annotations.filter((annotation) => this.get(annotation.uid) !== annotation);
    const left = gone.filter((uid) => this.#annotations.has(uid));
    if (!news.length && !left.length) return;
    news.forEach((annotation) => this.#keep(annotation));
    left.forEach((uid) => this.#annotations.delete(uid));
    this.#changed([...news.map(({ uid }) => uid), ...left]);
  }

  replaceAll(annotations) {
    const before = [...this.#annotations.keys()];
    this.#annotations.clear();
    annotations.forEach((annotation) => this.#keep(annotation));
    this.#changed([...before, ...this.#annotations.keys()]);
  }

  /** Offsets of an annotation in this revision by role: `{body: [{start, end}], …}`. */
  placesOf(annotation) {
    const places = {};
    const here = annotation.spans.filter((span) => span.revision === page.revision);
    for (const span of here.sort((one, other) => one.part - other.part)) {
      const place = { start: this.text.toUtf16(span.start), end: this.text.toUtf16(span.end) };
      (places[span.role] ??= []).push(place);
    }
    return places;
  }

  /** A row that is not among them, as one that is: with its places and words. */
  placed(row) {
    return this.#worked({ ...row });
  }

  #keep(annotation) {
    rememberOf(annotation);
    this.#annotations.set(annotation.uid, this.#worked(annotation));
  }

  // Where it stands, and in which words.
  #worked(annotation) {
    annotation.places = this.placesOf(annotation);
    const body = annotation.places.body ?? [];
    annotation.start = body.length ? body[0].start : Infinity;
    annotation.end = body.length ? body[body.length - 1].end : Infinity;
    const here = body.map(({ start, end }) => this.text.words.slice(start, end)).join(" … ");
    annotation.elsewhere = here ? null : elsewhere(annotation);
    annotation.words = here || annotation.elsewhere.words.body;
    return annotation;
  }

  // Returns the uids of those that have another number now.
  #number() {
    this.inOrder = [...this.#annotations.values()].sort(nesting);
    const counts = { claim: 0, prediction: 0, mention: 0 };
    const renumbered = [];
    for (const annotation of this.inOrder) {
      const number = annotation.state === "withdrawn" ? 0 : (counts[annotation.kind] += 1);
      if (annotation.number !== number) renumbered.push(annotation.uid);
      annotation.number = number;
    }
    return renumbered;
  }

  #changed(uids) {
    const renumbered = this.#number();
    this.dispatchEvent(new CustomEvent("change", { detail: { uids: new Set([...uids, ...renumbered]) } }));
  }
}
