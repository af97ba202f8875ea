/** From pane to pane by F6, as in programs of the desktop; and to each by a key of its own. */

import { byId, say } from "./page.js";

export class Panes {
  constructor({ sheet, selection, list, editor, narrow, keys }) {
    Object.assign(this, { sheet, selection, list, editor, narrow });
    const group = say("keysGo");
    const add = (combination, says, run) => keys.add({ keys: [combination], where: "anywhere", group, says: say(says), run });
    add("F6", "goNextPane", () => this.#cycle(1));
    add("Shift+F6", "goPreviousPane", () => this.#cycle(-1));
    add("Alt+x", "goToText", () => this.toText());
    add("Alt+a", "goToList", () => this.toList());
    add("Alt+m", "goToForm", () => this.toForm());
    keys.add({ keys: ["/"], where: "page", group, says: say("goFind"), run: () => this.#find() });
    byId("list-toggle").addEventListener("click", () => this.#showList(!this.#listShown, true));
    // Esc in the drawer closes it; in the search field of the list it empties that first
    byId("list-pane").addEventListener("keydown", (event) => this.#onKey(event));
  }

  toText() {
    this.#showList(false);
    const start = this.editor.current ? this.selection.caretOffset() ?? 0 : null;
    if (start === null) this.sheet.root.focus({ preventScroll: true });
    else this.selection.focusAt(start);
  }

  toList() {
    this.#showList(true);
    const line = this.list.root.querySelector("[aria-current]") ?? this.list.root.querySelector("button");
    (line ?? byId("list-find")).focus();
  }

  toForm() {
    this.#showList(false);
    const title = ["form-title", "review-title"].map(byId).find((one) => one?.offsetParent);
    if (title) return title.focus();
    byId("side").tabIndex = -1; // nothing is open: the pane itself says so
    byId("side").focus();
  }

  get #listShown() {
    return byId("list-pane").classList.contains("shown");
  }

  #cycle(step) {
    const ways = [
      [byId("list-pane"), () => this.toList()],
      [byId("sheet"), () => this.toText()],
      [byId("side"), () => this.toForm()],
    ].filter(([pane]) => pane.offsetParent || pane.id === "list-pane");
    const at = ways.findIndex(([pane]) => pane.contains(document.activeElement));
    ways[(Math.max(at, step > 0 ? -1 : 0) + step + ways.length) % ways.length][1]();
  }

  #find() {
    this.#showList(true);
    byId("list-find").focus();
    byId("list-find").select();
  }

  #onKey(event) {
    if (event.key !== "Escape") return;
    const field = byId("list-find");
    if (event.target === field && field.value) {
      field.value = "";
      field.dispatchEvent(new Event("input"));
    } else if (this.#listShown) {
      this.#showList(false);
      byId("list-toggle").focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #showList(shown, focus = false) {
    if (!this.narrow.matches && !this.#listShown) return;
    byId("list-pane").classList.toggle("shown", shown);
    byId("list-toggle").setAttribute("aria-expanded", String(shown));
    if (shown && focus) byId("list-find").focus();
  }
}
