/** The text on a page, one element a paragraph: from its offsets to places in the page, and back. */

export class Paragraphs extends EventTarget {
  constructor(text, root, scroller) {
    super();
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
    const { start } = this.text.paragraphs[holder.dataset.paragraph];
    if (node.nodeType === Node.ELEMENT_NODE) return start + lengthOf(node, within) + before(node, holder, start);
    return start + within + before(node, holder, start);
  }

  /** The stretch of the page between two offsets. */
  rangeOf(start, end) {
    const range = document.createRange();
    range.setStart(...this.placeOf(start, false));
    range.setEnd(...this.placeOf(end, true));
    return range;
  }

  /** "ltr" or "rtl", of the paragraph of an offset. */
  directionAt(offset) {
    return getComputedStyle(this.root.children[this.text.paragraphAt(offset).index]).direction;
  }

  /** The offset under a point of the screen; null where no text is. */
  offsetUnder(x, y) {
    const place = document.caretPositionFromPoint?.(x, y);
    if (place) return this.offsetAt(place.offsetNode, place.offset);
    const range = document.caretRangeFromPoint?.(x, y); // Safari
    return range ? this.offsetAt(range.startContainer, range.startOffset) : null;
  }

  /** The node and the place in it of an offset; `before`: at the end of a node rather than the start of the next. */
  placeOf(offset, before) {
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

// The length of the words in the first children of an element.
function lengthOf(element, count) {
  let length = 0;
  for (let index = 0; index < count; index += 1) length += element.childNodes[index].textContent.length;
  return length;
}

// The length of the words of a paragraph before a node in it. A mark knows where it ends, so that
// as a rule only the nearest one is looked at.
function before(node, holder, start) {
  let length = 0;
  for (let inner = node; inner !== holder; inner = inner.parentNode) {
    for (let other = inner.previousSibling; other; other = other.previousSibling) {
      if (inner.parentNode === holder && other.dataset?.to) return length + Number(other.dataset.to) - start;
      length += other.textContent.length;
    }
  }
  return length;
}
