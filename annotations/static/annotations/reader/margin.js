// The margin: a card stands beside its line (or, as a list, beside its paragraph), and is pushed
// down only by the card above it. The text itself never moves. How far down a card goes is told to the
// style sheets, which heed it on a screen and not on paper.

import { $, $$, article, cards, isSeen, main, segments, uidOf, wide } from "./page.js";

const LIFT = 4; // pixels by which a card begins above the top of its line
const ROOM = 32; // pixels below the last card
const LEAST = 6; // what is lower than this holds nothing

export function lay() {
  const rows = $$(".row", article).filter((row) => $(".notes", row));
  for (const card of cards) card.style.removeProperty("--down");
  for (const row of rows) $(".notes", row).style.removeProperty("top");
  if (!wide.matches) {
    article.style.removeProperty("min-height");
    return;
  }

  const besideLines = main.dataset.show === "predictions";
  const origin = article.getBoundingClientRect().top;
  let low = -Infinity;
  for (const row of rows) {
    const notes = $(".notes", row);
    const top = row.getBoundingClientRect().top - origin;
    const first = Math.max(top, low);
    notes.style.top = `${first - top}px`;
    if (besideLines) standBesideLines(notes);
    if (notes.offsetHeight > LEAST) low = first + notes.offsetHeight;
  }
  // The last card may reach below the text; what follows the text gives way.
  article.style.minHeight = Number.isFinite(low) ? `${low + ROOM}px` : "";
}

function standBesideLines(notes) {
  for (const card of $$(".card", notes).filter(isSeen)) {
    const mark = segments.get(uidOf(card))?.[0];
    if (!mark) continue;
    const down = mark.getClientRects()[0].top - card.getBoundingClientRect().top - LIFT;
    if (down > 2) card.style.setProperty("--down", `${down}px`);
  }
}
