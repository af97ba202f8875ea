/**
 * A field of rows found while typing, one or several as chips (the combobox of WAI-ARIA with a list).
 *
 * What the words name for sure is selected by itself, and taken when the field is left or the form
 * saved; anything else is taken by hand. What there is not yet is made on the spot (`Creating`).
 */

import { api, Refusal } from "./api.js";
import { Creating } from "./creating.js";
import { chip, option } from "./options.js";
import { announce, say } from "./page.js";

const FOUND_IN = { actor: "actors", topic: "topics", statement: "statements", proposition: "propositions" };
const MADE_HERE = { actors: "createActor", topics: "createTopic", propositions: "createProposition" };
const PAUSE = 120; // milliseconds of typing that are waited for

export class Combobox {
  /** What is offered before anything is typed: `() => rows`, or null to ask the server. */
  offers = null;
  /** A uid that is never offered. */
  without = null;
  /** More that the server is asked with: `() => ({name: value})`. */
  more = () => ({});
  /** Called with a row that was taken from the list. */
  onTake = () => {};

  #options = [];
  #words = ""; // that they were found for
  #active = -1;
  #meant = false; // the active option was moved to, or is sure
  #asked = 0;
  #timer = 0;
  #finding = null;
  #taken = null; // what is being taken, and made first if need be

  constructor(field, onChange) {
    this.field = field;
    this.what = FOUND_IN[field.dataset.combobox];
    this.many = "many" in field.dataset;
    this.onChange = onChange;
    this.chosen = [];
    this.input = field.querySelector("[role=combobox]");
    this.list = field.querySelector("[role=listbox]");
    this.chips = field.querySelector(".chips");
    this.error = field.querySelector(".error");
    this.creating = new Creating(field, this.what, this.input);
    this.input.addEventListener("input", () => this.#ask());
    this.input.addEventListener("keydown", (event) => this.#onKey(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.#leave(), 150));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus
    this.list.addEventListener("click", ({ target }) => {
      const index = target.closest("[role=option]")?.dataset.index;
      if (index) this.#take(Number(index));
    });
    this.chips.addEventListener("click", ({ target }) => {
      const uid = target.closest("button")?.dataset.uid;
      if (uid) this.#drop(uid);
    });
  }

  get uids() {
    return this.chosen.map((row) => row.uid);
  }

  /** What is typed and not chosen. */
  get typed() {
    return this.input.value.trim();
  }

  set(rows) {
    clearTimeout(this.#timer);
    this.chosen = [...rows];
    this.input.value = "";
    this.#close();
    this.creating.stop();
    this.#draw();
  }

  /** Choose rows beside those there are. */
  add(rows) {
    this.chosen = [...this.chosen, ...rows.filter((row) => !this.uids.includes(row.uid))];
    this.#draw();
    this.onChange();
  }

  /** Propose what fits these words, the likeliest first; only what is sure is selected. */
  suggest(words) {
    this.input.value = words;
    this.input.select();
    return (this.#finding = this.#find(words.trim()));
  }

  /** Open the list of what is offered without a word, if there is any. */
  async offer() {
    if (this.typed) return;
    const rows = this.offers?.() ?? [];
    this.#show(rows.length ? rows : await this.#rows(""), "");
  }

  /** Take what is selected, after any answer that is waited for; false if words are left over. */
  async settle() {
    if (!this.typed) return true;
    if (this.creating.asks) {
      if (!(await this.creating.create())) return false; // of the kind that stands there
      await this.#taken;
      return true;
    }
    await this.#answered();
    if (!this.#options.length) await this.suggest(this.typed); // it was closed without a choice
    if (this.#meant && !this.#options[this.#active]?.create) this.#take(this.#active);
    return !this.typed;
  }

  /** Show what is wrong with what is typed. */
  refuse(message) {
    this.error.textContent = message;
    if (message) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }

  #ask() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const words = this.typed;
    if (!words) return this.#close();
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      this.#finding = this.#find(words);
    }, PAUSE);
  }

  async #rows(words) {
    const asked = (this.#asked += 1);
    try {
      const rows = await api.find(this.what, words, this.more());
      return asked === this.#asked ? rows : null;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.error.textContent = refusal.message;
      return asked === this.#asked ? [] : null;
    }
  }

  async #find(words) {
    const rows = await this.#rows(words);
    if (rows && this.typed === words) this.#show(rows, words); // else a later question is on its way
  }

  #show(rows, words) {
    if (rows === null) return;
    const left = rows.filter((row) => !this.uids.includes(row.uid) && row.uid !== this.without);
    const known = rows.some((row) => row.name.toLowerCase() === words.toLowerCase());
    const may = words && MADE_HERE[this.what] && !(known && this.what !== "actors");
    this.#words = words;
    this.#options = [...left, ...(may ? [{ create: words }] : [])];
    if (this.#options.length) this.#open();
    else this.#close();
    if (words && !may) this.refuse(this.#options.length ? "" : say("noneFound"));
    announce(left.length ? say("suggestions", { count: left.length }) : say("noneFound"));
  }

  #open() {
    this.list.innerHTML = this.#options.map((row, index) => option(row, index, this.list.id, MADE_HERE[this.what])).join("");
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.list.scrollIntoView({ block: "nearest" });
    this.#point(0, Boolean(this.#options[0].sure));
  }

  #close() {
    this.#asked += 1;
    this.#options = [];
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.#active = -1;
    this.#meant = false;
  }

  #point(index, meant = true) {
    this.#active = index;
    this.#meant = meant;
    [...this.list.children].forEach((option, other) => {
      option.setAttribute("aria-selected", String(other === index));
      if (other === index) option.scrollIntoView({ block: "nearest" });
    });
    this.input.setAttribute("aria-activedescendant", `${this.list.id}-${index}`);
  }

