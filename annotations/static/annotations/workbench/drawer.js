/**
 * On a phone the form lies over the foot of the text. It can be folded to its title, opened in part
 * or tall, by its grip: dragged, clicked, or with arrow keys. The passage in hand stays in sight.
 */

import { byId } from "./page.js";

const SIZES = ["folded", "part", "tall"];
const HEIGHTS = { folded: 7.5, part: 50, tall: 92 }; // percent of the panes
const DRAGGED = 6; // pixels, before it is no click

export class Drawer {
  #size = "part";
  #from = null;

  constructor({ sheet, editor, form }) {
    Object.assign(this, { sheet, editor, form });
    this.side = byId("side");
    this.grip = byId("side-grip");
    this.grip.addEventListener("pointerdown", (event) => this.#begin(event));
    this.grip.addEventListener("pointermove", (event) => this.#drag(event));
    this.grip.addEventListener("pointerup", (event) => this.#end(event));
    this.grip.addEventListener("pointercancel", () => this.#put(this.#size));
    this.grip.addEventListener("click", ({ detail }) => detail === 0 && this.#fold()); // by a key: no pointer
    this.grip.addEventListener("keydown", (event) => {
      const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      this.#put(SIZES[SIZES.indexOf(this.#size) + step] ?? this.#size);
    });
    // typing, or a further passage, wants room
    this.side.addEventListener("focusin", ({ target }) => target !== this.grip && this.#size === "folded" && this.#put("part"));
    editor.addEventListener("opened", () => editor.current && this.#size === "folded" && this.#put("part"));
    this.#put("part");
  }

  #fold() {
    this.#put(this.#size === "folded" ? "part" : "folded");
  }

  #begin(event) {
    this.#from = { y: event.clientY, height: this.side.offsetHeight, moved: false };
    this.grip.setPointerCapture(event.pointerId);
  }

  #drag({ clientY }) {
    if (!this.#from) return;
    const up = this.#from.y - clientY;
    if (Math.abs(up) > DRAGGED) this.#from.moved = true;
    if (this.#from.moved) this.side.style.setProperty("--drawn", `${this.#from.height + up}px`);
  }

  #end() {
    const from = this.#from;
    this.#from = null;
    if (!from?.moved) return this.#fold();
    const percent = (100 * this.side.offsetHeight) / this.side.parentElement.offsetHeight;
    const distance = (size) => Math.abs(HEIGHTS[size] - percent);
    this.#put(SIZES.reduce((best, size) => (distance(size) < distance(best) ? size : best)));
  }

  #put(size) {
    this.#from = null;
    this.#size = size;
    this.side.dataset.size = size;
    this.side.style.setProperty("--drawn", size === "folded" ? "5.5rem" : `${HEIGHTS[size]}%`);
    this.grip.setAttribute("aria-expanded", String(size !== "folded"));
    const start = this.form.places.body?.[0]?.start;
    if (this.editor.current && this.grip.offsetHeight && Number.isFinite(start)) this.sheet.scrollTo(start);
  }
}
