/**
 * The annotation in hand: opened, shown, given back. What is done with it has modules of its own:
 * saving.js, moves.js, leaving.js, and elsewhere.js for what others do with it meanwhile.
 */

import { api } from "./api.js";
import { Elsewhere } from "./elsewhere.js";
import { Leaving } from "./leaving.js";
import { Moves } from "./moves.js";
import { outbox } from "./outbox.js";
import { announce, byId, page, say } from "./page.js";
import { newUid } from "./presenting.js";
import { Saving } from "./saving.js";

export class Editor extends EventTarget {
  /** The annotation as it was opened; without a uid while it is new; null if none is. */
  current = null;

  #before = "";
  #quiet = false;

  constructor(bench) {
    super();
    const { store, form, status, drafts, history } = bench;
    Object.assign(this, { store, form, status, drafts, history });
    this.leaving = new Leaving(this);
    this.saving = new Saving(this);
    this.moves = new Moves(this);
    this.elsewhere = new Elsewhere(this);
    form.addEventListener("change", () => this.refresh());
  }

  get isDirty() {
    if (!this.current || this.mayNotChange) return false;
    return JSON.stringify(this.form.read()) !== this.#before;
  }

  get mayNotChange() {
    return Boolean(this.current.uid) && !this.current.may.change;
  }

  /** The uid of the one in hand, which a new one has from the start; null if none is. */
  get key() {
    return this.current?.uid ?? this.current?.key ?? null;
  }

  /** Whether the store is being told what is done here, rather than what others did. */
  get isQuiet() {
    return this.#quiet;
  }

  /** "Claim 7", or "Claim" while it has no number. */
  name(annotation) {
    return annotation.number ? `${say(annotation.kind)} ${annotation.number}` : say(annotation.kind);
  }

  /** Open one, with what was typed of it and not saved; that of the one before is kept as well. */
  async open(uid, { focus = false } = {}) {
    const annotation = this.store.get(uid);
    if (!annotation || (this.current?.uid === uid && !focus)) return;
    if (this.current?.uid !== uid) {
      this.leaving.putBy();
      const draft = this.drafts.get(uid);
      if (draft) this.leaving.resume(draft);
      else this.show(annotation);
    }
    announce(say("opened", { what: this.name(annotation) }));
    if (focus) byId("form-title").focus();
  }

  /**
   * Open a new annotation of a place. `preset` fills in what is known of it already, as the API
   * presents it: `{[kind]: detail, about, topics, note}`, and `places` of its other roles.
   */
  async openNew(kind, place, { places = {}, ...preset } = {}) {
    this.leaving.putBy();
    this.show({ ...preset, uid: null, key: newUid(), kind, state: "new", places: { ...places, body: [place] } });
    this.form.focusFirst();
    const { actor } = this.form.combos;
    if (kind === "mention" && !actor.uids.length) actor.suggest(this.form.words);
  }

  save() {
    return this.saving.save();
  }

  move(step) {
    return this.moves.move(step);
  }

  remove() {
    return this.moves.remove();
  }

  discard() {
    return this.leaving.discard();
  }

  close() {
    return this.leaving.close();
  }

  /** After all of a source moved on: read it anew, and the one in hand with it. */
  async reload() {
    const rows = await api.list();
    this.quietly(() => this.store.replaceAll(rows));
    outbox.redraw();
    if (this.current?.uid && !this.isDirty) this.show(this.store.get(this.current.uid));
  }

  /** Take what was changed otherwise than by the form, and leave what is typed in it. */
  adopt(rows) {
    this.quietly(() => rows.forEach((row) => this.store.put(row)));
    if (this.current?.uid) this.current = this.store.get(this.current.uid);
    this.refresh();
  }

  /** Take a row that this page changed: into the store, and into the form unless it is dirty. */
  settle(row) {
    this.quietly(() => this.store.put(row));
    if (this.current?.uid !== row.uid) return;
    if (this.isDirty) this.elsewhere.look();
    else this.show(this.store.get(row.uid));
  }

  /** Tell the store something that was done here. */
  quietly(run) {
    this.#quiet = true;
    try {
      return run();
    } finally {
      this.#quiet = false;
    }
  }

  /** Build on this row from now on, and leave what is typed. */
  rebase(row, values = null) {
    this.current = row;
    if (values) this.#before = JSON.stringify(values);
    this.refresh();
  }

  /** Fill the form with an annotation, or show that nothing is open. */
  show(annotation) {
    this.current = annotation;
    byId("empty").hidden = Boolean(annotation);
    this.form.root.hidden = !annotation;
    if (annotation) {
      this.form.fill(annotation);
      this.#before = JSON.stringify(this.form.read());
      this.form.root.parentElement.scrollTop = 0;
    } else this.form.places = {};
    this.refresh();
    this.dispatchEvent(new Event("opened"));
  }

  refresh() {
    if (this.current) this.#head();
    if (this.isDirty) this.status.unsaved();
    else this.status.settled();
    this.dispatchEvent(new Event("change"));
  }

  // The title, the state and the buttons that mean something now.
  #head() {
    const { current } = this;
    const may = current.may ?? { change: page.mayAnnotate };
    const by = current.created_by ? say("madeBy", { name: current.created_by }) : say("imported");
    byId("form-title").textContent = this.name({ ...current, kind: this.form.kind });
    const from = current.waiting ? say("waitingToBeSent") : by;
    byId("form-state").textContent = current.uid ? `${say(current.state)} · ${from}` : say("new");
    byId("form-state").className = `state ${current.state}`;
    byId("form-returned").hidden = !current.state_reason;
    byId("form-returned").textContent = current.state_reason ?? "";
    byId("form-fields").disabled = !may.change;
    byId("save").hidden = !may.change;
    byId("save").disabled = Boolean(current.uid) && !this.isDirty;
    byId("discard").hidden = !may.change || Boolean(current.uid && !this.isDirty);
    byId("delete").hidden = !may.delete;
    byId("reason-field").hidden = !(current.state === "published" && may.change);
    for (const radio of this.form.fields.kind) {
      radio.disabled = Boolean(current.uid) && current.state !== "draft" && radio.value !== current.kind;
    }
    for (const button of this.form.root.querySelectorAll("[data-move]")) {
      button.hidden = !may[button.dataset.move];
    }
  }
}
