/** What is kept on the device, one person's apart from another's. */

import { page } from "./page.js";

/** Rows as JSON under a name; those of other windows of this browser are seen as well. */
export class Kept {
  constructor(name) {
    this.prefix = `workbench:${page.account}:${name}:`;
  }

  /** All of them, the oldest key first. */
  all() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(this.prefix)).sort().map(read).filter(Boolean);
    } catch {
      return []; // storage is refused
    }
  }

  get(key) {
    try {
      return read(this.prefix + key);
    } catch {
      return null;
    }
  }

  /** Keep a row; false where the device has no room or refuses. */
  put(key, row) {
    try {
      localStorage.setItem(this.prefix + key, JSON.stringify(row));
      return true;
    } catch {
      return false;
    }
  }

  remove(key) {
    try {
      localStorage.removeItem(this.prefix + key);
    } catch {
      // nothing was kept
    }
  }

  /** Hear of what another window of this browser keeps or removes: the row, or null. */
  onElsewhere(run) {
    addEventListener("storage", ({ key, newValue }) => {
      if (key?.startsWith(this.prefix)) run(newValue ? JSON.parse(newValue) : null, key.slice(this.prefix.length));
    });
  }
}

function read(key) {
  const kept = localStorage.getItem(key);
  return kept && JSON.parse(kept);
}

/** Run alone in this browser; null where another window is at it, or `wait` for it. */
export function alone(name, run, { wait = false } = {}) {
  if (!navigator.locks) return run(); // the page is not served securely
  return navigator.locks.request(`workbench:${page.account}:${name}`, { ifAvailable: !wait }, (lock) => (lock ? run() : null));
}
