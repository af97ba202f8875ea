/** Where a passage may begin and end: at characters as people see them, or at words. */

const SPACE = /\s/u;

export class Boundaries {
  #characters = new Map();
  #words = null;

  constructor(text, language) {
    this.text = text;
    this.language = language;
  }

  /** The passage made whole at both ends, without white space there; null if nothing is left. */
  snap(start, end) {
    let from = this.#character(start, -1, true);
    let to = this.#character(end, 1, true);
    const words = this.text.words;
    while (from < to && SPACE.test(words[from])) from += 1;
    while (to > from && SPACE.test(words[to - 1])) to -= 1;
    return from < to ? { start: from, end: to } : null;
  }

  /** The next character's edge before (-1) or after (1) an offset. */
  byCharacter(offset, step) {
    const next = this.#character(offset + step, step, true);
    return Math.max(0, Math.min(this.text.words.length, next));
  }

  /** The next start (or end) of a word before or after an offset; the offset itself if none. */
  byWord(offset, step, edge) {
    const places = this.#wordEdges()[edge];
    if (step > 0) return places.find((place) => place > offset) ?? offset;
    return places.findLast((place) => place < offset) ?? offset;
  }

  #character(offset, step, snapping) {
    const paragraph = this.text.paragraphAt(offset);
    const within = offset - paragraph.start;
    if (within <= 0 || within >= paragraph.words.length) return offset;
    const edges = this.#edges(paragraph);
    if (snapping && edges.has(within)) return offset;
    let place = within;
    while (!edges.has(place)) place += step;
    return paragraph.start + place;
  }

  #edges(paragraph) {
    if (!this.#characters.has(paragraph.index)) {
      const segmenter = new Intl.Segmenter(this.language, { granularity: "grapheme" });
      const edges = new Set([0, paragraph.words.length]);
      for (const { index } of segmenter.segment(paragraph.words)) edges.add(index);
      this.#characters.set(paragraph.index, edges);
    }
    return this.#characters.get(paragraph.index);
  }

  #wordEdges() {
    if (!this.#words) {
      const segmenter = new Intl.Segmenter(this.language, { granularity: "word" });
      this.#words = { start: [], end: [] };
      for (const { index, segment, isWordLike } of segmenter.segment(this.text.words)) {
        if (!isWordLike) continue;
        this.#words.start.push(index);
        this.#words.end.push(index + segment.length);
      }
    }
    return this.#words;
  }
}
