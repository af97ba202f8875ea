/** What an annotation says, field by field, in the words and the order of the form. */

import { page, say } from "./page.js";

const label = (choice, value) => page.labels[choice]?.[value] ?? value;
const names = (rows) => rows.map(({ name }) => name).join(", ");
const of = (role) => ({ spans }) =>
  spans.filter((span) => span.role === role).map(({ exact }) => exact).join(" … ");

const MENTION = [
  ["factActor", (row, { actor }) => actor.name],
  ["factHow", (row, { how }) => label("how", how)],
  ["factPart", (row, { part }) => part && label("part", part)],
  ["factPlace", (row, { locative }) => locative && say("factYes")],
];
const WHO = ["factWho", (row, { attribution, speaker, co_speakers: others = [] }) =>
  [label("attribution", attribution), names([speaker, ...others].filter(Boolean))].filter(Boolean).join(": ")];
const LAST = [
  ["factAbout", ({ about }) => names(about)],
  ["factTopics", ({ topics }) => names(topics)],
  ["factWhoNote", (row, detail) => detail.attribution_note],
];
const CLAIM = [
  ["factSentence", (row, { summary }) => summary],
  WHO,
  ["factKind", (row, { kind }) => kind && label("claim_kind", kind)],
  ["factCertainty", (row, { certainty }) => label("certainty", certainty)],
  ...LAST,
];
const PREDICTION = [
  ["factEvent", (row, { summary }) => summary],
  ["factCondition", (row, { condition }) => [condition, quoted(of("condition")(row))].filter(Boolean).join(" ")],
  WHO,
  ["factForm", (row, { form }) => label("form", form)],
  ["factLikelihood", (row, { likelihood, likelihood_polarity: polarity, probability }) =>
    [quoted(of("likelihood")(row)), label("likelihood", likelihood), polarity === "opposite" && label("polarity", polarity), probability]
      .filter(Boolean).join(" · ")],
  ["factHorizon", (row, { horizon_ground: ground, horizon_start: start, horizon_end: end, deadline }) =>
    [quoted(of("horizon")(row)), label("ground", ground), [start, end].filter(Boolean).join(" – "), deadline && say("factBy", { date: deadline })]
      .filter(Boolean).join(" · ")],
  ["factBasis", (row, detail) => detail.deadline_basis],
  ...LAST,
];
const ALL = { mention: MENTION, claim: CLAIM, prediction: PREDICTION };

const quoted = (words) => words && `“${words}”`;

/** `[[label, value]]`, without what says nothing. */
export function factsOf(annotation) {
  const detail = annotation[annotation.kind];
  const rows = [...ALL[annotation.kind], ["factNote", ({ note }) => note]];
  return rows.map(([name, read]) => [say(name), read(annotation, detail)]).filter(([, value]) => value);
}
