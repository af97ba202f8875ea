/** The typed form: filled from an annotation, read into what the API takes, with its errors. */

import { Combobox } from "./combobox.js";
import { byId, page, say } from "./page.js";

const WITH_SPEAKER = ["reported", "inferred"];
const STATEMENT = ["summary", "attribution", "attribution_note"];
const PLAIN = {
  mention: ["how", "part"],
  claim: [...STATEMENT, "certainty"],
  prediction: [
    ...STATEMENT, "form", "condition", "likelihood", "likelihood_polarity", "horizon_ground",
    "deadline_basis",
  ],
};
const OR_NULL = ["probability", "horizon_start", "horizon_end", "deadline"];
const DEFAULTS = {
  how: "name", attribution: "author", certainty: "asserted", form: "forecast",
  likelihood: "unstated", likelihood_polarity: "event", horizon_ground: "default-5y",
};
const ROLES = { mention: ["body"], claim: ["body", "cue"], prediction: ["body", "condition", "likelihood", "horizon", "cue"] };

export class Form extends EventTarget {
  /** Offsets by role, of what is in the form now. */
  places = {};
  #ground = "";
  #bases = {}; // by the ground that they belong to
  #basisTyped = false;

  constructor(text) {
    super();
    this.text = text;
    this.root = byId("form");
    this.fields = this.root.elements;
    this.combos = {};
    for (const field of this.root.querySelectorAll("[data-combobox]")) {
      this.combos[field.dataset.name] = new Combobox(field, () => this.#changed());
    }
    this.root.addEventListener("input", (event) => {
      this.#forgive(event.target);
      this.#changed();
    });
    this.root.addEventListener("change", () => this.#changed());
    this.fields.horizon_ground.addEventListener("change", () => this.#changeGround());
    this.fields.deadline_basis.addEventListener("input", () => (this.#basisTyped = true));
    byId("f-summary").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) event.preventDefault(); // one sentence
    });
  }

  get kind() {
    return this.fields.kind.value;
  }

  get words() {
    return this.wordsOf("body");
  }

  /** Fill it from an annotation, or from `{kind, places}` of one that is to be made. */
  fill(annotation) {
    const detail = annotation[annotation.kind] ?? {};
    this.places = structuredClone(annotation.places);
    this.elsewhere = annotation.elsewhere ?? null;
    this.fields.kind.value = annotation.kind;
    const values = { ...DEFAULTS, ...detail, note: annotation.note ?? "", claim_kind: "", reason: "" };
    if (annotation.kind === "claim") values.claim_kind = detail.kind ?? "";
    for (const name of [...Object.values(PLAIN).flat(), ...OR_NULL, "claim_kind", "note", "reason"]) {
      this.fields[name].value = values[name] ?? "";
    }
    this.#keepBasis();
    this.fields.locative.checked = Boolean(detail.locative);
    this.combos.actor.set(detail.actor ? [detail.actor] : []);
    this.combos.speaker.set(detail.speaker ? [detail.speaker] : []);
    this.combos.co_speakers.set(detail.co_speakers ?? []);
    this.combos.about.set(annotation.about ?? []);
    this.combos.topics.set(annotation.topics ?? []);
    byId("more").open = Boolean(values.note || values.attribution_note || values.probability);
    this.clearErrors();
    this.refresh();
  }

  /** What the API takes, of everything that the kind in hand has. */
  read() {
    const kind = this.kind;
    const detail = {};
    for (const name of PLAIN[kind]) detail[name] = this.fields[name].value.trim();
    if (kind === "mention") {
      detail.actor = this.combos.actor.uids[0] ?? null;
      detail.locative = this.fields.locative.checked;
    } else {
      const named = WITH_SPEAKER.includes(detail.attribution);
      detail.speaker = named ? (this.combos.speaker.uids[0] ?? null) : null;
      if (kind === "claim") detail.kind = this.fields.claim_kind.value;
      else this.#readTerm(detail, named);
    }
    const spans = [];
    for (const role of ROLES[kind]) {
      (this.places[role] ?? []).forEach(({ start, end }, index) => {
        spans.push({
          role,
          part: index + 1,
          start: this.text.toCodePoints(start),
          end: this.text.toCodePoints(end),
          exact: this.text.words.slice(start, end),
        });
      });
    }
    const statement = kind !== "mention";
    return {
      kind,
      // What stands in an earlier text only keeps its words there, unless others are selected here.
      ...(spans.length ? { revision: page.revision, spans } : {}),
      [kind]: detail,
      about: statement ? this.combos.about.uids : [],
      topics: this.combos.topics.uids,
      note: this.fields.note.value.trim(),
    };
  }

  #readTerm(detail, named) {
    for (const name of OR_NULL) detail[name] = this.fields[name].value.trim() || null;
    const ground = detail.horizon_ground;
    if (ground !== "stated") detail.horizon_end = null;
    if (ground !== "event") detail.deadline = null;
    if (ground === "default-5y" && !this.#basisStands()) detail.deadline_basis = "";
    detail.co_speakers = named ? this.combos.co_speakers.uids : [];
  }

  // A basis belongs to its ground: with another ground, and untouched, it is worked out anew.
  #basisStands() {
    return this.fields.deadline_basis.value.startsWith("five years from");
  }

  // What the field says of the deadline now was said with the ground that is chosen now.
  #keepBasis() {
    this.#ground = this.fields.horizon_ground.value;
    this.#bases = {};
    this.#basisTyped = false;
  }

