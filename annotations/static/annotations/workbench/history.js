/**
 * Undo and redo, across saves: what was done on the page, each with the way back and the way again.
 *
 * A feature that has changed something tells it by `did({what, undo, redo})`; both ways are
 * asynchronous and raise a Refusal where they are barred, which is then shown, and the step stays.
 */

import { Refusal } from "./api.js";
import { announce, byId, say } from "./page.js";

const MOST = 200; // steps kept

export class History extends EventTarget {
  #done = [];
  #undone = [];
  #busy = false;

  constructor(keys, status) {
    super();
    this.status = status;
    keys.add({ keys: ["Mod+z"], where: "page", group: say("keysEdit"), says: say("undo"), run: () => void this.undo() });
    keys.add({
      keys: ["Mod+Shift+z", "Mod+y"], where: "page", group: say("keysEdit"), says: say("redo"), run: () => void this.redo(),
    });
    byId("undo").addEventListener("click", () => this.undo());
    byId("redo").addEventListener("click", () => this.redo());
    this.#show();
  }

  /** Something was done; what was undone before can no longer be done again. */
  did(step) {
    this.#done.push(step);
    if (this.#done.length > MOST) this.#done.shift();
    this.#undone = [];
    this.#show();
  }

  undo() {
    return this.#take(this.#done, this.#undone, "undo", "undid");
  }

  redo() {
    return this.#take(this.#undone, this.#done, "redo", "redid");
  }

  async #take(from, to, way, said) {
    const step = from.at(-1);
    if (!step || this.#busy) return;
    this.#busy = true;
    try {
      await step[way]();
      from.pop();
      to.push(step);
      announce(say(said, { what: step.what }));
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.status.failed(refusal.message);
    } finally {
      this.#busy = false;
      this.#show();
    }
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
}
