/**
 * "Tag every other mention of this actor here": all places in one list, each in its sentence, to
 * tick; what is ticked is made in one request, and is one step of undo.
 */

import { api, Refusal } from "./api.js";
import { announce, byId, page, say } from "./page.js";

const AROUND = 110; // characters shown before and after the words

export class Others {
  #answer = null;
  #rows = []; // those of the answer that are in the list, in its order

  constructor(bench) {
    Object.assign(this, bench);
    const { keys, form } = bench;
    this.dialog = byId("others");
    this.list = byId("others-list");
    this.list.addEventListener("change", () => this.#count());
    this.list.addEventListener("keydown", (event) => this.#onKey(event));
    byId("others-ticks").addEventListener("click", (event) => {
      const { tick } = event.target.closest("button")?.dataset ?? {};
      if (!tick) return;
      this.#tick(tick);
      this.list.querySelector("input")?.focus(); // Enter tags what is ticked now
    });
    this.dialog.addEventListener("submit", (event) => {
      if (event.submitter?.value !== "yes") return;
      event.preventDefault();
      void this.#make();
    });
    this.dialog.addEventListener("close", () => {
      if (document.activeElement === document.body) this.sheet.root.focus({ preventScroll: true }); // where it was is gone
    });
    byId("others-open")?.addEventListener("click", () => this.openFromForm());
    const entry = { group: say("keysOpen"), says: say("keyOthers"), run: () => void this.openFromForm() };
    const when = () => page.mayAnnotate && Boolean(this.editor.current) && form.kind === "mention";
    keys.add({ keys: ["o"], where: "page", when, ...entry });
    keys.add({ keys: ["Alt+o"], where: "anywhere", when, ...entry });
  }

  /** Save the mention in hand, and look for the others of its actor. */
  async openFromForm() {
    const { editor, form } = this;
    const [actor] = form.combos.actor.chosen;
    if (!actor) {
      announce(say("othersNoActor"));
      return byId("f-actor").focus();
    }
    const how = form.fields.how.value;
    const words = form.places.body?.length === 1 ? form.words : "";
    if ((!editor.current.uid || editor.isDirty) && !(await editor.save())) return;
    await this.open({ actor, how, words });
  }

  /** Show where else `actor` may be meant; with `only`, what refers otherwise is not ticked. */
  async open({ actor, how, words, only = "" }) {
    this.status.saving();
    try {
      this.#answer = await api.others({ actor: actor.uid, how, words });
      this.status.saved();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.status.failed(refusal.message);
      return announce(say("failed", { why: refusal.message }));
    }
    if (this.#answer.revision !== page.revision) return announce(say("othersCorrected"));
    this.#rows = this.#answer.results;
    byId("others-title").textContent = say("othersOf", { actor: this.#answer.actor.name });
    byId("others-none").hidden = this.#rows.length > 0;
    byId("others-ticks").hidden = !this.#rows.length;
    byId("others-error").textContent = "";
    this.list.replaceChildren(...this.#rows.map((row, index) => this.#item(row, index, !only || row.how === only)));
    this.#drawTicks();
    this.#count();
    this.dialog.showModal();
    (this.list.querySelector("input") ?? byId("others-no")).focus();
    this.list.scrollTop = 0;
  }

  #item(row, index, wanted) {
    const item = document.createElement("li");
    const label = document.createElement("label");
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", value: index, checked: row.sure && wanted });
    label.append(box, this.#inSentence(row));
    const paragraph = this.text.paragraphAt(this.text.toUtf16(row.start)).number;
    const small = element("small", `¶ ${paragraph} · ${row.how_label.toLowerCase()}`);
    if (!row.sure) small.append(" · ", element("em", row.doubts.map(({ says }) => says).join("; ")));
    label.append(small);
    item.append(label);
    return item;
  }

  // The words, marked, with as much of their sentence around them as is read at a glance.
  #inSentence({ start, end, sentence }) {
    const [from, to] = [this.text.toUtf16(start), this.text.toUtf16(end)];
    const first = Math.min(this.text.toUtf16(sentence.start), from);
    const last = Math.max(this.text.toUtf16(sentence.end), to);
    const line = document.createElement("q");
    line.dir = "auto";
    line.append(
      before(this.text.words.slice(first, from)),
      element("mark", this.text.words.slice(from, to)),
      after(this.text.words.slice(to, last)),
    );
    return line;
  }

  #drawTicks() {
    const counts = new Map();
    for (const { how, how_label } of this.#rows) {
      counts.set(how, { label: how_label, count: (counts.get(how)?.count ?? 0) + 1 });
    }
    const fixed = ["all", "none", "sure"].map((tick) => [tick, say(`ticks-${tick}`)]);
    const byHow = [...counts].map(([how, { label, count }]) => [how, `${label} ${count}`]);
    byId("others-ticks").replaceChildren(
      ...[...fixed, ...(byHow.length > 1 ? byHow : [])].map(([tick, label]) => {
        const button = element("button", label);
        Object.assign(button, { type: "button", className: "btn" });
        button.dataset.tick = tick;
        return button;
      }),
    );
  }

  get #boxes() {
    return [...this.list.querySelectorAll("input")];
  }

  // All, none, all without a doubt, or those of one way to refer.
  #tick(which) {
    this.#boxes.forEach((box, index) => {
      const { sure, how } = this.#rows[index];
      box.checked = which === "all" || (which === "sure" && sure) || which === how;
    });
    this.#count();
  }

