/** The switch of the suggestions in the toolbar: shown or not, of which kinds, and how many are left. */

import { announce, byId, say } from "./page.js";
import { KINDS } from "./suggestions.js";

export class SuggestingSwitch {
  constructor({ suggestions }) {
    this.suggestions = suggestions;
    this.button = byId("suggestions-show");
    if (!this.button) return; // who may not tag is suggested nothing
    this.button.addEventListener("click", () => {
      suggestions.shown = !suggestions.shown;
      announce(say("suggestionsLeft", { count: suggestions.left.length }));
    });
    for (const kind of KINDS) {
      this.#of(kind).addEventListener("click", () => {
        suggestions.toggle(kind);
        announce(say("suggestionsLeft", { count: suggestions.left.length }));
      });
    }
    suggestions.addEventListener("change", () => this.#draw());
    this.#draw();
  }

  #of(kind) {
    return this.button.parentElement.querySelector(`[data-suggest="${kind}"]`);
  }

  #draw() {
    const { shown, isKnown, all } = this.suggestions;
    this.button.setAttribute("aria-pressed", String(shown));
    byId("suggestions-count").textContent = isKnown ? all.length : "–";
    for (const kind of KINDS) {
      const button = this.#of(kind);
      button.hidden = !shown;
      button.setAttribute("aria-pressed", String(this.suggestions.has(kind)));
      button.querySelector(".num").textContent = isKnown ? all.filter((one) => one.kind === kind).length : "–";
    }
  }
}
