/** The values that a curator chose last, by kind, on this device: a new annotation begins with them. */

import { Kept } from "./device.js";
import { byId } from "./page.js";

// Those that come in runs; what differs from passage to passage is never guessed from another one.
const RUNS = { claim: { kind: "claim_kind" }, prediction: { form: "form" } };

export class Remembering {
  #kept = new Kept("last");
  #begun = null; // the annotation that began with what is remembered

  constructor({ form, editor }) {
    Object.assign(this, { form, editor });
    form.begin = (annotation) => this.begin(annotation);
    form.addEventListener("change", () => this.#mark());
    editor.addEventListener("opened", () => this.#mark());
    editor.addEventListener("saved", () => this.#keep());
  }

  /** Give a new annotation what its kind was given last. */
  begin(annotation) {
    const { kind } = annotation;
    const last = this.#kept.get(kind) ?? {};
    this.#begun = { kind, last };
    return { ...annotation, [kind]: { ...last, ...annotation[kind] } };
  }

  #keep() {
    const { kind, ...saved } = this.editor.current;
    const last = Object.fromEntries(Object.keys(RUNS[kind] ?? {}).map((name) => [name, saved[kind][name]]));
    this.#kept.put(kind, last);
  }

  // It is said that a value is last time's, while it is.
  #mark() {
    const isNew = this.editor.current?.state === "new" && this.#begun?.kind === this.form.kind;
    for (const [kind, names] of Object.entries(RUNS)) {
      for (const [name, field] of Object.entries(names)) {
        const value = isNew && kind === this.form.kind && this.#begun.last[name];
        byId(`last-${field}`).hidden = !value || this.form.fields[field].value !== value;
      }
    }
  }
}
