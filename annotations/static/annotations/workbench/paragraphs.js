/** The text on a page, one element a paragraph: from its offsets to places in the page, and back. */

export class Paragraphs {
  constructor(text, root, scroller) {
    this.text = text;
    this.root = root;
    this.scroller = scroller;
  }

  /** The offset of a place in the page; null outside the text. */
  offsetAt(node, within) {
    if (!this.root.contains(node)) return null;
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const holder = element.closest("[data-paragraph]");
    if (!holder) {
      const next = this.root.children[within];
      return next ? this.text.paragraphs[next.dataset.paragraph].start : this.text.words.length;
    }
    const range = document.createRange();
    range.setStart(holder, 0);
    range.setEnd(node, within);
    return this.text.paragraphs[holder.dataset.paragraph].start + range.toString().length;
  }

  /** The stretch of the page between two offsets. */
  rangeOf(start, end) {
    const range = document.createRange();
    range.setStart(...this.#placeOf(start, false));
    range.setEnd(...this.#placeOf(end, true));
    return range;
  }

  #placeOf(offset, before) {
    const paragraph = this.text.paragraphAt(offset);
    const holder = this.root.children[paragraph.index];
    let left = Math.min(offset, paragraph.end) - paragraph.start;
    const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (node) {
      if (left < node.length || (before && left === node.length)) return [node, left];
      left -= node.length;
      const next = walker.nextNode();
      if (!next) return [node, node.length];
      node = next;
    }
    return [holder, 0];
  }
}
