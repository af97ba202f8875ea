/** The ways back and again, by name, as history.js keeps them: data that outlives a reload. */

import { api, Refusal } from "./api.js";
import { ask } from "./dialogs.js";
import { byId, say } from "./page.js";
import { sentOf } from "./presenting.js";
import { changedBack } from "./threeway.js";

export class Ways {
  #deleted = new Map(); // how drafts stood that were deleted, to be drawn while the server is away

  constructor({ editor, store, history, sheet }) {
    Object.assign(this, { editor, store, sheet });
    history.can("delete", ({ uids }) => this.#delete(uids));
    history.can("restore", ({ uids }) => this.#restore(uids));
    history.can("change", (way) => this.#change(way));
    history.can("move", (way) => this.#move(way));
    history.can("moveAll", (way) => this.#moveAll(way));
    history.can("retract", (way) => this.#retract(way));
    history.can("retractAll", ({ uids }) => this.#retractAll(uids));
    history.can("withdraw", ({ uids }) => this.#withdraw(uids));
    history.can("publish", ({ uid }) => this.#publish(uid));
  }

  async #delete(uids) {
    const { editor, store } = this;
    const rows = uids.map((uid) => this.#row(uid));
    if (rows.length === 1) await api.remove(rows[0].uid, rows[0].version);
    else await api.removeMany(rows);
    rows.forEach((row) => this.#deleted.set(row.uid, row));
    if (uids.includes(editor.current?.uid)) {
      editor.leaving.putBy();
      editor.show(null);
    }
    editor.quietly(() => uids.forEach((uid) => store.remove(uid)));
  }

  // What could not come back along is told.
  async #restore(uids) {
    const found = uids.length === 1
      ? [await api.restore(uids[0], this.#deleted.get(uids[0]))]
      : (await api.restoreMany(uids)).results;
    const leftOut = [];
    this.editor.quietly(() => found.forEach((one) => {
      const { left_out: without = [], ...row } = one ?? {};
      if (row.uid) this.store.put(row);
      leftOut.push(...without);
    }));
    if (uids.length === 1) await this.#show(uids[0]);
    return leftOut.length ? say("versionLeftOut", { what: [...new Set(leftOut)].join(" ") }) : "";
  }

  async #change({ uid, from, to }) {
    const row = this.#row(uid);
    const values = changedBack(sentOf(row), from, to);
    if (!values) throw new Refusal(say("changedSince"), 409);
    const reason = await this.#reason(row);
    if (reason === null) return false;
    let saved;
    try {
      saved = await api.change(uid, { ...values, version: row.version, reason });
    } catch (refusal) {
      if (!(refusal instanceof Refusal) || !refusal.current) throw refusal;
      this.store.put(refusal.current); // others may have changed something else: then it goes well
      return this.#change({ uid, from, to });
    }
    this.editor.settle(saved);
    return this.#show(uid);
  }

  async #move({ uid, step, reason, state }) {
    const row = this.#row(uid);
    if (state && row.state !== state) throw new Refusal(say("changedSince"), 409);
    this.editor.settle(await api.move(uid, step, row.version, reason));
    return this.#show(uid);
  }

  async #moveAll({ uids, step }) {
    for (const uid of uids) {
      const row = this.#row(uid);
      if (row.may[step]) this.editor.settle(await api.move(uid, step, row.version, ""));
    }
  }

  async #retract({ uid, state }) {
    const row = this.#row(uid);
    if (row.state !== state) throw new Refusal(say("changedSince"), 409);
    this.editor.settle(await api.retract(uid, row.version));
    return this.#show(uid);
  }

  async #retractAll(uids) {
    await api.retractAll(uids);
    await this.editor.reload();
  }

  // What readers may have seen is not silently taken back.
  async #withdraw(uids) {
    const rows = uids.map((uid) => this.#row(uid)).filter(({ state }) => state === "published");
    if (!rows.length) throw new Refusal(say("changedSince"), 409);
    if (!rows.every(({ may }) => may.withdraw)) throw new Refusal(say("changedSince"), 403);
    const what = rows.length === 1 ? this.editor.name(rows[0]) : say("stepPublishAll", { count: rows.length });
    const text = say("withdrawInsteadWhy", { what });
    const given = await ask({ title: say("withdrawInstead"), text, yes: say("withdraw"), reason: true, danger: true });
    if (!given) return false;
    for (const { uid, version } of rows) this.editor.settle(await api.move(uid, "withdraw", version, given.reason));
    return rows.length > 1 || this.#show(rows[0].uid);
  }

  async #publish(uid) {
    const row = this.#row(uid);
    if (row.state !== "withdrawn") throw new Refusal(say("changedSince"), 409);
    const text = say("publishAgainWhy", { what: this.editor.name(row) });
    if (!(await ask({ title: say("publishAgain"), text, yes: say("publishDo") }))) return false;
    this.editor.settle(await api.move(uid, "publish", row.version, ""));
    return this.#show(uid);
  }

  #row(uid) {
    const row = this.store.get(uid);
    if (!row) throw new Refusal(say("goneSince"), 404);
    return row;
  }

  // "" where none is needed, null where none is given.
  async #reason(row) {
    if (row.state !== "published") return "";
    const text = say("reasonToChangeWhy", { what: this.editor.name(row) });
    const given = await ask({ title: say("reasonToChange"), text, yes: say("changeBack"), reason: true });
    return given?.reason ?? null;
  }

  // What changed is seen.
  async #show(uid) {
    const { editor, store, sheet } = this;
    const field = document.activeElement;
    if (store.get(uid)) await editor.open(uid);
    const start = store.get(uid)?.start;
    if (Number.isFinite(start)) sheet.scrollTo(start);
    if (field?.isConnected && field !== document.body && byId("bench").contains(field)) field.focus({ preventScroll: true });
  }
}
