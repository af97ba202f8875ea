// The margin: a card stands beside its line (or, as a list, beside its paragraph), and is pushed
// down only by the card above it. The text itself never moves. How far down a card goes is told to the
// style sheets, which heed it on a screen and not on paper.

import { $$, article, isSeen, main, segments, uidOf, wide } from "./page.js";

const LIFT = 4; // pixels by which a card begins above the top of its line
const ROOM = 32; // pixels below the last card
const LEAST = 6; // what is lower than this holds nothing

const margins = article ? $$(".notes", article) : [];
let moved = []; // what was set, as elements and properties

function move(element, property, pixels) {
  element.style.setProperty(property, `${pixels}px`);
  moved.push([element, property]);
}

export function lay() {
  for (const [element, property] of moved) element.style.removeProperty(property);
  moved = [];
  if (!wide.matches) return;

  // All is measured before anything is moved, so that the browser lays the page out once.
  const besideLines = main.dataset.show === "predictions";
  const origin = article.getBoundingClientRect().top;
  const measured = margins.map((notes) => ({
    notes,
    top: notes.parentElement.getBoundingClientRect().top - origin,
    height: notes.offsetHeight,
    lines: besideLines ? linesOf(notes, origin) : [],
  }));
  let low = -Infinity;
  for (const { notes, top, height, lines } of measured) {
    const first = Math.max(top, low);
    if (first > top) move(notes, "top", first - top);
    let pushed = first - top;
    for (const { card, gap, stands, line } of lines) {
      const down = line - LIFT - stands - pushed;
      if (down <= 2) continue;
      move(card, "--down", gap + down);
      pushed += down;
    }
    if (height > LEAST) low = top + height + pushed;
  }
  // The last card may reach below the text; what follows the text gives way.
  if (Number.isFinite(low)) move(article, "min-height", low + ROOM);
}

// Where each card stands of itself, with what gap above, and where the line of its passage is.
function linesOf(notes, origin) {
  let above = null;
  return $$(".card", notes)
    .filter(isSeen)
    .flatMap((card) => {
      const box = card.getBoundingClientRect();
      const gap = above === null ? parseFloat(getComputedStyle(card).marginTop) : box.top - above;
      above = box.bottom;
      const line = segments.get(uidOf(card))?.[0].getClientRects()[0].top;
      return line === undefined
        ? []
        : [{ card, gap, stands: box.top - origin, line: line - origin }];
    });
}
