/** What horizon and likelihood words are taken to mean: asked of the server, used only by hand. */

import { api, Refusal } from "./api.js";
import { announce, byId, say } from "./page.js";

export class Wordings {
  #asked = { horizon: "", likelihood: "" };
  #proposal = null;

  constructor(form, editor) {
    this.form = form;
    this.editor = editor;
    editor.addEventListener("change", () => this.#look());
    byId("horizon-use").addEventListener("click", () => this.#use());
  }

  #look() {
    const open = Boolean(this.editor.current) && this.form.kind === "prediction";
    const horizon = open ? this.form.wordsOf("horizon") : "";
    const likelihood = open ? this.form.wordsOf("likelihood") : "";
    const polarity = this.form.fields.likelihood_polarity.value;
    this.#ask("horizon", horizon, "");
    this.#ask("likelihood", likelihood, polarity);
    this.#offer();
  }

  async #ask(what, words, polarity) {
    const question = words && `${words}\n${polarity}`;
    if (question === this.#asked[what]) return;
    this.#asked[what] = question;
    if (what === "horizon") this.#proposal = null;
    this.#show(what, null);
    if (!question) return;
    try {
      const answer = await api.wording(what, words, polarity);
      if (question !== this.#asked[what]) return; // other words were taken meanwhile
      if (what === "horizon") this.#proposal = answer;
      this.#show(what, answer);
      this.#offer();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      if (question !== this.#asked[what]) return;
      this.#asked[what] = "";
      this.#show(what, { says: say("notRead", { why: refusal.message }) });
    }
  }

  #show(what, answer) {
    const place = byId(`${what}-reads`);
    place.replaceChildren();
    if (!answer) return;
    const says = document.createElement("b");
    says.textContent = answer.says;
    place.append(says);
    if (answer.rule) place.append(" ", answer.rule);
  }

  // The button stands there while the form says something else than the proposal.
  #offer() {
    const { fields } = this.form;
    const found = this.#proposal;
    const same =
      found?.ground === fields.horizon_ground.value &&
      (found.start ?? "") === fields.horizon_start.value &&
      (found.ground !== "stated" || found.end === fields.horizon_end.value);
    const button = byId("horizon-use");
    const is = document.activeElement;
    button.hidden = !found?.ground || same;
    if (!button.hidden && is?.dataset.pick === "horizon") button.focus(); // the words were just taken
  }

  #use() {
    const { ground, start, end, basis, says } = this.#proposal;
    this.form.setHorizon({ ground, start, end, basis });
    announce(say("horizonUsed", { says }));
    byId("f-ground").focus();
  }
}
