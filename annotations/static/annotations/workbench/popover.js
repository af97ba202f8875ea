/** What the selected words are: a small bar beside them, never off the screen or over them. */

import { byId, say } from "./page.js";

const GAP = 8; // pixels between the bar, the words and the edges

export class Popover extends EventTarget {
  #place = null;

  constructor({ sheet, keys }) {
    super();
    this.sheet = sheet;
    this.root = byId("popover");
    this.root.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
    this.root.addEventListener("mousedown", (event) => event.preventDefault());
    this.root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) this.#choose(button.dataset.do);
    });
    this.root.addEventListener("keydown", (event) => this.#onKey(event));
    const move = () => this.#move();
    sheet.scroller.addEventListener("scroll", move, { passive: true });
    addEventListener("scroll", move, { passive: true });
    addEventListener("resize", move);
    const within = () => this.isOpen && !this.root.contains(document.activeElement);
    keys.add({ keys: ["Tab"], group: say("keysTag"), says: say("keyPopover"), when: within, run: () => this.#buttons()[0].focus() });
  }

  get isOpen() {
    return !this.root.hidden;
  }

  /** Whether it is open and offers this. */
  offers(choice) {
    return this.isOpen && this.#buttons().includes(this.#button(choice));
  }

  /** What its button says. */
  says(choice) {
    return this.#button(choice).dataset.says;
  }

  /**
   * Show it for a place. `choices` are what it offers; `names` says of a choice what its button
   * says instead of its own words.
   */
  show(place, choices, names = {}) {
    this.#place = place;
    for (const button of this.root.querySelectorAll("[data-do]")) {
      button.hidden = !choices.includes(button.dataset.do);
      const words = button.querySelector("span");
      if (words) words.textContent = names[button.dataset.do] ?? button.dataset.says;
    }
    for (const group of this.root.querySelectorAll(".popover-row, .popover-role")) {
      group.hidden = !group.querySelector("[data-do]:not([hidden])");
    }
    this.root.hidden = false;
    this.#move();
  }

  /** Hide it; the focus goes back to the text if it was in it. */
  hide() {
    const within = this.root.contains(document.activeElement);
    this.root.hidden = true;
    if (within) this.sheet.root.focus({ preventScroll: true });
  }

  #button(choice) {
    return this.root.querySelector(`[data-do="${choice}"]`);
  }

  #buttons() {
    return [...this.root.querySelectorAll("[data-do]")].filter((button) => !button.closest("[hidden]"));
  }

  // Arrows go from button to button; Tab leads back to the text, and from there on.
  #onKey(event) {
    const buttons = this.#buttons();
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Tab") {
      this.sheet.root.focus({ preventScroll: true });
      if (event.shiftKey) event.preventDefault();
    } else if (to !== undefined) {
      event.preventDefault();
      buttons.at(to % buttons.length).focus();
    }
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
    const [lowest, floor] = [Math.max(frame.top, 0) + GAP, Math.min(frame.bottom, innerHeight) - GAP];
    const below = last.bottom + GAP + 2;
    const above = first.top - height - GAP - 2;
    const top = below + height <= floor ? below : above >= lowest ? above : floor - height;
    const right = Math.min(frame.right, document.documentElement.clientWidth) - width - GAP;
    const left = Math.max(Math.min(last.right - width / 2, right), Math.max(frame.left, 0) + GAP);
    this.root.style.top = `${Math.max(top, lowest)}px`;
    this.root.style.left = `${left}px`;
    // On a phone it lies at the foot of the page; at the head where it would cover the words.
    this.root.classList.remove("at-head");
    this.root.classList.toggle("at-head", last.bottom > this.root.getBoundingClientRect().top && last.bottom <= innerHeight);
  }
}
