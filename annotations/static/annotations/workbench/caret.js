/** The caret in the text, drawn: where the selection ends that the keyboard moves. */

import { byId } from "./page.js";

export class Caret {
  constructor(sheet) {
    this.sheet = sheet;
    this.mark = byId("caret");
  }

  hide() {
    this.mark.hidden = true;
  }

  /** Draw it at an offset; where a line is wrapped, the page's own selection knows at which end. */
  show(offset) {
    const box = this.#box(offset);
    if (!box) return;
    const { scroller } = this.sheet;
    const frame = scroller.getBoundingClientRect();
    const { style } = this.mark;
    this.mark.hidden = false;
    style.left = `${box.left - frame.left - scroller.clientLeft + scroller.scrollLeft - 1}px`;
    style.top = `${box.top - frame.top - scroller.clientTop + scroller.scrollTop}px`;
    style.height = `${box.height}px`;
    this.mark.getAnimations().forEach((blinking) => (blinking.currentTime = 0)); // seen while it moves
    this.mark.scrollIntoView({ block: "nearest" });
  }

  /** Draw it anew where it is shown: the lines may have moved. */
  follow(offset) {
    if (this.mark.hidden || offset === null) return;
    const top = this.sheet.scroller.scrollTop;
    this.show(offset);
    this.sheet.scroller.scrollTop = top;
  }

  #box(offset) {
    const { focusNode, focusOffset } = getSelection();
    const range = document.createRange();
    if (focusNode && this.sheet.offsetAt(focusNode, focusOffset) === offset) range.setStart(focusNode, focusOffset);
    else range.setStart(...startOf(this.sheet.rangeOf(offset, offset)));
    const box = range.getClientRects()[0];
    if (box) return box;
    const { words } = this.sheet.text;
    const [next] = this.sheet.rangeOf(offset, Math.min(offset + 1, words.length)).getClientRects();
    if (next) return new DOMRect(this.#rightward(offset) ? next.left : next.right, next.top, 0, next.height);
    const last = [...this.sheet.rangeOf(Math.max(offset - 1, 0), offset).getClientRects()].at(-1);
    return last && new DOMRect(this.#rightward(offset) ? last.right : last.left, last.top, 0, last.height);
  }

  #rightward(offset) {
    return this.sheet.directionAt(offset) === "ltr";
  }
}

const startOf = (range) => [range.startContainer, range.startOffset];
