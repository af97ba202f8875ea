/** Words that a new prediction could have for its terms, found in its passage: taken only by hand. */

import { api, Refusal } from "./api.js";
import { announce, byId, say } from "./page.js";
import { PICKED } from "./words_of_roles.js";

const KEYS = { condition: "i", likelihood: "l", horizon: "h" };

export class WordsFound {
  #asked = "";
  #found = null;
  #looking = null;
  #drawn = "";

  constructor(bench) {
    const { form, editor, keys, taking, text } = bench;
    Object.assign(this, { form, editor, text });
    editor.addEventListener("change", () => this.#ask());
    form.root.addEventListener("click", (event) => {
      const index = event.target.closest("[data-found]")?.dataset.found;
      if (index !== undefined) this.#use([this.#offered()[index]]);
    });
    byId("found-all").addEventListener("click", () => this.#useAll());
    const when = () => this.#isOpen;
    const add = (key, says, run) =>
      keys.add({ keys: [key], where: "anywhere", group: say("keysForm"), says: say(says), when, run });
    add("Alt+u", "keyUseFound", () => void this.#useAll());
    for (const [role, key] of Object.entries(KEYS)) {
      add(`Alt+${key}`, `keyPick-${role}`, () => taking.start(role));
      add(`Alt+Shift+${key}`, `keyClear-${role}`, () => this.#clear(role));
    }
  }

  get #isOpen() {
    return Boolean(this.editor.current) && this.form.kind === "prediction" && !byId("form-fields").disabled;
  }

  // A key may come quicker than the answer of the server.
  async #useAll() {
    await this.#looking;
    this.#use(this.#offered());
  }

  #ask() {
    const { form, editor, text } = this;
    const body = form.places.body ?? [];
    const wanted = this.#isOpen && !editor.current.uid && body.length;
    const passage = wanted && { start: text.toCodePoints(body[0].start), end: text.toCodePoints(body.at(-1).end) };
    const question = passage ? JSON.stringify(passage) : "";
    if (question === this.#asked) return this.#draw();
    this.#asked = question;
    this.#found = null;
    this.#draw();
    if (question) this.#looking = this.#look(passage, question);
  }

  async #look(passage, question) {
    try {
      const found = await api.terms(passage);
      if (question === this.#asked) this.#found = found;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal; // nothing is offered then
    }
    this.#draw();
    const offered = this.#offered();
    if (offered.length) announce(say("foundWords", { words: offered.map(({ says }) => says).join(", ") }));
  }

  // What is found of roles that have no words yet, and a form that is not the one chosen.
  #offered() {
    if (!this.#found) return [];
    const { words, form: kind } = this.#found;
    const rows = words
      .filter(({ role }) => !this.form.places[role]?.length)
      .map(({ role, start, end, exact }) => ({
        role, says: `“${exact}”`, place: { start: this.text.toUtf16(start), end: this.text.toUtf16(end) },
      }));
    const { form } = this.form.fields;
    if (kind && kind !== form.value) {
      const { text: label } = [...form.options].find(({ value }) => value === kind);
      rows.push({ role: "form", says: label, value: kind });
    }
    return rows;
  }

  #draw() {
    const offered = this.#offered();
    const drawn = JSON.stringify(offered);
    if (drawn === this.#drawn) return; // a chip that is being pressed stays
    this.#drawn = drawn;
    for (const role of [...PICKED, "form"]) {
      const chips = offered
        .map((row, index) => [row, index])
        .filter(([row]) => row.role === role)
        .map(([row, index]) => chip(row, index));
      byId(`found-${role}`).replaceChildren(...chips);
    }
    byId("found-all").hidden = offered.length < 2;
  }

  #use(rows) {
    const { form } = this;
    for (const { role, place, value } of rows) {
      if (role === "form") form.set({ form: value });
      else if (!form.places[role]?.length) form.take(role, place);
      if (role === "condition" && !form.fields.condition.value) form.set({ condition: form.wordsOf("condition") });
      const { likelihood } = this.#found;
      if (role === "likelihood" && likelihood && form.fields.likelihood.value === "unstated") form.set({ likelihood });
    }
    if (!rows.length) return;
    announce(say("foundUsed", { words: rows.map(({ says }) => says).join(", ") }));
    const next = form.root.querySelector("[data-found]");
    (next ?? byId(rows.at(-1).role === "form" ? "f-form" : `pick-${rows.at(-1).role}`)).focus({ preventScroll: true });
  }

  #clear(role) {
    if (!this.form.places[role]?.length) return;
    this.form.drop(role);
    announce(say("cleared"));
  }
}

function chip({ says }, index) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "found";
  button.dataset.found = index;
  const use = document.createElement("b");
  use.textContent = say("use");
  button.append(says, " ", use);
  return button;
}
