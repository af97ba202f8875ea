/**
 * What could be tagged next. The server is asked for it when there is nothing else to do, and again
 * after every change of the annotations; nothing of it is ever saved by itself.
 *
 * A suggestion is as the API tells it, with its `key`, the same in every answer on this text, and
 * its `place` in UTF-16.
 */

import { api, Refusal } from "./api.js";
import { page } from "./page.js";

const KEPT = "suggestions"; // what is shown, on this device
const PAUSE = 600; // milliseconds without a change that are waited for
export const KINDS = ["mention", "prediction"];

const keyOf = ({ kind, start, end }) => `${kind}:${start}:${end}`;
const inOrder = (one, other) => one.place.start - other.place.start || other.place.end - one.place.end;

export class Suggestions extends EventTarget {
  /** Whether an answer has come; before, nobody knows how many there are. */
  isKnown = false;

  #all = [];
  #underWay = new Set(); // keys of what is being taken or turned down
  #taken = new Map(); // by key: what has been tagged since the page was loaded
  #asked = 0;
  #timer = 0;
  #shown = true;
  #kinds = new Set(KINDS);

  constructor({ store, text }) {
    super();
    this.store = store;
    this.text = text;
    this.#recall();
    if (!page.mayAnnotate) return;
    store.addEventListener("change", () => this.#onStore());
    addEventListener("online", () => this.#later());
    this.#later();
  }

  /** Whether they are shown at all. */
  get shown() {
    return this.#shown;
  }

  set shown(on) {
    this.#shown = on;
    this.#keep();
  }

  /** Those shown now, in the order of the text. */
  get left() {
    return this.#shown ? this.all.filter((one) => this.#kinds.has(one.kind)) : [];
  }

  /** All that are left, shown or not. */
  get all() {
    return this.#all.filter((one) => !this.#underWay.has(one.key));
  }

  has(kind) {
    return this.#kinds.has(kind);
  }

  /** Show one kind or do not; the last one that is shown gives way to the other. */
  toggle(kind) {
    if (!this.#kinds.delete(kind)) this.#kinds.add(kind);
    if (!this.#kinds.size) KINDS.filter((other) => other !== kind).forEach((other) => this.#kinds.add(other));
    this.#keep();
  }

  /** It is being taken or turned down: it goes at once. */
  begin(one) {
    this.#underWay.add(one.key);
    this.#changed();
  }

  /** That was done, or it failed and it comes back. */
  end(one, isDone) {
    this.#underWay.delete(one.key);
    if (isDone) this.#drop((other) => other.key !== one.key);
    this.#changed();
    this.#later();
  }

  /** What was done about it is undone; event "back" tells of it. */
  back(one) {
    if (!this.#all.some((other) => other.key === one.key)) this.#all = [...this.#all, one].sort(inOrder);
    this.#changed();
    this.#later();
    this.dispatchEvent(new CustomEvent("back", { detail: one }));
  }

  // What is tagged now is suggested no more; what no longer is, is suggested again.
  #onStore() {
    const tagged = this.#tagged();
    const gone = this.#all.filter(({ key }) => tagged.has(key));
    gone.forEach((one) => this.#taken.set(one.key, one));
    const free = [...this.#taken.values()].filter(({ key }) => !tagged.has(key) && !this.#underWay.has(key));
    free.forEach(({ key }) => this.#taken.delete(key));
    if (this.#drop(({ key }) => !tagged.has(key))) this.#changed();
    free.forEach((one) => this.back(one));
    this.#later();
  }

  // An answer that is on its way was asked before this change, and is not waited for.
  #later() {
    this.#asked += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => requestIdleCallback(() => this.#ask(), { timeout: 2000 }), PAUSE);
  }

  async #ask() {
    const asked = this.#asked;
    let answer;
    try {
      answer = await api.suggestions();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      return; // they are an offer: without them the page works, and the next change asks again
    }
    if (asked !== this.#asked) return;
    // A text that was corrected meanwhile has other places.
    const rows = answer.revision === page.revision ? answer.results : [];
    this.#all = rows.map((row) => ({ ...row, key: keyOf(row), place: this.placeOf(row) }));
    this.isKnown = true;
    this.#changed();
  }

  /** A place of the server in UTF-16. */
  placeOf({ start, end }) {
    return { start: this.text.toUtf16(start), end: this.text.toUtf16(end) };
  }

  // The keys of what is tagged already, to the letter.
  #tagged() {
    const keys = new Set();
    for (const { kind, spans } of this.store.all()) {
      for (const { role, revision, start, end } of spans) {
        if (role === "body" && revision === page.revision) keys.add(keyOf({ kind, start, end }));
      }
    }
    return keys;
  }

  #drop(stays) {
    const before = this.#all.length;
    this.#all = this.#all.filter(stays);
    return this.#all.length !== before;
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }

  #recall() {
    try {
      const { shown, kinds } = JSON.parse(localStorage.getItem(KEPT)) ?? {};
      this.#shown = shown ?? true;
      if (kinds?.length) this.#kinds = new Set(kinds.filter((kind) => KINDS.includes(kind)));
    } catch {
      // storage is refused, or holds something else
    }
  }

  #keep() {
    try {
      localStorage.setItem(KEPT, JSON.stringify({ shown: this.#shown, kinds: [...this.#kinds] }));
    } catch {
      // it lasts until the page is left
    }
    this.#changed();
  }
}
