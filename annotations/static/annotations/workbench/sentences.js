/**
 * Where sentences begin. The twin of annotations/spans/sentence.py, which says by which rules, and
 * better than a general segmenter in one thing: no full stop after an abbreviation ends a sentence.
 */

import { trimmed } from "./trimming.js";

const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const END = new RegExp(
  `(?:[.!?…؟۔।॥]+["'”’»)\\]]*${SPACE}+|[。！？]+[」』”’]*${SPACE}*)(?<next>["'“‘«„(\\[「『]*(?<letter>[\\p{L}\\p{N}]))`,
  "gu",
);
const ABBREVIATED =
  /(?:(?<![\p{L}\p{N}])(?!\p{Nd})[\p{L}\p{N}]|(?<![\p{L}\p{N}_])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sgt|Maj|Adm|Sen|Rep|Gov|Pres|St|No|Nos|vs|cf|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Art|Fig|ca|approx|pp))$/u;
const BEFORE = 16; // characters looked at before a gap: an abbreviation, its full stop
const STOP = /(?<![.…。])[.。۔।॥]$/u;
const SMALL = /\p{Lowercase}/u;

/** The sentences of one paragraph, `{start, end}` within it, without the white space around them. */
export function sentencesOf(words) {
  const edges = [0, ...starts(words), words.length];
  const found = [];
  for (let index = 0; index + 1 < edges.length; index += 1) {
    const sentence = trimmed(words, edges[index], edges[index + 1]);
    if (sentence) found.push(sentence);
  }
  return found;
}

/** A sentence without its full stop; that of an abbreviation at its end stays, and so do "?" and "…". */
export function withoutStop(words, { start, end }) {
  const bare = words.slice(start, end - 1);
  const stopped = STOP.test(words.slice(Math.max(start, end - 2), end)) && bare;
  return stopped && !ABBREVIATED.test(bare.slice(-BEFORE)) ? { start, end: end - 1 } : { start, end };
}

function starts(words) {
  const found = [];
  for (const match of words.matchAll(END)) {
    const before = words.slice(Math.max(0, match.index - BEFORE), match.index);
    const abbreviated = match[0][0] === "." && ABBREVIATED.test(before);
    if (SMALL.test(match.groups.letter) || abbreviated) continue;
    found.push(match.index + match[0].length - match.groups.next.length);
  }
  return found;
}
