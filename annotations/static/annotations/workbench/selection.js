/**
 * Selecting words: by mouse and by touch, and what the keyboard's caret is moved through.
 *
 * `caret` and `anchor` are offsets of the text: they outlast that it is drawn anew. The page's own
 * selection follows them, but where a phone's handles are held, which it would tear off.
 */

import { Caret } from "./caret.js";

const SETTLES = 40; // milliseconds after which a phone's handles are taken to rest

export class WordSelection extends EventTarget {
  /** The words selected now, snapped and trimmed: `{start, end}`, or null. */
  current = null;
  /** Where the selection was begun, and where it ends and the keyboard goes on; null outside the text. */
  anchor = null;
  caret = null;

  #pointer = null; // "mouse", "touch" or "pen" while it is down
  #last = "mouse";
  #clicks = { times: 0, at: null };
  #timer = 0;

  constructor({ sheet, boundaries, by }) {
    super();
    Object.assign(this, { sheet, boundaries, by });
    this.drawn = new Caret(sheet);
    const { root } = sheet;
    root.addEventListener("pointerdown", (event) => this.#down(event));
    root.addEventListener("mousedown", ({ detail: times, clientX, clientY, shiftKey }) => {
      if (times === 1 && !shiftKey) getSelection().removeAllRanges(); // one may begin anew within what is selected
      this.#clicks = { times, at: times > 2 ? this.sheet.offsetUnder(clientX, clientY) : null };
    });
    root.addEventListener("dragstart", (event) => event.preventDefault()); // words selected twice are not moved
    document.addEventListener("pointerup", () => this.#up());
    document.addEventListener("pointercancel", () => (this.#pointer = null)); // a long press, or scrolling
    document.addEventListener("selectionchange", () => {
      clearTimeout(this.#timer);
      if (!this.#pointer) this.#timer = setTimeout(() => this.#read(), SETTLES);
    });
    root.addEventListener("focus", () => {
      if (!root.matches(":focus-visible") || this.#pointer) return; // came by keyboard: show where
      if (this.caret === null) this.enter();
      this.drawn.show(this.caret);
    });
    root.addEventListener("blur", () => this.drawn.hide());
    by.addEventListener("change", () => this.#snapAnew());
    sheet.addEventListener("drawn", () => this.#restore());
    new ResizeObserver(() => this.drawn.follow(this.caret)).observe(root);
  }

  /** Select nothing; the caret stays where it was if the keyboard is at it. */
  clear() {
    clearTimeout(this.#timer);
    const within = this.sheet.root.contains(getSelection().anchorNode);
    if (document.activeElement === this.sheet.root && this.caret !== null) this.#place(this.caret, this.caret);
    else {
      this.caret = this.anchor = null;
      if (within) getSelection().removeAllRanges();
    }
    this.#set(null);
  }

  /** Put the caret at an offset and the focus into the text. */
  focusAt(offset) {
    this.caret = this.anchor = offset; // before the focus comes, which would enter elsewhere
    this.sheet.root.focus({ preventScroll: true });
    this.#place(offset, offset);
    if (this.sheet.root.matches(":focus-visible")) this.drawn.show(offset);
    this.#set(null);
  }

  /** Where the caret is, or null. */
  caretOffset() {
    return this.caret;
  }

  /** Move the caret, as the keyboard does; `selecting` leaves the other end where it is. */
  moveTo(offset, selecting) {
    this.#place(selecting ? (this.anchor ?? offset) : offset, offset);
    this.drawn.show(offset);
    this.#take();
  }

  /** Move the caret by what only the lines on the page can tell: "line", "lineboundary". */
  modify(direction, granularity, selecting) {
    const before = this.caret;
    if (!this.sheet.root.contains(getSelection().focusNode)) this.#place(this.anchor, before);
    getSelection().modify(selecting ? "extend" : "move", direction, granularity);
    const { focusNode, focusOffset } = getSelection();
    const found = this.sheet.offsetAt(focusNode, focusOffset);
    if (found === null || found === before) {
      this.moveTo(granularity === "line" ? this.#end(direction, before) : before, selecting);
      return;
    }
    const letter = this.boundaries.at(found, "letter");
    if (letter && letter.start !== found) return this.moveTo(letter.start, selecting);
    // The page's selection stays as it is: it knows at which end of a wrapped line it stands.
    if (!selecting) this.anchor = found;
    this.caret = found;
    this.drawn.show(found);
    this.#take();
  }

  /** Select a stretch, to the letter, and show its end. */
  select({ start, end }) {
    this.#place(start, end);
    if (document.activeElement === this.sheet.root) this.drawn.show(end);
    this.#take();
  }

  /** Begin at the first paragraph in sight. */
  enter() {
    const { root, scroller, text } = this.sheet;
    const frame = scroller.getBoundingClientRect();
    const seen = [...root.children].findIndex(
      (paragraph) => paragraph.getBoundingClientRect().bottom > Math.max(frame.top, 0),
    );
    const { start } = text.paragraphs[Math.max(seen, 0)];
    this.#place(start, start);
  }

  #down(event) {
    this.#pointer = this.#last = event.pointerType;
    this.drawn.hide();
  }

  #up() {
    if (!this.#pointer) return;
    this.#pointer = null;
    clearTimeout(this.#timer);
    setTimeout(() => this.#read(), 0); // the browser collapses an old selection after this event
  }

  // What the browser has selected: by mouse made whole on the page too.
  #read() {
    const selection = getSelection();
    if (!selection.rangeCount || !this.sheet.root.contains(selection.anchorNode)) return;
    const { length } = this.sheet.text.words;
    const anchor = this.sheet.offsetAt(selection.anchorNode, selection.anchorOffset);
    const caret = this.sheet.offsetAt(selection.focusNode, selection.focusOffset) ?? (forward(selection) ? length : 0);
    const clicks = this.#clicks;
    this.#clicks = { times: 0, at: null };
    if (anchor === this.anchor && caret === this.caret) return; // we put it there
    [this.anchor, this.caret] = [anchor, caret];
    if (anchor === caret) return this.#set(null);
    const place = this.#clicked(anchor, caret, clicks) ?? this.#snapped(anchor, caret);
    if (place && this.#last !== "touch") {
      if (anchor < caret) this.#place(place.start, place.end);
      else this.#place(place.end, place.start);
    }
    this.#set(place);
  }

  // A double click takes the word; each further one what is next larger, as the keys do: passages
  // are sentences more often than paragraphs, which is what a browser takes at the third.
  #clicked(anchor, caret, { times, at }) {
    if (times < 2) return null;
    const [start, end] = [Math.min(anchor, caret), Math.max(anchor, caret)];
    const unit = ["word", "sentence", "paragraph"][Math.min(times, 4) - 2];
    const found = unit === "word" ? this.boundaries.at(start, unit) : this.boundaries.near(at ?? start, unit);
    // one who went on drawing after two clicks has selected more than the browser's own word
    const drawn = unit === "word" && found && end > found.end + 1;
    return drawn ? null : found && { ...found };
  }

  #snapped(anchor, caret) {
    return this.boundaries.snap(Math.min(anchor, caret), Math.max(anchor, caret), this.by.unit);
  }

  // What is selected already is made whole by what was chosen just now.
  #snapAnew() {
    if (!this.current) return;
    const place = this.boundaries.snap(this.current.start, this.current.end, this.by.unit);
    this.#place(place.start, place.end);
    this.#set(place);
  }

  #take() {
    const [anchor, caret] = [this.anchor, this.caret];
    this.#set(anchor === caret ? null : this.boundaries.snap(Math.min(anchor, caret), Math.max(anchor, caret)));
  }

  // What the drawing of the text anew has taken away, unless somebody types in a field by now.
  #restore() {
    const { activeElement: active } = document;
    const elsewhere = active !== document.body && !active.closest("#text, #popover");
    const ours = this.sheet.root.contains(getSelection().anchorNode);
    if (this.caret === null || elsewhere || !ours || this.#pointer) return;
    this.#place(this.anchor, this.caret);
    this.drawn.follow(this.caret);
  }

  #place(anchor, caret) {
    [this.anchor, this.caret] = [anchor, caret];
    const [from, to] = [this.sheet.placeOf(anchor, anchor > caret), this.sheet.placeOf(caret, caret > anchor)];
    getSelection().setBaseAndExtent(...from, ...to);
  }

  #end(direction, offset) {
    const { start, end } = this.sheet.text.paragraphAt(offset);
    return direction === "forward" ? end : start;
  }

  #set(place) {
    const same = place?.start === this.current?.start && place?.end === this.current?.end;
    this.current = place;
    this.#light();
    if (!same) this.dispatchEvent(new Event("change"));
  }

  // Where the page's selection is left as the phone has it, what is taken of it is lit.
  #light() {
    if (!CSS.highlights) return;
    const { current } = this;
    const own = current && this.#last === "touch" && this.by.unit !== "letter";
    if (own) CSS.highlights.set("selected", new Highlight(this.sheet.rangeOf(current.start, current.end)));
    else CSS.highlights.delete("selected");
  }
}

function forward({ anchorNode, anchorOffset, focusNode, focusOffset }) {
  const range = document.createRange();
  range.setStart(anchorNode, anchorOffset);
  return range.comparePoint(focusNode, focusOffset) > 0;
}
