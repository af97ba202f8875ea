/** The boundaries of the passage in hand and of its parts, moved step by step; what lies inside and around it. */

import { byId, cut, say } from "./page.js";
import { announceSoon } from "./speaking.js";
import { inOrder } from "./stretches.js";

export class Bounds extends EventTarget {
  /** The role whose boundaries are in hand: that of the field with the focus, or "body". */
  role = "body";

  constructor(bench) {
    super();
    Object.assign(this, bench);
    const { form, keys, editor } = bench;
    form.root.addEventListener("click", (event) => {
      const { edge, step, role, part } = event.target.closest("button")?.dataset ?? {};
      if (edge) this.step({ role, part: part && Number(part), edge, step: Number(step) });
    });
    form.root.addEventListener("focusin", ({ target }) => {
      const { words, role } = target.closest("[data-words], [data-role]")?.dataset ?? {};
      this.#turnTo(role ?? words ?? "body");
    });
    byId("text").addEventListener("focusin", () => this.#turnTo("body"));
    editor.addEventListener("opened", () => this.#turnTo("body"));
    editor.addEventListener("change", () => this.#showNesting());
    for (const [key, edge, step] of [[",", "end", -1], [".", "end", 1], ["<", "start", -1], [">", "start", 1]]) {
      const says = say(edge === "start" ? "keyStart" : "keyEnd");
      keys.add({ keys: [key], group: say("keysBounds"), says, when: () => this.may, run: () => this.step({ edge, step }) });
    }
  }

  /** Whether the one in hand has boundaries here that this person may move. */
  get may() {
    const { current } = this.editor;
    return Boolean(current && (!current.uid || current.may.change) && this.form.places.body?.length);
  }

  /** The parts of a role. */
  parts(role) {
    return this.form.places[role] ?? [];
  }

  /** What a part is called: "Passage", or "Condition, part 2" where there are several. */
  name(role, part) {
    return this.parts(role).length > 1 ? say("partOf", { role: say(role), number: part + 1 }) : say(role);
  }

  /** By what boundaries move: words, or letters where that is chosen. */
  get unit() {
    return byId("by-letter").checked ? "letter" : "word";
  }

  /** Move an edge ("start" or "end") by one unit; of the first or the last part if none is named. */
  step({ role = "body", part, edge, step, unit = this.unit }) {
    const parts = this.parts(role);
    if (!parts.length) return; // it stands in an earlier text: words are selected first
    const at = part ?? (edge === "start" ? 0 : parts.length - 1);
    this.move(role, at, edge, this.boundaries.edge(parts[at][edge], unit, step, edge));
  }

  /** Move an edge of a part to an offset; not beyond its other edge. */
  move(role, part, edge, offset) {
    const place = { ...this.parts(role)[part], [edge]: offset };
    if (place.start >= place.end) return announceSoon(say("smallest"));
    this.set(role, part, place);
    this.sheet.scrollTo(edge === "end" ? offset - 1 : offset);
  }

  /** Let a part stand elsewhere; one that touches another becomes one with it. */
  set(role, part, place) {
    const parts = this.parts(role).with(part, place);
    this.form.setParts(role, inOrder(parts, this.text.words));
    announceSoon(say("moved", { words: cut(this.form.wordsOf(role), 200) }));
  }

  /** Take a part away; the passage keeps its last. */
  remove(role, part) {
    const parts = this.parts(role);
    if (role === "body" && parts.length < 2) return;
    const { start, end } = parts[part];
    this.form.setParts(role, parts.toSpliced(part, 1));
    announceSoon(say("partRemoved", { words: cut(this.text.words.slice(start, end), 200) }));
  }

  #turnTo(role) {
    if (role === this.role) return;
    this.role = role;
    this.dispatchEvent(new Event("change"));
  }

  #showNesting() {
    const parts = this.form.places.body ?? [];
    if (!parts.length) return;
    const uid = this.editor.current?.uid;
    const others = this.store.all().filter((other) => other.uid !== uid && other.state !== "withdrawn");
    const inside = others.filter((other) => parts.some(({ start, end }) => other.start >= start && other.end <= end));
    const around = others.filter((other) => other.start <= parts[0].start && other.end >= parts.at(-1).end && !inside.includes(other));
    for (const [id, found] of [["inside", inside], ["around", around]]) {
      const names = found.map((other) => other.mention?.actor.name ?? this.editor.name(other));
      const more = names.length > 6 ? `, ${say("andMore", { count: names.length - 6 })}` : "";
      byId(id).textContent = names.slice(0, 6).join(", ") + more || say("nothing");
    }
  }
}
