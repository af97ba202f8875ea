/** A remark with its answers, and the sign of a discussion in the list: drawn, nothing else. */

import { escapeHtml, page, say } from "./page.js";

/** A moment as people write it; the day only where it is not today's. */
export function marked(moment) {
  const at = new Date(moment);
  const today = at.toDateString() === new Date().toDateString();
  const time = { hour: "2-digit", minute: "2-digit" };
  return at.toLocaleString([], today ? time : { dateStyle: "medium", timeStyle: "short" });
}

/** What stands in the list beside an annotation that is discussed, as HTML. */
export function signOf({ count, open, unseen }) {
  if (!count) return "";
  const says = say(open ? "remarkSignOpen" : "remarkSign", { count, open });
  const label = unseen ? `${says}, ${say("remarkUnseen")}` : says;
  const look = `${open ? " open" : ""}${unseen ? " unseen" : ""}`;
  const face = `<span aria-hidden="true">${open ? "?" : "❞"}</span><b class="vh">${escapeHtml(label)}</b>`;
  return `<span class="talk${look}" title="${escapeHtml(label)}">${face}</span>`;
}

/** A remark and the answers to it. */
export function thread(head, answers) {
  const item = element("li", { className: "thread" });
  item.classList.toggle("open", head.asks && !head.settled_at);
  item.append(remark(head));
  if (answers.length) {
    const list = element("ul", {});
    list.append(...answers.map((row) => wrapped(remark(row))));
    item.append(list);
  }
  return item;
}

function wrapped(inner) {
  const item = document.createElement("li");
  item.append(inner);
  return item;
}

function remark(row) {
  const root = element("article", { className: "remark" });
  root.dataset.remark = row.uid;
  const head = element("p", { className: "remark-head" });
  const time = element("time", { textContent: marked(row.made_at), dateTime: row.made_at });
  head.append(element("b", { textContent: row.made_by ?? say("remarkGone") }), " ", time);
  if (row.asks) {
    const settled = row.settled_at && say("settledQuestion", { name: row.settled_by ?? say("remarkGone"), time: marked(row.settled_at) });
    head.append(" ", element("span", { className: settled ? "settled" : "asked", textContent: settled || say("openQuestion") }));
  }
  const text = element("p", { className: "remark-text", textContent: row.text, dir: "auto" });
  const actions = element("p", { className: "remark-actions" });
  const { settle, reopen, take_back: takeBack } = row.may;
  if (page.maySay) actions.append(button("reply", say("reply"), say("replyTo", { name: row.made_by ?? "" })));
  if (settle) actions.append(button("settle", say("settle")));
  if (reopen) actions.append(button("reopen", say("reopen")));
  if (takeBack) actions.append(button("take-back", say("takeBack")));
  root.append(head, text, actions);
  return root;
}

function button(way, says, label = says) {
  const made = element("button", { type: "button", className: "link", textContent: says });
  made.dataset.remarkDo = way;
  made.setAttribute("aria-label", label);
  return made;
}

function element(name, values) {
  return Object.assign(document.createElement(name), values);
}
