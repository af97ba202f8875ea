/** What is said of annotations, on the server: how much of each, and each remark of one. */

import { page } from "./page.js";
import { addressOf } from "./requests.js";
import { send } from "./transport.js";

const NO_UID = "00000000-0000-0000-0000-000000000000";
const of = (uid) => `${addressOf(uid)}remarks/`;
const one = (uid) => page.urls.remark.replace(NO_UID, uid);

export class Remarks extends EventTarget {
  #counts = new Map(Object.entries(page.remarks));

  /** `{count, open, unseen}` of an annotation. */
  count(uid) {
    return this.#counts.get(uid) ?? { count: 0, open: 0, unseen: 0 };
  }

  /** How many annotations have an open question. */
  get open() {
    return [...this.#counts.values()].filter(({ open }) => open).length;
  }

  /** Read anew how much is said of each. */
  async refresh() {
    this.#counts = new Map(Object.entries((await send("GET", page.urls.remarks)).results));
    this.dispatchEvent(new Event("change"));
  }

  /** All that is said of one, which counts as seen from now on. */
  async read(uid) {
    const discussion = await send("GET", of(uid));
    this.#keep(uid, discussion.results);
    return discussion;
  }

  async seen(uid) {
    if (!this.count(uid).unseen) return;
    await send("POST", `${of(uid)}seen/`, {});
    this.#counts.set(uid, { ...this.count(uid), unseen: 0 });
    this.dispatchEvent(new Event("change"));
  }

  say(uid, remark) {
    return send("POST", of(uid), remark);
  }

  settle(remark) {
    return send("POST", `${one(remark)}settle/`, {});
  }

  reopen(remark) {
    return send("POST", `${one(remark)}reopen/`, {});
  }

  takeBack(remark) {
    return send("DELETE", one(remark));
  }

  #keep(uid, rows) {
    const open = rows.filter((row) => row.asks && !row.settled_at).length;
    const before = this.count(uid);
    if (before.count === rows.length && before.open === open) return;
    this.#counts.set(uid, { ...before, count: rows.length, open });
    this.dispatchEvent(new Event("change"));
  }
}
