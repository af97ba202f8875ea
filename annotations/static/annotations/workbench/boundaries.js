/**
 * Where a passage may begin and end, and a caret go: at letters as people see them, at words,
 * sentences, paragraphs. Offsets of the text only; the page is not looked at.
 *
 * Letters and words are those of Intl.Segmenter in the language of the text (emoji families, words
 * of Japanese and Thai); sentences those of sentences.js, without their full stop, which a passage
 * leaves out (manual, section 6). A paragraph is looked at when first wanted.
 */

import { sentencesOf, withoutStop } from "./sentences.js";
import { isBareSpace, trimmed } from "./trimming.js";

/** From small to large. */
export const UNITS = ["letter", "word", "sentence", "paragraph"];

export class Boundaries {
  #known = { letter: new Map(), word: new Map(), sentence: new Map() };

  constructor(text, language) {
    this.text = text;
    this.segmenters = {
      letter: new Intl.Segmenter(language, { granularity: "grapheme" }),
      word: new Intl.Segmenter(language, { granularity: "word" }),
    };
  }

  /** The passage made whole outward, by a unit, without white space at its ends; null if nothing is left. */
  snap(start, end, unit = "letter") {
    const first = this.at(start, "letter")?.start ?? start;
    const before = this.at(end, "letter");
    const place = trimmed(this.text.words, first, before && before.start < end ? before.end : end);
    if (!place || unit === "letter") return place;
    const [from, to] = [this.at(place.start, unit), this.at(place.end - 1, unit)];
    return { start: from?.start ?? place.start, end: to?.end ?? place.end };
  }

  /** The letter, word, sentence or paragraph that holds the character after an offset; null between two. */
  at(offset, unit) {
    const paragraph = this.text.paragraphAt(offset);
    if (offset >= paragraph.end) return null;
    if (unit === "paragraph") return this.#whole(paragraph);
    const row = this.#row(unit, paragraph);
    const found = row[upTo(row, offset)];
    return found && offset < found.end ? found : null;
  }

  /** That which holds an offset, or ends there, or is the nearest in its paragraph; null in an empty one. */
  near(offset, unit) {
    const here = this.at(offset, unit);
    if (here) return here;
    const paragraph = this.text.paragraphAt(offset);
    if (unit === "paragraph") return this.#whole(paragraph);
    const row = this.#row(unit, paragraph);
    const before = upTo(row, offset);
    const [one, other] = [row[before], row[before + 1]];
    if (!one || !other) return one ?? other ?? null;
    return offset - one.end <= other.start - offset ? one : other;
  }

  /**
   * Where a caret goes from an offset: by letter to the next edge; by word to the word's end, or
   * back to its start; by sentence and paragraph to the next start, but to the end where it selects.
   */
  next(offset, unit, step, selecting = false) {
    const { text } = this;
    const edge = step < 0 || (unit !== "letter" && unit !== "word" && !selecting) ? "start" : "end";
    const found = this.#beyond(offset, unit, step, edge);
    if (found !== null) return found;
    return step < 0 ? 0 : text.words.length;
  }

  /** The next place for the start or the end of a passage, before or after one; itself if none. */
  edge(offset, unit, step, edge) {
    const found = this.#beyond(offset, unit, step, edge, true);
    return found ?? offset;
  }

  /** The passage grown to the next larger unit around it; itself if it is whole paragraphs. */
  grow({ start, end }) {
    if (start === end) {
      const word = this.at(start, "word") ?? this.at(Math.max(start - 1, 0), "word");
      const around = word ?? this.near(start, "letter");
      return around && { ...around };
    }
    for (const unit of UNITS) {
      const larger = this.snap(start, end, unit);
      if (larger && (larger.start < start || larger.end > end)) return larger;
    }
    return { start, end };
  }

  /** The largest unit inside a passage that holds an offset of it; null inside a letter. */
  shrink({ start, end }, offset) {
    for (const unit of [...UNITS].reverse()) {
      const smaller = this.near(offset, unit);
      if (!smaller || smaller.start < start || smaller.end > end) continue;
      if (smaller.start > start || smaller.end < end) return { ...smaller };
    }
    return null;
  }

  // The first edge beyond an offset. Letters lie side by side, so that one's end is another's start;
  // between two paragraphs both count.
  #beyond(offset, unit, step, edge, visible = false) {
    const { paragraphs, words } = this.text;
    let { index } = this.text.paragraphAt(offset);
    for (; index >= 0 && index < paragraphs.length; index += step) {
      const row = this.#row(unit, paragraphs[index]);
      const fits = ({ start, end }) => {
        const place = edge === "start" ? start : end;
        if (step > 0 ? place <= offset : place >= offset) return false;
        return !visible || unit !== "letter" || !isBareSpace(words, start);
      };
      if (!visible && unit === "letter") {
        const { start, end } = paragraphs[index];
        if (step > 0 && start > offset) return start;
        if (step < 0 && end < offset) return end;
      }
      const found = step > 0 ? row.find(fits) : row.findLast(fits);
      if (found) return found[edge];
    }
    return null;
  }

  #row(unit, paragraph) {
    if (unit === "paragraph") return [this.#whole(paragraph)].filter(Boolean);
    const known = this.#known[unit];
    if (!known.has(paragraph.index)) known.set(paragraph.index, this.#segments(unit, paragraph));
    return known.get(paragraph.index);
  }

  #segments(unit, { start, words }) {
    if (unit === "sentence") {
      const bare = sentencesOf(words).map((sentence) => withoutStop(words, sentence));
      return bare.map((sentence) => ({ start: start + sentence.start, end: start + sentence.end }));
    }
    const found = [];
    for (const { index, segment, isWordLike } of this.segmenters[unit].segment(words)) {
      if (unit === "word" && !isWordLike) continue;
      found.push({ start: start + index, end: start + index + segment.length });
    }
    return found;
  }

  #whole(paragraph) {
    return trimmed(this.text.words, paragraph.start, paragraph.end);
  }
}

// The last of a row that begins at an offset or before it; -1 if none does.
function upTo(row, offset) {
  let [low, high] = [0, row.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (row[middle].start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
