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
  #awaited = new Set();

  constructor() {
    super();
    navigator.locks?.request(WINDOW + this.#window, () => new Promise(() => {})); // until it is closed
    this.#kept.onElsewhere(() => this.refresh());
    addEventListener("focus", () => this.refresh());
  }

  /** Keep a row `{key, …}`; false where the device has no room. */
  keep(draft) {
    const went = this.#kept.put(draft.key, { ...draft, at: Date.now(), window: this.#window });
    this.dispatchEvent(new Event("change"));
    return went;
  }

  remove(key) {
    if (!this.#kept.get(key)) return;
    this.#kept.remove(key);
    this.dispatchEvent(new Event("change"));
  }

  /** What was kept of an annotation, unless another window is at it. */
  get(key) {
    const draft = this.#kept.get(key);
    if (!draft || this.#alive.has(draft.window)) return null;
    if (draft.shown) rememberOf(draft.shown);
    return draft;
  }

  /** All, the last first, but what another window is at. */
  all() {
    const here = this.#kept.all().filter((draft) => !this.#alive.has(draft.window));
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
