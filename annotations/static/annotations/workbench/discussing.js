/** The discussion of the open annotation: read, said, asked, answered, settled. */

import { Kept } from "./device.js";
import { ask } from "./dialogs.js";
import { announce, byId, cut, page, say } from "./page.js";
import { newUid } from "./presenting.js";
import { Remarks } from "./remarks.js";
import { marked, signOf, thread } from "./threads.js";
import { Refusal } from "./transport.js";

export class Discussing {
  #shown = null; // the uid whose discussion is on the page
  #answers = null; // the remark that is being answered
  #drafts = new Kept("remark");
  #busy = false;
  #home;

  constructor(bench) {
    Object.assign(this, bench);
    this.box = byId("discussion");
    this.#home = this.box.previousElementSibling;
    this.field = byId("remark-text");
    this.remarks = new Remarks();
    const { editor, keys, list } = bench;
    editor.addEventListener("opened", () => this.#opened());
    this.remarks.addEventListener("change", () => this.#counted());
    this.box.addEventListener("toggle", () => this.box.open && this.#see());
    this.box.addEventListener("click", ({ target }) => this.#onClick(target.closest("[data-remark-do]")));
    this.field.addEventListener("input", () => this.#keepDraft());
    byId("remark-asks").addEventListener("change", () => this.#keepDraft());
    byId("remark-say").addEventListener("click", () => this.say());
    byId("remark-alone").addEventListener("click", () => this.#answer(null));
    this.box.addEventListener("keydown", (event) => this.#onKey(event));
    list.marks.push((annotation) => signOf(this.remarks.count(annotation.uid)));
    list.states.asked = ({ uid }) => this.remarks.count(uid).open > 0;
    const group = say("keysDiscuss");
    keys.add({ keys: ["d"], where: "page", group, says: say("keyDiscuss"), when: () => editor.current?.uid, run: () => this.start() });
    keys.add({ keys: ["Mod+Enter"], group, says: say("keySay"), when: () => false, run: () => false }); // told only: see #onKey
    document.addEventListener("visibilitychange", () => document.hidden || this.#refresh());
    this.#counted();
  }

  /** Show the discussion, with the focus where one speaks. */
  start() {
    this.box.open = true;
    (page.maySay ? this.field : this.box.querySelector("summary")).focus();
  }

  /** Send what is typed. */
  async say() {
    const uid = this.#shown;
    if (this.#busy || !uid) return;
    const remark = {
      uid: this.#drafts.get(uid)?.uid ?? newUid(),
      text: this.field.value.trim(),
      asks: byId("remark-asks").checked && !this.#answers,
      answers: this.#answers?.uid ?? null,
    };
    this.#busy = true;
    const said = await this.#send(() => this.remarks.say(uid, remark), "said");
    this.#busy = false;
    if (!said) return;
    this.#drafts.remove(uid);
    if (this.#shown === uid) this.#compose();
    this.#tell("undoSaid", uid, () => this.remarks.takeBack(remark.uid), () => this.remarks.say(uid, remark));
    await this.#fetch(uid);
    this.field.focus();
  }

  /** Show the discussion in another place than the form. */
  moveTo(place) {
    if (this.box.parentElement !== place) place.append(this.box);
  }

  /** Show it in the form again. */
  home() {
    if (!this.box.closest("#form")) this.#home.after(this.box);
  }

  #opened() {
    const uid = this.editor.current?.uid ?? null;
    this.box.hidden = !uid;
    if (uid === this.#shown) return;
    this.#shown = uid;
    this.#fill([]);
    this.#compose();
    const { count, open } = this.remarks.count(uid);
    this.box.open = Boolean(open || this.field.value);
    this.#counted();
    if (count) this.#fetch(uid);
  }

  // What was typed for this annotation and not sent, also by an earlier visit.
  #compose() {
    const draft = this.#shown && this.#drafts.get(this.#shown);
    this.field.value = draft?.text ?? "";
    byId("remark-asks").checked = Boolean(draft?.asks);
    byId("remark-error").textContent = "";
    this.#answer(draft?.answers ?? null);
    if (draft) this.#drafts.put(this.#shown, draft); // as it was, and when
    byId("remark-kept").textContent = draft ? say("remarkKept", { time: marked(draft.at) }) : "";
  }

  #keepDraft() {
    const text = this.field.value;
    byId("remark-kept").textContent = "";
    byId("remark-error").textContent = "";
    if (!text.trim()) return this.#drafts.remove(this.#shown);
    const uid = this.#drafts.get(this.#shown)?.uid ?? newUid();
    const at = new Date().toISOString();
    this.#drafts.put(this.#shown, { uid, text, asks: byId("remark-asks").checked, answers: this.#answers, at });
  }

  async #fetch(uid) {
    const discussion = await this.#send(() => this.remarks.read(uid));
    if (!discussion || uid !== this.#shown) return;
    this.#fill(discussion.results);
    if (this.box.open) await this.#see();
  }

  async #see() {
    if (this.#shown) await this.#send(() => this.remarks.seen(this.#shown));
  }

  async #refresh() {
    try {
      await this.remarks.refresh();
      if (this.#shown && this.remarks.count(this.#shown).count) await this.#fetch(this.#shown);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal; // the next look shows it
    }
  }

  #fill(rows) {
    this.rows = new Map(rows.map((row) => [row.uid, row]));
    const heads = rows.filter((row) => !row.answers);
    byId("remark-list").replaceChildren(
      ...heads.map((head) => thread(head, rows.filter((row) => row.answers === head.uid))),
    );
    byId("remark-none").hidden = rows.length > 0;
  }

  #counted() {
    const { count, open } = this.remarks.count(this.#shown);
    byId("discussion-count").textContent = count ? say(open ? "discussionOpen" : "discussionCount", { count, open }) : "";
    this.list.draw();
  }

  async #onClick(button) {
    if (!button) return;
    const row = this.rows.get(button.closest("[data-remark]").dataset.remark);
    const uid = this.#shown;
    if (button.dataset.remarkDo === "reply") {
      this.#answer(row);
      return this.field.focus();
    }
    const settle = () => this.remarks.settle(row.uid);
    const reopen = () => this.remarks.reopen(row.uid);
    if (button.dataset.remarkDo === "settle" && (await this.#send(settle, "settled"))) this.#tell("undoSettled", uid, reopen, settle);
    if (button.dataset.remarkDo === "reopen" && (await this.#send(reopen, "reopened"))) this.#tell("undoReopened", uid, settle, reopen);
    if (button.dataset.remarkDo === "take-back" && !(await this.#takeBack(row))) return;
    await this.#fetch(uid);
    this.field.focus();
  }

  async #takeBack(row) {
    const text = say("takeBackText", { words: cut(row.text, 120) });
    if (!(await ask({ title: say("takeBackTitle"), text, yes: say("takeBack"), danger: true }))) return false;
    const { uid, asks, answers } = row;
    const of = this.#shown;
    const gone = await this.#send(async () => (await this.remarks.takeBack(uid), true), "remarkTakenBack");
    const again = { uid, text: row.text, asks, answers };
    if (gone) this.#tell("undoSaid", of, () => this.remarks.say(of, again), () => this.remarks.takeBack(uid));
    return gone;
  }

  #answer(row) {
    this.#answers = row;
    byId("remark-answers").hidden = !row;
    byId("remark-asks").disabled = Boolean(row);
    const name = row?.made_by ?? say("remarkGone");
    byId("remark-answers-to").textContent = row ? say("answering", { name, words: cut(row.text, 60) }) : "";
    if (this.field.value.trim()) this.#keepDraft();
  }

  #onKey(event) {
    if (event.target !== this.field) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault(); // it would save the annotation
      this.say();
    } else if (event.key === "Escape") {
      event.preventDefault(); // it would close the annotation; what is typed is kept
      this.box.querySelector("summary").focus();
    }
  }

  #tell(what, uid, undo, redo) {
    const then = (way) => async () => {
      await way();
      if (this.#shown === uid) await this.#fetch(uid);
      else await this.remarks.refresh();
    };
    const annotation = this.store.get(uid);
    const name = annotation ? this.editor.name(annotation) : "";
    this.history.did({ what: say(what, { what: name }), undo: then(undo), redo: then(redo) });
  }

  // Ask the server; undefined if it refused, which is then shown.
  async #send(request, done = "") {
    byId("remark-error").textContent = "";
    try {
      const answer = await request();
      if (done) announce(say(done));
      return answer ?? true;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      byId("remark-error").textContent = refusal.message;
      return undefined;
    }
  }
}
