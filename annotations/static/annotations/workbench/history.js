/**
 * Undo and redo, across saves: all that was done on the page, in the order in which it happened,
 * each with the way back and the way again. It outlives a reload of the page in the same tab.
 *
 * A feature that has changed something tells it by `did({what, undo, redo})`. A way is either data,
 * `{do: "delete", …}`, for which somebody has said by `can("delete", run)` what it is, or a
 * function, which a reload forgets. Both are asynchronous and raise a Refusal where they are
 * barred, which is then shown, and the step stays, as it does where a way returns false: somebody
 * thought better of it. A sentence that a way returns is told along.
 */

import { Refusal } from "./api.js";
import { announce, byId, page, say } from "./page.js";

const MOST = 300; // steps kept
const KEPT = `workbench:${page.account}:${page.source}:history`;
const SOON = 250; // milliseconds until they are kept

export class History extends EventTarget {
  #done = [];
  #undone = [];
  #ways = new Map();
  #awaited = [];
  #barred = null; // the step that was refused last
  #busy = null;
  #timer = 0;

  constructor(keys, status) {
    super();
    this.status = status;
    const add = (names, says, run) =>
      keys.add({ keys: names, where: "anywhere", group: say("keysEdit"), says: say(says), run: ({ target }) => ours(target) && void run() });
    add(["Mod+z"], "undo", () => this.undo());
    add(["Mod+Shift+z", "Mod+y"], "redo", () => this.redo());
    byId("undo").addEventListener("click", () => this.undo());
    byId("redo").addEventListener("click", () => this.redo());
    addEventListener("pagehide", () => this.#keep());
    this.#read();
    this.#show();
  }

  /** What a way of this name does: `run(way)`. */
  can(name, run) {
    this.#ways.set(name, run);
  }

  /** What is under way is waited for, before a step is taken back: `work()` resolves once it is told here. */
  waitFor(work) {
    this.#awaited.push(work);
  }

  /** Resolves once no step is being taken. */
  async rest() {
    while (this.#busy) await this.#busy;
  }

  /** The last step, to be gone on with by who made it; null once something was undone since. */
  get last() {
    return this.#undone.length ? null : (this.#done.at(-1) ?? null);
  }

  /** Something was done; what was undone before can no longer be done again. */
  did(step) {
    this.#done.push(step);
    if (this.#done.length > MOST) this.#done.shift();
    this.#undone.length = 0;
    this.changed();
  }

  /** Forget the steps that fit: another says the same at once. */
  forget(fits) {
    for (const steps of [this.#done, this.#undone]) steps.splice(0, steps.length, ...steps.filter((step) => !fits(step)));
    this.changed();
  }

  /** A step was gone on with. */
  changed() {
    this.#show();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), SOON);
  }

  undo() {
    return this.#take(this.#done, this.#undone, "undo", "undid");
  }

  redo() {
    return this.#take(this.#undone, this.#done, "redo", "redid");
  }

  async #take(from, to, way, said) {
    do {
      await this.rest(); // keys may come quicker than answers, and one waits for another
      await Promise.all(this.#awaited.map((work) => work()));
    } while (this.#busy);
    const step = from.at(-1);
    if (!step) return announce(say(way === "undo" ? "nothingToUndo" : "nothingToRedo"));
    let ready;
    this.#busy = new Promise((resolve) => (ready = resolve));
    try {
      const went = await this.#go(step[way]);
      if (went === false) return this.status.told(say("stays", { what: step.what }));
      if (from.at(-1) !== step) return; // it was told anew meanwhile
      from.pop();
      to.push(step);
      const told = say(said, { what: step.what }) + (typeof went === "string" && went ? `. ${went}` : "");
      if (step[way].do === "form") announce(told); // it is seen in the form
      else this.status.told(told); // it may be far from what is in sight
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      const told = this.#pass(step, from, refusal);
      this.status.failed(told, { whole: true });
      announce(told);
    } finally {
      this.#busy = null;
      ready();
      this.changed();
    }
  }

  // Asked for a second time, a step that others went over is let go, for others wait behind it.
  #pass(step, from, { status, message }) {
    const told = say("barred", { what: step.what, why: message });
    if (![404, 409].includes(status)) return told;
    if (this.#barred !== step) {
      this.#barred = step;
      return `${told} ${say("onceMore")}`;
    }
    from.splice(from.indexOf(step), 1);
    return `${told} ${say("passedOver")}`;
  }

  #go(way) {
    return typeof way === "function" ? way() : this.#ways.get(way.do)(way);
  }

  #show() {
    for (const [id, steps, name] of [["undo", this.#done, "undoThis"], ["redo", this.#undone, "redoThis"]]) {
      const button = byId(id);
      const last = steps.at(-1);
      button.disabled = !last;
      button.title = last ? say(name, { what: last.what }) : say(id);
      button.setAttribute("aria-label", button.title);
    }
  }

  #keep() {
    clearTimeout(this.#timer);
    const kept = (steps) => steps.filter(({ undo, redo }) => undo.do && redo.do);
    for (let [done, undone] = [kept(this.#done), kept(this.#undone)]; ; done = done.slice(Math.ceil(done.length / 2))) {
      try {
        return sessionStorage.setItem(KEPT, JSON.stringify({ done, undone }));
      } catch {
        if (!done.length) return; // storage is refused, or too small for anything
        undone = [];
      }
    }
  }

  #read() {
    try {
      const { done = [], undone = [] } = JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
      this.#done = done;
      this.#undone = undone;
    } catch {
      // storage is refused
    }
  }
}

// In a field that is no part of an annotation, and where a name is being looked for, the browser's
// own undo is meant.
function ours(target) {
  if (!target.matches?.("input:not([type=checkbox], [type=radio]), textarea")) return true;
  return Boolean(target.closest("#form-fields")) && !(target.matches("[role=combobox]") && target.value);
}