  // Another ground has another basis: its own if it had one before, or what the server works out.
  // What was typed since stays.
  #changeGround() {
    const { horizon_ground: ground, deadline_basis: basis } = this.fields;
    if (!this.#basisTyped) {
      this.#bases[this.#ground] = basis.value;
      basis.value = this.#bases[ground.value] ?? "";
    }
    this.#ground = ground.value;
  }

  /** Take a stretch of text for a role; `body` moves the boundaries of the passage. */
  take(role, place) {
    this.places[role] = [{ ...place }];
    this.#changed();
  }

  /** Fill in a horizon; what its basis is, the server works out where none is given. */
  setHorizon({ ground, start, end, basis }) {
    this.fields.horizon_ground.value = ground;
    this.fields.horizon_start.value = start ?? "";
    this.fields.horizon_end.value = end ?? "";
    this.fields.deadline_basis.value = basis;
    this.#keepBasis();
    this.#changed();
  }

  drop(role) {
    delete this.places[role];
    this.#changed();
  }

  /** Show what belongs to the kind and to what is chosen, and the words that are taken. */
  refresh() {
    const kind = this.kind;
    const ground = this.fields.horizon_ground.value;
    const shown = {
      speaker: WITH_SPEAKER.includes(this.fields.attribution.value),
      dates: ground === "stated" || ground === "event",
      stated: ground === "stated",
      event: ground === "event",
      basis: ground !== "default-5y",
    };
    for (const element of this.root.querySelectorAll("[data-for], [data-if]")) {
      const { for: kinds, if: when } = element.dataset;
      element.hidden = (kinds && !kinds.split(" ").includes(kind)) || (when && !shown[when]) || false;
    }
    this.root.dataset.kind = kind;
    // What does not stand in this text shows the words that it had, until others are selected here.
    const old = this.words ? null : this.elsewhere;
    byId("words-body").textContent = this.words || (old?.words.body ?? "");
    byId("words-elsewhere").textContent = old ? say("stoodIn", { number: old.revision }) : "";
    byId("words-elsewhere").hidden = !old;
    for (const role of ["condition", "likelihood", "horizon"]) {
      const words = this.wordsOf(role);
      const shown = words || (old?.words[role] ?? "");
      byId(`words-${role}`).textContent = shown;
      byId(`words-${role}`).hidden = !shown;
      this.root.querySelector(`[data-clear="${role}"]`).hidden = !words;
    }
    const fiveYears = page.fiveYears ? say("dueBy", { date: page.fiveYears }) : say("noDate");
    byId("due").textContent = ground === "default-5y" ? fiveYears : "";
  }

  /** Put every message beside its field; those without one below all. Focuses the first. */
  showErrors(errors, message) {
    this.clearErrors();
    const left = [];
    for (const [name, messages] of Object.entries(errors)) {
      const place = this.#errorPlace(name);
      if (!place) {
        left.push(...messages);
        continue;
      }
      place.textContent = messages.join(" ");
      const field = place.closest(".field")?.querySelector("input:not([type=checkbox]), select, textarea");
      if (field) {
        place.id ||= `error-${name.replace(".", "-")}`;
        field.setAttribute("aria-invalid", "true");
        field.setAttribute("aria-describedby", place.id);
        const more = field.closest("details");
        if (more) more.open = true;
      }
    }
    if (left.length || !Object.keys(errors).length) byId("form-error").textContent = left.join(" ") || message;
    this.root.querySelector("[aria-invalid]")?.focus();
  }

  clearErrors() {
    this.root.querySelectorAll(".error").forEach((place) => (place.textContent = ""));
    this.root.querySelectorAll("[aria-invalid]").forEach((field) => {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    });
  }

  /** Where the curator begins: the first field of the kind. */
  focusFirst() {
    const first = this.kind === "mention" ? "f-actor" : "f-summary";
    byId(first).focus({ preventScroll: false });
  }

  // A field that is being mended is no longer accused.
  #forgive(field) {
    if (!field.hasAttribute("aria-invalid")) return;
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
    const place = field.closest(".field")?.querySelector(".error");
    if (place) place.textContent = "";
  }

  #errorPlace(name) {
    const base = name.split(".").slice(0, 2).join(".");
    const places = [...this.root.querySelectorAll(`[data-error="${base}"], [data-error="${base.split(".")[0]}"]`)];
    return places.find((place) => !place.closest("[hidden]")) ?? null;
  }

  /** The words that are taken for a role. */
  wordsOf(role) {
    return (this.places[role] ?? []).map(({ start, end }) => this.text.words.slice(start, end)).join(" … ");
  }

  #changed() {
    this.refresh();
    this.dispatchEvent(new Event("change"));
  }
}
