/** A relation is drawn: the other passage is picked in this source or looked for in the library. */

import { byId, cut, say } from "./page.js";

export class Relating {
  constructor({ form, editor, store, keys, choosing, links, steps }) {
    Object.assign(this, { form, editor, store, choosing, links, steps });
    this.other = form.combos.link_other;
    this.kind = byId("link-kind");
    links.addEventListener("opened", () => this.#empty());
    links.addEventListener("done", ({ detail: { uid, done } }) => done === "related" && uid === links.uid && this.#empty());
    form.addEventListener("change", () => this.read());
    this.kind.addEventListener("change", () => this.read());
    byId("link-pick").addEventListener("click", () => this.start());
    byId("link-add").addEventListener("click", () => this.#relate());
    const when = () => editor.current && form.kind !== "mention";
    keys.add({ keys: ["Alt+r"], where: "anywhere", group: say("keysForm"), says: say("keyRelate"), when, run: () => void this.start() });
  }

  /** Wait for the other passage; what is not saved yet is saved first, for a relation has two ends. */
  async start() {
    const { editor } = this;
    if (!editor.current.uid && !(await editor.save())) return;
    const { uid } = editor.current;
    this.choosing.start({
      says: say("relatePick"),
      fits: (other) => other.kind !== "mention" && other.uid !== uid && other.state !== "withdrawn",
      chosen: (other) => this.#take(other),
      back: () => this.#show(byId("link-pick")),
    });
  }

  #take(other) {
    const { summary } = other[other.kind];
    this.other.set([]);
    this.other.add([{ uid: other.uid, name: `${this.editor.name(other)}: ${cut(summary, 120)}`, kind: other.kind }]);
    this.read();
    this.#show(this.kind);
  }

  #show(field) {
    this.links.box.open = true;
    field.focus();
  }

  /** Show the relation as it reads from this end, and as it will read from the other. */
  read() {
    const [other] = this.other.chosen;
    const [kind, way] = this.kind.value.split(":");
    const back = [...this.kind.options].find(({ value }) => value === `${kind}:${way === "to" ? "from" : "to"}`);
    const names = { other: other && cut(other.name, 90), back: back?.text };
    byId("link-reads").textContent = other && back ? say("relationReads", { ...names, forward: this.kind.selectedOptions[0].text }) : "";
  }

  async #relate() {
    const [kind, way] = this.kind.value.split(":");
    const relation = { kind, reason: byId("link-reason").value.trim() };
    if (this.other.uids[0]) relation[way] = this.other.uids[0];
    await this.links.send((uid) => this.steps.relate(uid, relation), "related");
  }

  #empty() {
    this.other.set([]);
    this.other.without = this.links.uid;
    byId("link-reason").value = "";
    this.kind.selectedIndex = 0;
    this.read();
  }
}
