/** Two changed the same: what was, what stands now and what was typed, part by part, to choose from. */

import { api, Refusal } from "./api.js";
import { chip } from "./chips.js";
import { answer } from "./dialogs.js";
import { byId, escapeHtml, say } from "./page.js";
import { sentOf } from "./presenting.js";
import { merged, valuesOf } from "./threeway.js";
import { marked } from "./word_marks.js";

const NAMES = { kind: "fieldKind", horizon: "fieldHorizon", "words.body": "fieldBody", "words.cue": "fieldCue" };
const FIELDS = { speech: "attribution", horizon: "horizon_ground" };
const HOW = { mine: "mergedYours", theirs: "mergedTheirs", both: "mergedBoth", alike: "mergedSame" };

/**
 * Ask how the one in hand and `theirs`, the row as it stands now, go together; null if that is left
 * open, `{take: true}` for theirs, else `{values, reason, save}`.
 */
export async function resolve(editor, theirs) {
  const dialog = byId("conflict");
  const { whole, found, parts } = merged({
    before: sentOf(editor.current), mine: editor.form.read(), theirs: sentOf(theirs),
  });
  const words = new Words(editor.form);
  const { name, at } = await lastChange(theirs);
  const time = new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  byId("conflict-who").textContent = name ? say("changedByAt", { name, time }) : say("changedBySomebody", { time });
  byId("conflict-error").textContent = "";
  byId("conflict-reason").value = editor.form.fields.reason.value;
  byId("conflict-reason-field").hidden = theirs.state !== "published";
  byId("conflict-save").hidden = !theirs.may.change;
  const order = [...found].sort((one, other) => (other.how === "conflict") - (one.how === "conflict"));
  byId("conflict-fields").innerHTML = order.map((part, index) => drawn(part, index, words, name || say("bySomebody"))).join("");
  const chosen = (index) => dialog.querySelector(`input[name="part-${index}"]:checked`)?.value;
  const open = () => order.findIndex((part, index) => part.how === "conflict" && !chosen(index));
  const onSubmit = (event) => {
    const way = event.submitter?.value;
    if (!["save", "edit"].includes(way)) return;
    const missing = open();
    const reasonMissing = way === "save" && theirs.state === "published" && !byId("conflict-reason").value.trim();
    if (missing < 0 && !reasonMissing) return;
    event.preventDefault();
    byId("conflict-error").textContent = missing < 0 ? byId("ask-error").dataset.missing : say("chooseOne");
    (missing < 0 ? byId("conflict-reason") : dialog.querySelector(`input[name="part-${missing}"]`)).focus();
  };
  dialog.addEventListener("submit", onSubmit);
  const way = await answer(dialog);
  dialog.removeEventListener("submit", onSubmit);
  if (way === "theirs") return { take: true };
  if (!way) return null;
  const together = { ...parts };
  order.forEach((part, index) => {
    together[part.name] = part.how === "conflict" ? part[chosen(index)] : part.value;
  });
  const values = valuesOf(together, whole ? null : editor.form.kind);
  return { values, reason: byId("conflict-reason").value.trim(), save: way === "save" };
}

// Who changed it last, and when; the row itself tells only the time.
async function lastChange(theirs) {
  try {
    const [last] = (await api.versions(theirs.uid)).results;
    if (last) return { name: last.by, at: last.at };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
  }
  return { name: "", at: theirs.changed_at };
}

// One part: what only one side changed is told, what both did is to be chosen.
function drawn(part, index, words, name) {
  const label = escapeHtml(words.label(part.name));
  const [before, mine, theirs] = [part.before, part.mine, part.theirs].map((value) => words.shown(part.name, value));
  if (part.how !== "conflict") {
    const now = words.shown(part.name, part.value);
    return `<section class="merged"><h3>${label} <small>${escapeHtml(say(HOW[part.how], { name }))}</small></h3><p>${marked(before, now)}</p></section>`;
  }
  const choice = (value, title, shown) =>
    `<label><input type="radio" name="part-${index}" value="${value}"><b>${escapeHtml(title)}</b> <span>${marked(before, shown)}</span></label>`;
  const was = `<p class="was"><b>${escapeHtml(say("before"))}</b> <span>${escapeHtml(before) || "–"}</span></p>`;
  return (
    `<fieldset class="clash"><legend>${label}</legend>${was}` +
    `${choice("theirs", say("theirsOf", { name }), theirs)}${choice("mine", say("yours"), mine)}</fieldset>`
  );
}

/** Parts in the words of the form: its labels, and what its choices are called. */
class Words {
  constructor(form) {
    this.form = form;
  }

  label(name) {
    if (NAMES[name]) return say(NAMES[name]);
    if (name.startsWith("words.")) return this.#text(byId(`l-${name.slice(6)}`));
    const combo = this.form.combos[name]?.input;
    return this.#text((combo ?? this.form.fields[FIELDS[name] ?? name])?.labels?.[0]) || name;
  }

  shown(name, value) {
    if (value === null || value === undefined || value === "") return "";
    if (name.startsWith("words.")) return value.map(({ exact }) => exact).join(" … ");
    if (name === "kind") return `${say(value.kind)}: ${this.#several(value.detail)}`;
    if (name === "speech" || name === "horizon") return this.#several(value);
    return this.#one(name, value);
  }

  #several(detail) {
    return Object.entries(detail)
      .map(([name, value]) => this.#one(name, value))
      .filter(Boolean)
      .join(" · ");
  }

  #one(name, value) {
    if (Array.isArray(value)) return value.map((uid) => chip(uid).name).sort().join(", ");
    if (typeof value === "boolean") return say(value ? "yes" : "no");
    if (value === null || value === "") return "";
    if (name === "actor" || name === "speaker") return chip(value).name;
    const field = this.form.fields[name === "kind" ? "claim_kind" : name];
    if (field instanceof HTMLSelectElement) return [...field.options].find((one) => one.value === value)?.text ?? value;
    return String(value);
  }

  // A label without its hints, and of two that take turns the one that is meant.
  #text(label) {
    if (!label) return "";
    const parts = [...label.childNodes].filter((node) => !node.hidden && !node.matches?.(".hint"));
    return parts.map((node) => node.textContent).join("").trim();
  }
}
