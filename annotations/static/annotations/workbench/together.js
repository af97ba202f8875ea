/** All at once: a curator's drafts submitted, what is in review published. */

import { api, Refusal } from "./api.js";
import { ask } from "./dialogs.js";
import { outbox } from "./outbox.js";
import { announce, byId, say } from "./page.js";

const WAITING = {
  "submit-all": {
    fits: (annotation) => annotation.own && annotation.state === "draft",
    step: () => api.submitAll(),
    names: { title: "submitAll", why: "submitAllWhy", yes: "submitDo", done: "submittedAll" },
    way: "stepSubmitAll",
    undo: (uids) => ({ do: "retractAll", uids }),
    redo: (uids) => ({ do: "moveAll", step: "submit", uids }),
  },
  "publish-all": {
    fits: (annotation) => annotation.state === "in-review",
    step: () => api.publishAll(),
    names: { title: "publishAll", why: "publishAllWhy", yes: "publishDo", done: "publishedAll" },
    way: "stepPublishAll",
    undo: (uids) => ({ do: "withdraw", uids }),
    redo: (uids) => ({ do: "moveAll", step: "publish", uids }),
  },
};

export class Together {
  constructor({ store, editor, status, history }) {
    Object.assign(this, { store, editor, status, history });
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
    const { fits, step, names, way, undo, redo } = WAITING[id];
    const uids = this.store.all().filter(fits).map(({ uid }) => uid);
    const count = uids.length;
    if (!(await ask({ title: say(names.title), text: say(names.why, { count }), yes: say(names.yes) }))) return;
    try {
      if (outbox.waiting().length) await outbox.flush(); // what waits goes first
      if (outbox.waiting().length) throw outbox.reason ?? new Refusal(say("offline"), 0);
      const done = await step();
      const moved = done.uids ?? uids;
      this.history.did({ what: say(way, { count: moved.length }), undo: undo(moved), redo: redo(moved) });
      await editor.reload();
      status.saved();
      announce(say(names.done, { count: done.count }));
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      status.failed(refusal.message);
    }
  }
}
