/** The line at the foot: is everything saved, and what waits on this device? */

import { outbox } from "./outbox.js";
import { announce, byId, page, say } from "./page.js";

export class Status {
  #place = byId("saved");
  #last = say("ready");
  #count = 0;
  #putBy = 0;
  #refused = false; // something of what waited, which is told by itself

  constructor() {
    byId("outbox-now").addEventListener("click", () => outbox.now());
    byId("outbox-sign-in").href = page.urls.signIn;
    outbox.addEventListener("change", () => this.#waiting());
    outbox.addEventListener("refused", () => (this.#refused = true));
    this.#waiting();
  }

  /** Whether something is being saved just now. */
  get isBusy() {
    return this.#place.dataset.state === "busy";
  }

  saving() {
    this.#show(say("saving"), "busy");
  }

  saved() {
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    this.#last = say("saved", { time });
    this.settled();
  }

  /** What was done just now, until something else is: seen at the foot, and told by it. */
  told(words) {
    this.#last = words;
    if (this.#place.dataset.state || this.#count || this.#putBy) announce(words);
    else this.settled();
  }

  /** Why something was not saved; `whole`: it is told in a whole sentence. */
  failed(why, { whole = false } = {}) {
    this.#show(whole ? why : say("failed", { why }), "bad");
  }

  unsaved() {
    if (this.#place.dataset.state !== "bad") this.#show(say("unsaved"), "open");
  }

  /** Nothing is open that differs from what is stored. */
  settled() {
    this.#show(this.#count || this.#putBy ? "" : this.#last, ""); // what waits tells its own
  }

  /** How many others are typed and not saved: all is not saved while there are any. */
  putBy(count) {
    this.#putBy = count;
    if (!this.#place.dataset.state) this.settled();
  }

  #waiting() {
    const count = outbox.waiting().length;
    const signedOut = count > 0 && Boolean(outbox.reason?.signedOut);
    byId("outbox").hidden = !count;
    byId("outbox-count").textContent = say(count === 1 ? "oneWaits" : "someWait", { count });
    byId("outbox-why").textContent = outbox.reason?.message ?? "";
    byId("outbox-sign-in").hidden = !signedOut;
    const before = this.#count;
    this.#count = count;
    if (count && !before) announce(say("keptHere", { why: outbox.reason?.message ?? "" }));
    if (!count && before && !this.#refused) announce(say("allSent"));
    if (!count) this.#refused = false;
    if (this.#place.dataset.state === "" && Boolean(count) !== Boolean(before)) this.saved();
  }

  #show(words, state) {
    if (this.#place.textContent !== words) this.#place.textContent = words;
    this.#place.dataset.state = state;
  }
}
