/** A handle dragged: the words are lit as it goes, and taken where it is let go; Esc takes it back. */

const NEAR = 48; // pixels from the edge of the frame within which the text scrolls
const PACE = 10; // pixels a frame

export class Dragging {
  /** What is dragged: `{handle, edge, part, role, place}`, or null. */
  now = null;

  #frame = 0;

  constructor(handles) {
    this.handles = handles;
    const { layer } = handles;
    layer.addEventListener("pointerdown", (event) => this.#start(event));
    layer.addEventListener("pointermove", (event) => this.#move(event));
    layer.addEventListener("pointerup", () => this.#stop(true));
    layer.addEventListener("pointercancel", () => this.#stop(false));
    layer.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.now) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.#stop(false);
    });
  }

  #start(event) {
    const handle = event.target.closest(".handle");
    if (!handle || event.button !== 0) return;
    event.preventDefault();
    handle.focus({ preventScroll: true });
    handle.setPointerCapture(event.pointerId);
    const { role } = this.handles.bounds;
    const { edge, part } = handle.dataset;
    const place = { ...this.handles.bounds.parts(role)[part] };
    const { left, top, height } = handle.getBoundingClientRect();
    // from the finger to the line that the handle stands at
    const [dx, dy] = [left - event.clientX, top + height / 2 - event.clientY];
    this.now = { handle, edge, part: Number(part), role, place, dx, dy, x: left, y: top + height / 2 };
    this.handles.layer.classList.add("dragging");
  }

  #move(event) {
    if (!this.now) return;
    this.now.x = event.clientX + this.now.dx;
    this.now.y = event.clientY + this.now.dy;
    this.#frame ||= requestAnimationFrame(() => this.#follow());
  }

  #follow() {
    this.#frame = 0;
    if (!this.now) return;
    const { sheet } = this.handles;
    const scrolled = this.#scroll(sheet.scroller);
    const { left, right } = sheet.root.getBoundingClientRect();
    const offset = sheet.offsetUnder(Math.min(Math.max(this.now.x, left + 1), right - 1), this.now.y);
    if (offset !== null) this.#to(offset);
    if (scrolled) this.#frame = requestAnimationFrame(() => this.#follow());
  }

  // The part with its edge at an offset, made whole by what is selected by; never turned around.
  #to(offset) {
    const { now, handles } = this;
    const { boundaries, by } = handles;
    const fixed = now.edge === "start" ? now.place.end : now.place.start;
    if (now.edge === "start" ? offset >= fixed : offset <= fixed) return;
    const [start, end] = now.edge === "start" ? [offset, fixed] : [fixed, offset];
    const whole = boundaries.snap(start, end, by.unit);
    if (!whole) return;
    now.place = { ...now.place, [now.edge]: whole[now.edge] };
    handles.put(now.handle, now.edge, now.place);
    const parts = handles.bounds.parts(now.role).with(now.part, now.place);
    handles.sheet.highlight(now.role === "body" ? "pending" : now.role, parts);
  }

  #scroll(scroller) {
    const { top, bottom } = scroller.getBoundingClientRect();
    const way = this.now.y < top + NEAR ? -1 : this.now.y > bottom - NEAR ? 1 : 0;
    const before = scroller.scrollTop;
    if (way) scroller.scrollTop += way * PACE;
    return scroller.scrollTop !== before;
  }

  #stop(taken) {
    if (!this.now) return;
    if (this.#frame) {
      cancelAnimationFrame(this.#frame);
      if (taken) this.#follow(); // where it was let go
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
    }
    const { role, part, place } = this.now;
    const before = this.handles.bounds.parts(role);
    this.now = null;
    this.handles.layer.classList.remove("dragging");
    if (taken) this.handles.bounds.set(role, part, place);
    else this.handles.form.setParts(role, before);
    this.handles.draw();
  }
}
