/** How the open annotation came to be: its versions, any two compared, an earlier one restored. */

import { api, Refusal } from "./api.js";
import { ask } from "./dialogs.js";
import { announce, byId, escapeHtml, say } from "./page.js";
import { marked as markedTime } from "./threads.js";
import { marked } from "./word_marks.js";

export class Versions {
  #shown = null; // the uid whose versions are on the page
  #version = 0; // its version when they were read
  #rows = [];
  #reading = false;

  constructor({ editor, form, history, keys, store }) {
    Object.assign(this, { editor, form, history, store });
    this.box = byId("versions");
    editor.addEventListener("opened", () => this.#opened());
    editor.addEventListener("change", () => this.#opened());
    this.box.addEventListener("toggle", () => this.box.open && this.#read());
    byId("version-show").addEventListener("click", () => this.compare());
    byId("version-list").addEventListener("click", ({ target }) => {
      const button = target.closest("[data-version]");
      if (button) this.restore(Number(button.dataset.version));
    });
    history.can("restoreVersion", (way) => this.#again(way));
    keys.add({
      keys: ["v"], where: "page", group: say("keysVersions"), says: say("keyVersions"),
      when: () => !this.box.hidden, run: () => this.show(),
    });
  }

  /** Unfold the history, with the focus on it. */
  show() {
    this.box.open = true;
    this.box.querySelector("summary").focus();
    this.box.scrollIntoView({ block: "start" });
  }

  /** Show how the two chosen versions differ. */
  async compare() {
    const [from, to] = ["version-from", "version-to"].map((id) => Number(byId(id).value));
    const uid = this.#shown;
    const told = await this.#ask(() => api.compare(uid, from, to));
    if (!told || uid !== this.#shown) return;
    const count = told.changes.length;
    const says = say(["versionAlike", "versionComparedOne"][count] ?? "versionCompared", { from, to, count });
    byId("version-between").innerHTML = `<p class="hint">${escapeHtml(says)}</p>${changes(told.changes)}`;
    announce(byId("version-between").textContent);
  }

  /** Let it say again what it said in a version, for a reason where it is published. */
  async restore(number) {
    const row = this.store.get(this.#shown);
    if (this.editor.isDirty) return this.#fail(say("versionUnsaved"));
    const isPublic = row.state === "published";
    const given = await ask({
      title: say("versionRestore", { number }),
      text: say(isPublic ? "versionRestoreWhy" : "versionRestoreText", { number }),
      yes: say("versionRestore", { number }),
      reason: isPublic,
    });
    if (!given) return;
    const { uid, version } = row;
    const saved = await this.#ask(() => api.restoreVersion(uid, number, version, given.reason));
    if (!saved) return;
    const what = this.editor.name(row);
    if (saved.version !== version) {
      const way = (back) => ({ do: "restoreVersion", uid, number: back });
      this.history.did({ what: say("undoVersion", { number, what }), undo: way(version), redo: way(number) });
    }
    await this.#taken(saved, number);
    this.box.querySelector("summary").focus();
  }

  // The way back: the version that stood before is restored, and so on.
  async #again({ uid, number }) {
    const row = this.store.get(uid);
    if (!row) throw new Refusal(say("goneSince"), 404);
    let reason = "";
    if (row.state === "published") {
      const title = say("versionRestore", { number });
      const given = await ask({ title, text: say("versionRestoreWhy"), yes: title, reason: true });
      if (!given) return false;
      ({ reason } = given);
    }
    const saved = await api.restoreVersion(uid, number, row.version, reason);
    await this.editor.open(uid);
    return this.#taken(saved, number);
  }

  async #taken({ left_out: leftOut, ...saved }, number) {
    this.editor.settle(saved);
    const told = [say("versionRestored", { what: this.editor.name(this.store.get(saved.uid)), number })];
    if (leftOut.length) told.push(say("versionLeftOut", { what: leftOut.join(" ") }));
    announce(told.join(". "));
    byId("version-told").textContent = leftOut.length ? told[1] : "";
  }

  #opened() {
    const { current } = this.editor;
    const uid = current?.uid && !current.waiting ? current.uid : null;
    this.box.hidden = !uid;
    if (uid === this.#shown && (!uid || current.version === this.#version)) return;
    if (uid !== this.#shown) {
      this.#rows = [];
      this.#draw();
      byId("version-told").textContent = "";
      byId("version-error").textContent = "";
      byId("version-count").textContent = "";
    }
    this.#shown = uid;
    this.#version = current?.version ?? 0;
    if (uid && this.box.open) this.#read(true);
    else if (uid) this.#rows = [];
  }

  async #read(anew = false) {
    const uid = this.#shown;
    if (!uid || (this.#rows.length && !anew)) return;
    if (!this.#rows.length) byId("version-told").textContent = say("versionsLoading");
    const told = await this.#ask(() => api.versions(uid));
    if (uid !== this.#shown) return;
    if (byId("version-told").textContent === say("versionsLoading")) byId("version-told").textContent = "";
    if (!told) return;
    this.#rows = told.results;
    this.#draw();
  }

  #draw() {
    const rows = this.#rows;
    byId("version-between").replaceChildren();
    byId("version-count").textContent = rows.length === 1 ? say("versionOne") : rows.length ? say("versionCount", { count: rows.length }) : "";
    byId("version-compare").hidden = rows.length < 2;
    const options = rows.map(
      ({ number, action_label: what, at }) =>
        `<option value="${number}">${escapeHtml(say("versionOption", { number, what, time: markedTime(at) }))}</option>`,
    );
    for (const [id, index] of [["version-from", 1], ["version-to", 0]]) {
      byId(id).innerHTML = options.join("");
      byId(id).selectedIndex = Math.min(index, rows.length - 1);
    }
    const mayRestore = Boolean(this.editor.current?.may?.change);
    const focused = document.activeElement?.dataset?.version;
    byId("version-list").innerHTML = rows.map((row, index) => drawn(row, index, rows.length, mayRestore)).join("");
    if (focused) this.box.querySelector("summary").focus();
  }

  async #ask(request) {
    byId("version-error").textContent = "";
    try {
      return await request();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#fail(refusal.message);
      return undefined;
    }
  }

  #fail(message) {
    byId("version-error").textContent = message;
  }
}

function drawn(row, index, count, mayRestore) {
  const { number, action_label: what, at, by, reason } = row;
  const who = by ? say("versionBy", { name: by }) : row.action === "imported" ? "" : say("versionNobody");
  const now = index === 0 ? ` <span class="now">${escapeHtml(say("versionNow"))}</span>` : "";
  const time = `<time datetime="${escapeHtml(at)}" title="${escapeHtml(new Date(at).toLocaleString())}">${escapeHtml(markedTime(at))}</time>`;
  const head = `<p class="version-head"><b>${number}. ${escapeHtml(what)}</b> ${escapeHtml(who)} ${time}${now}</p>`;
  const why = reason ? `<p class="version-reason" dir="auto">${escapeHtml(reason)}</p>` : "";
  const last = index === count - 1 ? `<p class="hint">${escapeHtml(say("versionFirst"))}</p>` : "";
  const button = index && mayRestore
    ? `<button class="link" type="button" data-version="${number}">${escapeHtml(say("versionRestore", { number }))}</button>`
    : "";
  return `<li class="version">${head}${why}${changes(row.changes) || last}${button}</li>`;
}

function changes(rows) {
  if (!rows.length) return "";
  const told = rows.map(
    ({ label, before, after }) => `<div><dt>${escapeHtml(label)}</dt><dd dir="auto">${marked(before, after)}</dd></div>`,
  );
  return `<dl class="version-changes">${told.join("")}</dl>`;
}
