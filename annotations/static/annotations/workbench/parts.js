/** Every stretch that the annotation in hand rests on, listed in the form: moved and removed one by one. */

import { ROLES } from "./fields.js";
import { byId, cut, say } from "./page.js";

const MOVES = [["start", -1, "−"], ["start", 1, "+"], ["end", -1, "−"], ["end", 1, "+"]];

export class Parts {
  #drawn = "";

  constructor({ form, editor, bounds }) {
    Object.assign(this, { form, editor, bounds });
    this.root = byId("parts");
    this.list = byId("part-list");
    this.list.addEventListener("click", (event) => this.#onClick(event));
    editor.addEventListener("opened", () => (this.root.open = (form.places.body ?? []).length > 1));
    editor.addEventListener("change", () => this.#draw());
  }

  #draw() {
    const roles = this.editor.current ? ROLES[this.form.kind] : [];
    const rows = roles.flatMap((role) => this.bounds.parts(role).map((place, part) => ({ role, part, ...place })));
    const several = this.bounds.parts("body").length > 1;
    const now = JSON.stringify([rows, this.editor.current?.uid]);
    this.root.hidden = rows.length < 2;
    byId("parts-count").textContent = rows.length;
    if (now === this.#drawn) return;
    if (several && this.list.children.length < rows.length) this.root.open = true; // one more: show it
    this.#drawn = now;
    const held = this.#held();
    this.list.replaceChildren(...rows.map((row) => this.#row(row, several)));
    if (held) (this.list.querySelector(held) ?? this.root.querySelector("summary")).focus({ preventScroll: true });
  }

  #row({ role, part, start, end }, several) {
    const row = document.createElement("li");
    Object.assign(row.dataset, { role, part });
    const what = this.bounds.name(role, part);
    const [name, words] = [document.createElement("b"), document.createElement("q")];
    name.textContent = what;
    words.textContent = cut(this.form.wordsOf(role, [{ start, end }]), 160);
    const moves = document.createElement("span");
    for (const [edge, step, sign] of MOVES) {
      const label = say(step < 0 ? "earlier" : "later", { edge: say(`${edge}Of`, { what }) });
      moves.append(button(sign, label, { edge, step, role, part }));
    }
    moves.children[1].after(" ");
    const fixed = role === "body" && !several;
    if (!fixed) moves.append(" ", button("×", say("removePart", { what }), { remove: role, part }));
    row.append(name, words, moves);
    return row;
  }

  #onClick(event) {
    const { remove, part } = event.target.closest("button")?.dataset ?? {};
    if (remove) this.bounds.remove(remove, Number(part));
  }

  // How to find again, in the list drawn anew, the button that has the focus.
  #held() {
    const { activeElement: active } = document;
    if (!this.list.contains(active)) return null;
    return Object.entries(active.dataset).map(([name, value]) => `[data-${name}="${value}"]`).join("");
  }
}

function button(sign, label, data) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = sign;
  made.setAttribute("aria-label", label);
  Object.assign(made.dataset, data);
  return made;
}
