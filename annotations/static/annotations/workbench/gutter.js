/**
 * Where something is suggested: small buttons in the margin, one for every line on which
 * suggestions begin; on a phone, which has no margin, one chip under each paragraph.
 *
 * They stand in the paragraph after its words, without any text of their own, so that offsets and
 * what is selected do not change. A paragraph is measured when it comes near, and again when its
 * words flow otherwise.
 */

import { cut, say } from "./page.js";

const SAME_LINE = 10; // pixels that the tops of one line's words may differ by
const HALF = 12; // of a button's height
const GLYPH = { mention: "a", prediction: "p" };

export class Gutter extends EventTarget {
  #byParagraph = [];
  #drawn = []; // by paragraph: the keys and the width that its buttons were drawn for
  #near = new Set();

  constructor({ sheet, suggestions, text }) {
    super();
    Object.assign(this, { sheet, suggestions, text });
    this.phone = matchMedia("(max-width: 48rem)");
    const paragraphs = [...sheet.root.children];
    const watcher = new IntersectionObserver((entries) => this.#onSight(entries), {
      root: sheet.scroller,
      rootMargin: "100% 0px",
    });
    paragraphs.forEach((paragraph) => watcher.observe(paragraph));
    new MutationObserver((records) => this.#onRedrawn(records)).observe(sheet.root, { childList: true, subtree: true });
    new ResizeObserver(() => this.#draw(this.#near)).observe(sheet.root);
    document.fonts.ready.then(() => this.#again());
    suggestions.addEventListener("change", () => this.#sort());
    for (const type of ["pointerdown", "mousedown", "keydown"]) {
      sheet.root.addEventListener(type, (event) => this.#keepToItself(event), { capture: true });
    }
    sheet.root.addEventListener("click", (event) => this.#tell("choose", event));
    sheet.root.addEventListener("mouseover", (event) => this.#tell("look", event));
    sheet.root.addEventListener("mouseout", (event) => this.#tell("leave", event));
    sheet.root.addEventListener("focusin", (event) => this.#tell("look", event));
    sheet.root.addEventListener("focusout", (event) => this.#tell("leave", event));
  }

  /** Mark the button that a suggestion is behind, or none. */
  point(one) {
    this.sheet.root.querySelector(".suggest[data-on]")?.removeAttribute("data-on");
    if (one) this.buttonOf(one)?.setAttribute("data-on", "");
  }

  buttonOf(one) {
    return this.sheet.root.querySelector(`.suggest[data-keys~="${one.key}"]`);
  }

  // What happens on a button is not selecting: the text does not hear of it.
  #keepToItself(event) {
    if (!event.target.closest?.(".gutter")) return;
    if (event.type !== "keydown" || event.key === "Enter" || event.key === " ") event.stopPropagation();
  }

  #tell(type, event) {
    const button = event.target.closest?.(".suggest");
    if (button) this.dispatchEvent(new CustomEvent(type, { detail: button.dataset.keys.split(" ") }));
  }

  #onSight(entries) {
    for (const { target, isIntersecting } of entries) {
      const index = Number(target.dataset.paragraph);
      if (isIntersecting) this.#near.add(index);
      else this.#near.delete(index);
    }
    this.#draw(this.#near);
  }

  // The text drew a paragraph anew, and these buttons went with its old words.
  #onRedrawn(records) {
    const gone = new Set();
    for (const { target, removedNodes } of records) {
      if ([...removedNodes].every((node) => node.className === "gutter" && node.dataset.left)) continue;
      const paragraph = target.closest("[data-paragraph]");
      if (paragraph) gone.add(Number(paragraph.dataset.paragraph));
    }
    gone.forEach((index) => (this.#drawn[index] = ""));
    this.#draw([...gone].filter((index) => this.#near.has(index)));
  }

  #again() {
    this.#drawn = [];
    this.#draw(this.#near);
  }

  #sort() {
    this.#byParagraph = [];
    for (const one of this.suggestions.left) {
      (this.#byParagraph[this.text.paragraphAt(one.place.start).index] ??= []).push(one);
    }
    this.#draw(this.#near);
  }

  // All measuring before all writing, so that the page is laid out once.
  #draw(indexes) {
    const width = this.sheet.root.clientWidth;
    const wanted = [...indexes].map((index) => {
      const rows = this.#byParagraph[index] ?? [];
      return { index, rows, drawn: rows.length ? `${width} ${rows.map((one) => one.key).join(" ")}` : "" };
    });
    const changed = wanted.filter(({ index, drawn }) => (this.#drawn[index] ?? "") !== drawn);
    const lines = changed.map(({ index, rows }) => (this.phone.matches ? all(rows) : this.#lines(index, rows)));
    changed.forEach(({ index, drawn }, at) => {
      this.#write(index, lines[at]);
      this.#drawn[index] = drawn;
    });
    if (changed.length) this.#rove();
  }

  #lines(index, rows) {
    if (!rows.length) return [];
    const above = this.sheet.root.children[index].getBoundingClientRect().top;
    const lines = [];
    for (const one of rows) {
      const box = this.sheet.rangeOf(one.place.start, one.place.start + 1).getClientRects()[0];
      if (!box) continue;
      const middle = (box.top + box.bottom) / 2 - above;
      const line = lines.find((other) => Math.abs(other.middle - middle) < SAME_LINE);
      if (line) line.rows.push(one);
      else lines.push({ middle, rows: [one] });
    }
    return lines;
  }

  #write(index, lines) {
    const paragraph = this.sheet.root.children[index];
    const old = paragraph.querySelector(":scope > .gutter");
    const held = old?.contains(document.activeElement);
    if (old) {
      old.dataset.left = "yes";
      old.remove();
    }
    if (!lines.length) return held && this.sheet.root.focus({ preventScroll: true });
    const gutter = document.createElement("span");
    gutter.className = "gutter";
    gutter.setAttribute("role", "group");
    gutter.setAttribute("aria-label", say("suggestedIn", { number: this.text.paragraphs[index].number }));
    gutter.append(...lines.map((line) => button(line)));
    paragraph.append(gutter);
    if (held) gutter.firstElementChild.focus({ preventScroll: true });
  }

  // One of them all is reached by Tab; the others by going from one to the next.
  #rove() {
    this.sheet.root.querySelector('.suggest[tabindex="0"]')?.setAttribute("tabindex", "-1");
    this.sheet.root.querySelector(".suggest")?.setAttribute("tabindex", "0");
  }
}

/** What a suggestion is, in a few words. */
export function says({ kind, exact, candidates }) {
  const words = cut(exact, 90);
  if (kind === "prediction") return say("suggestedPrediction", { words });
  const names = candidates.map(({ actor }) => actor.name).join(` ${say("or")} `);
  return say("suggestedMention", { words, names });
}

const all = (rows) => (rows.length ? [{ middle: null, rows }] : []);

// Its signs are drawn by the stylesheet: the words of a paragraph stay its words.
function button({ middle, rows }) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "suggest";
  made.tabIndex = -1;
  made.dataset.keys = rows.map((one) => one.key).join(" ");
  if (middle !== null) made.style.insetBlockStart = `${middle - HALF}px`;
  for (const kind of ["mention", "prediction"]) {
    const count = rows.filter((one) => one.kind === kind).length;
    if (!count) continue;
    const glyph = document.createElement("i");
    glyph.className = `g ${GLYPH[kind]}`;
    made.append(glyph);
    if (middle === null) glyph.dataset.count = count;
  }
  if (middle !== null && rows.length > 1) made.dataset.count = rows.length;
  const few = rows.slice(0, 3).map(says).join("; ");
  const more = rows.length > 3 ? ` ${say("andMore", { count: rows.length - 3 })}` : "";
  made.setAttribute("aria-label", rows.length > 1 ? say("suggestedSeveral", { count: rows.length, says: few + more }) : few);
  return made;
}
