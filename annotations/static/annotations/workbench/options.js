/** What a combobox shows: the options of its list, and the chips of what is chosen. */

import { escapeHtml, say } from "./page.js";

/** A row found, or one to be made, which says so by the sentence `creates`. */
export function option(row, index, list, creates) {
  const label = escapeHtml(row.create ? say(creates, { name: row.create }) : row.name);
  const note = row.create ? "<kbd>⇧ ↵</kbd>" : `<small>${escapeHtml(noteOf(row))}</small>`;
  return `<li role="option" id="${list}-${index}" data-index="${index}" aria-selected="false"><span>${label}</span>${note}</li>`;
}

/** A row that is chosen, with the button that takes it away. */
export function chip({ uid, name }) {
  const remove = escapeHtml(say("remove", { name }));
  return `<li>${escapeHtml(name)}<button type="button" data-uid="${uid}" aria-label="${remove}">×</button></li>`;
}

// Why it is offered, or what it is, and how often the source has it.
function noteOf({ says, kind_label: kind, used }) {
  return [says || kind, used && say("usedHere", { count: used })].filter(Boolean).join(" · ");
}
