/** The guidelines for the kind in hand and the field in focus, beside the form. */

import { announce, byId, say } from "./page.js";

// Which section tells of a field, by what its id begins with; the first that fits.
const OF_FIELD = [
  ["f-actor", "actor"], ["f-how", "how"], ["f-part", "how"], ["f-locative", "locative"], ["f-summary", "summary"],
  ["f-condition", "condition"], ["f-attribution", "attribution"], ["f-speaker", "attribution"], ["f-co-speakers", "attribution"],
  ["f-claim-kind", "kind"], ["f-certainty", "certainty"], ["f-form", "form"], ["f-likelihood", "likelihood"],
  ["f-polarity", "likelihood"], ["f-probability", "likelihood"], ["f-ground", "horizon"], ["f-start", "horizon"],
  ["f-end", "horizon"], ["f-deadline", "horizon"], ["f-basis", "horizon"], ["horizon", "horizon"], ["f-about", "about"],
  ["f-topics", "about"], ["f-note", "note"], ["compound", "compound"], ["link", "relations"], ["relation", "relations"],
  ["member", "propositions"],
];
const OF_WORDS = { condition: "condition", likelihood: "likelihood", horizon: "horizon" };

export class Guidelines {
  #from = null; // what had the focus when they were opened

  constructor({ editor, form, keys }) {
    Object.assign(this, { editor, form });
    this.root = byId("guide");
    byId("guide-close").addEventListener("click", () => this.close());
    byId("guide-open").addEventListener("click", () => this.toggle());
    this.root.addEventListener("click", ({ target }) => {
      const kind = target.closest("[data-guide-kind]")?.dataset.guideKind;
      if (kind) this.#show(kind);
    });
    document.addEventListener("focusin", ({ target }) => this.isOpen && this.#follow(target));
    editor.addEventListener("opened", () => this.isOpen && this.#kind && this.#show(this.#kind));
    form.root.addEventListener("change", ({ target }) => this.isOpen && target.name === "kind" && this.#show(form.kind));
    // Before all other keys: Esc closes what lies on top.
    document.addEventListener("keydown", (event) => this.#onEscape(event), true);
    const group = say("keysGuide");
    keys.add({ keys: ["g"], where: "page", group, says: say("keyGuide"), run: () => this.toggle() });
    keys.add({ keys: ["Alt+g"], where: "anywhere", group, says: say("keyGuide"), run: () => this.toggle() });
  }

  get isOpen() {
    return !this.root.hidden;
  }

  // Of the annotation in hand, or none.
  get #kind() {
    return this.editor.current && (this.form.root.hidden ? this.editor.current.kind : this.form.kind);
  }

  /** Open them; once they are open go into them, and from within close them. */
  toggle() {
    if (this.root.contains(document.activeElement)) this.close();
    else if (this.isOpen) this.#enter();
    else this.open();
  }

  open() {
    this.#from = document.activeElement;
    this.root.hidden = false;
    byId("guide-open").setAttribute("aria-expanded", "true");
    this.#show(this.#kind ?? "claim");
    if (this.form.root.contains(this.#from) && this.#from.matches("input, select, textarea")) this.#follow(this.#from);
    else byId("guide-title").focus();
  }

  close() {
    const inside = this.root.contains(document.activeElement);
    this.root.hidden = true;
    byId("guide-open").setAttribute("aria-expanded", "false");
    if (inside) (this.#from?.isConnected && this.#from.offsetParent ? this.#from : byId("text")).focus({ preventScroll: true });
  }

  #enter() {
    this.#from = document.activeElement;
    (this.root.querySelector("[data-now] h3") ?? byId("guide-title")).focus();
  }

  #show(kind) {
    for (const part of this.root.querySelectorAll("[data-guide-of]")) part.hidden = part.dataset.guideOf !== kind;
    for (const button of this.root.querySelectorAll("[data-guide-kind]")) {
      button.setAttribute("aria-pressed", String(button.dataset.guideKind === kind));
    }
    this.#mark(null);
    this.root.scrollTop = 0;
  }

  // The field in focus: its section is marked, brought in sight, and named to a listener.
  #follow(target) {
    if (!this.form.root.contains(target)) return;
    const words = target.closest("[data-words]")?.dataset.words;
    const name = OF_WORDS[words] ?? OF_FIELD.find(([id]) => target.id.startsWith(id))?.[1];
    const section = name && this.root.querySelector(`[data-guide-of]:not([hidden]) [data-guide="${name}"]`);
    if (!section || section.hasAttribute("data-now")) return;
    this.#mark(section);
    const head = this.root.querySelector(".guide-head").offsetHeight;
    this.root.scrollTop = section.offsetTop - head - 8;
    announce(say("guideAt", { title: section.querySelector("h3").textContent }));
  }

  #mark(section) {
    const before = this.root.querySelector("[data-now]");
    before?.removeAttribute("data-now");
    before?.querySelector("h3").removeAttribute("tabindex");
    section?.setAttribute("data-now", "");
    section?.querySelector("h3").setAttribute("tabindex", "-1");
  }

  #onEscape(event) {
    if (event.key !== "Escape" || !this.isOpen || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }
}
