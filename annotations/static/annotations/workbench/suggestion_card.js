/** The card of one suggestion: what it is of, why, how good, and what its form would hold. */

import { byId, cut, page, say } from "./page.js";

const GLYPH = { mention: "a", prediction: "p" };
const FIELDS = ["form", "attribution", "likelihood", "condition", "horizon_ground", "horizon_start", "horizon_end"];
const USUAL = { form: "forecast", attribution: "author" }; // what a form holds anyway

export class SuggestionCard extends EventTarget {
  #one = null;

  constructor({ sheet, form }) {
    super();
    this.sheet = sheet;
    this.form = form;
    this.root = byId("suggestion");
    this.root.addEventListener("click", (event) => {
      const { do: what } = event.target.closest("[data-do]")?.dataset ?? {};
      if (what) this.dispatchEvent(new CustomEvent("do", { detail: what }));
    });
    byId("suggestion-who").addEventListener("change", (event) => {
      this.dispatchEvent(new CustomEvent("choose", { detail: Number(event.target.value) }));
    });
    sheet.scroller.addEventListener("scroll", () => this.place(), { passive: true });
    addEventListener("resize", () => this.place());
  }

  get isOpen() {
    return !this.root.hidden;
  }

  get hasFocus() {
    return this.isOpen && this.root.contains(document.activeElement);
  }

  /** Show a suggestion: the `number`th of `count`, its candidate `chosen`, and how many are like it. */
  show(one, { number, count, chosen, alike }) {
    this.#one = one;
    const held = byId("suggestion-who").contains(document.activeElement);
    const isMention = one.kind === "mention";
    byId("suggestion-sign").className = `g ${GLYPH[one.kind]}`;
    byId("suggestion-kind").textContent = say(one.kind);
    byId("suggestion-at").textContent = say("suggestionAt", { number, count });
    byId("suggestion-words").textContent = cut(one.exact, 140);
    byId("suggestion-who").hidden = !isMention;
    byId("suggestion-who").replaceChildren(...one.candidates.map((candidate, index) => this.#who(one, candidate, index, chosen)));
    this.#tell(isMention ? [] : this.#prefilled(one.fields));
    this.#reasons((isMention ? one.candidates[chosen] : one).reasons);
    const { score } = isMention ? one.candidates[chosen] : one;
    byId("suggestion-score").textContent = say("suggestionScore", { score: score.toFixed(2), rank: one.rank });
    byId("suggestion-fill").hidden = isMention;
    byId("suggestion-take").hidden = !isMention;
    this.root.querySelector('[data-do="edit"]').hidden = !isMention;
    const button = byId("suggestion-alike");
    button.hidden = alike < 2;
    if (isMention && alike > 1) {
      const { actor, how_label } = one.candidates[chosen];
      button.firstElementChild.textContent = say("acceptAlike", { count: alike, actor: actor.name, how: how_label.toLowerCase() });
    }
    this.root.hidden = false;
    if (held) this.root.focus({ preventScroll: true }); // what had the focus is drawn anew
    this.place();
  }

  hide() {
    this.root.hidden = true;
    this.#one = null;
  }

  /** Below the last of its words, above the first where there is no room. */
  place() {
    if (!this.#one) return;
    const { start, end } = this.#one.place;
    const boxes = this.sheet.rangeOf(start, end).getClientRects();
    if (!boxes.length) return;
    const frame = this.sheet.scroller.getBoundingClientRect();
    const text = this.sheet.root.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.root;
    const [first, last] = [boxes[0], boxes[boxes.length - 1]];
    const [above, below] = [first.top - height - 8, last.bottom + 10];
    const fits = below + height < frame.bottom - 8;
    const top = fits || above < frame.top ? Math.min(below, frame.bottom - height - 8) : above;
    const left = Math.min(Math.max(first.left - 12, text.left), frame.right - width - 8);
    this.root.style.top = `${Math.max(top, frame.top + 8)}px`;
    this.root.style.left = `${left}px`;
  }

  #who(one, { actor, how_label, score }, index, chosen) {
    const label = document.createElement("label");
    const several = one.candidates.length > 1;
    if (several) {
      const radio = document.createElement("input");
      Object.assign(radio, { type: "radio", name: "suggested", value: index, checked: index === chosen });
      label.append(radio);
      if (index < 9) label.append(element("kbd", index + 1));
    }
    label.append(element("b", actor.name), " ", element("span", how_label.toLowerCase()));
    if (several) label.append(" ", element("small", score.toFixed(2)));
    return label;
  }

  #reasons(reasons) {
    byId("suggestion-why").replaceChildren(
      ...reasons.map(({ says, weight }) => {
        const row = element("li", says);
        const sign = weight < 0 ? "−" : "+";
        row.append(" ", element("small", `${sign}${Math.abs(weight).toFixed(2)}`));
        return row;
      }),
    );
  }

  // What the form will say without being told: [name, value] in its own words.
  #prefilled(fields) {
    return FIELDS.filter((name) => fields[name] && fields[name] !== USUAL[name]).map((name) => {
      const field = this.form.fields[name];
      const option = [...(field.options ?? [])].find((other) => other.value === fields[name]);
      const label = field.labels?.[0]?.innerText || field.labels?.[0]?.textContent || field.getAttribute("aria-label");
      const due = fields.horizon_ground === "default-5y" && name === "horizon_ground" && page.fiveYears;
      return [label.trim(), (option?.textContent ?? fields[name]) + (due ? ` (${page.fiveYears})` : "")];
    });
  }

  #tell(rows) {
    const list = byId("suggestion-fields");
    list.hidden = !rows.length;
    list.replaceChildren(
      ...rows.map(([name, value]) => {
        const row = document.createElement("div");
        row.append(element("dt", name), element("dd", value));
        return row;
      }),
    );
  }
}

function element(name, words) {
  const made = document.createElement(name);
  made.textContent = words;
  return made;
}
