/**
 * The caret moved by keys: by letter, line, word, sentence, paragraph; with Shift it selects.
 *
 * Left and right go the way they point, so that in a paragraph of Arabic left goes on. Word and
 * paragraph have the keys that editors give them, the sentence those of screen readers (Alt with
 * up and down), which nothing in a browser takes.
 */

import { cut, say } from "./page.js";
import { announceSoon } from "./speaking.js";

const APPLE = /Mac|iP(hone|ad)/.test(navigator.platform);
const WORD = APPLE ? "Alt" : "Mod";

export class Moving {
  #grown = []; // what growing began with, and each step since

  constructor({ keys, selection, boundaries, sheet, text }) {
    Object.assign(this, { keys, selection, boundaries, sheet, text });
    this.#sideways("ArrowLeft", -1);
    this.#sideways("ArrowRight", 1);
    for (const [key, step, way] of [["ArrowUp", -1, "backward"], ["ArrowDown", 1, "forward"]]) {
      this.#add(key, "keyMoveLine", (selecting) => this.#byLine(way, "line", selecting));
      this.#add(`Alt+${key}`, "keyMoveSentence", (selecting) => this.#by("sentence", step, selecting));
      this.#add(`Mod+${key}`, "keyMoveParagraph", (selecting) => this.#by("paragraph", step, selecting));
    }
    for (const [key, way, edge] of [["Home", "backward", 0], ["End", "forward", text.words.length]]) {
      this.#add(key, "keyMoveEdge", (selecting) => this.#byLine(way, "lineboundary", selecting));
      this.#add(`Mod+${key}`, "keyMoveText", (selecting) => this.#to(edge, selecting, "paragraph"));
    }
    this.#add("PageUp", "keyMovePage", (selecting) => this.#byPage(-1, selecting));
    this.#add("PageDown", "keyMovePage", (selecting) => this.#byPage(1, selecting));
    const group = say("keysText");
    keys.add({ keys: ["w", APPLE ? "Mod+Alt+Shift+ArrowRight" : "Alt+Shift+ArrowRight"], group, says: say("keyGrow"), run: () => this.#grow() });
    keys.add({ keys: ["Shift+w", APPLE ? "Mod+Alt+Shift+ArrowLeft" : "Alt+Shift+ArrowLeft"], group, says: say("keyShrink"), run: () => this.#shrink() });
    keys.add({ keys: ["s"], group, says: say("keySentence"), run: () => this.#take("sentence") });
    keys.add({ keys: ["Shift+s"], group, says: say("keyParagraph"), run: () => this.#take("paragraph") });
  }

  #sideways(key, way) {
    const step = () => (this.sheet.directionAt(this.selection.caret) === "rtl" ? -way : way);
    this.#add(key, "keyMoveLetter", (selecting) => this.#by("letter", step(), selecting));
    this.#add(`${WORD}+${key}`, "keyMoveWord", (selecting) => this.#by("word", step(), selecting));
    if (APPLE) {
      const to = (selecting) => this.#byLine(step() > 0 ? "forward" : "backward", "lineboundary", selecting);
      this.#add(`Mod+${key}`, "keyMoveEdge", to);
    }
  }

  // A key and the same with Shift; only the first is listed, and says so.
  #add(key, says, move) {
    const run = (selecting) => {
      if (this.selection.caret === null) this.selection.enter();
      move(selecting);
    };
    this.keys.add({ keys: [key], group: say("keysText"), says: say(says), run: () => run(false) });
    const parts = key.split("+");
    const shifted = [...parts.slice(0, -1), "Shift", parts.at(-1)].join("+");
    this.keys.add({ keys: [shifted], run: () => run(true) });
  }

  #by(unit, step, selecting) {
    const { caret, current } = this.selection;
    // Without Shift an arrow leaves a selection at the end it points to.
    if (unit === "letter" && current && !selecting) return this.#to(step < 0 ? current.start : current.end, false, unit);
    const to = this.boundaries.next(caret, unit, step, selecting);
    const over = Math.min(caret, to);
    const passed = (unit === "letter" || unit === "word") && this.text.paragraphAt(over) === this.text.paragraphAt(to);
    this.#to(to, selecting, unit, passed ? over : to);
  }

  #byLine(direction, granularity, selecting) {
    this.selection.modify(direction, granularity, selecting);
    if (!selecting) this.#tell(this.selection.caret, "word");
  }

  #byPage(step, selecting) {
    const { scroller } = this.sheet;
    this.selection.moveTo(this.selection.caret, selecting); // in sight, where it has a place on the screen
    const { left, top, height } = this.selection.drawn.mark.getBoundingClientRect();
    const before = scroller.scrollTop;
    scroller.scrollTop += step * scroller.clientHeight * 0.8;
    const moved = Math.abs(scroller.scrollTop - before) > 1;
    const edge = step < 0 ? 0 : this.text.words.length;
    const found = moved ? this.sheet.offsetUnder(left, top + height / 2) : edge;
    this.#to(this.boundaries.at(found ?? edge, "letter")?.start ?? edge, selecting, "sentence");
  }

  #to(offset, selecting, unit, at = offset) {
    this.selection.moveTo(offset, selecting);
    if (!selecting) this.#tell(at, unit);
  }

  // What was gone over, or come to; what is selected is told by whoever offers it.
  #tell(offset, unit) {
    const found = this.boundaries.at(offset, unit) ?? this.boundaries.near(offset, unit);
    const words = found ? this.text.words.slice(found.start, found.end) : "";
    announceSoon(words.trim() ? cut(words, 300) : say("blank"));
  }

  #take(unit) {
    const { selection } = this;
    if (selection.caret === null) selection.enter();
    const found = this.boundaries.near(selection.current?.start ?? selection.caret, unit);
    if (found) selection.select(found);
  }

  #grow() {
    const { selection, boundaries } = this;
    if (selection.caret === null) selection.enter();
    const now = this.#now();
    const larger = boundaries.grow(now);
    if (!larger || alike(larger, now)) return;
    if (!alike(this.#grown.at(-1), now)) this.#grown = [now];
    this.#grown.push(larger);
    selection.select(larger);
  }

  // Back the way it grew; what did not grow, to the next smaller unit where it begins.
  #shrink() {
    const { selection, boundaries } = this;
    const now = this.#now();
    if (now.start === now.end) return;
    if (!alike(this.#grown.at(-1), now)) this.#grown = [];
    this.#grown.pop();
    const smaller = this.#grown.at(-1) ?? boundaries.shrink(now, now.start);
    if (smaller && smaller.start < smaller.end) selection.select(smaller);
    else selection.moveTo(now.start, false);
  }

  #now() {
    const { current, caret } = this.selection;
    return current ?? { start: caret, end: caret };
  }
}

const alike = (one, other) => one?.start === other.start && one?.end === other.end;
