/** What the selected words are: a small bar beside them, and its keys. */

import { byId } from "./page.js";

const KEYS = {
  c: "claim", p: "prediction", a: "mention", m: "body", i: "condition", l: "likelihood", h: "horizon",
};

export class Popover extends EventTarget {
  #place = null;

  constructor(sheet) {
    super();
    this.sheet = sheet;
    this.root = byId("popover");
    this.root.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
    this.root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) this.#choose(button.dataset.do);
    });
    const byKey = (event) => this.#onKey(event);
    sheet.root.addEventListener("keydown", byKey);
    this.root.addEventListener("keydown", byKey);
    sheet.scroller.addEventListener("scroll", () => this.#move(), { passive: true });
    addEventListener("scroll", () => this.#move(), { passive: true });
    addEventListener("resize", () => this.#move());
  }

  get isOpen() {
    return !this.root.hidden;
  }

  /** Show it for a place; `roles` are those that the open annotation can take words for. */
  show(place, roles, kinds) {
    this.#place = place;
    byId("popover-kinds").querySelectorAll("[data-do]").forEach((button) => {
      button.hidden = button.dataset.do !== "cancel" && !kinds;
    });
    byId("popover-open").hidden = roles.length === 0;
    byId("popover-open").querySelectorAll("[data-do]").forEach((button) => {
      button.hidden = !roles.includes(button.dataset.do);
    });
    this.root.hidden = false;
    this.#move();
  }

  hide() {
    this.root.hidden = true;
  }

  #onKey(event) {
    if (!this.isOpen || event.ctrlKey || event.metaKey || event.altKey) return;
    const name = event.key === "Escape" ? "cancel" : KEYS[event.key.toLowerCase()];
    const button = name && this.root.querySelector(`[data-do="${name}"]`);
    if (!button || button.hidden || button.parentElement.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    this.#choose(name);
  }

  #choose(name) {
    this.hide();
    this.dispatchEvent(new CustomEvent("choose", { detail: name }));
  }

  // Below the last line of the selection, above the first where there is no room.
  #move() {
    if (!this.isOpen) return;
    const boxes = this.sheet.rangeOf(this.#place.start, this.#place.end).getClientRects();
    if (!boxes.length) return;
    const [first, last] = [boxes[0], boxes[boxes.length - 1]];
    const frame = this.sheet.scroller.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.root;
    const below = last.bottom + 8;
    const fits = below + height < Math.min(frame.bottom, innerHeight) - 8;
    const top = fits ? below : Math.max(frame.top + 8, first.top - height - 8);
    const left = Math.min(Math.max(last.right - width / 2, frame.left + 8), frame.right - width - 8);
    this.root.style.top = `${top}px`;
    this.root.style.left = `${left}px`;
  }
}
