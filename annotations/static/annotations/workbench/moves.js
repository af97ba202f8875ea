/** The steps of an annotation: submitted, published, sent back, withdrawn; a draft deleted. */

import { api } from "./api.js";
import { ask } from "./dialogs.js";
import { announce, byId, say } from "./page.js";
import { isTyping } from "./typing.js";

const WAYS = {
  submit: { done: "submitted", step: "stepSubmit", back: (uid) => ({ do: "retract", uid, state: "in-review" }) },
  publish: { done: "publishedOne", step: "stepPublish", back: (uid) => ({ do: "withdraw", uids: [uid] }) },
  return: {
    done: "returned", step: "stepReturn", title: "sendBack", why: "sendBackWhy",
    back: (uid) => ({ do: "retract", uid, state: "draft" }),
  },
  withdraw: {
    done: "withdrawnOne", step: "stepWithdraw", title: "withdraw", why: "withdrawWhy",
    back: (uid) => ({ do: "publish", uid }),
  },
};

export class Moves {
  #turn = Promise.resolve();

  constructor(editor) {
    this.editor = editor;
    byId("delete").addEventListener("click", () => editor.remove());
    for (const button of editor.form.root.querySelectorAll("[data-move]")) {
      button.addEventListener("click", () => editor.move(button.dataset.move));
    }
  }

  move(step) {
    return this.#inTurn(() => this.#move(step));
  }

  /** Delete the draft in hand, without a question: it can be undone. */
  remove() {
    return this.#inTurn(() => this.#remove());
  }

  // A button pressed twice finds the second time how the first left it; another that was opened
  // meanwhile was not meant.
  #inTurn(run) {
    const { editor } = this;
    const { key } = editor;
    const done = this.#turn.then(async () => {
      await editor.history.rest();
      await editor.saving.rest();
      if (editor.key === key) await run();
    });
    this.#turn = done.catch(() => {}); // who asked hears of it
    return done;
  }

  async #move(step) {
    const { editor } = this;
    if (editor.isDirty && !(await editor.save())) return;
    if (!editor.current?.may?.[step]) return;
    const { uid, version, state: from } = editor.current;
    const way = WAYS[step];
    let reason = "";
    if (way.title) {
      const given = await ask({ title: say(way.title), text: say(way.why), yes: say(way.title), reason: true });
      if (!given) return;
      reason = given.reason;
    }
    const moved = await editor.saving.ask(() => api.move(uid, step, version, reason));
    if (!moved) return;
    editor.settle(moved);
    const what = editor.name(editor.store.get(uid));
    const redo = { do: "move", uid, step, reason, state: from };
    editor.history.did({ what: say(way.step, { what }), undo: way.back(uid), redo });
    announce(say(way.done, { what }));
    byId("form-title").focus();
  }

  async #remove() {
    const { editor } = this;
    if (!editor.current?.may?.delete) return;
    const { uid, version, start } = editor.current;
    const what = editor.name(editor.current);
    if ((await editor.saving.ask(() => api.remove(uid, version))) === undefined) return;
    editor.history.forget((step) => isTyping(step, uid));
    const ways = { undo: { do: "restore", uids: [uid] }, redo: { do: "delete", uids: [uid] } };
    editor.history.did({ what: say("stepDeleted", { what }), ...ways });
    editor.drafts.remove(uid);
    if (editor.current?.uid === uid) editor.show(null);
    editor.quietly(() => editor.store.remove(uid));
    announce(say("deleted", { what }));
    editor.dispatchEvent(new CustomEvent("closed", { detail: Number.isFinite(start) ? start : null }));
  }
}
