/** Which paragraphs are in sight; the list and the grid beside the text follow. */

export class Following {
  /** The indexes of the paragraphs in sight. */
  inSight = new Set();

  constructor({ sheet, list, grid }) {
    const watcher = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const index = Number(target.dataset.paragraph);
        if (isIntersecting) this.inSight.add(index);
        else this.inSight.delete(index);
      }
      grid.follow(this.inSight);
      if (this.inSight.size) list.follow(this.inSight);
    });
    [...sheet.root.children].forEach((paragraph) => watcher.observe(paragraph));
  }
}
