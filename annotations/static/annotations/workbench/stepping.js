/** To the next and the previous: annotation, thing to do, paragraph. */

import { announce, byId, say } from "./page.js";

// Not public yet: to be mended, submitted or reviewed.
const isToDo = ({ state }) => ["draft", "in-review"].includes(state);

export class Stepping {
  constructor(bench) {
    Object.assign(this, bench);
    const group = say("keysGo");
    const add = ([single, chord], says, run) => {
      this.keys.add({ keys: [single], where: "page", group, says: say(says), when: () => !this.#reviewing, run });
      this.keys.add({ keys: [chord], where: "anywhere", group, says: say(says), run });
    };
    add(["j", "Alt+n"], "goNext", () => void this.annotation(1));
    add(["k", "Alt+Shift+n"], "goPrevious", () => void this.annotation(-1));
    add(["Shift+j", "Alt+w"], "goNextToDo", () => void this.annotation(1, isToDo));
    add(["Shift+k", "Alt+Shift+w"], "goPreviousToDo", () => void this.annotation(-1, isToDo));
    add(["]", "Alt+PageDown"], "goNextParagraph", () => this.paragraph(1));
    add(["[", "Alt+PageUp"], "goPreviousParagraph", () => this.paragraph(-1));
  }

  // In a review j and k go through what is to be reviewed.
  get #reviewing() {
    return byId("review-panel")?.hidden === false;
  }

  /** Open the next (1) or previous (-1) after the one in hand, or after the caret. */
  async annotation(step, fits = () => true) {
    const there = this.store.all().filter((one) => one.state !== "withdrawn" && Number.isFinite(one.start) && fits(one));
    const next = this.#from(there, step);
    if (!next) return announce(say(step > 0 ? "noFurther" : "noEarlier"));
    await this.editor.open(next.uid);
    if (this.editor.current?.uid !== next.uid) return; // the curator stayed with unsaved work
    this.sheet.scrollTo(next.start);
    this.selection.focusAt(next.start);
  }

  paragraph(step) {
    const { index } = this.text.paragraphAt(this.#offset());
    const next = this.text.paragraphs[index + step];
    if (!next) return announce(say(step > 0 ? "noFurther" : "noEarlier"));
    this.sheet.scrollTo(next.start);
    this.selection.focusAt(next.start);
    announce(say("atParagraph", { number: next.number }));
  }

  #from(there, step) {
    const uid = this.editor.current?.uid;
    const all = this.store.all();
    const at = all.findIndex((one) => one.uid === uid);
    if (at >= 0) {
      const place = new Map(all.map((one, index) => [one.uid, index]));
      return step > 0 ? there.find((one) => place.get(one.uid) > at) : there.findLast((one) => place.get(one.uid) < at);
    }
    const offset = this.#offset();
    return step > 0 ? there.find((one) => one.start >= offset) : there.findLast((one) => one.start < offset);
  }

  // Where the caret is while the text has the focus, or else the first paragraph in sight.
  #offset() {
    const caret = this.selection.caretOffset();
    if (caret !== null && document.activeElement === this.sheet.root) return caret;
    const seen = this.following.inSight;
    return seen.size ? this.text.paragraphs[Math.min(...seen)].start : 0;
  }
}
