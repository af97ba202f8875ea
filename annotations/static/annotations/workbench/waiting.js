/** Passages that wait on this device to be sent, marked in the text while they do. */

export class Waiting {
  #drawn = false;

  constructor({ store, sheet }) {
    const draw = () => {
      const waiting = store.all().filter((annotation) => annotation.waiting);
      if (!waiting.length && !this.#drawn) return;
      sheet.highlight("waiting", waiting.flatMap(({ places }) => places.body ?? []));
      this.#drawn = waiting.length > 0;
    };
    store.addEventListener("change", draw);
    draw();
  }
}
