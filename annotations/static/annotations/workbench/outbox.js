/**
 * What could not be sent: kept on the device in order, sent once when the connection returns.
 *
 * Every change of an annotation goes through `write`. Where the server answers, that is all. Where
 * it does not, or nobody is signed in any more, the change waits here, and the page goes on with
 * the annotation as it will be (`waiting` on it). Sending twice does no harm: a new annotation has
 * its uid from the start, and a change that is there already is recognised.
 *
 * Events: "change" (what waits, or why), "sent" (detail: {annotation} or {gone}), "refused"
 * (detail: {items, refusal}).
 */

import { rememberOf } from "./chips.js";
import { alone, Kept } from "./device.js";
import { page, say } from "./page.js";
import { same } from "./presenting.js";
import { perform, present } from "./requests.js";
import { Refusal } from "./transport.js";

const PAUSES = [2, 4, 8, 15, 30]; // seconds between tries
const MOST_FAILURES = 5; // of the server itself, before a change counts as refused

class Outbox extends EventTarget {
  store = null;
  /** The refusal that everything waits for, or null. */
  reason = null;

  #kept = new Kept("outbox");
  #timer = 0;
  #tries = 0;
  #sending = null;
  #count = 0;

  /** Draw what waits from before, hear of other windows, begin to send. */
  start(store) {
    this.store = store;
    this.redraw();
    this.#kept.onElsewhere((item) => {
      if (item) this.#draw(item);
      this.dispatchEvent(new Event("change"));
    });
    addEventListener("online", () => this.flush());
    addEventListener("focus", () => this.waiting().length && this.flush());
    document.addEventListener("visibilitychange", () => !document.hidden && this.waiting().length && this.flush());
    if (this.waiting().length) this.flush();
  }

  /** Draw what waits upon annotations that were read anew. */
  redraw() {
    this.waiting().forEach((item) => this.#draw(item));
  }

  /** What waits, in the order in which it was done. */
  waiting() {
    return this.#kept.all();
  }

  has(uid) {
    return this.waiting().some((item) => item.uid === uid);
  }

  /**
   * Do `{act, uid, body, version, step}`; returns the annotation as the server presents it, or as
   * it will, with `waiting`. Raises the server's Refusal.
   */
  async write(change) {
    const base = this.store.get(change.uid);
    if (!this.waiting().length) {
      try {
        const answer = await perform(change);
        this.#tell(change, answer);
        return answer;
      } catch (refusal) {
        if (!(refusal instanceof Refusal) || !refusal.later) throw refusal;
        this.reason = refusal;
      }
    }
    const at = Math.max(Date.now(), (this.waiting().at(-1)?.at ?? 0) + 1); // also where the clock was put back
    const key = `${String(at).padStart(15, "0")}-${String((this.#count += 1)).padStart(6, "0")}-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
    const item = { ...change, key, at, source: page.source, base: bare(base), shown: present(change, base) };
    if (!this.#kept.put(key, item)) throw new Refusal(say("noRoom"), 0);
    this.dispatchEvent(new Event("change"));
    if (this.reason) this.#later();
    else this.flush();
    return item.shown && { ...item.shown, waiting: true };
  }

  /** Try to send all that waits, once even if several windows ask; resolves when it was tried. */
  flush() {
    clearTimeout(this.#timer);
    this.#sending ??= Promise.resolve(alone("outbox", () => this.#send())).finally(() => {
      this.#sending = null;
      if (this.waiting().length) this.#later();
      this.dispatchEvent(new Event("change"));
    });
    return this.#sending;
  }

  /** Try now, and soon again if that is of no use. */
  now() {
    this.#tries = 0;
    return this.flush();
  }

  #later() {
    clearTimeout(this.#timer);
    const pause = PAUSES[Math.min(this.#tries, PAUSES.length - 1)];
    this.#timer = setTimeout(() => this.flush(), pause * 1000);
  }

  async #send() {
    const versions = new Map(); // by uid, as the changes before have left them
    for (let item = this.waiting()[0]; item; item = this.waiting()[0]) {
      try {
        const answer = await this.#sendOne(item, versions.get(item.uid));
        this.#kept.remove(item.key);
        this.reason = null;
        this.#tries = 0;
        if (answer) versions.set(item.uid, answer.version);
        this.#tell(item, answer);
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
        if (refusal.later || (refusal.status >= 500 && this.#failedAgain(item))) {
          this.reason = refusal;
          this.#tries += 1;
          return;
        }
        this.#refuse(item, refusal);
      }
      this.dispatchEvent(new Event("change"));
    }
  }

  // Send one as it is; where it is there already, that is the answer, and where nothing but what it
  // builds on has changed, it goes on top of that.
  async #sendOne(item, version) {
    try {
      return await perform(version ? { ...item, version } : item);
    } catch (refusal) {
      if (!(refusal instanceof Refusal) || ![404, 409].includes(refusal.status)) throw refusal;
      const { current = null, gone } = refusal.current ? refusal : await stands(item.uid);
      if (item.act === "remove" && gone) return null;
      if (!current) throw refusal;
      if (item.act !== "remove" && item.shown && current.state === item.shown.state && same(item.shown, current)) return current;
      const moves = item.act === "move" || item.act === "retract";
      if (item.base && current.state === item.base.state && current.version !== (version ?? item.version) && same(item.base, current) && !moves) {
        return perform({ ...item, version: current.version });
      }
      refusal.current = current;
      throw refusal;
    }
  }

  #failedAgain(item) {
    const failures = (item.failures ?? 0) + 1;
    this.#kept.put(item.key, { ...item, failures });
    return failures < MOST_FAILURES;
  }

  // What was refused no longer waits, nor what was done on top of it; its values are handed on.
  #refuse(item, refusal) {
    const items = this.waiting().filter((other) => other.uid === item.uid);
    this.dispatchEvent(new CustomEvent("refused", { detail: { items, refusal } }));
    items.forEach((other) => this.#kept.remove(other.key));
    if (item.source !== page.source) return;
    const stood = refusal.current ?? item.base;
    if (stood) this.store.put(stood);
    else this.store.remove(item.uid);
  }

  #tell(change, answer) {
    const rows = answer?.results ?? (answer?.uid ? [answer] : []);
    rows.forEach(rememberOf);
    if (change.source === page.source) this.#settle(change, answer);
    for (const annotation of rows) this.dispatchEvent(new CustomEvent("sent", { detail: { annotation } }));
    if (change.act === "remove") this.dispatchEvent(new CustomEvent("sent", { detail: { gone: change.uid } }));
  }

  // One that waited is here as the server has it, unless more of it waits.
  #settle({ uid }, answer) {
    const next = this.waiting().findLast((other) => other.uid === uid);
    if (next) this.#draw(next);
    else if (answer?.uid) this.store.put(answer);
  }

  #draw(item) {
    if (item.source !== page.source) return;
    if (!item.shown) return this.store.remove(item.uid);
    rememberOf(item.shown);
    this.store.put({ ...structuredClone(item.shown), waiting: true });
  }
}

// Without what the store works out of it.
function bare(annotation) {
  if (!annotation) return null;
  const { places, start, end, words, elsewhere, number, ...rest } = annotation;
  return rest;
}

async function stands(uid) {
  try {
    return { current: await perform({ act: "get", uid }) };
  } catch (refusal) {
    if (refusal instanceof Refusal && [404, 410].includes(refusal.status)) return { gone: true };
    throw refusal;
  }
}

export const outbox = new Outbox();
