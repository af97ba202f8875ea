/**
 * Leaving what is not saved: it is kept on the device, and come back to.
 *
 * Going to another passage asks nothing: it says only that one wants to look elsewhere, and who
 * tags four hundred a day does so all the time. Closing (Esc, ×) can mean "away with it" as well
 * as "later", so it asks; and so does the browser when the page is left.
 */

import { answer } from "./dialogs.js";
import { outbox } from "./outbox.js";
import { announce, byId, cut, say } from "./page.js";
import { isTyping, seedOf } from "./typing.js";

const SOON = 300; // milliseconds of typing that are waited for

export class Leaving {
  #timer = 0;
  #resuming = false;

  constructor(editor) {
    this.editor = editor;
    editor.form.addEventListener("change", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.keep(), SOON);
    });
    byId("discard").addEventListener("click", () => editor.discard());
    byId("form-close").addEventListener("click", () => editor.close());
    addEventListener("pagehide", () => this.keep());
    document.addEventListener("visibilitychange", () => document.hidden && this.keep());
    addEventListener("beforeunload", (event) => {
      if (editor.isDirty || editor.drafts.needsPage || editor.status.isBusy || outbox.waiting().length) event.preventDefault();
    });
  }

  /** Keep what is typed on the device, or nothing where nothing differs. */
  keep() {
    clearTimeout(this.#timer);
    const { editor } = this;
    const { current, key, form, drafts } = editor;
    if (!current || this.#resuming) return;
    if (!editor.isDirty) return drafts.remove(key);
    const { places, start, end, elsewhere, number, words, ...base } = current;
    const draft = {
      key, isNew: !current.uid, kind: form.kind, name: editor.name({ ...current, kind: form.kind }),
      words: cut(form.words || (words ?? ""), 120), base, places,
      snapshot: form.snapshot(), values: form.read(),
    };
    if (!drafts.keep(draft)) editor.status.failed(say("noRoom"));
  }

  /** Put the one in hand by, with what is typed of it. */
  putBy() {
    const { editor } = this;
    if (!editor.isDirty) return;
    this.keep();
    announce(say("putBy", { what: editor.name(editor.current) }));
  }

  /** Go on with what was kept. */
  resume(draft) {
    const { store, form, drafts } = this.editor;
    const stored = store.get(draft.key);
    this.#resuming = true;
    this.editor.quietly(() => {
      this.editor.show(this.#begun(draft, stored));
      if (draft.snapshot) form.restore(draft.snapshot);
      else {
        form.fill({ ...store.placed(draft.shown), uid: draft.key });
        form.dispatchEvent(new Event("change"));
      }
    });
    this.#resuming = false;
    if (draft.refusal) form.showErrors(draft.refusal.errors, draft.refusal.message);
    if (!this.editor.isDirty) drafts.remove(draft.key);
    else this.keep();
    this.editor.dispatchEvent(new Event("resumed"));
    this.editor.elsewhere.look();
  }

  /** Drop what is typed: the annotation as it is stored, or nothing if it is new. Can be undone. */
  discard() {
    const { editor } = this;
    const { current, key, form, history } = editor;
    if (editor.isDirty) {
      const what = say("stepDiscarded", { what: editor.name({ ...current, kind: form.kind }) });
      const undo = { do: "form", key, seed: seedOf(current), snapshot: form.snapshot() };
      history.forget((step) => isTyping(step, key));
      history.did({ what, undo, redo: { do: "discard", key } });
    }
    editor.drafts.remove(key);
    if (current.uid && editor.store.get(current.uid)) editor.show(editor.store.get(current.uid));
    else this.#leave();
  }

  async close() {
    const { editor } = this;
    if (!editor.current) return;
    if (editor.isDirty) {
      const way = await answer(byId("leave"));
      if (way === "save") {
        if (!(await editor.save())) return;
      } else if (way === "discard") this.discard();
      else if (way === "keep") this.putBy();
      else return;
    }
    if (editor.current) this.#leave();
  }

  #leave() {
    const { editor } = this;
    const from = editor.form.places.body?.[0]?.start ?? null;
    editor.show(null);
    editor.dispatchEvent(new CustomEvent("closed", { detail: from }));
  }

  // What the draft builds on: as it stood then, so that a later change elsewhere is seen.
  #begun(draft, stored) {
    const { store } = this.editor;
    if (draft.isNew && !stored) return { ...draft.base, places: draft.places ?? store.placed(draft.shown).places };
    if (!stored) return { ...draft.base, uid: null, key: draft.key, state: "new", may: undefined, places: draft.places };
    return draft.base?.version ? { ...store.placed(draft.base), number: stored.number } : stored;
  }
}
