/** Why something is sent back: asked for, with the reasons that were given before. */

import { answer } from "./dialogs.js";
import { byId, page, say } from "./page.js";

/** Ask for a reason; null where nothing is sent back after all. */
export async function askReason(what) {
  const dialog = byId("returning");
  const field = byId("returning-reason");
  byId("returning-title").textContent = say("returnTitle", { what });
  byId("returning-error").textContent = "";
  field.value = "";
  field.removeAttribute("aria-invalid");
  byId("returning-used").replaceChildren(...page.reasons.map(offered));
  byId("returning-used-title").hidden = !page.reasons.length;
  const onSubmit = (event) => {
    if (event.submitter?.value !== "yes" || field.value.trim()) return;
    event.preventDefault();
    byId("returning-error").textContent = say("returnMissing");
    field.setAttribute("aria-invalid", "true");
    field.focus();
  };
  dialog.addEventListener("submit", onSubmit);
  dialog.addEventListener("keydown", onKey);
  const value = await answer(dialog);
  dialog.removeEventListener("submit", onSubmit);
  dialog.removeEventListener("keydown", onKey);
  if (value !== "yes") return null;
  const reason = field.value.trim();
  page.reasons = [reason, ...page.reasons.filter((one) => one !== reason)].slice(0, 8);
  return reason;
}

function offered(reason, index) {
  const item = document.createElement("li");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn" });
  const key = Object.assign(document.createElement("kbd"), { textContent: `Alt ${index + 1}` });
  const words = Object.assign(document.createElement("span"), { textContent: reason, dir: "auto" });
  button.append(words, " ", key);
  button.addEventListener("click", () => take(reason));
  item.append(button);
  return item;
}

function take(reason) {
  byId("returning-reason").value = reason;
  byId("returning-reason").focus();
}

// Alt and a digit take a reason that was given before; Ctrl or ⌘ and Enter send back.
function onKey(event) {
  const digit = /^Digit([1-8])$/u.exec(event.code)?.[1];
  if (event.altKey && digit && page.reasons[digit - 1]) take(page.reasons[digit - 1]);
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("returning-yes").click();
  else return;
  event.preventDefault();
}
