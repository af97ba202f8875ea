/** What is folded away where there is no room: the menu of the account, the kinds on a phone. */

import { byId } from "./page.js";

export class Unfolding {
  constructor() {
    this.menu = byId("account");
    this.button = byId("kinds-open");
    this.button.addEventListener("click", () => this.#unfold(this.button.getAttribute("aria-expanded") !== "true"));
    document.addEventListener("pointerdown", ({ target }) => this.#leave(target));
    document.addEventListener("focusin", ({ target }) => this.#leave(target));
    // before the keys of the page: Esc closes what lies on top
    document.addEventListener("keydown", (event) => this.#onKey(event), true);
  }

  #onKey(event) {
    if (event.key !== "Escape") return;
    if (this.menu.open) {
      this.menu.open = false;
      this.menu.querySelector("summary").focus();
    } else if (this.button.getAttribute("aria-expanded") === "true") {
      this.#unfold(false);
      this.button.focus();
    } else return;
    event.stopPropagation();
    event.preventDefault();
  }

  #leave(target) {
    if (!this.menu.contains(target)) this.menu.open = false;
    if (!this.button.contains(target) && !byId("kinds-shown").contains(target)) this.#unfold(false);
  }

  #unfold(open) {
    this.button.setAttribute("aria-expanded", String(open));
  }
}
