/** What the keys are, drawn from the keys themselves, and the switch of those that are one letter. */

import { byId, say } from "./page.js";

const SIGNS = {
  ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", Enter: "↵", Escape: "esc", Delete: "⌦",
};
const MAC = /Mac|iP(hone|ad)/.test(navigator.platform);

/** A key as people see it: "Mod+Enter" is Ctrl ↵, or ⌘ ↵ on Apple's. */
export function keycaps(combination) {
  const names = combination === "+" ? ["+"] : combination.split("+");
  return names.map((name) => {
    const cap = document.createElement("kbd");
    cap.textContent = name === "Mod" ? (MAC ? "⌘" : "Ctrl") : name === "Alt" && MAC ? "⌥" : (SIGNS[name] ?? name);
    return cap;
  });
}

// As a curator learns them; what a feature adds under another name comes before the last.
const ORDER = [
  "keysText", "keysTag", "keysForm", "keysBounds", "keysOpen", "keysSave", "keysEdit", "keysGo", "keysBack",
  "keysReading", "keysSuggestions", "keysDiscuss", "keysReview", "keysHelp",
];

export class Help {
  constructor({ keys }) {
    this.keys = keys;
    const box = byId("keys-single");
    box.checked = keys.single;
    document.documentElement.dataset.keys = keys.single ? "on" : "off";
    box.addEventListener("change", () => (keys.single = box.checked));
    byId("help-open").addEventListener("click", () => this.open());
    keys.add({ keys: ["?"], where: "page", group: say("keysHelp"), says: say("keyHelp"), run: () => this.open() });
    keys.add({ keys: ["F1", "Alt+k"], where: "anywhere", group: say("keysHelp"), says: say("keyHelp"), run: () => this.open() });
  }

  open() {
    const names = ORDER.map((name) => say(name));
    const place = ({ group }) => (names.includes(group) ? names.indexOf(group) : names.length - 1.5);
    const groups = this.keys.listed().sort((one, other) => place(one) - place(other));
    byId("key-groups").replaceChildren(...groups.map((group) => this.#group(group)));
    byId("help").showModal();
  }

  #group({ group, rows }) {
    const section = document.createElement("section");
    const [title, list] = [document.createElement("h3"), document.createElement("dl")];
    title.textContent = group;
    for (const { keys, says } of rows) {
      const [what, which] = [document.createElement("dt"), document.createElement("dd")];
      what.textContent = says;
      keys.forEach((combination, index) => which.append(index ? ` ${say("or")} ` : "", ...keycaps(combination)));
      list.append(what, which);
    }
    section.append(title, list);
    return section;
  }
}
