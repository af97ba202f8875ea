/** A walk through annotations in the order of the text: where one is, what was done with each. Pure. */

export class Walk {
  /** What was done with each, by uid: "published", "returned", "submitted", "skipped". */
  done = new Map();
  at = 0;

  constructor(uids) {
    this.uids = [...uids];
  }

  get uid() {
    return this.uids[this.at] ?? null;
  }

  /** Those that were seen and not decided. */
  get skipped() {
    return this.uids.filter((uid) => this.done.get(uid) === "skipped");
  }

  /** How many were decided in this way. */
  count(way) {
    return [...this.done.values()].filter((one) => one === way).length;
  }

  /** Note what was done with one; null takes it back. */
  mark(uid, way) {
    if (way) this.done.set(uid, way);
    else this.done.delete(uid);
  }

  /** Go to the next that nothing was done with; false where there is none. */
  next() {
    const after = [...this.uids.keys()].slice(this.at + 1);
    const before = [...this.uids.keys()].slice(0, this.at + 1);
    const next = [...after, ...before].find((index) => !this.done.has(this.uids[index]));
    if (next === undefined) return false;
    this.at = next;
    return true;
  }

  /** Go back by one; false at the first. */
  back() {
    if (this.at === 0) return false;
    this.at -= 1;
    return true;
  }

  /** Go to one that is in the walk; false where it is not. */
  go(uid) {
    const index = this.uids.indexOf(uid);
    if (index < 0) return false;
    this.at = index;
    return true;
  }

  /** Those that came meanwhile come last; those that are gone go. */
  keepTo(uids) {
    const here = this.uid;
    const known = new Set(this.uids);
    const kept = this.uids.filter((uid) => uids.has(uid) || this.done.has(uid) || uid === here);
    const come = [...uids].filter((uid) => !known.has(uid));
    this.uids = [...kept, ...come];
    this.at = Math.max(0, this.uids.indexOf(here));
  }

  /** Take those that were skipped up again; false where there are none. */
  again() {
    const { skipped } = this;
    skipped.forEach((uid) => this.done.delete(uid));
    return skipped.length > 0 && this.go(skipped[0]);
  }
}
