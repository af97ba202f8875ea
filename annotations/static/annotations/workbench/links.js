/** What a claim or prediction is linked with: shown, and taken away. Adding has modules of its own. */

import { api, Refusal } from "./api.js";
import { ask } from "./dialogs.js";
import { announce, byId, cut, say } from "./page.js";

/** Events: "opened" (the links are those of another), "done" (detail: `{uid, done}`, as `send` was told). */
export class Links extends EventTarget {
  #shown = null; // the uid whose links are on the page
  #links = { relations: [], memberships: [] };

  constructor({ editor, steps }) {
    super();
    Object.assign(this, { editor, steps });
    this.box = byId("links");
    editor.addEventListener("opened", () => this.#opened());
    steps.addEventListener("change", () => this.#shown && this.#fetch(this.#shown));
    const buttons = { "link-reason": "link-add", "member-position": "member-add", "member-note": "member-add" };
    this.box.addEventListener("keydown", (event) => {
      const button = event.key === "Enter" && !event.ctrlKey && !event.metaKey && buttons[event.target.id];
      if (!button) return;
      event.preventDefault(); // it would save the annotation
      byId(button).click();
    });
  }

  get uid() {
    return this.#shown;
  }

  /** Do something with links, show what was refused at its field, and what there is now. */
  async send(request, done) {
    const uid = this.#shown;
    this.#accuse({});
    try {
      await request(uid);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      if (!this.#accuse(refusal.errors)) byId("links-error").textContent = refusal.message;
      return;
    }
    announce(say(done));
    this.dispatchEvent(new CustomEvent("done", { detail: { uid, done } }));
    if (uid !== this.#shown) return;
    this.box.querySelector("summary").focus();
    await this.#fetch(uid);
  }

  #opened() {
    const { current } = this.editor;
    const uid = current?.uid && current.kind !== "mention" ? current.uid : null;
    this.box.hidden = !uid;
    if (uid === this.#shown) return;
    this.#shown = uid;
    this.box.open = false;
    this.#accuse({});
    this.dispatchEvent(new Event("opened"));
    this.#links = { relations: [], memberships: [] };
    this.#draw();
    if (uid) this.#fetch(uid);
  }

  async #fetch(uid) {
    if (this.editor.store.get(uid)?.waiting) return; // the server does not know it yet
    try {
      const links = await api.links(uid);
      if (uid !== this.#shown) return;
      this.#links = links;
      this.#draw();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      byId("links-error").textContent = refusal.message;
    }
  }

  #draw() {
    const { relations, memberships } = this.#links;
    byId("links-count").textContent = relations.length + memberships.length || "";
    byId("relation-list").replaceChildren(...relations.map((row) => this.#relation(row)));
    byId("member-list").replaceChildren(...memberships.map((row) => this.#membership(row)));
  }

  #relation(row) {
    const line = this.#line(row.reads, row.other.name, `${row.other.kind_label}. ${row.reason}`);
    if (row.may.delete) {
      line.append(this.#remover(row, row.other.name, (uid, why) => this.steps.unrelate(uid, row, why)));
    }
    return line;
  }

  #membership(row) {
    const { name } = row.proposition;
    const line = this.#line(row.position_label, name, row.note);
    if (row.may.delete) line.append(this.#remover(row, name, (uid, why) => this.steps.leave(uid, row, why)));
    return line;
  }

  #line(reads, name, note) {
    const line = document.createElement("li");
    const [verb, words, small] = ["b", "span", "small"].map((tag) => document.createElement(tag));
    verb.textContent = reads;
    words.textContent = name;
    small.textContent = note;
    line.append(verb, " ", words, " ", small);
    return line;
  }

  // What readers may have seen asks for a reason; anything else can simply be undone.
  #remover(row, name, remove) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = say("takeAway");
    button.setAttribute("aria-label", say("takeAwayOf", { name: cut(name, 80) }));
    button.addEventListener("click", async () => {
      const why = row.needs_reason ? say("takeAwayWhy") : say("takeAwayText", { name: cut(name, 120) });
      const sure = await ask({
        title: say("takeAwayTitle"), text: why, yes: say("takeAway"), reason: row.needs_reason, danger: true,
      });
      if (sure) await this.send((uid) => remove(uid, sure.reason), "takenAway");
    });
    return button;
  }

  // Put each message at its field; false if one has no place.
  #accuse(errors) {
    byId("links-error").textContent = "";
    for (const place of this.box.querySelectorAll("[data-error]")) {
      place.textContent = (errors[place.dataset.error.replace("link.", "")] ?? []).join(" ");
    }
    const first = [...this.box.querySelectorAll("[data-error]")].find((place) => place.textContent);
    first?.closest(".field").querySelector("input, select").focus();
    return Boolean(first);
  }
}
