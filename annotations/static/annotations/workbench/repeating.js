/** Saved, and on to the next: one that waits, one like this, or the same words as another kind. */

import { announce, byId, cut, say } from "./page.js";

export class Repeating {
  #like = null; // the annotation that the next one of its kind begins like

  constructor(bench) {
    Object.assign(this, bench);
    const { form, editor, keys, remembering } = bench;
    form.begin = (annotation) => remembering.begin(this.#begin(annotation));
    editor.addEventListener("opened", () => this.#opened());
    byId("save-next").addEventListener("click", () => this.next());
    byId("save-like").addEventListener("click", () => this.like());
    byId("like-stop").addEventListener("click", () => this.#stop());
    byId("again-as").addEventListener("click", (event) => {
      const kind = event.target.closest("[data-as]")?.dataset.as;
      if (kind) this.as(kind);
    });
    const when = () => editor.current && !byId("form-fields").disabled;
    const add = (key, says, run) =>
      keys.add({ keys: [key], where: "anywhere", group: say("keysSave"), says: say(says), when, run: () => void run() });
    add("Mod+Shift+Enter", "keySaveNext", () => this.next());
    add("Alt+Enter", "keySaveLike", () => this.like());
    keys.add({ keys: ["Escape"], when: () => this.#like && !this.selection.current && !editor.current, run: () => this.#stop() });
  }

  /** Save, and open what comes next in the text and is still to do: a draft, or one sent back. */
  async next() {
    const { editor, store, sheet } = this;
    const { start } = this.#here();
    if (editor.current && (!editor.current.uid || editor.isDirty) && !(await editor.save())) return;
    const uid = editor.current?.uid;
    const left = store.all().filter((one) => one.state === "draft" && one.may.change && one.uid !== uid);
    const next = left.find((one) => one.start > start || (one.start === start && after(store, one, uid))) ?? left[0];
    if (!next) return announce(say("nothingLeft"));
    await editor.open(next.uid, { focus: true });
    if (Number.isFinite(next.start)) sheet.scrollTo(next.start);
  }

  /** Save; the next annotation of this kind begins with all that this one says, but its sentence. */
  async like() {
    const { editor } = this;
    if ((!editor.current.uid || editor.isDirty) && !(await editor.save())) return;
    this.#like = editor.current;
    byId("like").hidden = false;
    const words = say("likeNext", { what: editor.name(this.#like), words: cut(this.#like.words, 50) });
    byId("like").querySelector("span").textContent = words;
    announce(words);
    const end = this.form.places.body?.at(-1)?.end;
    if (Number.isFinite(end)) this.selection.focusAt(end);
  }

  /** Tag the same words as another kind too, with what both kinds have. */
  async as(kind) {
    const { editor, form } = this;
    if ((!editor.current.uid || editor.isDirty) && !(await editor.save())) return;
    const { about, topics, note, places, ...row } = editor.current;
    const { summary, attribution, attribution_note, speaker } = row[row.kind];
    const statement = summary === undefined || kind === "mention" ? {} : { summary, attribution, attribution_note, speaker };
    const [first, ...more] = places.body;
    await editor.openNew(kind, first, { [kind]: statement, about, topics, note });
    if (more.length) form.setParts("body", [first, ...more]);
  }

  #here() {
    const { form, editor } = this;
    return form.places.body?.[0] ?? { start: editor.current?.start ?? -1 };
  }

  #begin(annotation) {
    const like = this.#like;
    if (like?.kind !== annotation.kind || annotation[annotation.kind]) return annotation;
    const { summary, condition, compound, ...detail } = like[like.kind];
    this.#stop();
    return { about: like.about, topics: like.topics, ...annotation, [like.kind]: detail };
  }

  #stop() {
    this.#like = null;
    byId("like").hidden = true;
  }

  #opened() {
    const { current } = this.editor;
    for (const button of byId("again-as").querySelectorAll("[data-as]")) {
      button.hidden = !current || button.dataset.as === current.kind;
    }
    byId("again-as").hidden = !current?.uid || !current.places.body || byId("form-fields").disabled;
    for (const id of ["save-next", "save-like"]) byId(id).hidden = !current || byId("form-fields").disabled;
  }
}

// Of those that begin together the outer one comes first: those after the one in hand are further in.
function after(store, one, uid) {
  const order = store.all().map((row) => row.uid);
  return order.indexOf(one.uid) > order.indexOf(uid);
}
