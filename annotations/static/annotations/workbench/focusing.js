/**
 * The focus is never lost: where what had it is hidden, disabled or gone, as a button that has
 * nothing left to do, it goes to the title of what is open, or to the text.
 */

import { byId } from "./page.js";

export class Focusing {
  #last = null;

  constructor({ store, sheet, editor }) {
    Object.assign(this, { sheet, editor });
    document.addEventListener("focusin", ({ target }) => (this.#last = target));
    for (const type of ["focusout", "keydown", "close"]) document.addEventListener(type, () => this.#soon(), true);
    store.addEventListener("change", () => this.#soon());
    for (const type of ["opened", "saved", "closed"]) editor.addEventListener(type, () => this.#soon());
  }

  // Once the page is drawn: a browser takes the focus from what is hidden only then.
  #soon() {
    requestAnimationFrame(() => setTimeout(() => this.#look()));
  }

  #look() {
    const nowhere = document.activeElement === document.body || document.activeElement === null;
    if (!nowhere || !document.hasFocus() || !this.#last || isThere(this.#last)) return;
    const title = ["form-title", "review-title"].map(byId).find((one) => one.offsetParent);
    if (this.#last.closest("#side") && title) title.focus({ preventScroll: true });
    else this.sheet.root.focus({ preventScroll: true });
  }
}

function isThere(element) {
  return element.isConnected && element.getClientRects().length > 0 && !element.matches(":disabled");
}