  #onKey(event) {
    const isOpen = !this.list.hidden;
    const count = this.#options.length;
    const withMod = event.ctrlKey || event.metaKey;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (withMod) return;
      event.preventDefault();
      if (event.altKey && event.key === "ArrowUp") return this.#close();
      if (!isOpen) return void (this.typed ? this.#ask() : this.offer());
      this.#point((this.#active + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
    } else if (event.key === "Enter" && !withMod && !event.altKey) {
      event.preventDefault(); // a name half typed is not yet an answer
      if (isOpen || this.typed) this.#enter(event.shiftKey);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    } else if (event.key === "Backspace" && !this.input.value && this.chosen.length) {
      this.#drop(this.uids[this.uids.length - 1]);
    }
  }

  // Never an option of words that stand there no more. Of a list that was not seen yet only what is
  // sure is taken, and nothing is made whose name is known for sure.
  async #enter(creating) {
    const unseen = this.list.hidden;
    if (unseen || this.#words !== this.typed) await this.#answered();
    const last = this.#options.length - 1;
    if (last < 0) return;
    const making = creating && this.#options[last].create && !(unseen && this.#meant);
    if (making || !unseen || (this.#meant && !creating)) this.#take(making ? last : this.#active);
  }

  #take(index) {
    return (this.#taken = this.#chosen(index));
  }

  async #chosen(index) {
    const row = this.#options[index];
    this.#close();
    if (!row.create) return this.#choose(row);
    const made = await this.creating.start(row.create);
    if (made) this.#choose(made);
  }

  #choose(row) {
    this.chosen = this.many ? [...this.chosen, row] : [row];
    this.input.value = "";
    this.refuse("");
    this.#draw();
    this.onTake(row);
    this.onChange();
  }

  #drop(uid) {
    this.chosen = this.chosen.filter((row) => row.uid !== uid);
    this.#draw();
    this.input.focus();
    this.onChange();
    if (this.offers && !this.many) void this.offer(); // another one is wanted
  }

  // What the field was left with is found first, for one may type on quicker than the server answers.
  async #leave() {
    if (document.activeElement === this.input) return;
    if (this.typed) await this.#answered();
    if (document.activeElement === this.input) return;
    if (this.#meant && this.#options[this.#active]?.sure) this.#take(this.#active);
    else this.#close();
  }

  // Wait for the answer to what is typed.
  #answered() {
    if (this.#timer) {
      clearTimeout(this.#timer);
      this.#timer = 0;
      this.#finding = this.#find(this.typed);
    }
    return this.#finding;
  }

  #draw() {
    this.chips.innerHTML = this.chosen.map(chip).join("");
  }
}
