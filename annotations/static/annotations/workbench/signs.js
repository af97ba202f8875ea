/** What is known of paragraphs besides their annotations, shown at their numbers in the grid. */

import { byId, say } from "./page.js";

export class Signs {
  /** By name: what is to be said of a paragraph, by its index. */
  #signs = new Map();

  constructor() {
    this.grid = byId("grid");
    new MutationObserver(() => this.#show()).observe(this.grid, { childList: true, subtree: true });
  }

  /** `here`: a Map from the index of a paragraph to the names of who is there; `read`: to "own" or "others". */
  set(name, byIndex) {
    this.#signs.set(name, byIndex);
    this.#show();
  }

  #show() {
    const here = this.#signs.get("here") ?? new Map();
    const read = this.#signs.get("read") ?? new Map();
    for (const link of this.grid.querySelectorAll("a")) {
      const index = Number(link.dataset.paragraph);
      const names = here.get(index) ?? [];
      const by = read.get(index);
      give(link, "here", names.length ? initials(names) : null);
      give(link, "read", by ?? null);
      link.dataset.label ??= link.getAttribute("aria-label");
      const told = [link.dataset.label];
      if (by) told.push(say(by === "own" ? "isRead" : "isReadByOthers"));
      if (names.length) told.push(say("areHere", { names: names.join(", ") }));
      const label = told.join(" · ");
      if (link.title === label) continue;
      link.title = label;
      link.setAttribute("aria-label", label);
    }
  }
}

function give(element, name, value) {
  if (value === null) delete element.dataset[name];
  else element.dataset[name] = value;
}

function initials(names) {
  return names.length > 1 ? String(names.length) : [...names[0]][0].toUpperCase();
}
