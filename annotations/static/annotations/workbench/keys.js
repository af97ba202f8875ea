/**
 * Every key of the page: where it works, what it does, and in which words `?` tells of it.
 *
 * Features add theirs; one listener asks them in the order in which they came. A key that is a
 * letter or sign alone works only outside fields, and only while such keys are switched on
 * (WCAG 2.1.4); with Ctrl, ⌘ or Alt, and for Enter, Esc and arrows, the switch does not matter.
 */

const KEPT = "keys"; // the same switch as on the public pages

export class Keys {
  #entries = [];

  constructor() {
    addEventListener("keydown", leaveToComposing, true);
    document.addEventListener("keydown", (event) => this.#onKey(event));
  }

  /** Whether single letters and signs are switched on; kept on this device. */
  get single() {
    try {
      return localStorage.getItem(KEPT) !== "off";
    } catch {
      return true; // storage is refused
    }
  }

  set single(on) {
    try {
      localStorage.setItem(KEPT, on ? "on" : "off");
    } catch {
      // it lasts until the page is left
    }
    document.documentElement.dataset.keys = on ? "on" : "off";
  }

  /**
   * Add a key: `{keys, group, says, run, when, where}`.
   *
   * `keys`: ["c"], ["Mod+Enter"] (Ctrl or ⌘), ["Alt+Shift+ArrowLeft"]; what is named there must be
   * held, and nothing else, but Shift with a sign that needs it. `where`: "text" (the text or the
   * bar at the selection has the focus; what is meant if nothing is said), "page" (anywhere but in
   * a field), "anywhere" (in fields too). `when()`: whether it means something now. `run(event)`:
   * false lets the next entry, and then the browser, have the key. `group` and `says` are what `?`
   * shows; without `says` it is not listed.
   */
  add(entry) {
    this.#entries.push({ where: "text", when: () => true, ...entry });
  }

  /** What there is, for the list: `[{group, rows: [{keys, says}]}]` in the order of coming. */
  listed() {
    const groups = new Map();
    for (const { keys, group, says } of this.#entries) {
      if (!says) continue;
      if (!groups.has(group)) groups.set(group, []);
      const rows = groups.get(group);
      const same = rows.find((row) => row.says === says);
      if (same) same.keys.push(...keys.filter((key) => !same.keys.includes(key)));
      else rows.push({ keys: [...keys], says });
    }
    return [...groups].map(([group, rows]) => ({ group, rows }));
  }

  #onKey(event) {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const target = event.target;
    const typing = target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
    const inText = Boolean(target.closest?.("#text, #popover"));
    const bare = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (bare && (typing || !this.single)) return;
    for (const { keys, where, when, run } of this.#entries) {
      if (where === "text" ? !inText : where === "page" && typing) continue;
      if (!keys.some((combination) => fits(combination, event)) || !when()) continue;
      if (run(event) === false) continue;
      event.preventDefault();
      return;
    }
  }
}

// While a word is being composed, as in Japanese, every key is part of that; 229: so Safari tells of the last one.
function leaveToComposing(event) {
  if (event.isComposing || event.keyCode === 229) event.stopImmediatePropagation();
}

function fits(combination, event) {
  const parts = combination.split("+");
  const key = parts.pop() || "+";
  // with Alt, a Mac writes another sign than the key has
  const letter = event.altKey && event.code.startsWith("Key") ? event.code.slice(3) : event.key;
  if (key.length === 1 ? key.toLowerCase() !== letter.toLowerCase() : key !== event.key) return false;
  const mod = event.ctrlKey || event.metaKey;
  const shift = parts.includes("Shift");
  const sign = key.length === 1 && key.toLowerCase() === key.toUpperCase(); // "?" needs Shift on many keyboards
  return (
    mod === parts.includes("Mod") &&
    event.altKey === parts.includes("Alt") &&
    (sign || event.shiftKey === shift)
  );
}
