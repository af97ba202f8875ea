/** One annotation as an editor or its curator looks at it again: drawn, nothing decided. */

import { factsOf } from "./facts.js";
import { byId, say } from "./page.js";
import { marked } from "./threads.js";

const AROUND = 90; // UTF-16 units of the text shown on each side of the words

export class ReviewCard {
  constructor({ text, store, editor }) {
    Object.assign(this, { text, store, editor });
  }

  /** Show an annotation, and what is known of it without asking. */
  show(annotation, checks) {
    const by = annotation.created_by ? say("madeBy", { name: annotation.created_by }) : say("imported");
    byId("review-name").textContent = this.editor.name(annotation);
    byId("review-by").textContent = `${by} · ${marked(annotation.changed_at)}`;
    byId("review-state").textContent = say(annotation.state);
    byId("review-state").className = `state ${annotation.state}`;
    byId("review-card").dataset.kind = annotation.kind;
    byId("review-words").replaceChildren(...this.inContext(annotation));
    byId("review-facts").replaceChildren(...factsOf(annotation).flatMap(([label, value]) => [term("dt", label), term("dd", value)]));
    byId("review-since").hidden = byId("review-changed").hidden = true;
    this.checks(checks);
  }

  /** The checks, each with the way to the other annotation that it names. */
  checks(checks) {
    byId("review-checks").replaceChildren(
      ...checks.map(({ name, values, uid }) => {
        const item = document.createElement("li");
        const other = uid && this.store.get(uid);
        item.append(say(name, { ...values, what: other ? this.editor.name(other) : "" }));
        if (other) item.append(" ", opener(uid, this.editor.name(other)));
        return item;
      }),
    );
    byId("review-checks-box").hidden = !checks.length;
  }

  /** What changed since it was sent back or published; `since` is that version. */
  changes({ since, changes }) {
    const box = byId("review-since");
    box.hidden = !since;
    if (since) {
      const values = { name: since.by ?? say("remarkGone"), time: marked(since.at) };
      byId("review-since-what").textContent = say(since.action === "returned" ? "sinceReturned" : "sincePublished", values);
      byId("review-since-why").textContent = since.action === "returned" ? since.reason : "";
    }
    byId("review-changed").hidden = !since;
    byId("review-same").hidden = changes.length > 0;
    byId("review-changes").hidden = !changes.length;
    byId("review-changes").tBodies[0].replaceChildren(
      ...changes.map(({ label, before, after }) => {
        const row = document.createElement("tr");
        const field = term("th", label);
        field.scope = "row";
        const [old, now] = [document.createElement("td"), document.createElement("td")];
        old.append(term("del", before || say("nothing")));
        now.append(term("ins", after || say("nothing")));
        row.append(field, old, now);
        return row;
      }),
    );
  }

  // The words, with some of the text before and after.
  inContext(annotation) {
    const { start, end, words } = annotation;
    if (!Number.isFinite(start)) return [term("b", words)];
    const { words: text } = this.text;
    const paragraph = this.text.paragraphAt(start);
    const from = Math.max(paragraph.start, start - AROUND);
    const to = Math.min(this.text.paragraphAt(end - 1).end, end + AROUND);
    const before = text.slice(from, start);
    const after = text.slice(end, to);
    const lead = from > paragraph.start ? `…${before.slice(before.indexOf(" "))}` : before;
    const tail = to < this.text.paragraphAt(end - 1).end ? `${after.slice(0, after.lastIndexOf(" "))} …` : after;
    return [lead, term("b", text.slice(start, end)), tail];
  }
}

function term(name, words) {
  return Object.assign(document.createElement(name), { textContent: words, dir: "auto" });
}

function opener(uid, name) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: say("openOther") });
  button.dataset.reviewOpen = uid;
  button.setAttribute("aria-label", say("openOtherOf", { what: name }));
  return button;
}

/** Whether the text is English, whose hedges the page knows. */
export const isEnglish = () => /^en\b/u.test(byId("text").closest("[lang]").lang);
