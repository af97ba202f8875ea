/**
 * Values of an annotation, as they are sent, taken apart into what can be changed by itself, put
 * together again, and merged where two changed them from the same beginning.
 */

import { page } from "./page.js";
import { same } from "./presenting.js";

// What belongs together is taken from one side as a whole: half a horizon is none.
const TOGETHER = {
  speech: ["attribution", "speaker"],
  horizon: ["horizon_ground", "horizon_start", "horizon_end", "deadline", "deadline_basis"],
};
const LISTS = ["about", "topics", "co_speakers"];
const partOf = (name) => Object.keys(TOGETHER).find((part) => TOGETHER[part].includes(name)) ?? name;
const alike = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
const sorted = (name, value) => (LISTS.includes(name) && value ? [...value].sort() : value);

/** The parts by name; `whole`: the kind and all that only it has are one part. */
export function partsOf(values, whole = false) {
  const { kind, spans = [], about, topics, note } = values;
  const parts = {};
  if (whole) parts.kind = { kind, detail: values[kind], spans: spans.filter(({ role }) => role !== "body") };
  else {
    for (const [name, value] of Object.entries(values[kind])) {
      const part = partOf(name);
      if (part === name) parts[name === "kind" ? "claim_kind" : name] = value;
      else (parts[part] ??= {})[name] = value;
    }
  }
  for (const span of spans) {
    if (whole && span.role !== "body") continue;
    (parts[`words.${span.role}`] ??= []).push(span);
  }
  return { ...parts, about, topics, note };
}

/** Values of the parts again. */
export function valuesOf(parts, kind) {
  const { about, topics, note, kind: whole, ...rest } = parts;
  const detail = { ...whole?.detail };
  const spans = [...(whole?.spans ?? [])];
  for (const [name, value] of Object.entries(rest)) {
    if (name.startsWith("words.")) spans.push(...(value ?? []));
    else if (name in TOGETHER) Object.assign(detail, value);
    else detail[name === "claim_kind" ? "kind" : name] = value;
  }
  const of = whole?.kind ?? kind;
  const standing = spans.length ? { revision: page.revision, spans } : {};
  return { kind: of, ...standing, [of]: detail, about, topics, note };
}

/** The names of the parts in which two differ. */
export function differing(one, other) {
  const whole = one.kind !== other.kind;
  const [first, second] = [partsOf(one, whole), partsOf(other, whole)];
  const names = new Set([...Object.keys(first), ...Object.keys(second)]);
  return [...names].filter((name) => !alike(sorted(name, first[name]), sorted(name, second[name])));
}

/**
 * Each part that anybody changed: `{name, before, mine, theirs, how, value}`; `how` is "mine",
 * "theirs", "alike", "both" (lists, put together) or "conflict", which has no value yet.
 */
export function merged({ before, mine, theirs }) {
  const whole = new Set([before.kind, mine.kind, theirs.kind]).size > 1;
  const [was, my, their] = [before, mine, theirs].map((values) => partsOf(values, whole));
  const names = new Set([...Object.keys(was), ...Object.keys(my), ...Object.keys(their)]);
  const found = [];
  for (const name of names) {
    const [old, own, other] = [was, my, their].map((parts) => sorted(name, parts[name]));
    const [iDid, theyDid] = [!alike(old, own), !alike(old, other)];
    if (!iDid && !theyDid) continue;
    const part = { name, before: was[name], mine: my[name], theirs: their[name] };
    if (alike(own, other)) found.push({ ...part, how: "alike", value: my[name] });
    else if (!theyDid) found.push({ ...part, how: "mine", value: my[name] });
    else if (!iDid) found.push({ ...part, how: "theirs", value: their[name] });
    else if (LISTS.includes(name)) found.push({ ...part, how: "both", value: joined(old ?? [], own ?? [], other ?? []) });
    else found.push({ ...part, how: "conflict" });
  }
  return { whole, found, parts: my };
}

function joined(before, mine, theirs) {
  const added = (list) => list.filter((uid) => !before.includes(uid));
  const stayed = before.filter((uid) => mine.includes(uid) && theirs.includes(uid));
  return [...new Set([...stayed, ...added(theirs), ...added(mine)])];
}

/**
 * `now` with what was changed from `from` to `to`; null where somebody else has changed the same
 * since, `from` no longer being what stands there.
 */
export function changedBack(now, from, to) {
  if (now.kind !== from.kind) return null;
  const names = differing(from, to);
  const whole = from.kind !== to.kind;
  const since = differing(now, from).filter((name) => whole || names.includes(name));
  if (since.length && !same(presentable(from), presentable(now))) return null;
  const parts = { ...partsOf(now, whole) };
  const wanted = partsOf(to, whole);
  for (const name of names) parts[name] = wanted[name];
  return valuesOf(parts, to.kind);
}

// `same` compares what is presented, which names rows as wholes.
function presentable(values) {
  const rows = (uids) => (uids ?? []).map((uid) => ({ uid }));
  const detail = values[values.kind];
  const one = (uid) => (uid ? { uid } : null);
  return {
    ...values, about: rows(values.about), topics: rows(values.topics),
    [values.kind]: {
      ...detail, actor: one(detail.actor), speaker: one(detail.speaker), co_speakers: rows(detail.co_speakers),
    },
  };
}

/** Words as they were and are: `[{words, how}]`, `how` being "same", "added" or "removed". */
export function wordChanges(before, after) {
  const [one, other] = [before, after].map(tokens);
  const lengths = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      lengths[i][j] = one[i] === other[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const found = [];
  const add = (words, how) => {
    if (found.at(-1)?.how === how) found.at(-1).words += words;
    else found.push({ words, how });
  };
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && one[i] === other[j]) {
      add(one[i], "same");
      [i, j] = [i + 1, j + 1];
    } else if (j >= other.length || (i < one.length && lengths[i + 1][j] >= lengths[i][j + 1])) add(one[i++], "removed");
    else add(other[j++], "added");
  }
  return found;
}

function tokens(words) {
  return [...new Intl.Segmenter(undefined, { granularity: "word" }).segment(words)].map(({ segment }) => segment);
}
