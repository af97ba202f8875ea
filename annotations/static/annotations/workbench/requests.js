/** Each change of one annotation as a request, and as what it will have led to. */

import { page } from "./page.js";
import { movedOf, presentedOf, sentOf } from "./presenting.js";
import { send } from "./transport.js";

export const NO_UID = "00000000-0000-0000-0000-000000000000";

export const addressOf = (uid) => page.urls.annotation.replace(NO_UID, uid);
export const relationOf = (uid) => page.urls.relation.replace(NO_UID, uid);

const REQUESTS = {
  get: ({ uid }) => send("GET", addressOf(uid)),
  create: ({ uid, body, address = page.urls.annotations }) => send("POST", address, { ...body, uid }),
  change: ({ uid, body, version }) => send("PATCH", addressOf(uid), { ...body, version }),
  remove: ({ uid, version }) => send("DELETE", `${addressOf(uid)}?version=${version}`),
  move: ({ uid, step, version, reason }) => send("POST", `${addressOf(uid)}${step}/`, { version, reason }),
  restore: ({ uid }) => send("POST", `${addressOf(uid)}restore/`, {}),
  retract: ({ uid, version }) => send("POST", `${addressOf(uid)}retract/`, { version }),
};

/** Ask the server for it. */
export const perform = (change) => REQUESTS[change.act](change);

/** How the annotation will stand after it; null once it is gone. `base` is how it stands. */
export function present({ act, uid, body, step, shown }, base) {
  if (act === "remove") return null;
  if (act === "create") return presentedOf(body, uid);
  if (act === "change") return presentedOf(over(sentOf(base), body), uid, base);
  if (act === "restore") return shown;
  return movedOf(base, act === "retract" ? (base.state === "draft" ? "submit" : "return") : step);
}

// What a change leaves out stays, also of the detail while the kind is the same.
function over(before, body) {
  const kind = body.kind ?? before.kind;
  return { ...before, ...body, kind, [kind]: { ...before[kind], ...body[kind] } };
}
