/** A field of rows found while typing, one or several as chips; actors and topics are made on the spot. */

import { api, Refusal } from "./api.js";
import { announce, byId, escapeHtml, say } from "./page.js";

const FOUND_IN = { actor: "actors", topic: "topics", statement: "statements", proposition: "propositions" };
const MADE_HERE = ["actors", "topics"];
const PAUSE = 120; // milliseconds of typing that are waited for

export class Combobox {
  #options = [];
  #active = -1;
  #asked = 0;
  #timer = 0;

  constructor(field, onChange) {
    this.field = field;
    this.what = FOUND_IN[field.dataset.combobox];
    this.without = null; // a uid that is never offered
    this.many = "many" in field.dataset;
    this.onChange = onChange;
    this.chosen = [];
    this.input = field.querySelector("[role=combobox]");
    this.list = field.querySelector("[role=listbox]");
    this.chips = field.querySelector(".chips");
    this.error = field.querySelector(".error");
    this.input.addEventListener("input", () => this.#ask());
    this.input.addEventListener("keydown", (event) => this.#onKey(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.#leave(), 150));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#take(Number(option.dataset.index));
    });
    this.chips.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.#drop(button.dataset.uid);
    });
  }

  get uids() {
    return this.chosen.map((row) => row.uid);
  }

  set(rows) {
    this.chosen = [...rows];
    this.input.value = "";
    this.#close();
    this.field.querySelector(".create")?.remove();
    this.#draw();
  }

  /** Propose what fits these words, the likeliest first, without choosing it. */
  async suggest(words) {
    this.input.value = words;
    this.input.select();
    await this.#find(words);
  }

  #ask() {
    clearTimeout(this.#timer);
    const words = this.input.value.trim();
    if (!words) return this.#close();
    this.#timer = setTimeout(() => this.#find(words), PAUSE);
  }

  async #find(words) {
    const asked = (this.#asked += 1);
    let rows = [];
    try {
      rows = await api.find(this.what, words);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.error.textContent = refusal.message;
    }
    if (asked !== this.#asked || !this.input.value.trim()) return; // a later question is on its way
    const left = rows.filter((row) => !this.uids.includes(row.uid) && row.uid !== this.without);
    const known = rows.some((row) => row.name.toLowerCase() === words.toLowerCase());
    const may = MADE_HERE.includes(this.what) && !(known && this.what === "topics");
    this.#options = [...left, ...(may ? [{ create: words }] : [])];
    if (this.#options.length) this.#open();
    else this.#close();
    if (!may) this.#refuse(this.#options.length ? "" : say("noneFound"));
    announce(left.length ? say("suggestions", { count: left.length }) : say("noneFound"));
  }

  #open() {
    const id = this.list.id;
    this.list.innerHTML = this.#options
      .map((row, index) => {
        const label = row.create
          ? escapeHtml(say(this.what === "actors" ? "createActor" : "createTopic", { name: row.create }))
          : escapeHtml(row.name);
        const note = row.create ? "<kbd>⇧ ↵</kbd>" : `<small>${escapeHtml(row.kind_label ?? "")}</small>`;
        return `<li role="option" id="${id}-${index}" data-index="${index}" aria-selected="false"><span>${label}</span>${note}</li>`;
      })
      .join("");
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.list.scrollIntoView({ block: "nearest" });
    this.#point(0);
  }

  #close() {
    this.#asked += 1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.#active = -1;
  }

  #point(index) {
    this.#active = index;
    [...this.list.children].forEach((option, other) => {
      option.setAttribute("aria-selected", String(other === index));
      if (other === index) option.scrollIntoView({ block: "nearest" });
    });
    this.input.setAttribute("aria-activedescendant", `${this.list.id}-${index}`);
  }

  #onKey(event) {
    const isOpen = !this.list.hidden;
    const count = this.#options.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) return this.#ask();
      this.#point((this.#active + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
    } else if (event.key === "Enter" && isOpen && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.#take(event.shiftKey && this.#options[count - 1].create ? count - 1 : this.#active);
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault(); // a name half typed is not yet an answer
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    } else if (event.key === "Backspace" && !this.input.value && this.chosen.length) {
      this.#drop(this.uids[this.uids.length - 1]);
    }
  }

  #take(index) {
    const row = this.#options[index];
    this.#close();
    if (!row.create) return this.#choose(row);
    if (this.what === "topics") return this.#create({ name: row.create });
    return this.#askKind(row.create);
  }

  #choose(row) {
    this.chosen = this.many ? [...this.chosen, row] : [row];
    this.input.value = "";
    this.#refuse("");
    this.#draw();
    this.onChange();
  }

  #drop(uid) {
    this.chosen = this.chosen.filter((row) => row.uid !== uid);
    this.#draw();
    this.input.focus();
    this.onChange();
  }

  #askKind(name) {
    this.field.querySelector(".create")?.remove();
    const panel = byId("new-actor").content.cloneNode(true).firstElementChild;
    this.field.append(panel);
    const kind = panel.querySelector("select");
    kind.focus();
    const leave = () => {
      panel.remove();
      this.input.focus();
    };
    const create = async () => (await this.#create({ name, kind: kind.value })) && panel.remove();
    panel.querySelector("[data-create]").addEventListener("click", create);
    panel.querySelector("[data-cancel]").addEventListener("click", leave);
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") leave();
      else if (event.key === "Enter" && event.target === kind) create();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  async #create(row) {
    try {
      this.#choose(await api.add(this.what, row));
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#refuse(refusal.message);
      return false;
    }
    this.input.focus();
    return true;
  }

  #refuse(message) {
    this.error.textContent = message;
    if (message) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }

  #leave() {
    if (document.activeElement !== this.input) this.#close();
  }

  #draw() {
    this.chips.innerHTML = this.chosen
      .map((row) => {
        const name = escapeHtml(row.name);
        const remove = escapeHtml(say("remove", { name: row.name }));
        return `<li>${name}<button type="button" data-uid="${row.uid}" aria-label="${remove}">×</button></li>`;
      })
      .join("");
  }
}