  #count() {
    const count = this.#boxes.filter((box) => box.checked).length;
    byId("others-count").textContent = say("othersCount", { count, all: this.#rows.length });
    byId("others-yes").querySelector("span").textContent = say("othersYes", { count });
    byId("others-yes").disabled = !count;
  }

  #onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const boxes = this.#boxes;
    boxes[boxes.indexOf(document.activeElement) + step]?.focus();
  }

  async #make() {
    const chosen = this.#boxes.filter((box) => box.checked).map((box) => this.#rows[box.value]);
    const { actor } = this.#answer;
    const button = byId("others-yes");
    if (!chosen.length || button.disabled) return;
    button.disabled = true; // once
    this.status.saving();
    try {
      const { results } = await api.createMany(chosen.map((row) => this.#values(row, actor)));
      this.store.putAll(results);
      this.status.saved();
      const what = say("othersMade", { count: results.length, actor: actor.name });
      const uids = results.map(({ uid }) => uid);
      this.history.did({ what, undo: { do: "delete", uids }, redo: { do: "restore", uids } });
      this.dialog.close("yes");
      announce(what);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.status.failed(refusal.message);
      this.#refused(refusal, chosen);
    } finally {
      button.disabled = false;
    }
  }

  #values({ start, end, exact, how }, actor) {
    const mention = { actor: actor.uid, how, locative: false, part: "" };
    const spans = [{ role: "body", part: 1, start, end, exact }];
    return { kind: "mention", revision: page.revision, spans, mention, about: [], topics: [], note: "" };
  }

  // Nothing was made: say which places were refused, beside what was said of them.
  #refused({ message, errors }, chosen) {
    const places = new Set(Object.keys(errors).map((name) => Number(name.split(".")[0])).filter(Number.isInteger));
    const words = [...places].map((at) => chosen[at]).filter(Boolean).map(({ exact }) => `“${exact}”`);
    const why = Object.values(errors).flat()[0] ?? message;
    byId("others-error").textContent = words.length ? `${words.join(", ")}: ${why}` : why;
  }
}

function element(name, words) {
  const made = document.createElement(name);
  made.textContent = words;
  return made;
}

function before(words) {
  if (words.length <= AROUND) return words;
  const kept = words.slice(-AROUND);
  return `…${kept.slice(kept.indexOf(" ") + 1)}`;
}

function after(words) {
  if (words.length <= AROUND) return words;
  const kept = words.slice(0, AROUND);
  return `${kept.slice(0, kept.lastIndexOf(" "))}…`;
}
