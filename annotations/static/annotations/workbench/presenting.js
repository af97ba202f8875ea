/** An annotation as the server presents it, and as it is sent: the way there and back. */

import { chip } from "./chips.js";
import { DEFAULTS, OR_NULL, PLAIN } from "./fields.js";
import { page } from "./page.js";

const MOVED = { submit: "in-review", return: "draft", publish: "published", withdraw: "withdrawn" };
const NOTHING = { change: false, delete: false, submit: false, return: false, publish: false, withdraw: false };
const WORKED_OUT = ["deadline", "deadline_basis", "horizon_start", "horizon_end"]; // by the server, if empty
const uidsOf = (rows) => (rows ?? []).map((row) => row.uid);

/** A uid for an annotation that is made here; also where the page is not served securely. */
export function newUid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** What would be sent to make an annotation as it is presented. */
export function sentOf(annotation) {
  const { kind, about, topics, note } = annotation;
  const shown = annotation[kind] ?? {};
  const detail = {};
  for (const name of PLAIN[kind]) detail[name] = shown[name] ?? DEFAULTS[name] ?? "";
  if (kind === "mention") Object.assign(detail, { actor: shown.actor?.uid ?? null, locative: Boolean(shown.locative) });
  else detail.speaker = shown.speaker?.uid ?? null;
  if (kind === "claim") detail.kind = shown.kind ?? "";
  if (kind === "prediction") {
    for (const name of OR_NULL) detail[name] = shown[name] ?? null;
    detail.co_speakers = uidsOf(shown.co_speakers);
  }
  const spans = (annotation.spans ?? [])
    .filter(({ revision }) => revision === undefined || revision === page.revision)
    .map(({ role, part, start, end, exact }) => ({ role, part, start, end, exact }));
  return {
    kind,
    ...(spans.length ? { revision: page.revision, spans } : {}),
    [kind]: detail,
    about: kind === "mention" ? [] : uidsOf(about),
    topics: uidsOf(topics),
    note: note ?? "",
  };
}

/** What the server will present once it has got the values; `base` is how the annotation stood. */
export function presentedOf(values, uid, base = null) {
  const { kind, spans } = values;
  const sent = values[kind];
  const detail = { ...sent };
  if (kind === "mention") detail.actor = chip(sent.actor);
  else detail.speaker = chip(sent.speaker);
  if (kind === "prediction") {
    detail.co_speakers = (sent.co_speakers ?? []).map(chip);
    detail.compound = base?.prediction?.compound ?? null;
  }
  const now = new Date().toISOString();
  return {
    uid, kind, source: page.source, [kind]: detail,
    state: base?.state ?? "draft", state_reason: base?.state_reason ?? "", version: base?.version ?? 1,
    created_by: base?.created_by ?? page.person, own: base?.own ?? true,
    created_at: base?.created_at ?? now, changed_at: now,
    spans: spans ? spans.map((span) => ({ ...span, revision: page.revision })) : (base?.spans ?? []),
    about: (values.about ?? []).map(chip), topics: (values.topics ?? []).map(chip), note: values.note ?? "",
    may: base?.may ?? { ...NOTHING, change: true, delete: true, submit: true },
  };
}

/** How it will stand after a step of the workflow; what then may be done, the server says. */
export function movedOf(annotation, step) {
  return { ...annotation, state: MOVED[step] ?? annotation.state, may: NOTHING };
}

/** Whether two stand for the same, but for what the server works out where nothing is said. */
export function same(ours, theirs) {
  const flat = (annotation) => {
    const { [annotation.kind]: detail, spans = [], about, topics, ...rest } = sentOf(annotation);
    const places = spans.map(({ role, part, start, end }) => `${role} ${part} ${start} ${end}`).sort();
    const others = detail.co_speakers && [...detail.co_speakers].sort();
    return { ...rest, ...detail, co_speakers: others, places, about: [...about].sort(), topics: [...topics].sort() };
  };
  const [one, other] = [flat(ours), flat(theirs)];
  return Object.keys({ ...one, ...other }).every((name) => {
    if (WORKED_OUT.includes(name) && !one[name]) return true;
    if (name === "probability" && one[name] && other[name]) return Number(one[name]) === Number(other[name]);
    return JSON.stringify(one[name] ?? null) === JSON.stringify(other[name] ?? null);
  });
}
