/** Selecting words: by mouse, by touch, and with a caret of our own by keyboard alone. */

import { byId } from "./page.js";

const ARROWS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "backward", ArrowDown: "forward" };

export class WordSelection extends EventTarget {
  /** The words selected now, snapped and trimmed: `{start, end}`, or null. */
  current = null;

  #pointer = false;
  #timer = 0;

  constructor(sheet, boundaries) {
    super();
    this.sheet = sheet;
    this.boundaries = boundaries;
    this.caret = byId("caret");
    const root = sheet.root;
    root.addEventListener("pointerdown", () => {
      this.#pointer = true;
      this.caret.hidden = true;
    });
    document.addEventListener("pointerup", () => {
      if (!this.#pointer) return;
      this.#pointer = false;
      setTimeout(() => this.#read(), 0); // the browser collapses an old selection after this event
    });
    document.addEventListener("pointercancel", () => (this.#pointer = false)); // a long press
    document.addEventListener("selectionchange", () => {
      clearTimeout(this.#timer);
      if (!this.#pointer) this.#timer = setTimeout(() => this.#read(), 200); // handles of a phone
    });
    root.addEventListener("keydown", (event) => this.#onKey(event));
    root.addEventListener("focus", () => {
      if (!root.matches(":focus-visible") || this.#pointer) return; // came by keyboard: show where
      if (!root.contains(getSelection().focusNode)) this.#enter();
      this.#showCaret();
    });
    root.addEventListener("blur", () => (this.caret.hidden = true));
  }

  clear() {
    this.#set(null);
    if (this.sheet.root.contains(getSelection().anchorNode)) getSelection().removeAllRanges();
  }

  /** Put the caret at an offset and the focus into the text. */
  focusAt(offset) {
    this.sheet.root.focus({ preventScroll: true });
    const range = this.sheet.rangeOf(offset, offset);
    getSelection().collapse(range.startContainer, range.startOffset);
    if (this.sheet.root.matches(":focus-visible")) this.#showCaret();
    this.#set(null);
  }

  /** Where the caret is, or null. */
  caretOffset() {
    const { focusNode, focusOffset } = getSelection();
    return focusNode ? this.sheet.offsetAt(focusNode, focusOffset) : null;
  }

  #onKey(event) {
    const direction = ARROWS[event.key];
    const toEdge = { Home: "backward", End: "forward" }[event.key];
    if (!direction && !toEdge) return;
    event.preventDefault();
    const selection = getSelection();
    if (!this.sheet.root.contains(selection.focusNode)) this.#enter();
    const far = event.ctrlKey || event.altKey || event.metaKey;
    const upright = direction === "forward" || direction === "backward";
    let unit = "character";
    if (toEdge) unit = "lineboundary";
    else if (upright) unit = far ? "paragraph" : "line";
    else if (far) unit = "word";
    if (toEdge && far) this.#toEnd(toEdge === "forward", event.shiftKey);
    else selection.modify(event.shiftKey ? "extend" : "move", direction ?? toEdge, unit);
    if (!this.sheet.root.contains(selection.focusNode)) this.#enter();
    this.#showCaret();
    clearTimeout(this.#timer);
    this.#read();
  }

  // The first or the last place of the text; the document has more before and after it.
  #toEnd(forward, extending) {
    const { firstElementChild, lastElementChild } = this.sheet.root;
    const paragraph = forward ? lastElementChild : firstElementChild;
    const place = [paragraph, forward ? paragraph.childNodes.length : 0];
    if (extending) getSelection().extend(...place);
    else getSelection().collapse(...place);
  }

  // The caret begins at the first paragraph in sight.
  #enter() {
    const frame = this.sheet.scroller.getBoundingClientRect();
    const seen = [...this.sheet.root.children].find(
      (paragraph) => paragraph.getBoundingClientRect().bottom > Math.max(frame.top, 0),
    );
    getSelection().collapse(seen ?? this.sheet.root.firstElementChild, 0);
  }

  #showCaret() {
    const { focusNode, focusOffset } = getSelection();
    const range = document.createRange();
    range.setStart(focusNode, focusOffset);
    let box = range.getClientRects()[0];
    if (!box) {
      const offset = this.sheet.offsetAt(focusNode, focusOffset);
      box = this.sheet.rangeOf(offset, offset + 1).getClientRects()[0];
    }
    if (!box) return;
    const frame = this.sheet.scroller.getBoundingClientRect();
    this.caret.hidden = false;
    this.caret.style.insetInlineStart = `${box.left - frame.left + this.sheet.scroller.scrollLeft}px`;
    this.caret.style.insetBlockStart = `${box.top - frame.top + this.sheet.scroller.scrollTop}px`;
    this.caret.style.blockSize = `${box.height}px`;
    this.caret.scrollIntoView({ block: "nearest" });
  }

  #read() {
    const selection = getSelection();
    if (!selection.rangeCount || !this.sheet.root.contains(selection.anchorNode)) return;
    if (selection.isCollapsed) return this.#set(null);
    const range = selection.getRangeAt(0);
    const start = this.sheet.offsetAt(range.startContainer, range.startOffset);
    const end = this.sheet.offsetAt(range.endContainer, range.endOffset) ?? this.sheet.text.words.length;
    this.#set(start === null ? null : this.boundaries.snap(start, end));
  }

  #set(place) {
    const same = place?.start === this.current?.start && place?.end === this.current?.end;
    this.current = place;
    if (!same) this.dispatchEvent(new Event("change"));
  }
}
