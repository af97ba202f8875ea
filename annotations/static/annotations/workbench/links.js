/** What a claim or prediction is linked with: other passages, and propositions. */

import { api, Refusal } from "./api.js";
import { ask } from "./dialogs.js";
import { announce, byId, cut, say } from "./page.js";

export class Links {
  #shown = null; // the uid whose links are on the page
  #links = { relations: [], memberships: [] };

  constructor(editor, form) {
    this.editor = editor;
    this.box = byId("links");
    this.other = form.combos.link_other;
    this.proposition = form.combos.link_proposition;
    editor.addEventListener("opened", () => this.#opened());
    byId("link-add").addEventListener("click", () => this.#relate());
    byId("member-add").addEventListener("click", () => this.#join());
    const buttons = { "link-reason": "link-add", "member-note": "member-add" };
    this.box.addEventListener("keydown", (event) => {
      const button = event.key === "Enter" && buttons[event.target.id];
      if (!button) return;
      event.preventDefault(); // it would save the annotation
      byId(button).click();
    });
  }

  #opened() {
    const { current } = this.editor;
    const uid = current?.uid && current.kind !== "mention" ? current.uid : null;
    this.box.hidden = !uid;
    if (uid === this.#shown) return;
    this.#shown = uid;
    this.box.open = false;
    this.#empty();
    this.other.without = uid;
    this.#links = { relations: [], memberships: [] };
    this.#draw();
    if (uid) this.#fetch(uid);
  }

  async #fetch(uid) {
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
    if (row.may.delete) line.append(this.#remover(row, row.other.name, (why) => api.unrelate(row.uid, why)));
    return line;
  }

  #membership(row) {
    const { uid, name } = row.proposition;
    const line = this.#line(row.position_label, name, row.note);
    if (row.may.delete) line.append(this.#remover(row, name, (why) => api.leave(this.#shown, uid, why)));
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
      if (sure) await this.#send(() => remove(sure.reason), "takenAway", "links-error");
    });
    return button;
  }

  async #relate() {
    const [kind, way] = byId("link-kind").value.split(":");
    const relation = { kind, reason: byId("link-reason").value.trim() };
    if (this.other.uids[0]) relation[way] = this.other.uids[0];
    await this.#send(() => api.relate(this.#shown, relation), "related", "links-error");
  }

  async #join() {
    const membership = {
      proposition: this.proposition.uids[0] ?? null,
      position: byId("member-position").value,
      note: byId("member-note").value.trim(),
    };
    await this.#send(() => api.join(this.#shown, membership), "joined", "links-error");
  }

  async #send(request, done, general) {
    const uid = this.#shown;
    this.#accuse({});
    try {
      await request();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      if (!this.#accuse(refusal.errors)) byId(general).textContent = refusal.message;
      return;
    }
    announce(say(done));
    this.#empty();
    this.box.querySelector("summary").focus();
    await this.#fetch(uid);
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

  #empty() {
    this.other.set([]);
    this.proposition.set([]);
    for (const id of ["link-reason", "member-note"]) byId(id).value = "";
    for (const id of ["link-kind", "member-position"]) byId(id).selectedIndex = 0;
    this.#accuse({});
  }
}
