/** A claim or prediction is made a member of a proposition, which is found or made on the spot. */

import { byId } from "./page.js";

export class Joining {
  constructor({ form, links, steps }) {
    Object.assign(this, { links, steps });
    this.proposition = form.combos.link_proposition;
    this.proposition.onTake = () => byId("member-position").focus();
    links.addEventListener("opened", () => this.#empty());
    links.addEventListener("done", ({ detail: { uid, done } }) => done === "joined" && uid === links.uid && this.#empty());
    byId("member-add").addEventListener("click", () => this.#join());
  }

  async #join() {
    const membership = {
      proposition: this.proposition.uids[0] ?? null,
      position: byId("member-position").value,
      note: byId("member-note").value.trim(),
    };
    await this.links.send((uid) => this.steps.join(uid, membership), "joined");
  }

  #empty() {
    this.proposition.set([]);
    byId("member-note").value = "";
    byId("member-position").selectedIndex = 0;
  }
}
