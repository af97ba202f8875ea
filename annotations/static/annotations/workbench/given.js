/** What one was given to do in this source: until when, and that it is done. */

import { api, Refusal } from "./api.js";
import { ask } from "./dialogs.js";
import { announce, byId, escapeHtml, page, say } from "./page.js";

export class Given {
  #rows = page.assignments;

  constructor(bench) {
    this.bench = bench;
    this.place = byId("given");
    this.place.addEventListener("click", (event) => {
      const uid = event.target.closest("[data-done]")?.dataset.done;
      if (uid) this.#done(this.#rows.find((row) => row.uid === uid));
    });
    this.#show();
  }

  #show() {
    this.place.innerHTML = this.#rows.map((row) => this.#line(row)).join("");
    this.place.hidden = !this.#rows.length;
  }

  #line({ uid, task, assigned_by: by, due_on: due, overdue, note }) {
    const until = due ? say(overdue ? "wasDue" : "isDue", { day: dayOf(due) }) : "";
    const words = [say(`given-${task}`), by && say("givenBy", { name: by })].filter(Boolean).join(" ");
    return (
      `<div class="given-one"><p><b>${escapeHtml(words)}</b>` +
      `${until ? ` <span class="due${overdue ? " over" : ""}">${escapeHtml(until)}</span>` : ""}</p>` +
      `${note ? `<p class="small">${escapeHtml(note)}</p>` : ""}` +
      `<button class="btn" type="button" data-done="${uid}">${escapeHtml(say("doneAsk"))}</button></div>`
    );
  }

  // What is left is said before it is said to be done.
  async #done(row) {
    const { history, status, editor } = this.bench;
    if (editor.isDirty && !(await editor.save())) return;
    const sure = await ask({ title: say(`given-${row.task}`), text: this.#left(row).join(" "), yes: say("doneYes") });
    if (!sure) return;
    const step = (name) => async () => {
      const now = await api.endAssignment(row.uid, name);
      this.#rows = this.#rows.filter(({ uid }) => uid !== row.uid);
      if (name === "reopen") this.#rows.push(now);
      this.#show();
    };
    try {
      await step("done")();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      return status.failed(refusal.message);
    }
    history.did({ what: say("doneWhat"), undo: step("reopen"), redo: step("done") });
    announce(say("doneSaid"));
    byId("text").focus();
  }

  #left({ task }) {
    const { store, reading } = this.bench;
    const all = store.all();
    if (task === "review") {
      const count = all.filter(({ state }) => state === "in-review").length;
      return [count ? say("leftInReview", { count }) : say("leftNothing")];
    }
    const drafts = all.filter(({ own, state }) => own && state === "draft").length;
    const left = [];
    if (reading.left) left.push(say("leftUnread", { count: reading.left }));
    if (drafts) left.push(say("leftDrafts", { count: drafts }));
    return left.length ? left : [say("leftNothing")];
  }
}

function dayOf(day) {
  return new Date(`${day}T12:00`).toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "long", year: "numeric" });
}
