/**
 * A stretch of text without the white space at its ends. The twin of `trim` in
 * annotations/spans/span.py: what Python takes for white space, and a space that carries a
 * combining mark is a character of its own, and stays.
 */

const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const CARRIED = /^[\p{M}\u200d]/u; // belongs to the character before it

/** Whether white space that nothing belongs to stands at an offset. */
export function isBareSpace(words, offset, end = words.length) {
  return SPACE.test(words[offset]) && !CARRIED.test(words.slice(offset + 1, Math.min(offset + 3, end)));
}

/** `{start, end}` without white space at either end; null if nothing else is there. */
export function trimmed(words, start, end) {
  let [first, last] = [start, end];
  while (first < last && isBareSpace(words, first, end)) first += 1;
  while (last > first && isBareSpace(words, last - 1, end)) last -= 1;
  return first < last ? { start: first, end: last } : null;
}
