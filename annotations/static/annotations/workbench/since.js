/** What of an annotation changed since it was last sent back or published, for those who review. */

import { addressOf } from "./requests.js";
import { send } from "./transport.js";

const BASES = ["returned", "published"];
const asked = new Map(); // by uid and version: a version never changes

/**
 * Resolves to `{made, since, changes}`: its first version; the version that it is compared with,
 * null where there is none; and `[{field, label, before, after}]`. Raises a Refusal.
 */
export function changedSince({ uid, version }) {
  const key = `${uid} ${version}`;
  if (!asked.has(key)) {
    asked.set(key, compare(uid, version));
    asked.get(key).catch(() => asked.delete(key));
  }
  return asked.get(key);
}

async function compare(uid, version) {
  const { results } = await send("GET", `${addressOf(uid)}versions/`);
  const made = results.at(-1) ?? null;
  const since = baseOf(results.filter(({ number }) => number <= version));
  if (!since || since.number === version) return { made, since, changes: [] };
  const { changes } = await send("GET", `${addressOf(uid)}versions/?from=${since.number}&to=${version}`);
  return { made, since, changes };
}

// The newest that was sent back or published; a step that was taken back does not count.
function baseOf(versions) {
  for (let index = 0; index < versions.length; index += 1) {
    if (versions[index].action === "retracted") index += 1;
    else if (BASES.includes(versions[index].action)) return versions[index];
  }
  return null;
}
