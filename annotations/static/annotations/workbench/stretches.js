/** The parts of a passage, `[{start, end}]`: in the order of the text, never touching. Pure. */

import { trimmed } from "./trimming.js";

/** The parts in order, those that touch or overlap, or that only white space parts, made one. */
export function inOrder(parts, words) {
  const sorted = [...parts].sort((one, other) => one.start - other.start || other.end - one.end);
  const found = [];
  for (const { start, end } of sorted) {
    const last = found.at(-1);
    if (last && meets(last.end, start, words)) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}

/** The number of the part that has an offset, or lies nearest to it. */
export function nearest(parts, offset) {
  const distance = ({ start, end }) => Math.max(start - offset, offset - end, 0);
  let found = 0;
  parts.forEach((part, index) => {
    if (distance(part) < distance(parts[found])) found = index;
  });
  return found;
}

function meets(end, start, words) {
  if (start <= end) return true;
  return !words.slice(end, start).includes("\n\n") && !trimmed(words, end, start);
}
