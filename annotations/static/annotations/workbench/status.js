/** The line at the foot: is everything saved? */

import { byId, say } from "./page.js";

export class Status {
  #place = byId("saved");
  #last = say("ready");

  saving() {
    this.#show(say("saving"), "busy");
  }

  saved() {
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    this.#last = say("saved", { time });
    this.#show(this.#last, "");
  }

  failed(why) {
    this.#show(say("failed", { why }), "bad");
  }

  unsaved() {
    if (this.#place.dataset.state !== "bad") this.#show(say("unsaved"), "open");
  }

  /** Nothing is open that differs from what is stored. */
  settled() {
    this.#show(this.#last, "");
  }

  #show(words, state) {
    if (this.#place.textContent !== words) this.#place.textContent = words;
    this.#place.dataset.state = state;
  }
}
