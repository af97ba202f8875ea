/**
 * The text on the page. Its words are there from the start; the passages are drawn on them where
 * they are in sight or asked for, and on the rest while the browser has nothing else to do.
 */

import { giveLanes, nesting, paragraphHtml } from "./flat.js";
import { byId } from "./page.js";
import { Paragraphs } from "./paragraphs.js";

const AT_ONCE = 6000; // characters drawn before anybody knows what is in sight: a screen and more
const AROUND = "75% 0px"; // how far out of sight a paragraph counts as near
const idle = globalThis.requestIdleCallback ?? ((run) => setTimeout(() => run({ timeRemaining: () => 8 }), 1));

export class Sheet extends Paragraphs {
  #touching = []; // the passages of each paragraph
  #drawn = []; // the markup of each
  #stale = new Set(); // indexes of those that may look otherwise now
  #near = new Set();
  #waiting = false;
  #open = null;
  #lit = new Map(); // by role: the places, and a range for each

  constructor(text, store) {
    super(text, byId("text"), byId("sheet"));
    this.store = store;
    this.root.append(
      ...text.paragraphs.map((paragraph) => {
        const element = document.createElement("p");
        element.id = `p${paragraph.number}`;
        element.dir = "auto";
        element.dataset.paragraph = paragraph.index;
        element.dataset.number = paragraph.number;
        element.textContent = paragraph.words;
        return element;
      }),
    );
    this.show(["claim", "prediction", "mention"]);
    for (const { index, start } of text.paragraphs) if (start < AT_ONCE) this.#near.add(index);
    store.addEventListener("change", () => this.draw());
    this.draw();
    this.#watch();
    addEventListener("beforeprint", () => this.#drawThese(text.paragraphs.map(({ index }) => index)));
  }

  /** Draw the passages anew: what is near now, the rest in its time. */
  draw() {
    const passages = [];
    for (const annotation of this.store.all()) {
      if (annotation.state === "withdrawn" && annotation.uid !== this.#open) continue;
      (annotation.places.body ?? []).forEach(({ start, end }, part) => {
        const { uid, kind, state, number } = annotation;
        const shown = part === 0 && kind !== "mention" ? number : 0;
        passages.push({ uid, kind, state, start, end, number: shown });
      });
    }
    passages.sort(nesting);
    giveLanes(passages);
    this.#touching = this.text.paragraphs.map(() => []);
    for (const passage of passages) {
      for (const index of this.#indexesOf(passage)) this.#touching[index].push(passage);
    }
    this.text.paragraphs.forEach(({ index }) => this.#stale.add(index));
    this.#drawThese(this.#near);
    this.#lightOpen();
    this.#later();
  }

  /** See that the passages of some paragraphs are drawn as they are. */
  #drawThese(indexes) {
    const changed = new Set();
    for (const index of indexes) {
      if (!this.#stale.delete(index)) continue;
      const html = paragraphHtml(this.text.paragraphs[index], this.#touching[index]);
      if (html === this.#drawn[index]) continue;
      this.root.children[index].innerHTML = html;
      this.#drawn[index] = html;
      changed.add(index);
    }
    if (changed.size) {
      this.#relight(changed);
      this.dispatchEvent(new Event("drawn"));
    }
    return changed.size > 0;
  }

  #later() {
    if (this.#waiting || !this.#stale.size) return;
    this.#waiting = true;
    idle((deadline) => {
      this.#waiting = false;
      const some = [];
      for (const index of this.#stale) {
        some.push(index);
        if (some.length >= 8 || !(deadline.timeRemaining() > 2)) break;
      }
      if (this.#drawThese(some)) this.#lightOpen();
      this.#later();
    }, { timeout: 500 });
  }

  #watch() {
    const watcher = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const index = Number(target.dataset.paragraph);
          if (isIntersecting) this.#near.add(index);
          else this.#near.delete(index);
        }
        if (this.#drawThese(this.#near)) this.#lightOpen();
      },
      { root: this.scroller, rootMargin: AROUND },
    );
    for (const paragraph of this.root.children) watcher.observe(paragraph);
  }

  #indexesOf({ start, end }) {
    const [first, last] = [this.text.paragraphAt(start).index, this.text.paragraphAt(end - 1).index];
    return Array.from({ length: last - first + 1 }, (_none, step) => first + step);
  }

  /** Which kinds are underlined. */
  show(kinds) {
    this.root.dataset.show = kinds.join(" ");
  }

  /** Light the passage of an annotation, or none. */
  open(uid) {
    const annotation = this.store.get(uid);
    const hidden = annotation?.state === "withdrawn" || this.store.get(this.#open)?.state === "withdrawn";
    this.#open = uid;
    if (hidden) this.draw();
    else this.#lightOpen();
  }

  /** Light places by role (`pending`, `condition`, …): `[{start, end}]`; passing, so no markup. */
  highlight(role, places) {
    if (!CSS.highlights) return;
    const ranges = places.map(({ start, end }) => this.rangeOf(start, end));
    this.#lit.set(role, { places, ranges });
    if (ranges.length) {
      const highlight = new Highlight(...ranges);
      highlight.priority = role === "pending" ? 0 : 1; // the words of a role are seen within the passage
      CSS.highlights.set(role, highlight);
    } else CSS.highlights.delete(role);
  }

  scrollTo(offset) {
    const { top, bottom } = this.rangeOf(offset, offset + 1).getBoundingClientRect();
    const frame = this.scroller.getBoundingClientRect();
    const upper = Math.max(frame.top, 0) + 40;
    const cover = byId("side").getBoundingClientRect(); // on a phone it lies over the text
    const covered = cover.height && cover.left <= frame.left ? cover.top : innerHeight;
    const lower = Math.max(Math.min(frame.bottom, covered) - 80, upper + 24);
    if (top >= upper && bottom <= lower) return;
    const scrolls = this.scroller.scrollHeight > this.scroller.clientHeight + 1;
    (scrolls ? this.scroller : window).scrollBy({ top: top - upper - (lower - upper) / 4 });
  }

  #lightOpen() {
    for (const mark of this.root.querySelectorAll(".on")) {
      mark.classList.remove("on", "on-claim", "on-prediction", "on-mention");
    }
    const annotation = this.#open && this.store.get(this.#open);
    if (!annotation) return;
    this.#drawThese((annotation.places.body ?? []).flatMap((place) => this.#indexesOf(place)));
    for (const mark of this.root.querySelectorAll(`[data-ann~="${this.#open}"], [data-only="${this.#open}"]`)) {
      mark.classList.add("on", `on-${annotation.kind}`);
    }
  }

  // What was drawn anew has other nodes, and what is lit there stands in those.
  #relight(indexes) {
    for (const { places, ranges } of this.#lit.values()) {
      places.forEach((place, number) => {
        if (!this.#indexesOf(place).some((index) => indexes.has(index))) return;
        const range = ranges[number];
        range.setStart(...this.placeOf(place.start, false));
        range.setEnd(...this.placeOf(place.end, true));
      });
    }
  }
}
