/**
 * Handles at both ends of every part of the passage in hand: dragged by mouse and finger, moved by
 * keys. They lie over the text in its scrolling frame, so that they move nothing and follow it.
 */

import { Dragging } from "./dragging.js";
import { byId, cut, say } from "./page.js";

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const LEFT_TO_RIGHT = /\p{L}|\p{N}/u;

export class Handles {
  #made = new Map();

  constructor(bench) {
    Object.assign(this, bench);
    this.layer = byId("handles");
    this.dragging = new Dragging(this);
    const draw = () => this.draw();
    for (const told of [bench.editor, bench.bounds]) told.addEventListener("change", draw);
    bench.sheet.addEventListener("drawn", draw);
    bench.editor.addEventListener("opened", draw);
    new ResizeObserver(draw).observe(bench.sheet.root);
    this.layer.addEventListener("keydown", (event) => this.#onKey(event));
  }

  /** Show a handle for each edge of the role in hand, where its parts stand now. */
  draw() {
    if (this.dragging.now) return;
    const { role } = this.bounds;
    const parts = this.bounds.may ? this.bounds.parts(role) : [];
    const wanted = new Set();
    parts.forEach((place, part) => {
      for (const edge of ["start", "end"]) {
        const key = `${part} ${edge}`;
        wanted.add(key);
        this.#show(this.#made.get(key) ?? this.#make(key, part, edge), role, part, edge, place);
      }
    });
    for (const [key, handle] of this.#made) {
      if (wanted.has(key)) continue;
      const held = handle === document.activeElement;
      handle.remove();
      this.#made.delete(key);
      if (held) this.sheet.root.focus({ preventScroll: true });
    }
  }

  /** Put a handle at an edge of a stretch. */
  put(handle, edge, place) {
    const at = this.#pointOf(edge, place);
    if (!at) return;
    const { scroller } = this.sheet;
    const frame = scroller.getBoundingClientRect();
    handle.style.left = `${at.x - frame.left - scroller.clientLeft + scroller.scrollLeft}px`;
    handle.style.top = `${at.y - frame.top - scroller.clientTop + scroller.scrollTop}px`;
    handle.style.height = `${at.height}px`;
  }

  #make(key, part, edge) {
    const handle = document.createElement("div");
    handle.className = `handle ${edge}`;
    handle.tabIndex = 0;
    handle.setAttribute("role", "slider");
    handle.setAttribute("aria-valuemin", "0");
    handle.setAttribute("aria-valuemax", String(this.text.words.length));
    Object.assign(handle.dataset, { part, edge });
    const grip = document.createElement("span");
    grip.className = "grip";
    handle.append(grip);
    this.#made.set(key, handle);
    this.layer.append(handle);
    return handle;
  }

  #show(handle, role, part, edge, place) {
    const words = this.text.words.slice(place.start, place.end);
    const near = edge === "start" ? cut(words, 40) : words.length > 40 ? `…${words.slice(-40)}` : words;
    handle.setAttribute("aria-label", say(`${edge}Of`, { what: this.bounds.name(role, part) }));
    handle.setAttribute("aria-valuenow", String(place[edge]));
    handle.setAttribute("aria-valuetext", say(`${edge}sWith`, { words: near }));
    handle.dataset.of = role;
    this.put(handle, edge, place);
  }

  // The side of the first or the last letter on which the passage begins or ends.
  #pointOf(edge, { start, end }) {
    const letter = this.boundaries.at(edge === "start" ? start : end - 1, "letter");
    if (!letter) return null;
    const boxes = this.sheet.rangeOf(letter.start, letter.end).getClientRects();
    const box = edge === "start" ? boxes[0] : boxes[boxes.length - 1];
    if (!box) return null;
    const leftward = this.#runsLeft(letter);
    return { x: (edge === "start") === leftward ? box.right : box.left, y: box.top, height: box.height };
  }

  #runsLeft({ start, end }) {
    const letter = this.text.words.slice(start, end);
    if (RIGHT_TO_LEFT.test(letter)) return true;
    return !LEFT_TO_RIGHT.test(letter) && this.sheet.directionAt(start) === "rtl";
  }

  #onKey(event) {
    const handle = event.target.closest(".handle");
    if (!handle || event.ctrlKey || event.metaKey) return;
    const { bounds } = this;
    const { role } = bounds;
    const { edge } = handle.dataset;
    const part = Number(handle.dataset.part);
    const place = bounds.parts(role)[part];
    const unit = event.altKey ? "letter" : bounds.unit;
    const on = this.sheet.directionAt(place[edge] - (edge === "end" ? 1 : 0)) === "rtl" ? -1 : 1;
    const move = (step, by = unit) => bounds.step({ role, part, edge, step, unit: by });
    const ways = {
      ArrowRight: () => move(on),
      ArrowLeft: () => move(-on),
      ArrowUp: () => move(1),
      ArrowDown: () => move(-1),
      PageUp: () => move(1, "sentence"),
      PageDown: () => move(-1, "sentence"),
      Home: () => this.#farthest(role, part, edge, "start"),
      End: () => this.#farthest(role, part, edge, "end"),
      Delete: () => bounds.remove(role, part),
      Escape: () => this.selection.focusAt(place[edge]),
    };
    if (!ways[event.key]) return;
    event.preventDefault();
    ways[event.key]();
  }

  // To the edge of its paragraph, or as near to the other edge as a word.
  #farthest(role, part, edge, to) {
    const { start, end } = this.bounds.parts(role)[part];
    const paragraph = this.boundaries.at(edge === "start" ? start : end - 1, "paragraph");
    const word = this.boundaries.at(edge === "start" ? end - 1 : start, "word");
    const offset = edge === to ? paragraph[to] : (word?.[edge] ?? (edge === "start" ? start : end));
    this.bounds.move(role, part, edge, offset);
  }
}
