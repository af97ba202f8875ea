/** Two wordings of the same as one: what was added and what was removed, marked word by word. */

import { escapeHtml, say } from "./page.js";
import { wordChanges } from "./threeway.js";

/** As HTML: what was added underlined and what was removed struck through; a listener is told. */
export function marked(before, after) {
  if (before === after) return escapeHtml(after) || "–";
  const told = (how) => `<span class="vh"> [${escapeHtml(say(how))}:] </span>`;
  return wordChanges(before, after)
    .map(({ words, how }) => {
      const text = escapeHtml(words);
      if (how === "added") return `<ins>${told("inserted")}${text}</ins>`;
      return how === "removed" ? `<del>${told("removed")}${text}</del>` : text;
    })
    .join("");
}
