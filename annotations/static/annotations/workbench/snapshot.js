/** Everything typed into the form as plain values, so that it can be kept and put back. */

import { byId } from "./page.js";

const isTicked = (field) => field.type === "checkbox" || field.type === "radio";

/** What stands in every field that has an id, which parts are unfolded, and where the focus is. */
export function taken(root) {
  const values = {};
  for (const field of root.querySelectorAll(":is(input, select, textarea)[id]")) {
    values[field.id] = isTicked(field) ? field.checked : field.value;
  }
  const open = {};
  for (const part of root.querySelectorAll("details[id]")) open[part.id] = part.open;
  return { values, open, focus: focus(root) };
}

/** Put them back within `root`; a field that is gone, or a choice that is no longer there, is passed over. */
export function putBack(root, { values, open }) {
  for (const [id, value] of Object.entries(values)) {
    const field = byId(id);
    if (!field || !root.contains(field)) continue;
    if (isTicked(field)) field.checked = value;
    else if (!(field instanceof HTMLSelectElement) || [...field.options].some((one) => one.value === value)) {
      field.value = value;
    }
  }
  for (const [id, isOpen] of Object.entries(open)) {
    const part = byId(id);
    if (part && root.contains(part)) part.open = isOpen;
  }
}

/** Put the focus back where it was, and the caret in its field. */
export function refocus({ focus: there }) {
  const field = there && byId(there.id);
  if (!field) return;
  field.focus({ preventScroll: true });
  if (there.from !== null) field.setSelectionRange(there.from, there.to);
}

function focus(root) {
  const field = document.activeElement;
  if (!field?.id || !root.contains(field)) return null;
  const typed = field.type === "text" || field instanceof HTMLTextAreaElement;
  return { id: field.id, from: typed ? field.selectionStart : null, to: typed ? field.selectionEnd : null };
}
