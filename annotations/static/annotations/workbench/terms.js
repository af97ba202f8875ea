/** By what a prediction is judged: its ground, and the basis of its deadline that belongs to it. */

import { byId, page, say } from "./page.js";

export class Terms {
  #ground = "";
  #bases = {}; // by the ground that they belong to
  #typed = false;

  constructor(fields) {
    this.fields = fields;
    fields.horizon_ground.addEventListener("change", () => this.#change());
    fields.deadline_basis.addEventListener("input", () => (this.#typed = true));
  }

  /** What the field says of the deadline now was said with the ground that is chosen now. */
  keep() {
    this.#ground = this.fields.horizon_ground.value;
    this.#bases = {};
    this.#typed = false;
  }

  /** Fill in a horizon; what its basis is, the server works out where none is given. */
  set({ ground, start, end, basis }) {
    this.fields.horizon_ground.value = ground;
    this.fields.horizon_start.value = start ?? "";
    this.fields.horizon_end.value = end ?? "";
    this.fields.deadline_basis.value = basis ?? "";
    this.keep();
  }

  /** Leave out of a detail what does not belong to its ground. */
  settle(detail) {
    if (detail.horizon_ground !== "stated") detail.horizon_end = null;
    if (detail.horizon_ground !== "event") detail.deadline = null;
    // With another ground, and untouched, a basis is worked out anew.
    const stands = detail.deadline_basis.startsWith("five years from");
    if (detail.horizon_ground === "default-5y" && !stands) detail.deadline_basis = "";
  }

  /** Which fields the ground asks for. */
  get shown() {
    const ground = this.fields.horizon_ground.value;
    const [stated, event] = [ground === "stated", ground === "event"];
    return { stated, event, dates: stated || event, basis: ground !== "default-5y" };
  }

  draw() {
    const fiveYears = page.fiveYears ? say("dueBy", { date: page.fiveYears }) : say("noDate");
    byId("due").textContent = this.fields.horizon_ground.value === "default-5y" ? fiveYears : "";
  }

  snapshot() {
    return { ground: this.#ground, bases: { ...this.#bases }, typed: this.#typed };
  }

  restore({ ground, bases, typed }) {
    this.#ground = ground;
    this.#bases = { ...bases };
    this.#typed = typed;
  }

  // Another ground has another basis: its own if it had one before, or what the server works out.
  // What was typed since stays.
  #change() {
    const { horizon_ground: ground, deadline_basis: basis } = this.fields;
    if (!this.#typed) {
      this.#bases[this.#ground] = basis.value;
      basis.value = this.#bases[ground.value] ?? "";
    }
    this.#ground = ground.value;
  }
}
