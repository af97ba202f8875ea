/** One's own annotations that were sent back, before all others in the list, each with its reason. */

import { byId, cut, escapeHtml, say } from "./page.js";

const GLYPH = { claim: "c", prediction: "p", mention: "a" };

export class SentBack {
  #drawn = "";

  constructor({ store, editor, list }) {
    Object.assign(this, { store, editor });
    this.root = byId("sent-back");
    this.root.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-uid]");
      if (button) list.dispatchEvent(new CustomEvent("choose", { detail: button.dataset.uid }));
    });
    store.addEventListener("change", () => this.#draw());
    editor.addEventListener("opened", () => this.#mark());
    this.#draw();
  }

  #draw() {
    const rows = this.store.all().filter(({ own, state, state_reason: why }) => own && state === "draft" && why);
    const html = rows.map((row) => this.#row(row)).join("");
    this.root.hidden = !rows.length;
    if (html !== this.#drawn) this.root.querySelector("ul").innerHTML = html;
    this.#drawn = html;
    this.#mark();
  }

  #row({ uid, kind, number, words, state_reason: why }) {
    return (
      `<li><button type="button" data-uid="${uid}"><i class="g ${GLYPH[kind]}" aria-hidden="true"></i>` +
      `<span class="num"><b class="vh">${escapeHtml(say(kind))}</b> ${number || "–"}</span>` +
      `<span class="t"><span dir="auto">${escapeHtml(cut(words, 60))}</span> <small dir="auto">${escapeHtml(why)}</small></span></button></li>`
    );
  }

  #mark() {
    this.root.querySelector("[aria-current]")?.removeAttribute("aria-current");
    const uid = this.editor.current?.uid;
    if (uid) this.root.querySelector(`[data-uid="${uid}"]`)?.setAttribute("aria-current", "true");
  }
}
