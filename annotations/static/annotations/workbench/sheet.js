/** The text on the page: drawn once for every change, only the paragraphs that changed. */

import { giveLanes, nesting, paragraphHtml } from "./flat.js";
import { byId } from "./page.js";
import { Paragraphs } from "./paragraphs.js";

const HIGHLIGHTS = ["pending", "condition", "likelihood", "horizon", "suggested"];

export class Sheet extends Paragraphs {
  #drawn = [];
  #open = null;
  #highlights = new Map();

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
        return element;
      }),
    );
    this.show(["claim", "prediction", "mention"]);
    store.addEventListener("change", () => this.draw());
    this.draw();
  }

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
    const touching = this.text.paragraphs.map(() => []);
    for (const passage of passages) {
      const last = this.text.paragraphAt(passage.end - 1).index;
      for (let index = this.text.paragraphAt(passage.start).index; index <= last; index += 1) {
        touching[index].push(passage);
      }
    }
    this.text.paragraphs.forEach((paragraph, index) => {
      const html = paragraphHtml(paragraph, touching[index]);
      if (html !== this.#drawn[index]) this.root.children[index].innerHTML = html;
      this.#drawn[index] = html;
    });
    this.#lightOpen();
    this.#light();
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
    this.#highlights.set(role, places);
    this.#light();
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
    for (const mark of this.root.querySelectorAll(`[data-ann~="${this.#open}"], [data-only="${this.#open}"]`)) {
      mark.classList.add("on", `on-${annotation.kind}`);
    }
  }

  #light() {
    if (!CSS.highlights) return;
    for (const role of HIGHLIGHTS) {
      const places = this.#highlights.get(role) ?? [];
      if (places.length) {
        CSS.highlights.set(role, new Highlight(...places.map(({ start, end }) => this.rangeOf(start, end))));
      } else CSS.highlights.delete(role);
    }
  }
}
