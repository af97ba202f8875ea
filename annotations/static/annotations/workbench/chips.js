/** Actors and topics by uid, as the page has met them: what is sent names them by uid alone. */

const known = new Map();

export function remember(rows) {
  for (const row of rows) if (row?.uid && row.name) known.set(row.uid, row);
}

/** Those that an annotation names. */
export function rememberOf(annotation) {
  const { actor, speaker, co_speakers: others = [] } = annotation[annotation.kind] ?? {};
  remember([actor, speaker, ...others, ...(annotation.about ?? []), ...(annotation.topics ?? [])]);
}

/** A row as a field names it. */
export function chip(uid) {
  return uid ? (known.get(uid) ?? { uid, name: "?" }) : null;
}
