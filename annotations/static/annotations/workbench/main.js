/** The annotation page: its parts, and how they hear of one another. */

import { api, Refusal } from "./api.js";
import { Boundaries } from "./boundaries.js";
import { Compound } from "./compound.js";
import { ask } from "./dialogs.js";
import { Editor } from "./editor.js";
import { Form } from "./form.js";
import { Links } from "./links.js";
import { List } from "./list.js";
import { announce, byId, cut, page, say } from "./page.js";
import { Popover } from "./popover.js";
import { WordSelection } from "./selection.js";
import { Sheet } from "./sheet.js";
import { Status } from "./status.js";
import { Store } from "./store.js";
import { Text } from "./text.js";
import { Wordings } from "./wordings.js";

const text = new Text(page.text);
const store = new Store(text);
const sheet = new Sheet(text, store);
const boundaries = new Boundaries(text, byId("text").lang || undefined);
const status = new Status();
const selection = new WordSelection(sheet, boundaries);
const popover = new Popover(sheet);
const form = new Form(text);
const editor = new Editor(store, form, status);
const list = new List(text, store);
new Wordings(form, editor);
new Compound(editor);
new Links(editor, form);
const narrow = matchMedia("(max-width: 74rem)");
let picking = null; // the role that the next selection is for

// Words selected: they are offered as this or that, or taken at once if a field waits for them.
selection.addEventListener("change", () => {
  const place = selection.current;
  if (!place) return popover.hide();
  if (picking) return takeWords(picking, place);
  const may = editor.current && (!editor.current.uid || editor.current.may.change);
  const roles = !may ? [] : form.kind === "prediction" ? ["body", "condition", "likelihood", "horizon"] : ["body"];
  if (page.mayAnnotate || roles.length) popover.show(place, roles, page.mayAnnotate);
  announce(say("selected", { words: cut(text.words.slice(place.start, place.end), 200) }));
});

popover.addEventListener("choose", async ({ detail: choice }) => {
  const place = selection.current;
  if (choice === "cancel") return selection.clear();
  if (["claim", "prediction", "mention"].includes(choice)) {
    await editor.openNew(choice, place);
    selection.clear();
  } else takeWords(choice, place);
});

function takeWords(role, place) {
  form.take(role, place);
  stopPicking();
  selection.clear();
  const said = role === "body" ? "moved" : "picked";
  announce(say(said, { words: cut(text.words.slice(place.start, place.end), 200) }));
  if (role !== "body") form.root.querySelector(`[data-pick="${role}"]`).focus({ preventScroll: narrow.matches });
}

function pendingPassage() {
  const moved = editor.current?.uid && JSON.stringify(form.places.body) !== JSON.stringify(editor.current.places.body);
  return editor.current && (!editor.current.uid || moved) ? (form.places.body ?? []) : [];
}

// A click opens the innermost passage, again the next larger one around it.
sheet.root.addEventListener("click", (event) => {
  if (!getSelection().isCollapsed || picking) return;
  const only = event.target.closest("[data-only]");
  if (only) return editor.open(only.dataset.only);
  const mark = event.target.closest("mark");
  if (mark) openInnermost(mark);
});

sheet.root.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && picking) stopPicking();
  else if (event.key === "Escape" && editor.current) editor.close();
  else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
    const offset = selection.caretOffset();
    const mark = [...sheet.root.querySelectorAll("mark")].find(
      ({ dataset }) => Number(dataset.from) <= offset && offset < Number(dataset.to),
    );
    if (mark && !selection.current) openInnermost(mark);
  } else return;
  event.preventDefault();
});

function openInnermost(mark) {
  const shown = sheet.root.dataset.show.split(" ");
  const uids = mark.dataset.ann.split(" ").filter((uid) => shown.includes(store.get(uid).kind));
  if (!uids.length) return;
  const at = uids.indexOf(editor.current?.uid);
  editor.open(at > 0 ? uids[at - 1] : uids[uids.length - 1]);
}

// The annotation in hand: lit in the text, marked in the list, its words by role highlighted.
editor.addEventListener("opened", () => {
  stopPicking();
  const uid = editor.current?.uid ?? null;
  byId("bench").dataset.open = editor.current ? "yes" : "no";
  sheet.open(uid);
  list.open(uid);
  byId("list-pane").classList.remove("shown");
  byId("list-toggle").setAttribute("aria-expanded", "false");
  history.replaceState(null, "", uid ? `#${uid}` : location.pathname);
  if (narrow.matches && editor.current) sheet.scrollTo(form.places.body?.[0]?.start ?? 0);
});
editor.addEventListener("change", () => {
  for (const role of ["condition", "likelihood", "horizon"]) {
    sheet.highlight(role, form.kind === "prediction" && editor.current ? (form.places[role] ?? []) : []);
  }
  sheet.highlight("pending", pendingPassage());
  showNesting();
});
editor.addEventListener("saved", () => backToText(form.places.body?.[0]?.end));
editor.addEventListener("closed", ({ detail }) => backToText(detail));

function backToText(offset) {
  if (narrow.matches) return byId("form-title").focus({ preventScroll: true });
  if (Number.isFinite(offset)) selection.focusAt(offset);
  else sheet.root.focus({ preventScroll: true });
}

