/**
 * Who else is here, and what they change: asked every few seconds while the page is in sight.
 *
 * What others change comes into the store by itself, in one batch; the form is left alone, and the
 * editor says what became of the annotation in hand. Events: "people" (who is here changed),
 * "news" (detail: {changed: [{annotation, by}], gone}).
 */

import { api, Refusal } from "./api.js";
import { outbox } from "./outbox.js";
import { page } from "./page.js";
import { newUid } from "./presenting.js";

const PAUSE = 15; // seconds
const PAUSES = [15, 30, 60, 120]; // while the server is away
const SOON = 1;
const FRESH = 90_000; // milliseconds: somewhat more than the server looks back

export class Presence extends EventTarget {
  /** The others: `{name, own, paragraph, annotation}`, one for each window. */
  people = [];
  /** The number of the source's text as it is now. */
  revision = page.revision;

  #window = newUid();
  #cursor = page.cursor;
  #timer = 0;
  #asking = false;
  #again = false;
  #failures = 0;
  #told = null; // the open annotation, as the server knows it
  #strayed = false; // whether what is here came to other totals the last time

  constructor(bench) {
    super();
    this.bench = bench;
    document.addEventListener("visibilitychange", () => this.#onSight());
    addEventListener("online", () => this.ask());
    addEventListener("pagehide", () => this.#leave());
    addEventListener("pageshow", ({ persisted }) => persisted && this.ask());
    bench.editor.addEventListener("opened", () => this.#open !== this.#told && this.ask());
    queueMicrotask(() => this.ask()); // once all parts of the page are there
  }

  get #open() {
    return this.bench.editor.current?.uid ?? null;
  }

  /** Ask now, or once the answer that is awaited has come. */
  async ask() {
    clearTimeout(this.#timer);
    if (document.hidden) return;
    this.#again = this.#asking;
    if (this.#asking) return;
    this.#asking = true;
    let pause = PAUSE;
    try {
      const taken = this.#take(await api.beat(this.#news()));
      this.#failures = 0;
      if (!taken) pause = SOON;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      pause = PAUSES[Math.min(this.#failures, PAUSES.length - 1)];
      this.#failures += 1;
    } finally {
      this.#asking = false;
    }
    if (this.#again) this.ask();
    else this.#timer = setTimeout(() => this.ask(), pause * 1000);
  }

  #news() {
    this.#told = this.#open;
    const index = this.bench.reading.inHand();
    return {
      window: this.#window,
      paragraph: index === null ? null : this.bench.text.paragraphs[index].number,
      annotation: this.#told,
      since: this.#cursor,
      known: this.#known(),
    };
  }

  // The versions of what changed last, by the server's clock: it need not tell of them again.
  #known() {
    const rows = this.#stored();
    const times = rows.map((annotation) => Date.parse(annotation.changed_at));
    const since = Math.max(...times) - FRESH;
    const fresh = rows.filter((_row, index) => times[index] >= since).slice(-1000);
    return Object.fromEntries(fresh.map(({ uid, version }) => [uid, version]));
  }

  // What stands here as the server has it.
  #stored() {
    return this.bench.store.all().filter((annotation) => !annotation.waiting);
  }

  // False where something is being saved: its answer comes first, and this is told once more.
  #take({ people, changes, by, gone, anew, count, versions, revision, cursor }) {
    this.people = people;
    this.revision = revision;
    this.dispatchEvent(new Event("people"));
    const { store, status, reading } = this.bench;
    reading.flush();
    if (status.isBusy && (changes.length || gone.length || anew)) return false;
    this.#cursor = cursor;
    const changed = changes.filter(({ uid, version }) => (store.get(uid)?.version ?? 0) < version && !outbox.has(uid));
    this.#bring(changed, gone.filter((uid) => store.get(uid) && !outbox.has(uid)), by);
    this.#compare(count, versions, anew);
    return true;
  }

  #bring(changed, gone, by = {}) {
    if (!changed.length && !gone.length) return;
    const { store } = this.bench;
    const lost = gone.map((uid) => store.get(uid));
    store.merge(changed, gone);
    const told = changed.map(({ uid }) => ({ annotation: store.get(uid), by: by[uid] ?? "" }));
    this.dispatchEvent(new CustomEvent("news", { detail: { changed: told, gone: lost } }));
  }

  // Twice in a row another sum than the server's: something was missed, so all is read anew; or the
  // server says at once that it would be too much to tell.
  async #compare(count, versions, anew) {
    const rows = this.#stored();
    const sum = rows.reduce((total, { version }) => total + version, 0);
    const strays = (rows.length !== count || sum !== versions) && !outbox.waiting().length;
    const again = strays && (anew || this.#strayed);
    this.#strayed = strays && !again;
    if (!again) return;
    try {
      const there = new Map((await api.list()).map((annotation) => [annotation.uid, annotation]));
      if (this.bench.status.isBusy || outbox.waiting().length) return;
      const changed = [...there.values()].filter(({ uid, version }) => this.bench.store.get(uid)?.version !== version);
      this.#bring(changed, this.#stored().map(({ uid }) => uid).filter((uid) => !there.has(uid)));
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal; // the next answer tells again
    }
  }

  #onSight() {
    if (document.hidden) clearTimeout(this.#timer);
    else this.ask();
  }

  #leave() {
    clearTimeout(this.#timer);
    api.leavePage(this.#window);
  }
}
