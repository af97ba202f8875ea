/** Which kinds are drawn in the text: by the switches, and by keys. */

import { announce, byId, say } from "./page.js";

const KEYS = { claim: "1", prediction: "2", mention: "3" };

export class Shown {
  constructor({ sheet, keys }) {
    this.sheet = sheet;
    this.root = byId("kinds-shown");
    this.root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-show]");
      if (button) this.toggle(button.dataset.show);
    });
    for (const [kind, key] of Object.entries(KEYS)) {
      keys.add({ keys: [key], where: "page", group: say("keysGo"), says: say(`goShow-${kind}`), run: () => this.toggle(kind) });
    }
  }

  toggle(kind) {
    const button = this.root.querySelector(`[data-show="${kind}"]`);
    const shown = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(shown));
    const pressed = this.root.querySelectorAll('[aria-pressed="true"]');
    this.sheet.show([...pressed].map((other) => other.dataset.show));
    announce(say(shown ? "kindShown" : "kindHidden", { kind: button.textContent.trim() }));
  }
}
