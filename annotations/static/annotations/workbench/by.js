/** By what mouse and finger select: letters, words or sentences; kept on this device. */

import { announce, byId, say } from "./page.js";

const UNITS = ["letter", "word", "sentence"];
const KEPT = "select-by";

export class By extends EventTarget {
  #unit = UNITS[0];

  constructor(keys) {
    super();
    try {
      const kept = localStorage.getItem(KEPT);
      if (UNITS.includes(kept)) this.#unit = kept;
    } catch {
      // storage is refused: by letters, until chosen otherwise
    }
    this.radios = [...byId("select-by").querySelectorAll("input")];
    for (const radio of this.radios) radio.addEventListener("change", () => this.choose(radio.value));
    keys.add({ keys: ["b"], where: "page", group: say("keysText"), says: say("keyBy"), run: () => this.#turn() });
    this.#show();
  }

  /** "letter", "word" or "sentence". */
  get unit() {
    return this.#unit;
  }

  choose(unit) {
    this.#unit = unit;
    try {
      localStorage.setItem(KEPT, unit);
    } catch {
      // it lasts until the page is left
    }
    this.#show();
    announce(say(`by-${unit}`));
    this.dispatchEvent(new Event("change"));
  }

  #turn() {
    this.choose(UNITS[(UNITS.indexOf(this.#unit) + 1) % UNITS.length]);
  }

  #show() {
    for (const radio of this.radios) radio.checked = radio.value === this.#unit;
  }
}
