/** Plain mentions of one actor, published together after they were seen listed. */

import { checksOf } from "./checks.js";
import { answer } from "./dialogs.js";
import { byId, cut, say } from "./page.js";

const FEWEST = 2; // of one actor, to be worth a list

export class ByActor {
  constructor(bench) {
    Object.assign(this, bench);
    const { reviewing, keys } = bench;
    reviewing.addEventListener("change", () => this.#draw());
    byId("review-actors").addEventListener("click", ({ target }) => {
      const button = target.closest("[data-actor]");
      if (button) this.#offer(button.dataset.actor);
    });
    byId("together-list").addEventListener("change", () => this.#count());
    byId("together").addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      byId("together-yes").click();
    });
    keys.add({
      keys: ["t"], where: "page", group: say("keysReview"), says: say("keyTogether"),
      when: () => reviewing.mode === "review" && this.#groups().size > 0, run: () => this.#offer(this.#here()),
    });
    this.#draw();
  }

  // Mentions in review that nothing is to be said of, by actor: those with the most first.
  #groups() {
    const groups = new Map();
    if (this.reviewing.mode !== "review") return groups;
    const known = { store: this.store, remarks: this.discussing.remarks, english: false };
    for (const annotation of this.store.all()) {
      const { kind, state, note, mention } = annotation;
      if (kind !== "mention" || state !== "in-review" || note) continue;
      if (checksOf(annotation, known).some(({ name }) => name !== "checkOwn")) continue;
      const { uid, name } = mention.actor;
      if (!groups.has(uid)) groups.set(uid, { name, rows: [] });
      groups.get(uid).rows.push(annotation);
    }
    const several = [...groups].filter(([, { rows }]) => rows.length >= FEWEST);
    return new Map(several.sort(([, one], [, other]) => other.rows.length - one.rows.length));
  }

  #draw() {
    const groups = this.#groups();
    byId("review-actors-box").hidden = !groups.size;
    byId("review-actors").replaceChildren(
      ...[...groups].map(([uid, { name, rows }]) => {
        const item = document.createElement("li");
        const button = Object.assign(document.createElement("button"), { type: "button", className: "btn" });
        button.dataset.actor = uid;
        const count = Object.assign(document.createElement("b"), { className: "num", textContent: rows.length });
        button.append(name, " ", count);
        item.append(button);
        return item;
      }),
    );
  }

  // The actor of the mention at hand, or the one with the most.
  #here() {
    const groups = this.#groups();
    const actor = this.editor.current?.mention?.actor.uid;
    return groups.has(actor) ? actor : groups.keys().next().value;
  }

  async #offer(actor) {
    const group = this.#groups().get(actor);
    if (!group) return;
    byId("together-title").textContent = say("togetherTitle", { count: group.rows.length, name: group.name });
    byId("together-list").replaceChildren(...group.rows.map((row) => this.#line(row)));
    this.#count();
    if ((await answer(byId("together"))) !== "yes") return;
    const uids = this.#chosen();
    const { uid } = this.reviewing.walk;
    if (!(await this.reviewing.publishTogether(uids))) return;
    if (uids.includes(uid)) this.reviewing.next();
    else this.reviewing.resume();
  }

  #line(annotation) {
    const item = document.createElement("li");
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: true, value: annotation.uid });
    const words = Object.assign(document.createElement("span"), { dir: "auto" });
    words.append(...this.reviewing.card.inContext(annotation).map((part) => (typeof part === "string" ? cut(part, 120) : part)));
    const number = this.text.paragraphAt(annotation.start).number;
    const place = Object.assign(document.createElement("small"), { textContent: `¶ ${number}` });
    label.append(box, " ", words, " ", place);
    item.append(label);
    return item;
  }

  #chosen() {
    return [...byId("together-list").querySelectorAll(":checked")].map(({ value }) => value);
  }

  #count() {
    const count = this.#chosen().length;
    byId("together-yes").disabled = !count;
    byId("together-yes-word").textContent = say("togetherDo", { count });
  }
}
