/** What the registry lacks is made on the spot: a topic at once, the others once their kind is said. */

import { api, Refusal } from "./api.js";
import { byId, cut, say } from "./page.js";

const KINDS = { actors: "new-actor", propositions: "new-proposition" };
const NAMED = { propositions: "text" };

export class Creating {
  /** The words of the text that the row is made for: `() => words`. */
  words = () => "";

  #done = null; // tells the one who waits what was made, or null
  #create = null; // makes what is being asked about
  #last = {};

  constructor(field, what, input) {
    this.field = field;
    this.what = what;
    this.input = input;
    this.error = field.querySelector(".error");
  }

  /** Make a row of this name; null if that was refused or given up. */
  async start(name) {
    this.stop();
    const row = { [NAMED[this.what] ?? "name"]: name };
    if (!KINDS[this.what]) {
      const made = await this.#send(row);
      this.input.focus();
      return made;
    }
    return new Promise((resolve) => {
      this.#done = resolve;
      this.#askKind(row);
    });
  }

  /** Whether the kind of a new row is being asked. */
  get asks() {
    return Boolean(this.#create);
  }

  /** Make it, of the kind that stands there; false if that was refused. */
  create() {
    return this.#create();
  }

  /** Give up. */
  stop() {
    this.field.querySelector(".create")?.remove();
    this.#create = null;
    this.#done?.(null);
    this.#done = null;
  }

  #askKind(row) {
    const panel = byId(KINDS[this.what]).content.cloneNode(true).firstElementChild;
    this.field.append(panel);
    const kind = panel.querySelector("select");
    if (this.#last.kind) kind.value = this.#last.kind; // as the one before
    const alias = this.what === "actors" ? askAlias(kind, row.name, this.words()) : () => ({});
    kind.focus();
    panel.scrollIntoView({ block: "nearest" });
    const leave = () => {
      this.stop();
      this.input.focus();
    };
    const create = (this.#create = async () => {
      const made = await this.#send({ ...row, kind: kind.value, ...alias() });
      if (!made) {
        kind.focus();
        return false;
      }
      this.#last.kind = kind.value;
      this.#done?.(made);
      this.#done = this.#create = null;
      panel.remove();
      this.input.focus();
      return true;
    });
    panel.querySelector("[data-create]").addEventListener("click", create);
    panel.querySelector("[data-cancel]").addEventListener("click", leave);
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") leave();
      else if (event.key === "Enter" && event.target.matches("select") && !event.ctrlKey && !event.metaKey) create();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  async #send(row) {
    try {
      return await api.add(this.what, row);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.error.textContent = refusal.message || Object.values(refusal.errors).flat().join(" ");
      return null;
    }
  }
}

// Other words than the name are kept for the next source, as what somebody says they are. Returns
// what is to be sent of it.
function askAlias(after, name, words) {
  if (!words || words.toLowerCase() === name.toLowerCase()) return () => ({});
  const label = byId("new-alias").content.cloneNode(true).firstElementChild;
  const kind = label.querySelector("select");
  after.closest("label").after(label);
  label.querySelector("span").textContent = say("aliasAlso", { words: cut(words, 60) });
  kind.value = likelyAlias(name, words);
  return () => (kind.value ? { alias: words, alias_kind: kind.value } : {});
}

// Capitals alone are an acronym, words out of the name a short name; of others somebody has to say.
function likelyAlias(name, words) {
  if (/^\p{Lu}{2,8}$/u.test(words)) return "acronym";
  return ` ${name} `.includes(` ${words} `) ? "short" : "";
}
