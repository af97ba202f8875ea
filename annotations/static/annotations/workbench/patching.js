/** Rows of markup as the children of an element: only those that differ are made anew. */

const drawn = new WeakMap();

/** Show `rows`, one string of one element each. The focus stays on the line that it was on. */
export function patch(root, rows) {
  const before = drawn.get(root);
  const held = root.contains(document.activeElement) ? document.activeElement : null;
  if (before?.length === rows.length) {
    const children = [...root.children];
    rows.forEach((row, index) => row !== before[index] && (children[index].outerHTML = row));
  } else root.innerHTML = rows.join("");
  drawn.set(root, rows);
  if (held && !held.isConnected) sameIn(root, held)?.focus({ preventScroll: true });
}

function sameIn(root, { dataset }) {
  const name = ["uid", "unfold", "paragraph"].find((one) => dataset[one]);
  return name && root.querySelector(`[data-${name}="${dataset[name]}"]`);
}
