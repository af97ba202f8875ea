/** What is decided on annotations in review, or on one's own that were sent back. */

import { api, Refusal } from "./api.js";
import { page, say } from "./page.js";
import { send } from "./transport.js";

const STEPS = {
  publish: { what: "stepPublish", undo: (uid) => ({ do: "withdraw", uids: [uid] }), from: "in-review" },
  return: { what: "stepReturn", undo: (uid) => ({ do: "retract", uid, state: "draft" }), from: "in-review" },
  submit: { what: "stepSubmit", undo: (uid) => ({ do: "retract", uid, state: "in-review" }), from: "draft" },
};

export class ReviewSteps {
  constructor({ store, editor, status, history }) {
    Object.assign(this, { store, editor, status, history });
  }

  /** Take a step with one; the refusal where it was refused, else null. */
  async take(uid, step, reason = "") {
    const { version } = this.store.get(uid);
    const refusal = await this.#ask(async () => this.editor.settle(await api.move(uid, step, version, reason)));
    if (refusal) return refusal;
    const { what, undo, from } = STEPS[step];
    const redo = { do: "move", uid, step, reason, state: from };
    this.history.did({ what: say(what, { what: this.editor.name(this.store.get(uid)) }), undo: undo(uid), redo });
    return null;
  }

  /** Publish several together, all or none; the refusal where they were refused, else null. */
  async publishAll(uids) {
    const publish = (rows) =>
      send("POST", page.urls.publishThese, { annotations: rows.map(({ uid, version }) => ({ uid, version })) });
    const refusal = await this.#ask(async () => {
      await publish(uids.map((uid) => this.store.get(uid)));
      await this.editor.reload();
    });
    if (refusal) return refusal;
    const what = say("stepPublishAll", { count: uids.length });
    this.history.did({ what, undo: { do: "withdraw", uids }, redo: { do: "publish", uids } });
    return null;
  }

  async #ask(request) {
    this.status.saving();
    try {
      await request();
      this.status.saved();
      return null;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.status.failed(refusal.message);
      if (refusal.current) this.editor.settle(refusal.current);
      return refusal;
    }
  }
}
