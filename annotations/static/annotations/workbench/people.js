/** Who else is here, shown: at the foot of the page, in the grid, and where they have the same open. */

import { announce, byId, escapeHtml, page, say } from "./page.js";

const MOST = 2; // named at the foot; the rest are counted

export class People {
  #known = new Set();
  #signs = "";

  constructor(bench) {
    this.bench = bench;
    const { presence, editor } = bench;
    this.place = byId("people");
    presence.addEventListener("people", () => this.#show());
    presence.addEventListener("news", ({ detail }) => this.#tell(detail));
    editor.addEventListener("opened", () => this.#warn());
    this.place.addEventListener("click", (event) => {
      const index = event.target.closest("[data-paragraph]")?.dataset.paragraph;
      if (index !== undefined) bench.reading.goTo(Number(index));
    });
    byId("news").addEventListener("click", ({ currentTarget }) => editor.open(currentTarget.dataset.uid, { focus: true }));
    byId("corrected-load").addEventListener("click", () => location.reload());
  }

  #show() {
    const { presence } = this.bench;
    const here = presence.people.map((person) => this.#line(person)).slice(0, MOST);
    const more = presence.people.length - here.length;
    const rest = more ? `<span title="${escapeHtml(presence.people.slice(MOST).map(({ name }) => name).join(", "))}">${escapeHtml(say("morePeople", { count: more }))}</span>` : "";
    const html = here.join("") + rest;
    if (this.place.innerHTML !== html) this.place.innerHTML = html;
    this.place.hidden = !html;
    this.#greet(presence.people);
    this.#sign(presence.people);
    this.#warn();
    if (presence.revision !== page.revision) this.#corrected(presence.revision);
  }

  #line(person) {
    const words = escapeHtml(this.#where(person));
    const index = person.paragraph && this.bench.text.paragraphs[person.paragraph - 1]?.index;
    const inner = index || index === 0 ? `<button class="link" type="button" data-paragraph="${index}">${words}</button>` : words;
    return `<span class="person">${inner}</span>`;
  }

  // "Eddie is here, at ¶ 19, with Claim 7 open"
  #where({ name, own, paragraph, annotation }) {
    const open = annotation && this.bench.store.get(annotation);
    const values = { name, paragraph, what: open ? this.bench.editor.name(open) : "" };
    const says = own ? "otherWindow" : "isHere";
    return say(`${says}${paragraph ? "At" : ""}${open ? "With" : ""}`, values);
  }

  // Who comes is announced once; where they go from there is not.
  #greet(people) {
    const names = new Set(people.filter(({ own }) => !own).map(({ name }) => name));
    const came = [...names].filter((name) => !this.#known.has(name));
    if (came.length) announce(came.map((name) => say("isHere", { name })).join(" "));
    this.#known = names;
  }

  #sign(people) {
    const here = new Map();
    for (const { name, own, paragraph } of people) {
      if (!paragraph) continue;
      const index = paragraph - 1;
      here.set(index, [...(here.get(index) ?? []), own ? say("you") : name]);
    }
    const signs = JSON.stringify([...here]);
    if (signs === this.#signs) return;
    this.#signs = signs;
    this.bench.signs.set("here", here);
  }

  #warn() {
    const { presence, editor } = this.bench;
    const box = byId("same-open");
    const uid = editor.current?.uid;
    const others = uid ? presence.people.filter(({ annotation }) => annotation === uid) : [];
    const names = [...new Set(others.map(({ name, own }) => (own ? "" : name)))];
    const words = names.map((name) => (name ? say("sameOpen", { name }) : say("sameOpenOwn"))).join(" ");
    if (box.textContent !== words) {
      box.textContent = words;
      if (words) announce(words);
    }
    box.hidden = !words;
  }

  #tell({ changed, gone }) {
    const { editor } = this.bench;
    const open = byId("news");
    const words = [];
    if (changed.length === 1) {
      const [{ annotation, by }] = changed;
      const what = editor.name(annotation);
      words.push(by ? say("changedBy", { what, name: by }) : say("changedOne", { what }));
    } else if (changed.length) words.push(say("changedSome", { count: changed.length, names: namesOf(changed) }));
    if (gone.length === 1) words.push(say("goneOne", { what: editor.name(gone[0]) }));
    else if (gone.length) words.push(say("goneSome", { count: gone.length }));
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    open.textContent = `${time} ${words.join(" ")}`;
    open.dataset.uid = changed[0]?.annotation.uid ?? "";
    open.disabled = !changed.length;
    open.hidden = false;
    announce(words.join(" "));
  }

  #corrected(number) {
    const box = byId("corrected");
    if (!box.hidden) return;
    const words = say("textCorrected", { number });
    box.querySelector("span").textContent = words;
    box.hidden = false;
    announce(words);
  }
}

function namesOf(changed) {
  return [...new Set(changed.map(({ by }) => by).filter(Boolean))].join(", ");
}
