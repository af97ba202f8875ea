/**
 * Suggestions are gone through: y takes one, n turns it down, and the next is shown.
 *
 * While one goes through them the focus is on the card, so that no key is meant for the text.
 * A mention that is taken is a draft at once; a prediction opens its form, for it needs its
 * sentence, and when that is saved or closed the card is back.
 */

import { says } from "./gutter.js";
import { announce, page, say } from "./page.js";

export class Deciding {
  /** The suggestion on the card, or null. */
  current = null;

  #isIn = false; // whether one goes through them, rather than looking in passing
  #chosen = 0; // which of its candidates
  #timer = 0;
  #waiting = null; // the focus when they were asked for too early

  constructor(bench) {
    Object.assign(this, bench);
    const { card, gutter, suggestions, suggestedForm } = bench;
    this.phone = gutter.phone;
    gutter.addEventListener("choose", ({ detail }) => this.enter(this.#find(detail)));
    gutter.addEventListener("look", ({ detail }) => this.#look(this.#find(detail)));
    gutter.addEventListener("leave", () => this.#lookAway());
    card.root.addEventListener("mouseenter", () => clearTimeout(this.#timer));
    card.root.addEventListener("mouseleave", () => this.#lookAway());
    card.root.addEventListener("focusout", () => setTimeout(() => this.#onAway()));
    card.addEventListener("do", ({ detail }) => this.#do(detail));
    card.addEventListener("choose", ({ detail }) => this.#choose(detail));
    suggestions.addEventListener("change", () => this.#onChange());
    suggestions.addEventListener("back", ({ detail }) => this.#onBack(detail));
    suggestedForm.addEventListener("saved", ({ detail }) => this.#onSaved(detail));
    for (const type of ["closed", "kept"]) {
      suggestedForm.addEventListener(type, ({ detail }) => this.#same(detail) && this.enter(this.#same(detail)));
    }
    this.#addKeys();
  }

  /** Go through them from this one on, by default from the caret on. */
  enter(one = this.#atCaret()) {
    const { suggestions, selection, popover } = this;
    if (!suggestions.shown) suggestions.shown = true;
    one ??= this.#atCaret();
    this.#waiting = suggestions.isKnown ? null : document.activeElement;
    if (!one) return announce(say(suggestions.isKnown ? "noSuggestions" : "notYetKnown"));
    popover.hide();
    selection.clear();
    this.suggestedForm.forget();
    this.#isIn = true;
    this.#show(one);
    this.card.root.focus({ preventScroll: true });
  }

  /** Back into the text, where the suggestion begins. */
  leave() {
    const start = this.current?.place.start;
    const held = this.#isIn;
    this.#close();
    if (held && start !== undefined) this.selection.focusAt(start);
  }

  go(step) {
    const { left } = this.suggestions;
    const at = left.indexOf(this.current);
    const next = left[at + step];
    return next ? this.#show(next) : announce(say(step > 0 ? "lastSuggestion" : "firstSuggestion"));
  }

  accept() {
    const one = this.current;
    if (one.kind === "prediction") return this.#open(one);
    const at = this.suggestions.left.indexOf(one);
    this.#moveOn(at, this.decisions.accept(one, one.candidates[this.#chosen]));
  }

  reject() {
    const at = this.suggestions.left.indexOf(this.current);
    this.#moveOn(at, this.decisions.reject(this.current));
  }

  #moveOn(at, what) {
    const next = this.suggestions.left[at] ?? this.suggestions.left[at - 1];
    if (next) return this.#show(next, what);
    this.leave();
    announce(`${what}. ${say("noSuggestions")}`);
  }

  #edit() {
    this.#open(this.current, this.current.candidates[this.#chosen]);
  }

  // Nothing is saved before the curator does it in the form.
  #open(one, candidate) {
    this.#close();
    void this.suggestedForm.open(one, candidate);
  }

  // The form that a suggestion was opened in is saved: on to the next one.
  #onSaved(one) {
    if (this.phone.matches) return;
    const next = this.suggestions.left.find((other) => other.key !== one.key && other.place.start >= one.place.start);
    if (next) this.enter(next);
  }

  // The list was asked for anew: stay at the same one, or where it was.
  #onChange() {
    if (this.#waiting === document.activeElement) return this.enter();
    this.#waiting = null;
    if (!this.current) return;
    const one = this.#same(this.current);
    if (one) {
      this.current = one;
      return this.#refresh();
    }
    const next = this.suggestions.left.find((other) => other.place.start >= this.current.place.start);
    if (next && this.#isIn) this.#show(next);
    else this.leave();
  }

  // What was undone is suggested again, and on the card if that is in hand.
  #onBack(one) {
    const again = this.#same(one);
    if (again && this.#isIn) this.#show(again);
  }

  #same(one) {
    return this.suggestions.left.find((other) => other.key === one.key);
  }

  #find(keys) {
    return this.suggestions.left.find((one) => keys.includes(one.key));
  }

  #atCaret() {
    const { left } = this.suggestions;
    const seen = Math.min(...this.following.inSight);
    const from = this.selection.caretOffset() ?? this.text.paragraphs[seen]?.start ?? 0;
    return left.find((one) => one.place.end > from) ?? left[0];
  }

  #choose(index) {
    if (!this.current?.candidates[index]) return false;
    this.#chosen = index;
    this.#refresh();
    announce(this.current.candidates[index].actor.name);
    return true;
  }

  #show(one, said = "") {
    clearTimeout(this.#timer);
    this.current = one;
    this.#chosen = 0;
    this.#refresh();
    this.#scrollTo(one.place);
    const { number, count } = this.#counted();
    announce(`${said ? `${said}. ` : ""}${says(one)}. ${say("suggestionAt", { number, count })}`);
  }

  // Its words and the card below them in sight, scrolling only where they are not.
  #scrollTo({ start, end }) {
    const { sheet, card } = this;
    const { top, bottom } = sheet.rangeOf(start, end).getBoundingClientRect();
    const frame = sheet.scroller.getBoundingClientRect();
    const room = card.root.offsetHeight + 24;
    if (top < frame.top + 60 || bottom + room > frame.bottom) sheet.scroller.scrollBy({ top: top - frame.top - 90 });
    card.place();
  }

  #refresh() {
    const one = this.current;
    const { how, actor } = one.candidates[this.#chosen] ?? {};
    const alike = actor ? this.suggestions.all.filter((other) => isAlike(other, actor, how)).length : 0;
    this.card.show(one, { ...this.#counted(), chosen: this.#chosen, alike });
    this.gutter.point(one);
    this.sheet.highlight("suggested", [one.place]);
  }

  #counted() {
    const { left } = this.suggestions;
    return { number: left.indexOf(this.current) + 1, count: left.length };
  }

  // In passing: the card without the focus, and without scrolling.
  #look(one) {
    clearTimeout(this.#timer);
    if (!one || this.#isIn) return;
    this.current = one;
    this.#chosen = 0;
    this.#refresh();
  }

  #lookAway() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.#isIn && !document.activeElement.matches(".suggest")) this.#close();
    }, 250);
  }

  // The focus went elsewhere: that ends it, unless a dialog has it for a while.
  #onAway() {
    if (this.#isIn && !this.card.hasFocus && document.hasFocus() && !document.querySelector("dialog[open]")) this.#close();
  }

  #close() {
    this.#isIn = false;
    this.current = null;
    this.card.hide();
    this.gutter.point(null);
    this.sheet.highlight("suggested", []);
  }

  #do(what) {
    this.card.root.focus({ preventScroll: true });
    if (what === "accept") this.accept();
    else if (what === "reject") this.reject();
    else if (what === "edit") this.#edit();
    else if (what === "alike") this.#alike();
    else if (what === "close") this.leave();
    else this.go(what === "next" ? 1 : -1);
  }

  #alike() {
    const { actor, how } = this.current.candidates[this.#chosen];
    void this.others.open({ actor, how, words: this.current.exact, only: how });
  }

  #addKeys() {
    const group = say("keysSuggestions");
    const when = () => this.card.hasFocus;
    const add = (keys, says, run, more = {}) => this.keys.add({ keys, where: "page", group, says: say(says), when, run, ...more });
    add(["f"], "keySuggestions", () => this.enter(), { when: () => page.mayAnnotate && !this.card.hasFocus });
    add(["Alt+s"], "keySuggestions", () => this.enter(), { where: "anywhere", when: () => page.mayAnnotate });
    add(["y"], "keyAccept", () => this.accept());
    add(["n"], "keyReject", () => this.reject());
    add(["j", "ArrowDown"], "keyNext", () => this.go(1));
    add(["k", "ArrowUp"], "keyPrevious", () => this.go(-1));
    const choose = (event) => this.#choose(Number(event.key) - 1);
    add(["1", "2", "3"], "keyCandidate", choose);
    this.keys.add({ keys: ["4", "5", "6", "7", "8", "9"], where: "page", when, run: choose });
    add(["e"], "keyEdit", () => this.#edit());
    add(["Shift+a"], "keyAlike", () => this.current.kind === "mention" && this.#alike());
    add(["Escape"], "keyLeave", () => this.leave(), { where: "anywhere", when: () => this.card.isOpen });
  }
}

/** Whether a suggestion has only this actor, named in this way. */
export const isAlike = ({ candidates }, actor, how) =>
  candidates.length === 1 && candidates[0].actor.uid === actor.uid && candidates[0].how === how;
