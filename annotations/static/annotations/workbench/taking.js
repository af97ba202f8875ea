/** Selected words: offered as this or that, or taken at once where a field waits for them. */

import { announce, byId, cut, page, say } from "./page.js";

const KINDS = { c: "claim", p: "prediction", a: "mention" };
const ROLES = { m: "body", i: "condition", l: "likelihood", h: "horizon" };
const PICKED = ["condition", "likelihood", "horizon"];
const isKind = (choice) => Object.values(KINDS).includes(choice);

export class Taking {
  /** The role that the next selection is for, or null. */
  picking = null;

  constructor(bench) {
    this.bench = bench;
    const { selection, popover, editor, form, keys } = bench;
    selection.addEventListener("change", () => this.#offer());
    popover.addEventListener("choose", ({ detail }) => this.choose(detail));
    editor.addEventListener("opened", () => this.stop());
    editor.addEventListener("change", () => this.#light());
    form.root.addEventListener("click", (event) => {
      const { pick, clear } = event.target.closest("button")?.dataset ?? {};
      if (pick) this.start(pick);
      else if (clear) form.drop(clear);
    });
    byId("picking-stop").addEventListener("click", () => this.stop());
    for (const [key, choice] of Object.entries({ ...KINDS, ...ROLES })) {
      const group = say(isKind(choice) ? "keysTag" : "keysOpen");
      const run = () => this.choose(choice);
      keys.add({ keys: [key], group, says: popover.says(choice), when: () => popover.offers(choice), run });
    }
    keys.add({ keys: ["Escape"], group: say("keysBack"), says: say("keyEscape"), when: () => popover.isOpen, run: () => this.choose("cancel") });
    keys.add({ keys: ["Escape"], where: "anywhere", when: () => this.picking, run: () => this.stop() });
  }

  /** Do with the selected words what was chosen: a kind, a role, or "cancel". */
  async choose(choice) {
    const { selection, popover, editor } = this.bench;
    const place = selection.current;
    popover.hide();
    if (choice === "cancel") return selection.clear();
    if (!isKind(choice)) return this.#take(choice, place);
    await editor.openNew(choice, place);
    selection.clear();
  }

  /** Wait for words of a role of the annotation in hand. */
  start(role) {
    const { form, sheet, selection } = this.bench;
    this.picking = role;
    byId("picking").hidden = false;
    byId("picking").querySelector("span").textContent = say("picking");
    byId("bench").dataset.picking = "yes";
    announce(say("picking"));
    const start = form.places.body?.[0]?.start ?? 0;
    sheet.scrollTo(start);
    selection.focusAt(start);
  }

  stop() {
    this.picking = null;
    byId("picking").hidden = true;
    byId("bench").dataset.picking = "no";
  }

  #offer() {
    const { selection, popover, editor, form, text } = this.bench;
    const place = selection.current;
    if (!place) return popover.hide();
    if (this.picking) return this.#take(this.picking, place);
    const may = editor.current && (!editor.current.uid || editor.current.may.change);
    const roles = !may ? [] : form.kind === "prediction" ? ["body", ...PICKED] : ["body"];
    if (page.mayAnnotate || roles.length) popover.show(place, roles, page.mayAnnotate);
    announce(say("selected", { words: cut(text.words.slice(place.start, place.end), 200) }));
  }

  #take(role, place) {
    const { selection, form, text, narrow } = this.bench;
    form.take(role, place);
    this.stop();
    selection.clear();
    const said = role === "body" ? "moved" : "picked";
    announce(say(said, { words: cut(text.words.slice(place.start, place.end), 200) }));
    if (role !== "body") form.root.querySelector(`[data-pick="${role}"]`).focus({ preventScroll: narrow.matches });
  }

  // The words of the annotation in hand, by role; its passage only while it differs from what is drawn.
  #light() {
    const { editor, form, sheet } = this.bench;
    for (const role of PICKED) {
      sheet.highlight(role, form.kind === "prediction" && editor.current ? (form.places[role] ?? []) : []);
    }
    const moved = editor.current?.uid && JSON.stringify(form.places.body) !== JSON.stringify(editor.current.places.body);
    sheet.highlight("pending", editor.current && (!editor.current.uid || moved) ? (form.places.body ?? []) : []);
  }
}
