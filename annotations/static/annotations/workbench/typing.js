/** What is typed and chosen in the form and not saved yet, as steps that can be undone. */

import { byId, say } from "./page.js";

const PAUSE = 1000; // milliseconds without typing that end a step
const UNTOLD = ["by-letter", "reason"]; // no part of the annotation

/** Whether a step is typing in the form of an annotation. */
export const isTyping = (step, key) => step.undo?.do === "form" && step.redo?.do === "form" && step.undo.key === key;

/** From what a form can be opened again, if nothing else is left of a new annotation. */
export function seedOf({ uid, kind, places, key }) {
  return uid ? null : { uid: null, key, kind, places, state: "new" };
}

export class Typing {
  #last = null;
  #at = 0;
  #restoring = false;

  constructor({ form, editor, history }) {
    Object.assign(this, { form, editor, history });
    const begin = () => (this.#last = editor.current ? form.snapshot() : null);
    editor.addEventListener("opened", begin);
    editor.addEventListener("resumed", begin);
    form.addEventListener("change", () => this.#changed());
    history.can("form", (way) => this.#putBack(way));
    history.can("discard", ({ key }) => this.#discard(key));
  }

  #changed() {
    const { editor, form, history } = this;
    if (this.#restoring || !this.#last || !editor.current) return;
    const now = form.snapshot();
    const field = changedField(this.#last, now);
    if (field === null) return;
    const { key } = editor;
    const step = history.last;
    const goesOn = step && isTyping(step, key) && step.field === field && Date.now() - this.#at < PAUSE;
    if (goesOn && !beginsWord(this.#last.values[field], now.values[field])) {
      step.redo.snapshot = now;
      history.changed();
    } else {
      const way = { do: "form", key, seed: seedOf(editor.current) };
      const what = field === "words" ? say("stepWords") : say("stepTyped", { field: labelOf(form, field) });
      history.did({ what, field, undo: { ...way, snapshot: this.#last }, redo: { ...way, snapshot: now } });
    }
    this.#last = now;
    this.#at = Date.now();
  }

  async #putBack({ key, seed, snapshot }) {
    const { editor, form } = this;
    this.#restoring = true;
    try {
      if (editor.key !== key) {
        await this.#open(key, seed);
        if (editor.key !== key) return;
      }
      const inForm = form.root.contains(document.activeElement);
      form.restore(snapshot, { focus: inForm });
    } finally {
      this.#restoring = false;
    }
    this.#last = form.snapshot();
    this.#at = 0;
    editor.leaving.keep();
  }

  async #open(key, seed) {
    const { editor } = this;
    const draft = editor.drafts.get(key);
    if (editor.store.get(key)) return editor.open(key);
    editor.leaving.putBy();
    if (draft) editor.leaving.resume(draft);
    else if (seed) editor.show(seed);
  }

  async #discard(key) {
    const { editor } = this;
    if (editor.key !== key) await this.#open(key, null);
    this.#restoring = true;
    try {
      editor.drafts.remove(key);
      if (editor.key === key) editor.show(editor.store.get(key));
    } finally {
      this.#restoring = false;
    }
  }
}

// Which field differs: its id, the name of a combobox, "words", "kind"; null if none does.
function changedField(before, now) {
  const differs = (one, other) => JSON.stringify(one) !== JSON.stringify(other);
  if (before.kind !== now.kind) return "kind";
  if (differs(before.places, now.places)) return "words";
  for (const [name, rows] of Object.entries(now.combos)) {
    if (!name.startsWith("link_") && differs(before.combos[name], rows)) return `combo:${name}`;
  }
  for (const [id, value] of Object.entries(now.values)) {
    const field = byId(id);
    if (UNTOLD.includes(id) || !field?.closest("#form-fields") || field.matches("[role=combobox]")) continue;
    if (before.values[id] !== value) return id;
  }
  return null;
}

function beginsWord(before, now) {
  return typeof now === "string" && now.length > before?.length && /\s$/.test(before) && /\S$/.test(now);
}

function labelOf(form, id) {
  if (id === "kind") return say("fieldKind");
  const field = id.startsWith("combo:") ? form.combos[id.slice("combo:".length)].input : byId(id);
  const label = [...(field?.labels?.[0]?.children ?? [])].find((part) => part.dataset.for && !part.hidden) ?? field?.labels?.[0];
  const words = label?.firstChild?.textContent ?? field?.getAttribute("aria-label") ?? id;
  return words.trim() || label.textContent.trim();
}
