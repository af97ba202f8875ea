/**
 * The form of a suggestion: opened with what its words say already, saved by nobody but the curator.
 *
 * Events, with the suggestion as detail: "saved", "closed" (unsaved), "kept" (the form before it
 * was not left).
 */

export class SuggestedForm extends EventTarget {
  #one = null; // the suggestion whose form is open

  constructor({ editor, suggestions }) {
    super();
    Object.assign(this, { editor, suggestions });
    editor.addEventListener("opened", () => {
      if (this.#one && editor.current && !this.#isOf(this.#one)) this.#one = null;
    });
    // After the page has put the focus back into the text.
    for (const type of ["saved", "closed"]) editor.addEventListener(type, () => setTimeout(() => this.#end(type)));
  }

  /** Open it, for a mention as this candidate. */
  async open(one, candidate) {
    const places = {};
    for (const span of one.spans) {
      if (span.role !== "body") (places[span.role] ??= []).push(this.suggestions.placeOf(span));
    }
    const detail = candidate
      ? { actor: candidate.actor, how: candidate.how, locative: false, part: "" }
      : { ...one.fields };
    this.#one = null;
    await this.editor.openNew(one.kind, one.place, { places, [one.kind]: detail });
    const { current } = this.editor;
    if (current && !current.uid && this.#isOf(one)) this.#one = one;
    else this.#tell("kept", one);
  }

  /** It is gone back to the list of suggestions: the form may stay open, and nothing follows from it. */
  forget() {
    this.#one = null;
  }

  #isOf({ place }) {
    const [body] = this.editor.current?.places.body ?? [];
    return Boolean(body) && body.start < place.end && place.start < body.end;
  }

  #end(type) {
    const one = this.#one;
    this.#one = null;
    if (one) this.#tell(type, one);
  }

  #tell(type, one) {
    this.dispatchEvent(new CustomEvent(type, { detail: one }));
  }
}
