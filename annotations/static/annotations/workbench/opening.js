/** Passages are opened: by a click, by Enter at the caret, from the list, by their address. */

import { byId, say } from "./page.js";

export class Opening {
  constructor(bench) {
    Object.assign(this, bench);
    const { sheet, editor, list, grid, keys } = bench;
    sheet.root.addEventListener("click", (event) => this.#onClick(event));
    keys.add({ keys: ["Enter"], group: say("keysOpen"), says: say("keyEnter"), when: () => !this.selection.current, run: () => this.#atCaret() });
    keys.add({ keys: ["Escape"], where: "anywhere", group: say("keysBack"), says: say("keyEscape"), when: () => editor.current, run: () => editor.close() });
    keys.add({ keys: ["Mod+Enter"], where: "anywhere", group: say("keysSave"), says: say("keySave"), when: () => editor.current, run: () => void editor.save() });
    editor.addEventListener("opened", () => this.#opened());
    editor.addEventListener("saved", () => this.#backToText(this.form.places.body?.[0]?.end));
    editor.addEventListener("closed", ({ detail }) => this.#backToText(detail));
    list.addEventListener("choose", async ({ detail: uid }) => {
      await editor.open(uid, { focus: true });
      this.#show(uid);
    });
    grid.addEventListener("go", ({ detail: index }) => {
      sheet.root.children[index].scrollIntoView({ block: "start" });
      this.selection.focusAt(this.text.paragraphs[index].start);
    });
    addEventListener("hashchange", () => this.addressed());
  }

  /** Open the annotation that the page's address names. */
  async addressed() {
    const uid = location.hash.slice(1);
    if (!this.store.get(uid) || this.editor.current?.uid === uid) return;
    await this.editor.open(uid);
    this.#show(uid);
  }

  #show(uid) {
    const { start } = this.store.get(uid);
    if (Number.isFinite(start)) this.sheet.scrollTo(start);
  }

  // A click opens the innermost passage, again the next larger one around it.
  #onClick(event) {
    if (!getSelection().isCollapsed || this.taking.picking) return;
    const only = event.target.closest("[data-only]");
    if (only) return this.editor.open(only.dataset.only);
    const mark = event.target.closest("mark");
    if (mark) this.#innermost(mark);
  }

  #atCaret() {
    const offset = this.selection.caretOffset();
    const paragraph = this.sheet.root.children[this.text.paragraphAt(offset).index];
    const mark = [...paragraph.querySelectorAll("mark")].find(
      ({ dataset }) => Number(dataset.from) <= offset && offset < Number(dataset.to),
    );
    return mark ? void this.#innermost(mark) : false;
  }

  #innermost(mark) {
    const shown = this.sheet.root.dataset.show.split(" ");
    const uids = mark.dataset.ann.split(" ").filter((uid) => shown.includes(this.store.get(uid).kind));
    if (!uids.length) return;
    const at = uids.indexOf(this.editor.current?.uid);
    this.editor.open(at > 0 ? uids[at - 1] : uids[uids.length - 1]);
  }

  // The annotation in hand: lit in the text, marked in the list, named in the address.
  #opened() {
    const { editor, sheet, list } = this;
    const uid = editor.current?.uid ?? null;
    byId("bench").dataset.open = editor.current ? "yes" : "no";
    sheet.open(uid);
    list.open(uid);
    byId("list-pane").classList.remove("shown");
    byId("list-toggle").setAttribute("aria-expanded", "false");
    history.replaceState(null, "", uid ? `#${uid}` : location.pathname);
    if (this.narrow.matches && editor.current) sheet.scrollTo(this.form.places.body?.[0]?.start ?? 0);
  }

  #backToText(offset) {
    if (this.narrow.matches) return byId("form-title").focus({ preventScroll: true });
    if (Number.isFinite(offset)) this.selection.focusAt(offset);
    else this.sheet.root.focus({ preventScroll: true });
  }
}
