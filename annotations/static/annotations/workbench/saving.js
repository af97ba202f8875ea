/** The annotation in hand is saved; what is refused is told where it belongs, and nothing typed is lost. */

import { api, Refusal } from "./api.js";
import { resolve } from "./conflict.js";
import { announce, byId, say } from "./page.js";
import { newUid, presentedOf, sentOf } from "./presenting.js";
import { isTyping } from "./typing.js";

export class Saving {
  #busy = null;
  #turn = Promise.resolve();
  #resolving = false;

  constructor(editor) {
    this.editor = editor;
    editor.history.waitFor(async () => {
      await this.#turn;
      await this.rest();
    });
    editor.form.root.addEventListener("submit", (event) => {
      event.preventDefault();
      editor.save();
    });
  }

  /** Whether an answer is awaited, which tells how the one in hand stands. */
  get isBusy() {
    return Boolean(this.#busy);
  }

  /** Resolves once no answer is awaited: what comes next builds on it. */
  async rest() {
    while (this.#busy) await this.#busy;
  }

  /** Save what is typed; whether there is now nothing left to save. A key pressed twice takes its turn. */
  async save() {
    const { current, key } = this.editor;
    if (!current) return false;
    const saved = this.#turn.then(() => this.#save(key));
    this.#turn = saved.catch(() => {}); // who asked hears of it
    return saved;
  }

  // Another may be opened while it waits, and is not what was meant.
  async #save(key) {
    const { editor } = this;
    await editor.history.rest();
    await this.rest();
    if (!editor.current) return true;
    if (editor.key !== key || editor.mayNotChange || this.#resolving) return false;
    if (!(await editor.form.settle())) return false; // words are typed that name nobody yet
    if (editor.key !== key) return false;
    if (editor.current.uid && !editor.isDirty) {
      announce(say("nothingChanged"));
      return true;
    }
    const reason = editor.form.fields.reason.value.trim();
    return this.#send(editor.current, editor.form.read(), reason);
  }

  /** Ask the server; undefined if it refused, which is then shown. */
  async ask(request) {
    const { status } = this.editor;
    await this.rest();
    let ready;
    this.#busy = new Promise((done) => (ready = done));
    status.saving();
    try {
      const result = await request();
      status.saved();
      return result;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      status.failed(refusal.message);
      await this.#refused(refusal);
      return undefined;
    } finally {
      this.#busy = null;
      ready();
    }
  }

  /** Let two versions be put together; `theirs` is how it stands now. Whether it was then saved. */
  async resolve(theirs) {
    const { editor } = this;
    if (this.#resolving) return false;
    const base = editor.current;
    editor.quietly(() => editor.store.put(theirs));
    this.#resolving = true;
    const found = await resolve(editor, theirs).finally(() => (this.#resolving = false));
    if (!found || editor.current !== base) {
      editor.elsewhere.look(); // it stays as it is, typed and kept
      return false;
    }
    const row = editor.store.get(theirs.uid);
    if (found.take) {
      editor.drafts.remove(row.uid);
      editor.show(row);
      byId("form-title").focus();
      return true;
    }
    editor.show(row);
    editor.form.fill({ ...editor.store.placed(presentedOf(found.values, row.uid, row)) });
    editor.form.fields.reason.value = found.reason;
    editor.form.dispatchEvent(new Event("change"));
    byId("form-title").focus();
    return found.save ? this.save() : false;
  }

  async #send(current, values, reason) {
    const { editor } = this;
    const { uid, version, state } = current;
    editor.leaving.keep(); // a page may be closed before there is an answer
    const sent = state === "published" ? { ...values, version, reason } : { ...values, version };
    const saved = await this.ask(() => (uid ? api.change(uid, sent) : api.create({ ...values, uid: current.key })));
    if (!saved) return false;
    const typedOn = editor.key === saved.uid && JSON.stringify(editor.form.read()) !== JSON.stringify(values);
    this.#took(saved, values, typedOn);
    this.#remember(uid ? sentOf(current) : null, saved);
    const what = editor.name(editor.store.get(saved.uid));
    announce(say(saved.waiting ? "keptOne" : "savedOne", { what }));
    if (!typedOn && editor.key === saved.uid) editor.dispatchEvent(new Event("saved"));
    return !typedOn;
  }

  // What was typed while it was on its way stays typed, and so does what was opened meanwhile.
  #took(saved, values, typedOn) {
    const { editor } = this;
    const isOpen = editor.key === saved.uid;
    const [open, draft] = [editor.current, editor.drafts.get(saved.uid)];
    editor.quietly(() => editor.store.put(saved));
    const row = editor.store.get(saved.uid);
    if (typedOn) editor.rebase(row, values);
    else if (isOpen && editor.current === open) editor.show(row);
    if (draft && !typedOn && (isOpen || JSON.stringify(draft.values) === JSON.stringify(values))) {
      editor.drafts.remove(saved.uid);
    }
  }

  #remember(before, saved) {
    const { history, store } = this.editor;
    const { uid } = saved;
    const row = store.get(uid);
    history.forget((step) => isTyping(step, uid)); // one step from what was to what is saved
    const what = say(before ? "stepChanged" : "stepMade", { what: this.editor.name(row) });
    const after = sentOf(row);
    if (before) {
      const way = { do: "change", uid };
      history.did({ what, undo: { ...way, from: after, to: before }, redo: { ...way, from: before, to: after } });
    } else history.did({ what, undo: { do: "delete", uids: [uid] }, redo: { do: "restore", uids: [uid] } });
  }

  async #refused(refusal) {
    const { editor } = this;
    if (refusal.current) return void this.resolve(refusal.current);
    if (refusal.status === 404 && editor.current?.uid) return editor.elsewhere.gone();
    if (refusal.status === 400 && /uid/.test(Object.keys(refusal.errors).join()) && !editor.current?.uid) {
      editor.current.key = newUid(); // it was deleted meanwhile; the same words are a new one
    }
    editor.form.showErrors(refusal.errors, refusal.message);
    this.#offerExisting(refusal.existing);
    if (refusal.status === 409) await this.#lookAgain();
  }

  // It has moved on meanwhile: what may be done with it now is shown beside what was typed.
  async #lookAgain() {
    const { editor } = this;
    const uid = editor.current?.uid;
    if (!uid) return;
    try {
      editor.store.put(await api.get(uid));
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal; // what was refused is shown already
    }
  }

  #offerExisting(uid) {
    const { store, form } = this.editor;
    if (!uid || !store.get(uid)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = say("identical");
    button.addEventListener("click", () => this.editor.open(uid, { focus: true }));
    form.root.querySelector('[data-error="spans.body"]').append(" ", button);
  }
}
