/** The annotation in hand, changed elsewhere: followed while the form is clean, else said at once. */

import { announce, byId, say } from "./page.js";
import { newUid, same, sentOf } from "./presenting.js";
import { differing } from "./threeway.js";

export class Elsewhere {
  constructor(editor) {
    this.editor = editor;
    this.notice = byId("elsewhere");
    editor.store.addEventListener("change", () => this.look());
    editor.addEventListener("opened", () => this.look());
    byId("elsewhere-compare").addEventListener("click", () => {
      const row = editor.store.get(editor.current.uid);
      editor.saving.resolve(row);
    });
  }

  /** Compare the one in hand with how it stands now. */
  look() {
    const { editor } = this;
    const { current, store } = editor;
    if (editor.isQuiet || editor.saving.isBusy) return;
    if (!current?.uid) return this.#say("");
    const row = store.get(current.uid);
    if (!row) return this.gone();
    if (row === current) return this.#say("");
    const alike = same(current, row);
    if (!editor.isDirty) {
      if (differing(sentOf(current), sentOf(row)).length) editor.show(row);
      else editor.rebase(row); // what is being looked for in a field stays
      if (!alike) announce(say("followed", { what: editor.name(row) }));
    } else if (alike || row.version === current.version) {
      editor.rebase(row);
      this.#say("");
    } else {
      const time = new Date(row.changed_at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      this.#say(say("changedBySomebody", { time }), { compare: true });
    }
  }

  /** It was deleted elsewhere: what is typed stays, to be made anew. */
  gone() {
    const { editor } = this;
    const { current } = editor;
    if (!editor.isDirty) {
      const what = editor.name(current);
      editor.show(null);
      return announce(say("closedGone", { what }));
    }
    editor.drafts.remove(current.uid);
    const { may, ...rest } = current;
    editor.quietly(() => editor.store.remove(current.uid));
    editor.rebase({ ...rest, uid: null, key: newUid(), state: "new", waiting: false }, {});
    editor.leaving.keep();
    this.#say(say("goneBy"));
  }

  #say(words, { compare = false } = {}) {
    const span = this.notice.querySelector("span");
    if (span.textContent !== words) span.textContent = words;
    this.notice.hidden = !words;
    byId("elsewhere-compare").hidden = !compare;
  }
}
