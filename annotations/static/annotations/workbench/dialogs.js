/** Questions that need an answer before anything happens. */

import { byId } from "./page.js";

/** Open a dialog and wait for the value of the button that closed it; "" for Esc. */
export function answer(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    const onClose = () => {
      if (dialog.open) return; // the close of the question before, told late
      dialog.removeEventListener("close", onClose);
      resolve(dialog.returnValue);
    };
    dialog.addEventListener("close", onClose);
  });
}

/** Ask; the answer is null, or `{reason}` where a reason was asked for. */
export async function ask({ title, text, yes, reason = false, danger = false }) {
  const dialog = byId("ask");
  byId("ask-title").textContent = title;
  byId("ask-text").textContent = text;
  byId("ask-yes").textContent = yes;
  byId("ask-yes").classList.toggle("danger", danger);
  byId("ask-reason-field").hidden = !reason;
  byId("ask-reason").value = "";
  byId("ask-error").textContent = "";
  const onSubmit = (event) => {
    if (!reason || event.submitter?.value !== "yes" || byId("ask-reason").value.trim()) return;
    event.preventDefault();
    byId("ask-error").textContent = byId("ask-error").dataset.missing;
    byId("ask-reason").setAttribute("aria-invalid", "true");
    byId("ask-reason").focus();
  };
  byId("ask-reason").removeAttribute("aria-invalid");
  dialog.addEventListener("submit", onSubmit);
  const value = await answer(dialog);
  dialog.removeEventListener("submit", onSubmit);
  return value === "yes" ? { reason: byId("ask-reason").value.trim() } : null;
}
