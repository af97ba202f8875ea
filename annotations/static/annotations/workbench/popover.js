/** What the selected words are: a small bar beside them. */

import { byId } from "./page.js";

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
    sheet.scroller.addEventListener("scroll", () => this.#move(), { passive: true });
    addEventListener("scroll", () => this.#move(), { passive: true });
    addEventListener("resize", () => this.#move());
  }

  get isOpen() {
    return !this.root.hidden;
  }

  /** Whether it is open and offers this. */
  offers(choice) {
    const button = this.#button(choice);
    return this.isOpen && !button.hidden && !button.parentElement.hidden;
  }

  /** What its button says. */
  says(choice) {
    return this.#button(choice).dataset.says;
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

  #button(choice) {
    return this.root.querySelector(`[data-do="${choice}"]`);
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
