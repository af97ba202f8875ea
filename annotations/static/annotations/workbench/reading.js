/**
 * What has been read: "I have read this paragraph and tagged what there is".
 *
 * A mark shows at once. Where the server is away it waits on this device and is sent with the next
 * answer; where it is refused it is taken back, and why is said.
 */

import { api, Refusal } from "./api.js";
import { Kept } from "./device.js";
import { announce, byId, page, say } from "./page.js";

export class Reading extends EventTarget {
  #read = new Set(page.coverage.read);
  #others = new Set(page.coverage.read_by_others);
  #kept = new Kept("read");
  #key = `${page.source}:${page.revision}`;

  constructor(bench) {
    super();
    this.bench = bench;
    const { keys } = bench;
    const when = () => page.mayAnnotate;
    const group = say("keysReading");
    keys.add({ keys: ["x"], where: "page", group, says: say("keyRead"), when, run: () => this.readOn() });
    keys.add({ keys: ["Shift+x"], where: "page", group, says: say("keyUnread"), when, run: () => this.unread() });
    keys.add({ keys: ["u"], where: "page", group, says: say("keyNextUnread"), when, run: () => this.goOn() });
    byId("read-this")?.addEventListener("click", () => this.readOn());
    byId("read-all")?.addEventListener("click", () => this.readUpTo());
    for (const [number, read] of Object.entries(this.#kept.get(this.#key) ?? {})) this.#put([Number(number)], read);
    this.#show();
    queueMicrotask(() => this.#addressed()); // once all parts of the page are there
  }

  // From the first page: `#unread`, and `#p7`, the seventh paragraph.
  #addressed() {
    const number = /^#p(\d+)$/.exec(location.hash)?.[1];
    if (location.hash === "#unread") this.goOn(-1);
    else if (this.bench.text.paragraphs[number - 1]) this.goTo(number - 1);
  }

  /** The paragraph where the caret is, if it has the focus or is in sight; or else the first in sight. */
  inHand() {
    const { selection, text, sheet } = this.bench;
    const { focusNode, focusOffset } = getSelection(); // known at once after a click
    const clicked = sheet.root.contains(focusNode) ? sheet.offsetAt(focusNode, focusOffset) : null;
    const caret = clicked ?? selection.caretOffset();
    const at = caret === null ? null : text.paragraphAt(caret).index;
    const { top, bottom } = sheet.scroller.getBoundingClientRect();
    const [upper, lower] = [Math.max(top, 0) + 40, Math.min(bottom, innerHeight)];
    const within = (element) => {
      const box = element.getBoundingClientRect();
      return box.bottom > upper && box.top < lower;
    };
    const paragraphs = [...sheet.root.children];
    if (at !== null && (document.activeElement === sheet.root || within(paragraphs[at]))) return at;
    const first = paragraphs.findIndex(within);
    return first < 0 ? null : first;
  }

  /** How many paragraphs are not read. */
  get left() {
    return this.bench.text.paragraphs.length - this.#read.size;
  }

  /** Mark the paragraph in hand, and go to the next that is not read. */
  readOn() {
    const index = this.inHand();
    if (index === null) return;
    const { number } = this.bench.text.paragraphs[index];
    if (!this.#read.has(number)) this.#mark([number], true, say("readOne", { number }));
    this.goOn(index);
  }

  unread() {
    const index = this.inHand();
    const number = index === null ? null : this.bench.text.paragraphs[index].number;
    if (this.#read.has(number)) this.#mark([number], false, say("unreadOne", { number }));
  }

  readUpTo() {
    const index = this.inHand();
    if (index === null) return;
    const numbers = this.bench.text.paragraphs.slice(0, index + 1).map(({ number }) => number);
    const left = numbers.filter((number) => !this.#read.has(number));
    if (left.length) this.#mark(left, true, say("readUpTo", { number: numbers.at(-1) }));
    else announce(say("readAlready"));
  }

  /** Go to the next paragraph that is not read, after the one at hand or from the beginning. */
  goOn(from = this.inHand() ?? -1) {
    const { text } = this.bench;
    const open = text.paragraphs.filter(({ number }) => !this.#read.has(number));
    const next = open.find(({ index }) => index > from) ?? open[0];
    if (!next) return announce(say("allRead", { total: text.paragraphs.length }));
    this.goTo(next.index);
    announce(say("nextUnread", { number: next.number, read: this.#read.size, total: text.paragraphs.length }));
  }

  /** Put the caret at the beginning of a paragraph. */
  goTo(index) {
    const { text, sheet, selection } = this.bench;
    const { start } = text.paragraphs[index];
    sheet.scrollTo(start);
    selection.focusAt(start);
  }

  #mark(numbers, read, what) {
    const step = (to) => async () => {
      this.#put(numbers, to);
      this.#show();
      await this.#send(numbers, to);
    };
    this.bench.history.did({ what, undo: step(!read), redo: step(read) });
    announce(what);
    step(read)().catch((refusal) => this.#failed(refusal));
  }

  #failed(refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    this.bench.status.failed(refusal.message);
  }

  async #send(numbers, read) {
    try {
      await api.readSome(numbers, read);
    } catch (refusal) {
      if (refusal instanceof Refusal && refusal.later && this.#keep(numbers, read)) return;
      this.#put(numbers, !read);
      this.#show();
      throw refusal;
    }
  }

  #keep(numbers, read) {
    const waiting = this.#kept.get(this.#key) ?? {};
    for (const number of numbers) waiting[number] = read;
    return this.#kept.put(this.#key, waiting);
  }

  /** Send what waits on this device, now that the server answers. */
  async flush() {
    const waiting = Object.entries(this.#kept.get(this.#key) ?? {});
    if (!waiting.length) return;
    this.#kept.remove(this.#key);
    for (const read of [true, false]) {
      const numbers = waiting.filter(([, to]) => to === read).map(([number]) => Number(number));
      if (numbers.length) await this.#send(numbers, read).catch((refusal) => this.#failed(refusal));
    }
  }

  #put(numbers, read) {
    for (const number of numbers) {
      if (read) this.#read.add(number);
      else this.#read.delete(number);
    }
  }

  #show() {
    const { text, sheet, signs } = this.bench;
    const read = new Map();
    for (const { index, number } of text.paragraphs) {
      const by = this.#read.has(number) ? "own" : this.#others.has(number) ? "others" : null;
      if (by) read.set(index, by);
      sheet.root.children[index].dataset.read = by ?? "no";
    }
    signs.set("read", read);
    const total = text.paragraphs.length;
    byId("read-count").textContent = say("readCount", { read: this.#read.size, total });
    byId("read-bar").max = total;
    byId("read-bar").value = this.#read.size;
    this.dispatchEvent(new Event("change"));
  }
}
