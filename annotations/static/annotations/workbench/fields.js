/** Which fields each kind has, and what they say before anybody says otherwise. */

const STATEMENT = ["summary", "attribution", "attribution_note"];

/** Fields of the detail that are plain words, by kind. */
export const PLAIN = {
  mention: ["how", "part"],
  claim: [...STATEMENT, "certainty"],
  prediction: [
    ...STATEMENT, "form", "condition", "likelihood", "likelihood_polarity", "horizon_ground",
    "deadline_basis",
  ],
};

/** Fields of a prediction that are null where nothing stands in them. */
export const OR_NULL = ["probability", "horizon_start", "horizon_end", "deadline"];

/** What stands in the field of an annotation that is to be made. */
export const DEFAULTS = {
  how: "name", attribution: "author", certainty: "asserted", form: "forecast",
  likelihood: "unstated", likelihood_polarity: "event", horizon_ground: "default-5y",
};

/** Whose words have a speaker. */
export const WITH_SPEAKER = ["reported", "inferred"];

/** The roles that words can have, by kind. */
export const ROLES = {
  mention: ["body"],
  claim: ["body", "cue"],
  prediction: ["body", "condition", "likelihood", "horizon", "cue"],
};

/** What every field of the form shows of an annotation, by the field's name. */
export function valuesOf(annotation) {
  const detail = annotation[annotation.kind] ?? {};
  const values = { ...DEFAULTS, ...detail, note: annotation.note ?? "", reason: "" };
  values.claim_kind = annotation.kind === "claim" ? (detail.kind ?? "") : "";
  return values;
}

/** The detail of a kind, as the API takes it, from a form and what is chosen in its comboboxes. */
export function detailOf(kind, fields, combos) {
  const detail = {};
  for (const name of PLAIN[kind]) detail[name] = fields[name].value.trim();
  if (kind === "mention") {
    detail.actor = combos.actor.uids[0] ?? null;
    detail.locative = fields.locative.checked;
    return detail;
  }
  const named = WITH_SPEAKER.includes(detail.attribution);
  detail.speaker = named ? (combos.speaker.uids[0] ?? null) : null;
  if (kind === "claim") detail.kind = fields.claim_kind.value;
  else {
    for (const name of OR_NULL) detail[name] = fields[name].value.trim() || null;
    detail.co_speakers = named ? combos.co_speakers.uids : [];
  }
  return detail;
}
