/** The list beside the text: it follows what is in sight, and comes out as a drawer where narrow. */

import { byId } from "./page.js";

export class Following {
  /** The indexes of the paragraphs in sight. */
  inSight = new Set();

  constructor({ sheet, list }) {
    const watcher = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const index = Number(target.dataset.paragraph);
        if (isIntersecting) this.inSight.add(index);
        else this.inSight.delete(index);
      }
      if (this.inSight.size) list.follow(this.inSight);
    });
    [...sheet.root.children].forEach((paragraph) => watcher.observe(paragraph));
    byId("list-toggle").addEventListener("click", () => {
      const shown = byId("list-pane").classList.toggle("shown");
      byId("list-toggle").setAttribute("aria-expanded", String(shown));
      if (shown) byId("list-find").focus();
    });
    document.querySelector(".switches").addEventListener("click", (event) => {
      const button = event.target.closest("[data-show]");
      if (!button) return;
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      const pressed = document.querySelectorAll('.switches [aria-pressed="true"]');
      sheet.show([...pressed].map((other) => other.dataset.show));
    });
  }
}
