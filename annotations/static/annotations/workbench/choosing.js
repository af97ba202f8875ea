/** Another annotation is chosen: by a click on its passage, by Enter at the caret, or in the list. */

import { announce, byId, say } from "./page.js";

export class Choosing {
  #wanted = null;

  constructor(bench) {
    Object.assign(this, bench);
    const { sheet, keys, form } = bench;
    const clicked = (event) => this.#onClick(event);
    sheet.root.addEventListener("click", clicked, true);
    byId("list").addEventListener("click", clicked, true);
    form.root.addEventListener("click", () => this.#wanted && this.stop());
    byId("choosing-stop").addEventListener("click", () => this.#giveUp());
    keys.add({ keys: ["Enter"], when: () => this.isOn, run: () => this.#atCaret() });
    keys.add({ keys: ["Escape"], where: "anywhere", when: () => this.isOn, run: () => this.#giveUp() });
  }

  get isOn() {
    return this.#wanted !== null;
  }

  /**
   * Wait for one. `says` what for, `fits(annotation)` whether one will do, `chosen(annotation)` takes
   * it, `back()` puts the focus back where it was given up.
   */
  start({ says, fits, chosen, back }) {
    this.taking.stop();
    // after the click that led here, which would end it
    setTimeout(() => {
      this.#wanted = { fits, chosen, back };
      this.#say(says);
      byId("choosing").hidden = false;
      byId("bench").dataset.picking = "yes";
      const start = this.form.places.body?.[0]?.start ?? 0;
      this.selection.focusAt(start);
      this.sheet.scrollTo(start);
    }, 0);
  }

  stop() {
    this.#wanted = null;
    byId("choosing").hidden = true;
    byId("bench").dataset.picking = "no";
  }

  #giveUp() {
    const { back } = this.#wanted;
    this.stop();
    back();
  }

  #say(words) {
    byId("choosing").querySelector("span").textContent = words;
    announce(words);
  }

  #onClick(event) {
    if (!this.isOn || event.target.closest("[data-unfold]")) return;
    const button = event.target.closest("[data-uid]");
    const only = event.target.closest("[data-only]");
    const mark = event.target.closest("mark");
    if (!button && !only && !mark) return;
    event.stopPropagation();
    event.preventDefault();
    if (button) this.#choose([button.dataset.uid]);
    else if (only) this.#choose([only.dataset.only]);
    else this.#choose(mark.dataset.ann.split(" "));
  }

  #atCaret() {
    const at = this.selection.caretOffset();
    const here = this.store.all().filter(({ places }) => places.body?.some(({ start, end }) => start <= at && at < end));
    this.#choose(here.map(({ uid }) => uid));
  }

  // The innermost that will do: the last of those that lie around each other.
  #choose(uids) {
    const { fits, chosen } = this.#wanted;
    const found = uids.map((uid) => this.store.get(uid)).filter((one) => one && fits(one)).at(-1);
    if (!found) return this.#say(say("chooseNone"));
    this.stop();
    chosen(found);
  }
}
