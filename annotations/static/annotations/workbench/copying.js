/** The fields of another annotation are copied: of the last one, or of one chosen in text or list. */

import { copy, copyable } from "./copied.js";
import { announce, byId, cut, say } from "./page.js";

export class Copying {
  #last = null; // the uid of what was saved last on this page
  #source = null;

  constructor({ form, editor, store, keys, choosing }) {
    Object.assign(this, { form, editor, store, choosing });
    this.box = byId("copying");
    editor.addEventListener("saved", () => (this.#last = editor.current.uid));
    editor.addEventListener("opened", () => this.#opened());
    form.addEventListener("change", () => this.#source && this.#show(this.#source));
    this.box.addEventListener("toggle", () => this.box.open && !this.#source && this.#show(this.last()));
    byId("copy-choose").addEventListener("click", () => this.#choose());
    byId("copy-take").addEventListener("click", () => this.#take());
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target.type !== "checkbox") return;
      event.preventDefault(); // it would save the annotation
      this.#take();
    });
    const when = () => editor.current && !byId("form-fields").disabled;
    const add = (key, says, run) =>
      keys.add({ keys: [key], where: "anywhere", group: say("keysForm"), says: say(says), when, run });
    add("Alt+c", "keyCopy", () => this.#open());
    add("Alt+t", "keyTopics", () => this.#topics());
  }

  /** What was saved last here; before that, the latest of one's own; never the one in hand. */
  last(fits = () => true) {
    const uid = this.editor.current?.uid;
    const may = (one) => one && one.uid !== uid && one.state !== "withdrawn" && fits(one);
    const saved = this.store.get(this.#last);
    if (may(saved)) return saved;
    const own = this.store.all().filter((one) => one.own && may(one));
    return own.sort((one, other) => (one.changed_at < other.changed_at ? 1 : -1))[0] ?? null;
  }

  #opened() {
    this.#source = null;
    this.box.open = false;
    this.box.hidden = !this.editor.current || byId("form-fields").disabled;
  }

  #open() {
    this.box.open = true;
    this.#show(this.last((one) => one.kind === this.form.kind) ?? this.last());
    this.#focus();
  }

  #focus() {
    const first = this.box.querySelector("input[type=checkbox]") ?? byId("copy-choose");
    first.focus();
    first.scrollIntoView({ block: "nearest" });
  }

  #choose() {
    const { uid } = this.editor.current;
    this.choosing.start({
      says: say("copyPick"),
      fits: (one) => one.uid !== uid && copyable(one, this.form.kind).length > 0,
      chosen: (one) => {
        this.box.open = true;
        this.#show(one);
        this.#focus();
      },
      back: () => byId("copy-choose").focus(),
    });
  }

  #show(source) {
    const fields = source ? copyable(source, this.form.kind) : [];
    this.#source = source;
    byId("copy-from").textContent = source ? say("copyFrom", { what: this.editor.name(source), words: cut(source.words, 70) }) : say("copyNothing");
    byId("copy-take").hidden = !fields.length;
    const drawn = JSON.stringify([source?.uid, fields]);
    if (this.box.dataset.drawn === drawn) return; // what is ticked stays
    this.box.dataset.drawn = drawn;
    byId("copy-fields").replaceChildren(...fields.map(line));
  }

  #take() {
    const chosen = [...byId("copy-fields").querySelectorAll(":checked")].map(({ value }) => value);
    const source = this.#source;
    copy(source, chosen, this.form);
    this.box.open = false;
    announce(say("copied", { count: chosen.length, what: this.editor.name(source) }));
    this.form.focusFirst();
  }

  #topics() {
    const { topics } = this.form.combos;
    const source = this.last((one) => one.topics.length);
    const left = source?.topics.filter(({ uid }) => !topics.uids.includes(uid)) ?? [];
    if (this.form.kind === "mention" || !left.length) return announce(say("noTopics"));
    topics.add(left);
    announce(say("topicsTaken", { names: left.map(({ name }) => name).join(", ") }));
  }
}

function line({ name, label, shows, off }) {
  const [item, all, box, title, value] = ["li", "label", "input", "b", "span"].map((tag) => document.createElement(tag));
  box.type = "checkbox";
  box.value = name;
  box.checked = !off;
  title.textContent = label;
  value.textContent = cut(shows, 120);
  all.append(box, title, " ", value);
  item.append(all);
  return item;
}
