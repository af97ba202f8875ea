/** The boundaries of the passage in hand, moved step by step; what lies inside and around it. */

import { announce, byId, cut, say } from "./page.js";

export class Bounds {
  constructor(bench) {
    Object.assign(this, bench);
    this.form.root.addEventListener("click", (event) => {
      const { edge, step } = event.target.closest("button")?.dataset ?? {};
      if (edge) this.move(edge, Number(step));
    });
    this.editor.addEventListener("change", () => this.#showNesting());
  }

  /** Move an edge ("start" or "end") by a word, or by a letter where that is chosen. */
  move(edge, step) {
    const { form, boundaries, sheet } = this;
    if (!form.places.body) return; // it stands in an earlier text: words are selected first
    const parts = structuredClone(form.places.body);
    const part = edge === "start" ? parts[0] : parts[parts.length - 1];
    const byLetter = byId("by-letter").checked;
    part[edge] = byLetter ? boundaries.byCharacter(part[edge], step) : boundaries.byWord(part[edge], step, edge);
    if (part.start >= part.end) return;
    form.places.body = parts;
    form.refresh();
    form.dispatchEvent(new Event("change"));
    sheet.scrollTo(part[edge] - (edge === "end" ? 1 : 0));
    announce(say("moved", { words: cut(form.words, 200) }));
  }

  #showNesting() {
    const here = this.form.places.body?.[0];
    if (!here) return;
    const uid = this.editor.current?.uid;
    const others = this.store.all().filter((other) => other.uid !== uid && other.state !== "withdrawn");
    const inside = others.filter((other) => other.start >= here.start && other.end <= here.end);
    const around = others.filter((other) => other.start <= here.start && other.end >= here.end && !inside.includes(other));
    for (const [id, found] of [["inside", inside], ["around", around]]) {
      const names = found.map((other) => other.mention?.actor.name ?? this.editor.name(other));
      const more = names.length > 6 ? `, ${say("andMore", { count: names.length - 6 })}` : "";
      byId(id).textContent = names.slice(0, 6).join(", ") + more || say("nothing");
    }
  }
}
