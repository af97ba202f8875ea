/**
 * The one way to the server. What changes an annotation goes through the outbox: without a
 * connection it waits on the device, and what is returned has `waiting`.
 */

import { remember } from "./chips.js";
import { outbox } from "./outbox.js";
import { page } from "./page.js";
import { newUid } from "./presenting.js";
import { addressOf, NO_UID, relationOf } from "./requests.js";
import { send, sendLast } from "./transport.js";

export { Refusal } from "./transport.js";

const withQuery = (url, values) => `${url}${url.includes("?") ? "&" : "?"}${new URLSearchParams(values)}`;
const remembered = async (asked) => {
  const answer = await asked;
  remember(Array.isArray(answer) ? answer : [answer]);
  return answer;
};

export const api = {
  // one annotation
  create: ({ uid = newUid(), ...body }) =>
    outbox.write({ act: "create", uid, body, address: page.urls.annotations }),
  change: (uid, { version, ...body }) => outbox.write({ act: "change", uid, body, version }),
  remove: (uid, version) => outbox.write({ act: "remove", uid, version }),
  move: (uid, step, version, reason) => outbox.write({ act: "move", uid, step, version, reason }),
  /** Bring a deleted draft back; `shown` is how it was, for while the server is away. */
  restore: (uid, shown = null) => outbox.write({ act: "restore", uid, shown }),
  /** Take back one's own last step: what was submitted is a draft again, what was sent back in review. */
  retract: (uid, version) => outbox.write({ act: "retract", uid, version }),
  get: (uid) => send("GET", addressOf(uid)),
  versions: (uid) => send("GET", `${addressOf(uid)}versions/`),
  compare: (uid, from, to) => send("GET", withQuery(`${addressOf(uid)}versions/`, { from, to })),
  restoreVersion: (uid, number, version, reason) =>
    send("POST", `${addressOf(uid)}versions/${number}/restore/`, { version, reason }),

  // many at once: all or none
  list: async () => (await send("GET", page.urls.annotations)).results,
  createMany: (annotations) =>
    send("POST", `${page.urls.annotations}batch/`, {
      annotations: annotations.map((one) => ({ uid: newUid(), ...one })),
    }),
  removeMany: (rows) =>
    send("POST", `${page.urls.annotations}batch/delete/`, {
      annotations: rows.map(({ uid, version }) => ({ uid, version })),
    }),
  restoreMany: (uids) => send("POST", `${page.urls.annotations}batch/restore/`, { uids }),
  submitAll: () => send("POST", page.urls.submit, {}),
  publishAll: () => send("POST", page.urls.publish, {}),
  retractAll: (uids) => send("POST", `${page.urls.annotations}retract/`, { uids }),

  // working with others
  beat: (news) => send("POST", page.urls.presence, news),
  leavePage: (window) => sendLast(page.urls.leave, { window }),
  readSome: (paragraphs, read) =>
    send("POST", page.urls.coverage, { paragraphs, read, revision: page.revision }),
  endAssignment: (uid, step) => send("POST", page.urls.assignment[step].replace(NO_UID, uid), {}),

  // what is looked up, and made on the spot
  find: (what, words, more = {}) => remembered(send("GET", withQuery(page.urls.find[what], { q: words, ...more }))),
  add: (what, row) => remembered(send("POST", page.urls[what], row)),
  terms: ({ start, end }) => send("GET", withQuery(page.urls.terms, { start, end })),
  wording: (what, words, polarity) => send("GET", withQuery(page.urls[what], { words, polarity })),

  // links
  group: (uid, others, reason) => send("POST", `${addressOf(uid)}compound/`, { others, reason }),
  takeOut: (uid, reason) => send("DELETE", withQuery(`${addressOf(uid)}compound/`, { reason })),
  links: (uid) => send("GET", `${addressOf(uid)}links/`),
  suggestions: () => send("GET", page.urls.suggestions),
  reject: (suggestion) => send("POST", page.urls.rejectSuggestion, suggestion),
  takeBack: ({ actors, ...suggestion }) => {
    const actor = actors.map((uid) => ["actors", uid]);
    return send("DELETE", withQuery(page.urls.rejectSuggestion, [...Object.entries(suggestion), ...actor]));
  },
  others: (mention) => send("GET", withQuery(page.urls.otherMentions, mention)),
  relate: (uid, relation) => send("POST", `${addressOf(uid)}relations/`, relation),
  unrelate: (uid, reason) => send("DELETE", withQuery(relationOf(uid), { reason })),
  join: (uid, membership) => send("POST", `${addressOf(uid)}memberships/`, membership),
  leave: (uid, proposition, reason) =>
    send("DELETE", withQuery(`${addressOf(uid)}memberships/${proposition}/`, { reason })),
};
