/** The annotation in hand: opened, saved, moved on, deleted, and never lost unasked. */

import { api, Refusal } from "./api.js";
import { answer, ask } from "./dialogs.js";
import { announce, byId, cut, page, say } from "./page.js";

const WAYS = {
  submit: { done: "submitted" },
  publish: { done: "publishedOne" },
  return: { done: "returned", title: "sendBack", why: "sendBackWhy" },
  withdraw: { done: "withdrawnOne", title: "withdraw", why: "withdrawWhy" },
};

export class Editor extends EventTarget {
  /** The annotation as it was opened; without a uid while it is new; null if none is. */
  current = null;

  #before = "";
  #busy = false;

  constructor(store, form, status) {
    super();
    this.store = store;
    this.form = form;
    this.status = status;
    form.addEventListener("change", () => this.#refresh());
    form.root.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    byId("discard").addEventListener("click", () => this.discard());
    byId("delete").addEventListener("click", () => this.remove());
    byId("form-close").addEventListener("click", () => this.close());
    byId("conflict-mine").addEventListener("click", () => this.#keepMine());
    byId("conflict-theirs").addEventListener("click", () => this.#takeTheirs());
    for (const button of form.root.querySelectorAll("[data-move]")) {
      button.addEventListener("click", () => this.move(button.dataset.move));
    }
    addEventListener("beforeunload", (event) => {
      if (this.isDirty) event.preventDefault();
    });
  }

  get isDirty() {
    if (!this.current || this.#mayNotChange) return false;
    return JSON.stringify(this.form.read()) !== this.#before;
  }

  get #mayNotChange() {
    return Boolean(this.current.uid) && !this.current.may.change;
  }

  /** "Claim 7", or "Claim" while it has no number. */
  name(annotation) {
    return annotation.number ? `${say(annotation.kind)} ${annotation.number}` : say(annotation.kind);
  }

  async open(uid, { focus = false } = {}) {
    const annotation = this.store.get(uid);
    if (!annotation || (this.current?.uid === uid && !focus)) return;
    if (this.current?.uid !== uid && !(await this.#mayLeave())) return;
    this.#load(annotation);
    announce(say("opened", { what: this.name(annotation) }));
    if (focus) byId("form-title").focus();
  }

  /**
   * Open a new annotation of a place. `preset` fills in what is known of it already, as the API
   * presents it: `{[kind]: detail, about, topics, note}`, and `places` of its other roles.
   */
  async openNew(kind, place, { places = {}, ...preset } = {}) {
    if (!(await this.#mayLeave())) return;
    this.#load({ ...preset, uid: null, kind, state: "new", places: { ...places, body: [place] } });
    this.form.focusFirst();
    if (kind === "mention") this.form.combos.actor.suggest(this.form.words);
  }

  async save() {
    if (!this.current || this.#mayNotChange || this.#busy) return false;
    const { uid, version, state } = this.current;
    if (uid && !this.isDirty) {
      announce(say("nothingChanged"));
      return true;
    }
    const values = this.form.read();
    const reason = this.form.fields.reason.value.trim();
    const changes = state === "published" ? { ...values, version, reason } : { ...values, version };
    const saved = await this.#ask(() => (uid ? api.change(uid, changes) : api.create(values)));
    if (!saved) return false;
    this.#take(saved);
    announce(say("savedOne", { what: this.name(this.current) }));
    this.dispatchEvent(new Event("saved"));
    return true;
  }

  async move(step) {
    if (this.isDirty && !(await this.save())) return;
    const { uid, version } = this.current;
    const way = WAYS[step];
    let reason = "";
    if (way.title) {
      const given = await ask({ title: say(way.title), text: say(way.why), yes: say(way.title), reason: true });
      if (!given) return;
      reason = given.reason;
    }
    const moved = await this.#ask(() => api.move(uid, step, version, reason));
    if (!moved) return;
    this.#take(moved);
    announce(say(way.done, { what: this.name(this.current) }));
    byId("form-title").focus();
  }

  async remove() {
    const { uid, version, words } = this.current;
    const what = this.name(this.current);
    const text = say("deleteWhy", { words: cut(words, 120) });
    const sure = await ask({ title: say("delete"), text, yes: say("deleteDo"), danger: true });
    if (!sure) return;
    if ((await this.#ask(() => api.remove(uid, version))) === undefined) return;
    this.#load(null);
    this.store.remove(uid);
    announce(say("deleted", { what }));
    this.dispatchEvent(new Event("closed"));
  }

  discard() {
    if (this.current?.uid) this.#load(this.store.get(this.current.uid));
    else this.#leave();
  }

  async close() {
    if (await this.#mayLeave()) this.#leave();
  }

  /** After all of a source moved on: read it anew, and the one in hand with it. */
  async reload() {
    this.store.replaceAll(await api.list());
    if (this.current?.uid && !this.isDirty) this.#load(this.store.get(this.current.uid));
  }

  /** Take what was changed otherwise than by the form, and leave what is typed in it. */
  adopt(rows) {
    rows.forEach((row) => this.store.put(row));
    if (this.current?.uid) this.current = this.store.get(this.current.uid);
    this.#refresh();
  }

  #leave() {
    const from = this.form.places.body?.[0]?.start ?? null;
    this.#load(null);
    this.dispatchEvent(new CustomEvent("closed", { detail: from }));
  }

  async #mayLeave() {
    if (!this.isDirty) return true;
    const way = await answer(byId("leave"));
    if (way === "save") return this.save();
    return way === "discard";
  }

  // Ask the server; undefined if it refused, which is then shown.
  async #ask(request) {
    this.#busy = true;
    this.status.saving();
    try {
      const result = await request();
      this.status.saved();
      return result;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.status.failed(refusal.message);
      if (refusal.current) this.#conflict(refusal);
      else this.form.showErrors(refusal.errors, refusal.message);
      this.#offerExisting(refusal.existing);
      return undefined;
    } finally {
      this.#busy = false;
    }
  }

  #offerExisting(uid) {
    if (!uid || !this.store.get(uid)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = say("identical");
    button.addEventListener("click", () => this.open(uid, { focus: true }));
    this.form.root.querySelector('[data-error="spans.body"]').append(" ", button);
  }

  #take(saved) {
    this.store.put(saved);
    this.#load(this.store.get(saved.uid));
  }

  #load(annotation) {
    this.current = annotation;
    byId("empty").hidden = Boolean(annotation);
    this.form.root.hidden = !annotation;
    byId("conflict").hidden = true;
    if (annotation) {
      this.form.fill(annotation);
      this.#before = JSON.stringify(this.form.read());
      this.form.root.parentElement.scrollTop = 0;
    } else this.form.places = {};
    this.#refresh();
    this.dispatchEvent(new Event("opened"));
  }

  #refresh() {
    const { current } = this;
    if (current) {
      const may = current.may ?? { change: page.mayAnnotate };
      const by = current.created_by ? say("madeBy", { name: current.created_by }) : say("imported");
      byId("form-title").textContent = this.name({ ...current, kind: this.form.kind });
      byId("form-state").textContent = current.uid ? `${say(current.state)} · ${by}` : say("new");
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
    if (this.isDirty) this.status.unsaved();
    else this.status.settled();
    this.dispatchEvent(new Event("change"));
  }

  // Two people changed the same: show where they differ, and let this one choose.
  #conflict(refusal) {
    const box = byId("conflict");
    const list = box.querySelector("dl");
    box.querySelector("b").textContent = `${say("changedElsewhere")}: ${refusal.message}`;
    list.replaceChildren();
    const theirs = refusal.current;
    for (const [label, mine, other] of this.#differences(theirs)) {
      const [name, value] = [document.createElement("dt"), document.createElement("dd")];
      name.textContent = label;
      value.textContent = `${say("fieldTheirs")}: ${other || "–"} · ${say("fieldMine")}: ${mine || "–"}`;
      list.append(name, value);
    }
    this.theirs = theirs;
    box.hidden = false;
    box.scrollIntoView({ block: "nearest" });
    byId("conflict-mine").focus();
  }

  #differences(theirs) {
    const mine = this.form.read();
    const [one, other] = [mine[mine.kind], theirs[theirs.kind] ?? {}];
    const shown = (value) => (value && typeof value === "object" ? (value.name ?? value.length) : value);
    const found = Object.keys(one)
      .filter((name) => !["actor", "speaker", "co_speakers"].includes(name) && (one[name] ?? "") !== (other[name] ?? ""))
      .map((name) => [this.#label(name), shown(one[name]), shown(other[name])]);
    const words = theirs.spans.filter((span) => span.role === "body").map((span) => span.exact).join(" … ");
    if (words !== this.form.words) found.push([this.#label("words"), cut(this.form.words, 80), cut(words, 80)]);
    if (mine.note !== theirs.note) found.push([this.#label("note"), mine.note, theirs.note]);
    return found;
  }

  #label(name) {
    const field = this.form.fields[name];
    return field?.labels?.[0]?.innerText.trim() ?? name;
  }

  #keepMine() {
    const { uid } = this.current;
    this.store.put(this.theirs);
    this.current = { ...this.store.get(uid) };
    byId("conflict").hidden = true;
    this.save();
  }

  #takeTheirs() {
    this.#take(this.theirs);
    byId("form-title").focus();
  }
}
