/** What the server refused, each message beside its field. */

import { byId } from "./page.js";

export class FormErrors {
  constructor(root) {
    this.root = root;
    root.addEventListener("input", (event) => this.#forgive(event.target));
  }

  /** Put every message beside its field; those without one below all. Focuses the first. */
  show(errors, message) {
    this.clear();
    const left = [];
    for (const [name, messages] of Object.entries(errors)) {
      const place = this.#place(name);
      if (!place) {
        left.push(...messages);
        continue;
      }
      place.textContent = messages.join(" ");
      for (let more = place.closest("details"); more; more = more.parentElement.closest("details")) more.open = true;
      const field = place.closest(".field")?.querySelector("input:not([type=checkbox]), select, textarea");
      if (field) {
        place.id ||= `error-${name.replace(".", "-")}`;
        field.setAttribute("aria-invalid", "true");
        field.setAttribute("aria-describedby", place.id);
      }
    }
    if (left.length || !Object.keys(errors).length) byId("form-error").textContent = left.join(" ") || message;
    this.root.querySelector("[aria-invalid]")?.focus();
  }

  clear() {
    this.root.querySelectorAll(".error").forEach((place) => (place.textContent = ""));
    this.root.querySelectorAll("[aria-invalid]").forEach((field) => {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    });
  }

  // A field that is being mended is no longer accused.
  #forgive(field) {
    if (!field.hasAttribute("aria-invalid")) return;
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
    const place = field.closest(".field")?.querySelector(".error");
    if (place) place.textContent = "";
  }

  #place(name) {
    const base = name.split(".").slice(0, 2).join(".");
    const places = [...this.root.querySelectorAll(`[data-error="${base}"], [data-error="${base.split(".")[0]}"]`)];
    return places.find((place) => !place.closest("[hidden]")) ?? null;
  }
}
