/** Whose words are told: choosing reported words leads on to the speaker, the nearest actors first. */

import { WITH_SPEAKER } from "./fields.js";
import { byId, say } from "./page.js";

const STEPS = /^(Arrow|Home|End|Page)/; // one who goes through the choices has not chosen yet

export class Speaker {
  #stepping = false;

  constructor({ form, store, editor, boundaries, keys }) {
    Object.assign(this, { form, store, editor, boundaries });
    const choice = form.fields.attribution;
    choice.addEventListener("pointerdown", () => (this.#stepping = false));
    choice.addEventListener("keydown", ({ key, altKey }) => (this.#stepping = STEPS.test(key) && !altKey));
    choice.addEventListener("change", () => !this.#stepping && this.#go());
    for (const name of ["speaker", "co_speakers", "about"]) form.combos[name].offers = () => this.near();
    byId("f-speaker").addEventListener("focus", () => this.#offer());
    const when = () => editor.current && form.kind !== "mention" && !byId("form-fields").disabled;
    keys.add({ keys: ["Alt+p"], where: "anywhere", group: say("keysForm"), says: say("keyReported"), when, run: () => this.#reported() });
  }

  /** The actors tagged in the passage, then in its sentence, then in its paragraph. */
  near() {
    const body = this.form.places.body;
    if (!body?.length) return [];
    const here = { start: body[0].start, end: body.at(-1).end };
    const found = new Map();
    for (const [stretch, says] of [
      [here, "inPassage"],
      [this.boundaries.at(here.start, "sentence"), "inSentence"],
      [this.boundaries.at(here.start, "paragraph"), "inParagraph"],
    ]) {
      const mentions = this.store
        .all()
        .filter(({ mention, state, start, end }) => mention && state !== "withdrawn" && stretch && start >= stretch.start && end <= stretch.end)
        .sort((one, other) => (other.mention.part === "speaker") - (one.mention.part === "speaker"));
      for (const { mention } of mentions) {
        if (!found.has(mention.actor.uid)) found.set(mention.actor.uid, { ...mention.actor, says: say(says) });
      }
    }
    return [...found.values()];
  }

  #reported() {
    if (!WITH_SPEAKER.includes(this.form.fields.attribution.value)) this.form.set({ attribution: "reported" });
    this.#go();
  }

  #go() {
    this.form.refresh();
    if (!WITH_SPEAKER.includes(this.form.fields.attribution.value)) return;
    if (document.activeElement === byId("f-speaker")) this.#offer();
    else byId("f-speaker").focus();
  }

  #offer() {
    const { speaker } = this.form.combos;
    if (!speaker.uids.length) speaker.offer();
  }
}
