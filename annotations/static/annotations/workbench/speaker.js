/** Whose words are told, and of whom: the actors tagged nearest come first. */

import { WITH_SPEAKER } from "./fields.js";
import { announce, byId, say } from "./page.js";

// Who is said to speak mostly stands at the head of the sentence, and seldom within what is told.
const SPEAKING = ["inSentence", "inPassage", "inParagraph"];
const STEPS = /^(Arrow|Home|End|Page)/; // one who goes through the choices has not chosen yet

export class Speaker {
  #stepping = false;

  constructor({ form, store, editor, boundaries, keys }) {
    Object.assign(this, { form, store, editor, boundaries });
    const choice = form.fields.attribution;
    choice.addEventListener("pointerdown", () => (this.#stepping = false));
    choice.addEventListener("keydown", ({ key, altKey }) => (this.#stepping = STEPS.test(key) && !altKey));
    choice.addEventListener("change", () => !this.#stepping && this.#go());
    form.combos.about.offers = () => this.near();
    for (const name of ["speaker", "co_speakers"]) form.combos[name].offers = () => this.near(undefined, SPEAKING);
    byId("f-speaker").addEventListener("focus", () => this.#offer());
    const when = () => editor.current && form.kind !== "mention" && !byId("form-fields").disabled;
    keys.add({ keys: ["Alt+p"], where: "anywhere", group: say("keysForm"), says: say("keyReported"), when, run: () => this.#reported() });
    keys.add({ keys: ["Alt+b"], where: "anywhere", group: say("keysForm"), says: say("keyAbout"), when, run: () => this.#about() });
    byId("about-passage").addEventListener("click", () => this.#about());
  }

  /** The actors tagged around the passage; `order` says where those that come first stand. */
  near(fits = () => true, order = ["inPassage", "inSentence", "inParagraph"]) {
    const body = this.form.places.body;
    if (!body?.length) return [];
    const here = { start: body[0].start, end: body.at(-1).end };
    const stretches = [
      [here, "inPassage"],
      [this.boundaries.at(here.start, "sentence"), "inSentence"],
      [this.boundaries.at(here.start, "paragraph"), "inParagraph"],
    ];
    const standing = ({ start, end }) => stretches.find(([stretch]) => stretch && start >= stretch.start && end <= stretch.end)?.[1];
    const mentions = this.store.all().filter((one) => one.mention && fits(one) && one.state !== "withdrawn");
    const found = new Map();
    for (const where of order) {
      const those = mentions
        .filter((one) => standing(one) === where)
        .sort((one, other) => (other.mention.part === "speaker") - (one.mention.part === "speaker"));
      for (const { mention } of those) {
        if (!found.has(mention.actor.uid)) found.set(mention.actor.uid, { ...mention.actor, says: say(where) });
      }
    }
    return [...found.values()];
  }

  // It is about those tagged in its passage, but for who speaks, and for states that are only places.
  #about() {
    const { about } = this.form.combos;
    const isSpeaker = (uid) => WITH_SPEAKER.includes(this.form.fields.attribution.value) && this.form.combos.speaker.uids.includes(uid);
    const parts = this.form.places.body ?? [];
    const isHere = ({ start, end }) => parts.some((part) => start >= part.start && end <= part.end);
    const left = this.near((one) => !one.mention.locative && isHere(one)).filter(
      ({ uid, says }) => says === say("inPassage") && !isSpeaker(uid) && !about.uids.includes(uid),
    );
    if (!left.length) return announce(say("noneInPassage"));
    about.add(left);
    announce(say("aboutTaken", { names: left.map(({ name }) => name).join(", ") }));
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
