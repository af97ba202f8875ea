/** The predictions of one sentence: put together and taken apart, each by its own button. */

import { Refusal } from "./api.js";
import { announce, byId, cut, say } from "./page.js";

export class Compound {
  constructor({ editor, steps }) {
    Object.assign(this, { editor, steps });
    this.box = byId("compound");
    this.other = byId("compound-other");
    this.reason = byId("compound-reason");
    this.error = byId("compound-error");
    editor.addEventListener("opened", () => this.#opened());
    editor.store.addEventListener("change", () => this.#draw());
    steps.addEventListener("change", () => this.#draw());
    byId("compound-add").addEventListener("click", () => this.#add());
    byId("compound-out").addEventListener("click", () => this.#takeOut());
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target !== this.reason) return;
      event.preventDefault(); // it would save the annotation
      this.#add();
    });
  }

  #opened() {
    this.error.textContent = "";
    this.reason.value = "";
    this.#draw();
    this.box.open = Boolean(this.editor.current?.prediction?.compound);
  }

  #draw() {
    const { current, store } = this.editor;
    const mine = current?.uid ? current : null;
    this.box.hidden = mine?.kind !== "prediction" || !mine.may.change;
    if (this.box.hidden) return;
    const others = store.all().filter((other) => other.kind === "prediction" && other.uid !== mine.uid);
    const joined = this.#joined(mine);
    byId("compound-count").textContent = joined.length || "";
    byId("compound-list").replaceChildren(...joined.map((other) => this.#line(other)));
    byId("compound-out").hidden = !joined.length;
    const near = others
      .filter((other) => !joined.includes(other) && other.state !== "withdrawn" && Number.isFinite(other.start))
      .sort((one, other) => Math.abs(one.start - mine.start) - Math.abs(other.start - mine.start));
    this.other.replaceChildren(
      new Option(say("choose"), ""),
      ...near.map((other) => new Option(cut(this.#name(other), 110), other.uid)),
    );
    byId("compound-reason-field").hidden = ![mine, ...joined, ...near].some(({ state }) => state === "published");
  }

  // The other predictions of its sentence.
  #joined({ uid, prediction: { compound } }) {
    if (!compound) return [];
    return this.editor.store.all().filter((other) => other.uid !== uid && other.prediction?.compound === compound);
  }

  #name(other) {
    return `${this.editor.name(other)}: ${other.prediction.summary}`;
  }

  #line(other) {
    const line = document.createElement("li");
    const open = document.createElement("button");
    open.type = "button";
    open.className = "link";
    open.textContent = this.#name(other);
    open.addEventListener("click", () => this.editor.open(other.uid, { focus: true }));
    line.append(open);
    return line;
  }

  async #add() {
    const other = this.other.value;
    if (!other) return this.#refuse(say("chooseOther"), this.other);
    const { current, store } = this.editor;
    const [mine, theirs] = [current, store.get(other)].map((one) => this.#joined(one).map(({ uid }) => uid));
    const reason = this.reason.value.trim();
    await this.#ask(() => this.steps.group(current.uid, other, mine, theirs, reason), "grouped");
  }

  async #takeOut() {
    const { current } = this.editor;
    const others = this.#joined(current).map(({ uid }) => uid);
    const reason = this.reason.value.trim();
    await this.#ask(() => this.steps.takeOut(current.uid, others, reason), "takenOut");
  }

  async #ask(request, done) {
    this.error.textContent = "";
    try {
      this.editor.adopt(await request());
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      return this.#refuse(refusal.message, refusal.errors.reason ? this.reason : this.other);
    }
    this.reason.value = "";
    this.#draw();
    this.box.open = true;
    this.box.querySelector("summary").focus();
    announce(say(done));
  }

  #refuse(message, field) {
    this.error.textContent = message;
    field.focus();
  }
}
