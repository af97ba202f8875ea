/**
 * What is typed and not saved, kept on the device: one row for an annotation, of one person and
 * one source. It is kept within a moment of typing, so a closed tab or a crash loses nothing.
 *
 * Each window holds a lock while it is open; so what another open window is writing is known from
 * what was left behind.
 */

import { rememberOf } from "./chips.js";
import { Kept } from "./device.js";
import { page } from "./page.js";
import { newUid } from "./presenting.js";

const WINDOW = "workbench:window:";

export class Drafts extends EventTarget {
  #kept = new Kept(`draft:${page.source}`);
  #window = newUid();
  #alive = new Set();
  #unkept = new Map(); // by key: what the device has no room for, until the page is left
  #awaited = new Set();

  constructor() {
    super();
    navigator.locks?.request(WINDOW + this.#window, () => new Promise(() => {})); // until it is closed
    this.#kept.onElsewhere(() => this.refresh());
    addEventListener("focus", () => this.refresh());
  }

  /** Whether something is lost once the page is left. */
  get needsPage() {
    return this.#unkept.size > 0;
  }

  /** Keep a row `{key, …}`; false where the device has no room, and it lasts until the page is left. */
  keep(draft) {
    const row = { ...draft, at: Date.now(), window: this.#window };
    const went = this.#kept.put(draft.key, row);
    if (went) this.#unkept.delete(draft.key);
    else this.#unkept.set(draft.key, row);
    this.dispatchEvent(new Event("change"));
    return went;
  }

  /** Keep a row for another source, to be found when that is opened; false where there is no room. */
  keepFor(source, draft) {
    return new Kept(`draft:${source}`).put(draft.key, { ...draft, at: Date.now(), window: null });
  }

  remove(key) {
    if (!this.#unkept.delete(key) && !this.#kept.get(key)) return;
    this.#kept.remove(key);
    this.dispatchEvent(new Event("change"));
  }

  /** What was kept of an annotation, unless another window is at it. */
  get(key) {
    const draft = this.#unkept.get(key) ?? this.#kept.get(key);
    if (!draft || this.#alive.has(draft.window)) return null;
    if (draft.shown) rememberOf(draft.shown);
    return draft;
  }

  /** All, the last first, but what another window is at. */
  all() {
    const kept = this.#kept.all().filter(({ key, window }) => !this.#alive.has(window) && !this.#unkept.has(key));
    const here = [...kept, ...this.#unkept.values()];
    return here.sort((one, other) => other.at - one.at);
  }

  /** Look which other windows are open. */
  async refresh() {
    const { held = [] } = (await navigator.locks?.query()) ?? {};
    const windows = held.filter(({ name }) => name.startsWith(WINDOW)).map(({ name }) => name.slice(WINDOW.length));
    this.#alive = new Set(windows.filter((id) => id !== this.#window));
    this.#alive.forEach((id) => this.#await(id));
    this.dispatchEvent(new Event("change"));
  }

  // Its lock is had when it is closed, and what it left is then known.
  async #await(id) {
    if (this.#awaited.has(id)) return;
    this.#awaited.add(id);
    await navigator.locks.request(WINDOW + id, () => {});
    this.refresh();
  }
}
