/** The words that are taken for each role, shown in the form and sent to the server. */

import { ROLES } from "./fields.js";
import { byId, say } from "./page.js";

export const PICKED = ["condition", "likelihood", "horizon"];

export class RoleWords {
  constructor(text, root) {
    this.text = text;
    this.root = root;
  }

  /** The words at some places. */
  at(places) {
    return places.map(({ start, end }) => this.text.words.slice(start, end)).join(" … ");
  }

  /** The places of a kind's roles as the API takes them. */
  spans(kind, places) {
    return ROLES[kind].flatMap((role) =>
      (places[role] ?? []).map(({ start, end }, index) => ({
        role,
        part: index + 1,
        start: this.text.toCodePoints(start),
        end: this.text.toCodePoints(end),
        exact: this.text.words.slice(start, end),
      })),
    );
  }

  /** Show them; `elsewhere` are the words that an earlier text had, until others are selected. */
  draw(places, elsewhere) {
    const words = this.at(places.body ?? []);
    const old = words ? null : elsewhere;
    byId("words-body").textContent = words || (old?.words.body ?? "");
    byId("words-elsewhere").textContent = old ? say("stoodIn", { number: old.revision }) : "";
    byId("words-elsewhere").hidden = !old;
    for (const role of PICKED) {
      const taken = this.at(places[role] ?? []);
      const shown = taken || (old?.words[role] ?? "");
      byId(`words-${role}`).textContent = shown;
      byId(`words-${role}`).hidden = !shown;
      this.root.querySelector(`[data-clear="${role}"]`).hidden = !taken;
    }
  }
}
