/**
 * How long the page takes for what is waited for most, as measures of the browser itself:
 * `workbench:ready`, `workbench:popover`, `workbench:save`, each until the browser has painted it.
 *
 * Read them in the browser's own tools, or let `manage.py benchmark --workbench` do so.
 */

/** Tell that something is done; once that is painted, it is a measure from `start` on. */
function painted(name, start) {
  requestAnimationFrame(() => setTimeout(() => performance.measure(`workbench:${name}`, { start, end: performance.now() })));
}

export class Timing {
  #released = 0; // when the pointer last went up
  #asked = 0; // when saving was last asked for

  constructor({ selection, popover, editor }) {
    document.addEventListener("pointerup", (event) => (this.#released = event.timeStamp), true);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#asked = event.timeStamp;
    }, true);
    document.addEventListener("submit", (event) => (this.#asked = event.timeStamp), true);
    selection.addEventListener("change", () => {
      if (popover.isOpen && this.#released) painted("popover", this.#released);
      this.#released = 0;
    });
    editor.addEventListener("saved", () => {
      if (this.#asked) painted("save", this.#asked);
      this.#asked = 0;
    });
  }

  /** The page can be used: measured from when its address was asked for. */
  ready() {
    performance.mark("workbench:ready");
    painted("ready", 0);
  }
}