function showNesting() {
  const here = form.places.body?.[0];
  if (!here) return;
  const uid = editor.current?.uid;
  const others = store.all().filter((other) => other.uid !== uid && other.state !== "withdrawn");
  const inside = others.filter((other) => other.start >= here.start && other.end <= here.end);
  const around = others.filter((other) => other.start <= here.start && other.end >= here.end && !inside.includes(other));
  for (const [id, found] of [["inside", inside], ["around", around]]) {
    const names = found.map((other) => other.mention?.actor.name ?? editor.name(other));
    const more = names.length > 6 ? `, ${say("andMore", { count: names.length - 6 })}` : "";
    byId(id).textContent = names.slice(0, 6).join(", ") + more || say("nothing");
  }
}

// The form: words picked in the text, boundaries moved step by step, keys.
form.root.addEventListener("click", (event) => {
  const { pick, clear, edge, step } = event.target.closest("button")?.dataset ?? {};
  if (pick) startPicking(pick);
  else if (clear) form.drop(clear);
  else if (edge) moveEdge(edge, Number(step));
});

function moveEdge(edge, step) {
  if (!form.places.body) return; // it stands in an earlier text: words are selected first
  const parts = structuredClone(form.places.body);
  const part = edge === "start" ? parts[0] : parts[parts.length - 1];
  const byLetter = byId("by-letter").checked;
  part[edge] = byLetter ? boundaries.byCharacter(part[edge], step) : boundaries.byWord(part[edge], step, edge);
  if (part.start >= part.end) return;
  form.places.body = parts;
  form.refresh();
  form.dispatchEvent(new Event("change"));
  sheet.scrollTo(part[edge] - (edge === "end" ? 1 : 0));
  announce(say("moved", { words: cut(form.words, 200) }));
}

function startPicking(role) {
  picking = role;
  byId("picking").hidden = false;
  byId("picking").querySelector("span").textContent = say("picking");
  byId("bench").dataset.picking = "yes";
  announce(say("picking"));
  const start = form.places.body?.[0]?.start ?? 0;
  sheet.scrollTo(start);
  selection.focusAt(start);
}

function stopPicking() {
  picking = null;
  byId("picking").hidden = true;
  byId("bench").dataset.picking = "no";
}
byId("picking-stop").addEventListener("click", stopPicking);

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && editor.current) {
    event.preventDefault();
    editor.save();
  } else if (event.key === "Escape" && byId("side").contains(event.target) && editor.current) {
    event.preventDefault();
    editor.close();
  }
});

// The list.
list.addEventListener("choose", async ({ detail: uid }) => {
  await editor.open(uid, { focus: true });
  const { start } = store.get(uid);
  if (Number.isFinite(start)) sheet.scrollTo(start);
});
list.addEventListener("go", ({ detail: index }) => {
  const { start } = text.paragraphs[index];
  sheet.root.children[index].scrollIntoView({ block: "start" });
  selection.focusAt(start);
});
byId("list-toggle").addEventListener("click", () => {
  const shown = byId("list-pane").classList.toggle("shown");
  byId("list-toggle").setAttribute("aria-expanded", String(shown));
  if (shown) byId("list-find").focus();
});
const inSight = new Set();
const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    const index = Number(target.dataset.paragraph);
    if (isIntersecting) inSight.add(index);
    else inSight.delete(index);
  }
  if (inSight.size) list.follow(inSight);
});
[...sheet.root.children].forEach((paragraph) => watcher.observe(paragraph));

// The toolbar and the head.
document.querySelector(".switches").addEventListener("click", (event) => {
  const button = event.target.closest("[data-show]");
  if (!button) return;
  button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  const pressed = document.querySelectorAll('.switches [aria-pressed="true"]');
  sheet.show([...pressed].map((other) => other.dataset.show));
});
byId("help-open").addEventListener("click", () => byId("help").showModal());

function countWaiting() {
  const count = (fits) => store.all().filter(fits).length;
  const waiting = {
    "submit-all": count((annotation) => annotation.own && annotation.state === "draft"),
    "publish-all": count((annotation) => annotation.state === "in-review"),
  };
  for (const [id, number] of Object.entries(waiting)) {
    const button = byId(id);
    if (!button) continue;
    button.hidden = number === 0;
    button.querySelector(".num").textContent = number;
  }
  return waiting;
}
store.addEventListener("change", countWaiting);
countWaiting();

async function moveAll(id, step, names) {
  if (editor.isDirty && !(await editor.save())) return;
  const count = countWaiting()[id];
  const sure = await ask({ title: say(names.title), text: say(names.why, { count }), yes: say(names.yes) });
  if (!sure) return;
  try {
    const done = await step();
    await editor.reload();
    status.saved();
    announce(say(names.done, { count: done.count }));
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    status.failed(refusal.message);
  }
}
byId("submit-all")?.addEventListener("click", () =>
  moveAll("submit-all", api.submitAll, { title: "submitAll", why: "submitAllWhy", yes: "submitDo", done: "submittedAll" }),
);
byId("publish-all")?.addEventListener("click", () =>
  moveAll("publish-all", api.publishAll, { title: "publishAll", why: "publishAllWhy", yes: "publishDo", done: "publishedAll" }),
);

// An address with the id of an annotation opens it, also when it changes while the page is open.
async function openAddressed() {
  const uid = location.hash.slice(1);
  if (!store.get(uid) || editor.current?.uid === uid) return;
  await editor.open(uid);
  if (Number.isFinite(store.get(uid).start)) sheet.scrollTo(store.get(uid).start);
}
addEventListener("hashchange", openAddressed);
openAddressed();
byId("bench").dataset.ready = "yes";
