/** All at once: a curator's drafts submitted, what is in review published. */

import { api, Refusal } from "./api.js";
import { ask } from "./dialogs.js";
import { announce, byId, say } from "./page.js";

const WAITING = {
  "submit-all": {
    fits: (annotation) => annotation.own && annotation.state === "draft",
    step: () => api.submitAll(),
    names: { title: "submitAll", why: "submitAllWhy", yes: "submitDo", done: "submittedAll" },
  },
  "publish-all": {
    fits: (annotation) => annotation.state === "in-review",
    step: () => api.publishAll(),
    names: { title: "publishAll", why: "publishAllWhy", yes: "publishDo", done: "publishedAll" },
  },
};

export class Together {
  constructor({ store, editor, status }) {
    Object.assign(this, { store, editor, status });
    store.addEventListener("change", () => this.#count());
    for (const id of Object.keys(WAITING)) byId(id)?.addEventListener("click", () => this.#move(id));
    this.#count();
  }

  #count() {
    for (const [id, { fits }] of Object.entries(WAITING)) {
      const button = byId(id);
      if (!button) continue;
      const count = this.store.all().filter(fits).length;
      button.hidden = count === 0;
      button.querySelector(".num").textContent = count;
    }
  }

  async #move(id) {
    const { editor, status } = this;
    if (editor.isDirty && !(await editor.save())) return;
    const { fits, step, names } = WAITING[id];
    const count = this.store.all().filter(fits).length;
    if (!(await ask({ title: say(names.title), text: say(names.why, { count }), yes: say(names.yes) }))) return;
    try {
      const done = await step();
      await editor.reload();
      status.saved();
      announce(say(names.done, { count: done.count }));
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      status.failed(refusal.message);
    }
  }
}
