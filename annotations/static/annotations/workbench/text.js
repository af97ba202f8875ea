/**
 * The text and its paragraphs. Inside these scripts a place is a UTF-16 offset, as JavaScript
 * slices; to and from the server it is a code point, converted by units.js paragraph by paragraph.
 */

import { codePointLength, toCodePoints, toUtf16 } from "../units.js";

const BREAK = "\n\n"; // between two paragraphs of a canonical text

export class Text {
  constructor(words) {
    this.words = words;
    this.paragraphs = [];
    let start = 0;
    let pointStart = 0;
    words.split(BREAK).forEach((part, index) => {
      const points = codePointLength(part);
      const end = start + part.length;
      this.paragraphs.push({ index, number: index + 1, words: part, start, end, pointStart, points });
      start = end + BREAK.length;
      pointStart += points + BREAK.length;
    });
  }

  /** The paragraph of an offset; a place between two belongs to the first. */
  paragraphAt(offset) {
    return this.#last((paragraph) => paragraph.start <= offset);
  }

  toCodePoints(offset) {
    const { words, start, end, pointStart, points } = this.paragraphAt(offset);
    if (offset > end) return pointStart + points + offset - end;
    return pointStart + toCodePoints(words, offset - start);
  }

  toUtf16(point) {
    const paragraph = this.#last((other) => other.pointStart <= point);
    const within = point - paragraph.pointStart;
    if (within > paragraph.points) return paragraph.end + within - paragraph.points;
    if (paragraph.points === paragraph.words.length) return paragraph.start + within;
    return paragraph.start + toUtf16(paragraph.words, within);
  }

  #last(fits) {
    let low = 0;
    let high = this.paragraphs.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (fits(this.paragraphs[middle])) low = middle;
      else high = middle;
    }
    return this.paragraphs[low];
  }
}
