/**
 * A relation or a membership that was begun and not added: kept on the device for its annotation,
 * said when one goes elsewhere, and there again when one comes back.
 */

import { Kept } from "./device.js";
import { byId, say } from "./page.js";

// By what they are once they are added: the field of the other end, and what is said of it.
const PARTS = {
  related: { combo: "link_other", fields: ["link-kind", "link-reason"], note: "link-reason" },
  joined: { combo: "link_proposition", fields: ["member-position", "member-note"], note: "member-note" },
};

export class BegunLinks {
  #kept = new Kept("link");
  #shown = null; // the uid whose links are on the page

  constructor({ form, editor, links, relating, status, store }) {
    Object.assign(this, { form, editor, links, relating, status, store });
    this.hint = byId("links-begun");
    form.addEventListener("change", () => this.#keep());
    links.addEventListener("opened", () => this.#opened());
    links.addEventListener("done", ({ detail }) => this.#drop(detail));
  }

  #opened() {
    this.#say(this.#shown);
    this.#shown = this.links.uid;
    const begun = this.#shown && this.#kept.get(this.#shown);
    this.hint.hidden = !begun;
    if (!begun) return;
    for (const [name, { chosen, typed, values }] of Object.entries(begun)) {
      const { combo, fields } = PARTS[name];
      this.form.combos[combo].set(chosen);
      this.form.combos[combo].input.value = typed;
      fields.forEach((id) => (byId(id).value = values[id]));
    }
    this.relating.read();
    this.links.box.open = true;
  }

  #keep() {
    const uid = this.#shown;
    if (!uid || this.editor.current?.uid !== uid) return;
    const begun = {};
    for (const [name, { combo, fields, note }] of Object.entries(PARTS)) {
      const { chosen, typed } = this.form.combos[combo];
      const values = Object.fromEntries(fields.map((id) => [id, byId(id).value]));
      if (chosen.length || typed || values[note].trim()) begun[name] = { chosen, typed, values };
    }
    this.#put(uid, begun);
  }

  // What was added is begun no more, also where another annotation was opened meanwhile.
  #drop({ uid, done }) {
    const { [done]: _added, ...left } = this.#kept.get(uid) ?? {};
    this.#put(uid, left);
  }

  #put(uid, begun) {
    const any = Object.keys(begun).length > 0;
    if (any) this.#kept.put(uid, begun);
    else if (this.#kept.get(uid)) this.#kept.remove(uid);
    if (uid === this.#shown && !any) this.hint.hidden = true;
  }

  #say(uid) {
    const left = uid && uid !== this.links.uid && this.#kept.get(uid) && this.store.get(uid);
    if (left) this.status.told(say("linkBegun", { what: this.editor.name(left) }));
  }
}
