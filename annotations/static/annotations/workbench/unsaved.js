/** What is not saved, listed above the text: to go on with, or to discard. */

import { outbox } from "./outbox.js";
import { announce, byId, cut, page, say } from "./page.js";
import { presentedOf, same } from "./presenting.js";

export class Unsaved {
  #drawn = "";

  constructor({ drafts, editor, store, sheet, form, list, status }) {
    Object.assign(this, { drafts, editor, store, sheet, form, list, status });
    this.root = byId("unsaved");
    this.foot = byId("unsaved-go");
    this.foot.addEventListener("click", () => this.#show());
    this.rows = byId("unsaved-list");
    this.rows.addEventListener("click", (event) => this.#onClick(event));
    drafts.addEventListener("change", () => this.draw());
    editor.addEventListener("opened", () => this.draw());
    outbox.addEventListener("refused", ({ detail }) => this.#refused(detail));
    this.#drop();
    drafts.refresh();
  }

  draw() {
    const rows = this.drafts.all().filter(({ key }) => key !== this.editor.key);
    const drawn = JSON.stringify(rows.map(({ key, at, words, refusal }) => [key, at, words, refusal]));
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.list.mark(rows.map(({ key }) => key));
    this.root.hidden = this.foot.hidden = !rows.length;
    this.foot.textContent = say(rows.length === 1 ? "putByOne" : "putBySome", { count: rows.length });
    this.status.putBy(rows.length);
    byId("unsaved-title").textContent = say(rows.length === 1 ? "draftsOne" : "draftsSome", { count: rows.length });
    this.rows.replaceChildren(...rows.map((row) => this.#row(row)));
  }

  // The list stands above the text, which may be far away.
  #show() {
    this.root.scrollIntoView({ block: "nearest" });
    this.rows.querySelector("button").focus({ preventScroll: true });
  }

  #row({ key, name, words, at, refusal, values, act }) {
    const line = document.createElement("li");
    const time = this.#time(at);
    const what = document.createElement("span");
    const [says, quote, typed] = ["b", "q", "span"].map((tag) => document.createElement(tag));
    says.textContent = refusal ? say("refusedWhat", { what: name, why: refusal.message }) : say("youWereWriting", { what: name, time });
    quote.textContent = cut(words, 80);
    const detail = values?.[values.kind];
    typed.textContent = cut(detail?.summary ?? "", 90);
    typed.className = "typed";
    what.append(says, " ", quote, " ", typed);
    const actions = document.createElement("span");
    actions.className = "actions";
    if (!act) actions.append(this.#button("goOn", "goOnWith", { key, name, words }, "go"));
    actions.append(this.#button(act ? "dismiss" : "discard", "discardOf", { key, name, words }, "drop"));
    line.append(what, actions);
    return line;
  }

  #button(label, title, { key, name, words }, way) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = say(label);
    button.setAttribute("aria-label", say(title, { what: name, words: cut(words, 60) }));
    Object.assign(button.dataset, { way, key });
    return button;
  }

  #time(at) {
    const date = new Date(at);
    const today = date.toDateString() === new Date().toDateString();
    return date.toLocaleString([], today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" });
  }

  #onClick(event) {
    const { way, key } = event.target.closest("button")?.dataset ?? {};
    const draft = key && this.drafts.get(key);
    if (!draft) return;
    if (way === "go") return this.#goOn(draft);
    const { editor } = this;
    const seed = draft.isNew ? { ...draft.base, key, places: draft.places } : null;
    if (draft.snapshot) {
      const what = say("stepDiscarded", { what: draft.name });
      const undo = { do: "form", key, seed, snapshot: draft.snapshot };
      editor.history.did({ what, undo, redo: { do: "discard", key } });
    }
    this.drafts.remove(key);
    announce(say("stepDiscarded", { what: draft.name }));
    (this.rows.querySelector("button") ?? this.sheet.root).focus();
  }

  #goOn(draft) {
    const { editor, form, sheet } = this;
    editor.leaving.putBy();
    editor.leaving.resume(draft);
    const start = form.places.body?.[0]?.start;
    if (Number.isFinite(start)) sheet.scrollTo(start);
    if (!draft.snapshot?.focus) form.focusFirst();
  }

  // The server took it not: its values stay, at the annotation, with what was said against it.
  #refused({ items, refusal }) {
    const { drafts, editor, store } = this;
    const draft = refusedDraft(items, refusal);
    const [{ source, base }] = items;
    if (source !== page.source) return this.#refusedElsewhere(source, draft);
    const isOpen = editor.key === draft.key;
    if (isOpen && editor.isDirty) {
      if (base) editor.rebase(store.placed(base));
      return;
    }
    const row = store.get(draft.key) ?? draft.shown ?? base;
    const placed = row && store.placed(row);
    draft.name = placed ? editor.name(store.get(draft.key) ?? placed) : "";
    Object.assign(draft, { words: cut(placed?.words ?? "", 120), places: placed?.places ?? {} });
    drafts.keep(draft);
    announce(say("refusedWhat", { what: draft.name, why: refusal.message }));
    if (isOpen && !draft.act) queueMicrotask(() => editor.leaving.resume(drafts.get(draft.key)));
  }

  // It waits among what is not saved of that source, to which it belongs.
  #refusedElsewhere(source, draft) {
    const { spans = [], kind } = draft.shown ?? draft.base;
    const exact = spans.filter(({ role }) => role === "body").map((span) => span.exact);
    const [name, words] = [kind ? say(kind) : "", cut(exact.join(" … "), 120)];
    this.drafts.keepFor(source, { ...draft, name, words });
    const told = say("refusedElsewhere", { what: name, words: cut(words, 60), why: draft.refusal.message });
    this.status.failed(told, { whole: true });
    announce(told);
  }

  // What was saved after all, just before the page went away, is no draft any more.
  #drop() {
    for (const { key, values } of this.drafts.all()) {
      const row = this.store.get(key);
      if (row && values && same(presentedOf(values, key, row), row)) this.drafts.remove(key);
    }
  }
}

// What was refused, as a draft with what was said against it; `act` where nothing was typed to go on with.
function refusedDraft(items, { message, errors }) {
  const [first, last] = [items[0], items.findLast((item) => item.shown) ?? items[0]];
  const kind = last.shown?.kind ?? first.base?.kind;
  const base = first.base ?? { kind, key: first.uid, uid: null, state: "new" };
  const isStep = !items.some(({ body }) => body);
  return {
    key: first.uid, isNew: first.act === "create", kind, base, shown: last.shown, values: last.body ?? null,
    refusal: { message, errors }, ...(isStep && { act: first.act }),
  };
}
