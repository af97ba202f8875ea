/** Selected words: offered as this or that, or taken at once where a field waits for them. */

import { ROLES } from "./fields.js";
import { announce, byId, cut, page, say } from "./page.js";
import { announceSoon } from "./speaking.js";
import { inOrder } from "./stretches.js";
import { PICKED } from "./words_of_roles.js";

const KINDS = { c: "claim", p: "prediction", a: "mention" };
const KEYS = { m: "body", i: "condition", l: "likelihood", h: "horizon", u: "cue" };
const MORE = { "+": "body+", "Shift+i": "condition+", "Shift+l": "likelihood+", "Shift+h": "horizon+", "Shift+u": "cue+" };
const isKind = (choice) => Object.values(KINDS).includes(choice);

export class Taking {
  /** The role that the next selection is for, or null. */
  picking = null;

  #byKeys = false; // the words are being selected by keys: they are taken by Enter

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
    for (const [key, choice] of Object.entries({ ...KINDS, "Shift+a": "another", ...KEYS, ...MORE })) {
      const group = say(isKind(choice) || choice === "another" ? "keysTag" : "keysOpen");
      const run = () => this.choose(choice);
      keys.add({ keys: [key], group, says: popover.says(choice), when: () => popover.offers(choice), run });
    }
    keys.add({ keys: ["Escape"], group: say("keysBack"), says: say("keyEscape"), when: () => popover.isOpen, run: () => this.choose("cancel") });
    const { root } = bench.sheet;
    for (const type of ["keydown", "pointerdown"]) root.addEventListener(type, () => (this.#byKeys = type === "keydown"), true);
    const mayTake = () => this.picking && selection.current;
    keys.add({ keys: ["Enter"], group: say("keysText"), says: say("keyTakePicked"), when: mayTake, run: () => this.#take(this.picking, selection.current) });
    keys.add({ keys: ["Escape"], where: "anywhere", when: () => this.picking, run: () => this.#giveUp() });
  }

  /** Do with the selected words what was chosen: a kind, a role ("body+": one more part), "cancel". */
  async choose(choice) {
    const { selection, popover, editor } = this.bench;
    const place = selection.current;
    const existing = this.#tagged(place)[choice];
    popover.hide();
    if (choice === "cancel") return selection.clear();
    if (existing) {
      await editor.open(existing.uid, { focus: true });
      return selection.clear();
    }
    const kind = choice === "another" ? "mention" : choice;
    if (!isKind(kind)) return choice.endsWith("+") ? this.#add(choice.slice(0, -1), place) : this.#take(choice, place);
    await editor.openNew(kind, place);
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

  #giveUp() {
    const button = this.bench.form.root.querySelector(`[data-pick="${this.picking}"]`);
    this.stop();
    button?.focus();
  }

  #offer() {
    const { selection, popover, editor, form, text } = this.bench;
    const place = selection.current;
    if (!place) return popover.hide();
    if (this.picking && this.#byKeys) {
      return announceSoon(say("pickHold", { words: cut(text.words.slice(place.start, place.end), 200) }));
    }
    if (this.picking) return this.#take(this.picking, place);
    const may = editor.current && (!editor.current.uid || editor.current.may.change);
    const roles = may ? ROLES[form.kind] : [];
    const more = roles.filter((role) => form.places[role]?.length).map((role) => `${role}+`);
    const tagged = this.#tagged(place);
    const kinds = Object.values(KINDS).filter((kind) => page.mayAnnotate || tagged[kind]);
    if (tagged.mention && page.mayAnnotate) kinds.push("another");
    const choices = [...kinds, ...roles, ...more];
    if (choices.length) popover.show(place, [...choices, "cancel"], this.#names(tagged));
    const words = cut(text.words.slice(place.start, place.end), 200);
    const what = Object.values(tagged).map((other) => editor.name(other)).join(", ");
    announceSoon(what ? say("selectedTagged", { words, what }) : say("selected", { words }));
  }

  // What stands on exactly these words, by kind: it is opened rather than made a second time.
  #tagged(place) {
    const found = {};
    if (!place) return found;
    const { store, editor } = this.bench;
    for (const other of store.all()) {
      if (other.start !== place.start || other.end !== place.end || other.places.body.length > 1) continue;
      if (other.state !== "withdrawn" && other.uid !== editor.current?.uid) found[other.kind] ??= other;
    }
    return found;
  }

  #names(tagged) {
    const { editor } = this.bench;
    const names = Object.entries(tagged).map(([kind, other]) => [kind, say("openThat", { what: editor.name(other) })]);
    return Object.fromEntries(names);
  }

  #take(role, place) {
    const { form } = this.bench;
    form.take(role, place);
    this.#taken(role, place, role === "body" ? "moved" : "picked");
  }

  // One more part, or a longer one where it touches another.
  #add(role, place) {
    const { form, text } = this.bench;
    const before = form.places[role];
    const parts = inOrder([...before, place], text.words);
    form.setParts(role, parts);
    this.#taken(role, place, parts.length > before.length ? "partAdded" : "partJoined");
  }

  #taken(role, place, said) {
    const { selection, form, text, narrow } = this.bench;
    this.stop();
    selection.clear();
    announceSoon(say(said, { words: cut(text.words.slice(place.start, place.end), 200) }));
    const button = form.root.querySelector(`[data-pick="${role}"]`);
    if (button) button.focus({ preventScroll: narrow.matches });
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
