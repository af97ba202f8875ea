/** All annotations by paragraph, with filters: the way to every one of them by keyboard. */

import { byId, cut, escapeHtml, say } from "./page.js";
import { patch } from "./patching.js";

const GLYPH = { claim: "c", prediction: "p", mention: "a" };
const SIGN = { draft: "✎", "in-review": "◐", published: "✓", withdrawn: "✕" };

export class List extends EventTarget {
  #kind = "";
  #open = null;
  #seen = false; // the line of what is open was shown
  #unfolded = new Set(); // by hand
  #opened = -1; // the paragraph of the mention that is open
  #unsaved = new Set();

  /** What other features show at the end of a line: `(annotation) => HTML`. */
  marks = [];

  /** Filters beside the states, by the value of their option: `(annotation) => boolean`. */
  states = {
    mine: ({ own, state }) => own && state === "draft",
  };

  constructor(text, store) {
    super();
    this.text = text;
    this.store = store;
    this.root = byId("list");
    this.pane = byId("list-pane");
    this.filters = [...this.pane.querySelectorAll(".filter [data-kind]")];
    this.pane.querySelector(".filter").addEventListener("click", (event) => {
      const button = event.target.closest("[data-kind]");
      if (button) this.#choose(button.dataset.kind);
    });
    byId("list-find").addEventListener("input", () => this.draw());
    byId("list-state").addEventListener("change", () => this.draw());
    this.root.addEventListener("click", (event) => this.#onClick(event));
    store.addEventListener("change", () => this.draw());
    this.draw();
  }

  /** Mark the annotation that is open, and unfold and show its line. */
  open(uid) {
    this.#open = uid;
    const annotation = uid && this.store.get(uid);
    const placed = annotation?.kind === "mention" && Number.isFinite(annotation.start);
    const before = this.#opened;
    this.#opened = placed ? this.text.paragraphAt(annotation.start).index : -1;
    this.#seen = false;
    if (this.#opened !== before) this.draw();
    this.#markOpen();
  }

  /** Mark those with changes that are not saved. */
  mark(uids) {
    this.#unsaved = new Set(uids);
    this.draw();
  }

  #markOpen() {
    this.root.querySelector("[aria-current]")?.removeAttribute("aria-current");
    const line = this.#open && this.root.querySelector(`[data-uid="${this.#open}"]`);
    if (!line) return;
    line.setAttribute("aria-current", "true");
    if (!this.#seen) line.scrollIntoView({ block: "nearest" });
    this.#seen = true; // what was saved for the first time gets its line later than it was opened
  }

  /** Follow the text: show the first of the paragraphs in sight. */
  follow(indexes) {
    if (this.pane.matches(":hover, :focus-within") || this.#open) return;
    const first = this.root.querySelector(`[data-group="${Math.min(...indexes)}"]`);
    if (first) this.pane.scrollTop = first.offsetTop - byId("list").offsetTop;
  }

  draw() {
    const all = this.store.all();
    const wanted = this.#filtered(all);
    const groups = new Map();
    for (const annotation of wanted) {
      const placed = Number.isFinite(annotation.start);
      const index = placed ? this.text.paragraphAt(annotation.start).index : -1;
      if (!groups.has(index)) groups.set(index, []);
      groups.get(index).push(annotation);
    }
    const found = [...groups].map(([index, rows]) => this.#group(index, rows));
    patch(this.root, found.length ? found : [`<p class="nothing">${escapeHtml(say(all.length ? "nothingFound" : "nothingYet"))}</p>`]);
    this.#markOpen();
    byId("list-count").textContent = wanted.length === all.length ? all.length : `${wanted.length} / ${all.length}`;
    for (const button of this.filters.slice(1)) {
      const count = all.filter((annotation) => annotation.kind === button.dataset.kind).length;
      button.querySelector(".num").textContent = count;
    }
  }

  #filtered(all) {
    const words = byId("list-find").value.trim().toLowerCase();
    const state = byId("list-state").value;
    const fits = this.states[state] ?? ((annotation) => !state || annotation.state === state);
    return all.filter((annotation) => {
      if (this.#kind && annotation.kind !== this.#kind) return false;
      if (!fits(annotation)) return false;
      return !words || this.#haystack(annotation).includes(words);
    });
  }

  #haystack({ number, words, kind, mention, claim, prediction, about, topics }) {
    const detail = mention?.actor.name ?? (claim ?? prediction).summary;
    const names = [...about, ...topics].map((row) => row.name).join(" ");
    return `${say(kind)} ${number} ${words} ${detail} ${names}`.toLowerCase();
  }

  #group(index, rows) {
    const title = index < 0 ? escapeHtml(say("elsewhere")) : `¶ ${this.text.paragraphs[index].number}`;
    const apart = this.#kind === "mention" || byId("list-state").value || byId("list-find").value;
    const mentions = apart ? [] : rows.filter((annotation) => annotation.kind === "mention");
    const own = rows.filter((annotation) => !mentions.includes(annotation)).map((row) => this.#row(row));
    if (mentions.length) own.push(this.#rolledUp(index, mentions));
    return `<section data-group="${index}"><h3>${title}</h3><ul>${own.join("")}</ul></section>`;
  }

  // How it stands: what waits to be sent, and what is typed and not saved, before anything else.
  #sign({ uid, state, waiting }) {
    if (waiting) return ["⇡", `${say(state)}, ${say("waitingToBeSent")}`];
    return this.#unsaved.has(uid) ? ["●", `${say(state)}, ${say("unsavedMark")}`] : [SIGN[state], say(state)];
  }

  #row(annotation) {
    const { uid, kind, state, number, words, mention } = annotation;
    const [sign, says] = this.#sign(annotation);
    const named = mention && mention.actor.name !== words ? `${words} – ${mention.actor.name}` : words;
    const text = mention ? named : cut(words, 90);
    return (
      `<li><button type="button" data-uid="${uid}"><i class="g ${GLYPH[kind]}" aria-hidden="true"></i>` +
      `<span class="num"><b class="vh">${escapeHtml(say(kind))}</b> ${mention ? "" : number || "–"}</span>` +
      `<span class="t">${escapeHtml(text)}</span>` +
      this.marks.map((mark) => mark(annotation)).join("") +
      `<span class="sign ${state}"><span aria-hidden="true">${sign}</span><b class="vh">${escapeHtml(says)}</b></span></button></li>`
    );
  }

  // The mentions of a paragraph are one line, until somebody wants to see each.
  #rolledUp(index, mentions) {
    const counts = new Map();
    for (const { mention } of mentions) counts.set(mention.actor.name, (counts.get(mention.actor.name) ?? 0) + 1);
    const names = [...counts].map(([name, count]) => (count > 1 ? `${name} ${count}` : name)).join(", ");
    const open = this.#unfolded.has(index) || this.#opened === index;
    const rows = open ? `<ul class="within">${mentions.map((row) => this.#row(row)).join("")}</ul>` : "";
    const label = escapeHtml(say("mentionsHere", { count: mentions.length }));
    return (
      `<li><button type="button" data-unfold="${index}" aria-expanded="${open}"><i class="g a" aria-hidden="true"></i>` +
      `<span class="num"><b class="vh">${label}:</b><span aria-hidden="true">${mentions.length}</span></span>` +
      `<span class="t">${escapeHtml(names)}</span><span class="sign" aria-hidden="true">${open ? "▾" : "▸"}</span></button>${rows}</li>`
    );
  }

  #fold(index) {
    this.#unfolded.delete(index);
    if (this.#opened === index) this.#opened = -1;
  }

  #choose(kind) {
    this.#kind = kind;
    for (const button of this.filters) button.setAttribute("aria-pressed", String(button.dataset.kind === kind));
    this.draw();
  }

  #onClick(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.unfold) {
      const index = Number(button.dataset.unfold);
      if (button.getAttribute("aria-expanded") === "false") this.#unfolded.add(index);
      else this.#fold(index);
      this.draw();
      this.root.querySelector(`[data-unfold="${index}"]`).focus();
    } else this.dispatchEvent(new CustomEvent("choose", { detail: button.dataset.uid }));
  }
}
