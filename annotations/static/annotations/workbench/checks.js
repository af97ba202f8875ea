/**
 * What is worth an editor's second look at an annotation: only what the page can know. Pure.
 *
 * `checksOf` returns `[{name, values, uid}]`: a sentence by its name, and the annotation that it
 * names besides, if any. The rules are those of the guidelines.
 */

const ALIKE = 0.8; // of the words of both: the same passage for all that matters
const HEDGES = /\b(may|might|could|can|probably|possibly|perhaps|likely|unlikely)\b/iu;
const QUOTES = [["“", "”"], ["„", "“"], ["«", "»"], ["(", ")"]];

export function checksOf(annotation, { store, remarks, english }) {
  const others = store.all().filter(({ uid, state }) => uid !== annotation.uid && state !== "withdrawn");
  const detail = annotation[annotation.kind];
  const found = [...ofAll(annotation, remarks), ...ofPlace(annotation, others)];
  if (annotation.kind === "mention") found.push(...ofMention(annotation, detail, others));
  else found.push(...ofStatement(annotation, detail, others));
  if (annotation.kind === "claim" && !detail.kind) found.push({ name: "checkNoKind" });
  if (annotation.kind === "prediction") found.push(...ofPrediction(annotation, detail, english));
  return found;
}

function* ofAll({ uid, own, elsewhere }, remarks) {
  const { open } = remarks.count(uid);
  if (open) yield { name: "checkQuestion", values: { count: open } };
  if (own) yield { name: "checkOwn" };
  if (elsewhere) yield { name: "checkElsewhere", values: { number: elsewhere.revision } };
}

function* ofPlace(annotation, others) {
  if (!Number.isFinite(annotation.start)) return;
  const { kind, start, end, words } = annotation;
  for (const other of others) {
    if (other.end <= start || other.start >= end) continue;
    const both = Math.min(end, other.end) - Math.max(start, other.start);
    const either = Math.max(end, other.end) - Math.min(start, other.start);
    if (other.kind === kind && both / either >= ALIKE) yield { name: "checkTwin", uid: other.uid };
    else if (kind !== "mention" && other.kind !== "mention" && crosses(annotation, other)) {
      yield { name: "checkCrosses", uid: other.uid };
    }
  }
  if (kind !== "mention" && /[^.]\.$/u.test(words)) yield { name: "checkFullStop" };
  for (const [left, right] of QUOTES) {
    if (left !== "„" && words.split(left).length !== words.split(right).length) {
      yield { name: "checkPair", values: { left, right } };
    }
  }
}

const crosses = (one, other) =>
  (one.start < other.start && other.start < one.end && one.end < other.end) ||
  (other.start < one.start && one.start < other.end && other.end < one.end);

// The same words mean somebody else in most other places of this source.
function* ofMention({ words }, { actor }, others) {
  const same = others.filter((other) => other.kind === "mention" && plain(other.words) === plain(words));
  const counts = new Map();
  for (const { mention } of same) counts.set(mention.actor.uid, [...(counts.get(mention.actor.uid) ?? []), mention.actor.name]);
  const here = counts.get(actor.uid)?.length ?? 0;
  const most = [...counts.values()].sort((one, other) => other.length - one.length)[0];
  if (most && most[0] !== actor.name && most.length > here) {
    yield { name: "checkOtherActor", values: { words, name: most[0], count: most.length } };
  }
}

function* ofStatement(annotation, detail, others) {
  const { kind, about, start, end } = annotation;
  for (const other of others) {
    if (other.kind === kind && plain(other[kind].summary) === plain(detail.summary)) {
      yield { name: "checkSameSentence", uid: other.uid };
    }
  }
  if (detail.attribution === "inferred" && !detail.attribution_note) yield { name: "checkInferred" };
  const named = others.filter((other) => other.kind === "mention" && other.start >= start && other.end <= end);
  const names = [...new Set(named.filter(({ mention }) => !mention.locative).map(({ mention }) => mention.actor.name))];
  if (!about.length && names.length) yield { name: "checkAbout", values: { names: names.slice(0, 3).join(", ") } };
}

function* ofPrediction({ spans }, detail, english) {
  const has = (role) => spans.some((span) => span.role === role);
  if (detail.horizon_ground === "stated" && !has("horizon")) yield { name: "checkNoHorizonWords" };
  if (detail.likelihood !== "unstated" && !has("likelihood")) yield { name: "checkNoLikelihoodWords" };
  if (detail.likelihood === "unstated" && has("likelihood")) yield { name: "checkLikelihoodUnread" };
  if (detail.condition && !has("condition")) yield { name: "checkNoConditionWords" };
  if (!detail.condition && has("condition")) yield { name: "checkNoCondition" };
  const hedge = english && HEDGES.exec(detail.summary);
  if (hedge) yield { name: "checkHedge", values: { words: hedge[0] } };
}

const plain = (words) => words.toLocaleLowerCase().replace(/[\s.,;:!?“”"'’]+/gu, " ").trim();
