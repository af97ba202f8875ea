/** The typed form: filled from an annotation, read into what the API takes, kept and put back. */

import { Combobox } from "./combobox.js";
import { OR_NULL, PLAIN, WITH_SPEAKER, detailOf, valuesOf } from "./fields.js";
import { FormErrors } from "./form_errors.js";
import { byId, page, say } from "./page.js";
import { putBack, refocus, taken } from "./snapshot.js";
import { Terms } from "./terms.js";
import { RoleWords } from "./words_of_roles.js";

const SHOWN = [...new Set(Object.values(PLAIN).flat()), ...OR_NULL, "claim_kind", "note", "reason"];

export class Form extends EventTarget {
  /** Offsets by role, of what is in the form now: `{body: [{start, end}, …], …}`. */
  places = {};
  /** With what a new annotation begins beside what is known of it: `(annotation) => annotation`. */
  begin = (annotation) => annotation;

  constructor(text) {
    super();
    this.root = byId("form");
    this.fields = this.root.elements;
    this.roles = new RoleWords(text, this.root);
    this.errors = new FormErrors(this.root);
    this.combos = {};
    for (const field of this.root.querySelectorAll("[data-combobox]")) {
      this.combos[field.dataset.name] = new Combobox(field, () => this.#changed());
    }
    this.root.addEventListener("input", () => this.#changed());
    this.root.addEventListener("change", () => this.#changed());
    this.terms = new Terms(this.fields);
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

  /** The words that are taken for a role, or those of some of its places. */
  wordsOf(role, places = this.places[role] ?? []) {
    return this.roles.at(places);
  }

  /** Fill it from an annotation, or from `{kind, places}` of one that is to be made. */
  fill(given) {
    const annotation = given.state === "new" ? this.begin(given) : given;
    const detail = annotation[annotation.kind] ?? {};
    this.places = structuredClone(annotation.places);
    this.elsewhere = annotation.elsewhere ?? null;
    this.fields.kind.value = annotation.kind;
    const values = valuesOf(annotation);
    for (const name of SHOWN) this.fields[name].value = values[name] ?? "";
    this.terms.keep();
    this.fields.locative.checked = Boolean(values.locative);
    this.combos.actor.set(detail.actor ? [detail.actor] : []);
    this.combos.speaker.set(detail.speaker ? [detail.speaker] : []);
    this.combos.co_speakers.set(detail.co_speakers ?? []);
    this.combos.about.set(annotation.about ?? []);
    this.combos.topics.set(annotation.topics ?? []);
    byId("more").open = Boolean(values.note || values.attribution_note || values.probability);
    this.clearErrors();
    this.refresh();
  }

  /** Take what is selected in its lists; false, and told at the field, where typed words are left over. */
  async settle() {
    for (const combo of Object.values(this.combos)) {
      if (!combo.field.closest("#form-fields") || combo.field.closest("[hidden]") || (await combo.settle())) continue;
      if (combo.creating.asks) return false; // it says itself why it was not made
      combo.refuse(say("notChosen", { words: combo.typed }));
      combo.input.focus();
      return false;
    }
    return true;
  }

  /** What the API takes, of everything that the kind in hand has. */
  read() {
    const { kind } = this;
    const detail = detailOf(kind, this.fields, this.combos);
    if (kind === "prediction") this.terms.settle(detail);
    const spans = this.roles.spans(kind, this.places);
    return {
      kind,
      // What stands in an earlier text only keeps its words there, unless others are selected here.
      ...(spans.length ? { revision: page.revision, spans } : {}),
      [kind]: detail,
      about: kind === "mention" ? [] : this.combos.about.uids,
      topics: kind === "mention" ? [] : this.combos.topics.uids,
      note: this.fields.note.value.trim(),
    };
  }

  /**
   * Everything that stands in it, as values that JSON can keep: what is typed and not yet chosen,
   * what is unfolded and where the focus is as well.
   */
  snapshot() {
    const combos = Object.fromEntries(Object.entries(this.combos).map(([name, combo]) => [name, combo.chosen]));
    return structuredClone({
      kind: this.kind,
      places: this.places,
      elsewhere: this.elsewhere ?? null,
      combos,
      terms: this.terms.snapshot(),
      ...taken(this.root),
    });
  }

  /**
   * Put the fields of a snapshot back; `{focus: false}` leaves the focus where it is. What is typed
   * beside the fields, a remark or a link, has a memory of its own.
   */
  restore(snapshot, { focus = true } = {}) {
    const kept = structuredClone(snapshot);
    this.places = kept.places;
    this.elsewhere = kept.elsewhere;
    this.fields.kind.value = kept.kind;
    const within = byId("form-fields");
    for (const [name, rows] of Object.entries(kept.combos)) {
      if (within.contains(this.combos[name]?.field)) this.combos[name].set(rows);
    }
    putBack(within, kept);
    this.terms.restore(kept.terms);
    this.#changed();
    if (focus) refocus(kept);
  }

  /** Take a stretch of text for a role; `body` moves the boundaries of the passage. */
  take(role, place) {
    this.places[role] = [{ ...place }];
    this.#changed();
  }

  /** Let a role stand on these parts; on none it is dropped. */
  setParts(role, parts) {
    if (!parts.length) return this.drop(role);
    this.places[role] = parts.map((part) => ({ ...part }));
    this.#changed();
  }

  drop(role) {
    delete this.places[role];
    this.#changed();
  }

  /** Fill in a horizon; what its basis is, the server works out where none is given. */
  setHorizon(horizon) {
    this.terms.set(horizon);
    this.#changed();
  }

  /** Fill in fields by name, as if they were typed. */
  set(values) {
    for (const [name, value] of Object.entries(values)) this.fields[name].value = value ?? "";
    this.#changed();
  }

  /** Show what belongs to the kind and to what is chosen, and the words that are taken. */
  refresh() {
    const { kind } = this;
    const shown = { speaker: WITH_SPEAKER.includes(this.fields.attribution.value), ...this.terms.shown };
    for (const element of this.root.querySelectorAll("[data-for], [data-if]")) {
      const { for: kinds, if: when } = element.dataset;
      element.hidden = (kinds && !kinds.split(" ").includes(kind)) || (when && !shown[when]) || false;
    }
    this.root.dataset.kind = kind;
    this.roles.draw(this.places, this.elsewhere);
    this.terms.draw();
  }

  showErrors(errors, message) {
    this.errors.show(errors, message);
  }

  clearErrors() {
    this.errors.clear();
  }

  /** Where the curator begins: the first field of the kind. */
  focusFirst() {
    byId(this.kind === "mention" ? "f-actor" : "f-summary").focus({ preventScroll: false });
  }

  #changed() {
    this.refresh();
    this.dispatchEvent(new Event("change"));
  }
}
