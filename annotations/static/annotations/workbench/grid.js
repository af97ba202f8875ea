/** The paragraphs as a grid of numbers: which have something to do, and which are in sight. */

import { byId, escapeHtml, say } from "./page.js";
import { patch } from "./patching.js";

export class Grid extends EventTarget {
  #seen = new Set();

  constructor(text, store) {
    super();
    this.text = text;
    this.store = store;
    this.root = byId("grid");
    this.root.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link) return;
      event.preventDefault();
      this.dispatchEvent(new CustomEvent("go", { detail: Number(link.dataset.paragraph) }));
    });
    store.addEventListener("change", () => this.draw());
    this.draw();
  }

  draw() {
    const counts = this.text.paragraphs.map(() => ({ claims: 0, predictions: 0, mentions: 0, todo: 0 }));
    for (const { start, kind, state } of this.store.all()) {
      if (!Number.isFinite(start)) continue;
      const count = counts[this.text.paragraphAt(start).index];
      count[`${kind}s`] += 1;
      count.todo += state === "draft" || state === "in-review" ? 1 : 0;
    }
    patch(this.root, this.text.paragraphs.map((paragraph) => this.#cell(paragraph, counts[paragraph.index])));
    this.follow(this.#seen);
  }

  /** Mark the paragraphs in sight. */
  follow(indexes) {
    this.#seen = indexes;
    for (const link of this.root.querySelectorAll("a")) {
      const seen = indexes.has(Number(link.dataset.paragraph));
      if (seen === link.hasAttribute("aria-current")) continue;
      if (seen) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  }

  #cell({ index, number }, count) {
    const label = escapeHtml(say("paragraph", { number, ...count }));
    const todo = count.todo ? ' class="todo"' : "";
    return `<li><a href="#p${number}" data-paragraph="${index}" title="${label}" aria-label="${label}"${todo}>${number}</a></li>`;
  }
}
