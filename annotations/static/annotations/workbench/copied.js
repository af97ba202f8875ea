/** What can be copied of one annotation to another, field by field: what it is called, says, and sets. */

import { byId, say } from "./page.js";

const STATEMENTS = ["claim", "prediction"];
const ALL = ["mention", ...STATEMENTS];

const names = (rows) => rows.map((row) => row.name).join(", ");
const label = (id, value) => [...byId(id).options].find((option) => option.value === value)?.text ?? value;
const select = (id, field) => ({
  shows: (detail) => label(id, detail[field]),
  takes: (form, detail) => form.set({ [field]: detail[field] }),
});

// `from` and `to`: of which kinds, to which kinds; `off`: not ticked unless somebody does.
const FIELDS = {
  actor: {
    to: ["mention"],
    shows: ({ actor }) => actor.name,
    takes: (form, { actor }) => form.combos.actor.set([actor]),
  },
  how: { to: ["mention"], ...select("f-how", "how") },
  part: { to: ["mention"], ...select("f-part", "part"), has: ({ part }) => part },
  summary: {
    to: STATEMENTS, off: true,
    shows: ({ summary }) => summary,
    takes: (form, { summary }) => form.set({ summary }),
  },
  claim_kind: {
    to: ["claim"], from: ["claim"],
    shows: ({ kind }) => label("f-claim-kind", kind),
    takes: (form, { kind }) => form.set({ claim_kind: kind }),
  },
  attribution: {
    to: STATEMENTS,
    shows: ({ attribution, speaker, co_speakers: others = [] }) =>
      [label("f-attribution", attribution), names([speaker, ...others].filter(Boolean))].filter(Boolean).join(": "),
    takes: (form, { attribution, attribution_note, speaker, co_speakers: others = [] }) => {
      form.combos.speaker.set(speaker ? [speaker] : []);
      form.combos.co_speakers.set(others);
      form.set({ attribution, attribution_note });
    },
  },
  certainty: { to: ["claim"], from: ["claim"], ...select("f-certainty", "certainty") },
  form: { to: ["prediction"], from: ["prediction"], ...select("f-form", "form") },
  condition: {
    to: ["prediction"], from: ["prediction"], has: ({ condition }) => condition,
    shows: ({ condition }) => condition,
    takes: (form, { condition }) => form.set({ condition }),
  },
  likelihood: {
    to: ["prediction"], from: ["prediction"],
    shows: ({ likelihood }) => label("f-likelihood", likelihood),
    takes: (form, { likelihood, likelihood_polarity }) => form.set({ likelihood, likelihood_polarity }),
  },
  horizon: {
    to: ["prediction"], from: ["prediction"],
    shows: ({ horizon_ground: ground, horizon_end: end }) => [label("f-ground", ground), end].filter(Boolean).join(" "),
    takes: (form, detail) => {
      const { horizon_ground: ground, horizon_start: start, horizon_end: end, deadline, deadline_basis: basis } = detail;
      form.setHorizon({ ground, start, end, basis });
      form.set({ deadline });
    },
  },
  about: {
    to: STATEMENTS, has: (_detail, { about }) => about.length,
    shows: (_detail, { about }) => names(about),
    takes: (form, _detail, { about }) => form.combos.about.add(about),
  },
  topics: {
    to: STATEMENTS, has: (_detail, { topics }) => topics.length,
    shows: (_detail, { topics }) => names(topics),
    takes: (form, _detail, { topics }) => form.combos.topics.add(topics),
  },
  note: {
    to: ALL, off: true, has: (_detail, { note }) => note,
    shows: (_detail, { note }) => note,
    takes: (form, _detail, { note }) => form.set({ note }),
  },
};

/** The fields that a kind can take of an annotation: `[{name, label, shows, off}]`, in the form's order. */
export function copyable(annotation, kind) {
  const detail = annotation[annotation.kind];
  return Object.entries(FIELDS)
    .filter(([, field]) => field.to.includes(kind) && (field.from ?? field.to).includes(annotation.kind))
    .filter(([, field]) => !field.has || field.has(detail, annotation))
    .map(([name, field]) => ({ name, label: say(`copy-${name}`), shows: field.shows(detail, annotation), off: Boolean(field.off) }));
}

/** Set these fields of the form to what an annotation has. */
export function copy(annotation, chosen, form) {
  for (const name of chosen) FIELDS[name].takes(form, annotation[annotation.kind], annotation);
}
