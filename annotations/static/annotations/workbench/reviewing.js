/**
 * Walking through what is in review, decision by decision; and, for a curator, through what was
 * sent back to be mended. The annotation at hand is open in the editor all the while; the form
 * shows when it is asked for.
 */

import { changedSince } from "./since.js";
import { checksOf } from "./checks.js";
import { ReviewSteps } from "./review_steps.js";
import { announce, byId, page, say } from "./page.js";
import { askReason } from "./returning.js";
import { isEnglish, ReviewCard } from "./review_card.js";
import { choices, ended, progress, view, viewed } from "./review_views.js";
import { Refusal } from "./transport.js";
import { Walk } from "./walk.js";

const MODES = {
  review: { button: "review-open", fits: ({ state }) => state === "in-review", approve: "publish" },
  mend: { button: "mend-open", fits: ({ own, state, state_reason: why }) => own && state === "draft" && Boolean(why), approve: "submit" },
};

export class Reviewing extends EventTarget {
  mode = null;
  walk = null;
  #busy = false;
  #shown = "";

  constructor(bench) {
    super();
    Object.assign(this, bench);
    this.card = new ReviewCard(bench);
    this.steps = new ReviewSteps(bench);
    for (const [mode, { button }] of Object.entries(MODES)) byId(button)?.addEventListener("click", () => this.start(mode));
    const buttons = {
      "review-approve": () => this.approve(), "review-return": () => this.sendBack(), "review-skip": () => this.skip(),
      "review-back": () => this.back(), "review-form": () => this.openForm(), "review-close": () => this.leave(),
      "review-resume": () => this.resume(), "mend-submit": () => this.approve(), "review-again": () => this.again(),
      "review-rest": () => this.publishSkipped(), "review-done-close": () => this.leave(),
    };
    for (const [id, run] of Object.entries(buttons)) byId(id).addEventListener("click", run);
    byId("review-checks").addEventListener("click", ({ target }) => {
      const { reviewOpen: uid } = target.closest("[data-review-open]")?.dataset ?? {};
      if (uid) this.#look(uid);
    });
    bench.editor.addEventListener("opened", () => this.#opened());
    bench.editor.addEventListener("saved", () => this.mode && this.resume());
    bench.store.addEventListener("change", () => this.#changed());
    this.#keys();
    this.#count();
  }

  get #open() {
    return viewed();
  }

  /** Begin, at the annotation that is open if it is among them. */
  start(mode) {
    const uids = this.store.all().filter(MODES[mode].fits).map(({ uid }) => uid);
    this.mode = mode;
    this.walk = new Walk(uids);
    if (this.editor.current?.uid) this.walk.go(this.editor.current.uid);
    history.replaceState(null, "", `?${mode}${location.hash}`);
    byId("bench").dataset.mode = mode;
    if (uids.length) this.#show();
    else ended(this.walk, this.mode);
    this.dispatchEvent(new Event("change"));
  }

  /** Begin where the page's address asks for it. */
  addressed() {
    const asked = new URLSearchParams(location.search);
    if (asked.has("review") && page.mayReview) this.start("review");
    else if (asked.has("mend")) this.start("mend");
  }

  leave() {
    if (!this.mode) return;
    const button = byId(MODES[this.mode].button);
    this.mode = this.walk = null;
    delete byId("bench").dataset.mode;
    view(null);
    this.discussing.home();
    history.replaceState(null, "", `${location.pathname}${location.hash}`);
    announce(say("reviewLeft"));
    (button && !button.hidden ? button : byId("text")).focus({ preventScroll: true });
    this.dispatchEvent(new Event("change"));
  }

  /** Publish what is at hand, or hand it in again, and go on. */
  async approve() {
    const { approve } = MODES[this.mode];
    if (this.editor.isDirty && !(await this.editor.save())) return this.openForm();
    if (await this.#decide(approve, "", approve === "publish" ? "published" : "submitted")) this.next();
  }

  async sendBack() {
    if (this.mode !== "review" || !this.#undecided()) return;
    const reason = await askReason(this.editor.name(this.store.get(this.walk.uid)));
    if (reason && (await this.#decide("return", reason, "returned"))) this.next();
  }

  skip() {
    if (!this.walk.done.has(this.walk.uid)) this.walk.mark(this.walk.uid, "skipped");
    this.next();
  }

  next() {
    if (this.walk.next()) this.#show();
    else ended(this.walk, this.mode);
  }

  back() {
    if (this.#open === "done" || this.walk.back()) this.#show();
    else announce(say("reviewFirst"));
  }

  again() {
    if (this.walk.again()) this.#show();
  }

  /** Show the form of what is at hand, with the way back. */
  openForm() {
    view("form", this.mode);
    this.discussing.home();
    const first = this.editor.form.root.querySelector("fieldset:not(:disabled) textarea:not([hidden])");
    (this.editor.current?.may?.change && first?.offsetParent ? first : byId("form-title")).focus();
  }

  /** Back from the form, or from another annotation, to what is at hand. */
  resume() {
    if (this.walk.uids.length) this.#show();
    else ended(this.walk, this.mode);
  }

  /** Publish together what was seen and skipped. */
  async publishSkipped() {
    await this.publishTogether(this.walk.skipped);
    ended(this.walk, this.mode);
  }

  /** Publish these; true where it was done. */
  async publishTogether(uids) {
    const refusal = await this.steps.publishAll(uids);
    if (refusal) {
      byId("review-error").textContent = byId("review-done-error").textContent = refusal.message;
      return false;
    }
    uids.forEach((uid) => this.walk?.mark(uid, "published"));
    announce(say("publishedAll", { count: uids.length }));
    return true;
  }

  #undecided() {
    return MODES[this.mode].fits(this.store.get(this.walk.uid) ?? {});
  }

  async #decide(step, reason, way) {
    const { uid } = this.walk;
    if (this.#busy || !this.#undecided()) return false;
    this.#busy = true;
    byId("review-error").textContent = "";
    const refusal = await this.steps.take(uid, step, reason);
    this.#busy = false;
    if (refusal) {
      this.#show({ quiet: true });
      byId("review-error").textContent = refusal.message;
      return false;
    }
    this.walk.mark(uid, way);
    const done = { published: "publishedOne", returned: "returned", submitted: "submitted" }[way];
    announce(say(done, { what: this.editor.name(this.store.get(uid)) }));
    return true;
  }

  // The annotation at hand, as a card; it is open in the editor, so the text shows where it stands.
  async #show({ quiet = false } = {}) {
    const { uid } = this.walk;
    const annotation = this.store.get(uid);
    if (!annotation) return this.next();
    view("card", this.mode);
    byId("review-error").textContent = "";
    if (this.editor.current?.uid !== uid) await this.editor.open(uid);
    if (Number.isFinite(annotation.start)) this.sheet.scrollTo(annotation.start);
    this.#draw(annotation);
    this.discussing.moveTo(byId("review-discussion"));
    if (quiet) return;
    byId("review-panel").parentElement.scrollTop = 0;
    byId("review-title").focus({ preventScroll: true });
  }

  #draw(annotation) {
    const { uid } = annotation;
    const checks = checksOf(annotation, { store: this.store, remarks: this.discussing.remarks, english: isEnglish() });
    this.card.show(annotation, checks);
    progress(this.walk, this.mode);
    const undecided = this.#undecided();
    choices(annotation, this.mode, undecided);
    this.#compare(uid, annotation, checks);
  }

  async #compare(uid, annotation, checks) {
    const key = `${uid} ${annotation.version}`;
    this.#shown = key;
    try {
      const found = await changedSince(annotation);
      if (this.#shown !== key || !this.mode) return;
      this.card.changes(found);
      const same = found.since?.action === "returned" && !found.changes.length && this.#undecided();
      if (same) this.card.checks([{ name: "checkUnchanged" }, ...checks]);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      if (this.#shown === key) byId("review-error").textContent = say("noVersions", { why: refusal.message });
    }
    const ahead = this.store.get(this.walk?.uids[this.walk.at + 1]);
    if (ahead) changedSince(ahead).catch(() => null); // asked for again when it is shown
  }

  #look(uid) {
    view("form", this.mode);
    this.discussing.home();
    this.editor.open(uid, { focus: true });
  }

  // Another was opened in the text or the list: go there if it is among them, else show its form.
  #opened() {
    if (!this.mode) return;
    const uid = this.editor.current?.uid ?? null;
    if (uid === this.walk.uid && this.#open !== "done") return;
    if (uid === null) {
      if (this.#open !== "form") this.leave();
      else queueMicrotask(() => this.mode && this.resume());
    } else if (this.walk.go(uid)) this.#show({ quiet: true });
    else {
      view("form", this.mode);
      this.discussing.home();
    }
  }

  #changed() {
    this.#count();
    if (!this.mode) return;
    const fits = this.store.all().filter(MODES[this.mode].fits).map(({ uid }) => uid);
    for (const uid of fits) if (this.walk.done.get(uid) !== "skipped") this.walk.mark(uid, null); // undone
    this.walk.keepTo(new Set(fits));
    progress(this.walk, this.mode);
    const annotation = this.store.get(this.walk.uid);
    if (annotation && this.#open === "card" && !this.#busy) this.#draw(annotation);
    this.dispatchEvent(new Event("change"));
  }

  #count() {
    for (const { button, fits } of Object.values(MODES)) {
      const count = this.store.all().filter(fits).length;
      const face = byId(button);
      if (!face) continue;
      face.hidden = !count;
      face.querySelector(".num").textContent = count;
    }
  }

  #keys() {
    const { keys } = this;
    const group = say("keysReview");
    const onCard = () => this.#open === "card";
    const add = (names, says, run, when = onCard) => keys.add({ keys: names, where: "page", group, says: say(says), when, run });
    add(["y"], "keyApprove", () => void this.approve());
    add(["r"], "keyReturn", () => void this.sendBack(), () => onCard() && this.mode === "review");
    add(["j"], "keySkip", () => this.skip());
    add(["k"], "keyReviewBack", () => this.back(), () => onCard() || this.#open === "done");
    add(["e"], "keyForm", () => this.openForm());
    keys.add({ keys: ["Alt+y"], where: "anywhere", group, says: say("keyMended"), when: () => this.mode === "mend" && this.#open === "form", run: () => void this.approve() });
    keys.add({ keys: ["Escape"], where: "page", when: () => this.#open === "done", run: () => this.leave() });
  }
}
