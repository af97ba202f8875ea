/** The one way to the server: JSON there and back, with the session and its CSRF token. */

import { page, say } from "./page.js";

/** What the server refused, or that it could not be reached. */
export class Refusal extends Error {
  constructor(message, status, body = {}) {
    super(message);
    this.status = status;
    this.errors = body.errors ?? {};
    this.current = body.current ?? null;
    this.existing = body.existing ?? null;
  }
}

async function send(method, url, body) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  let response;
  try {
    response = await fetch(url, {
      method,
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
    });
  } catch {
    throw new Refusal(say("offline"), 0);
  }
  if (response.status === 204) return null;
  const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
  const answer = isJson ? await response.json() : {};
  if (response.ok) return answer;
  const why = answer.detail || say("serverError", { status: response.status });
  throw new Refusal(response.status === 403 && !isJson ? say("signIn") : why, response.status, answer);
}

const NO_UID = "00000000-0000-0000-0000-000000000000";
const withQuery = (url, values) => `${url}${url.includes("?") ? "&" : "?"}${new URLSearchParams(values)}`;
const addressOf = (uid) => page.urls.annotation.replace(NO_UID, uid);

export const api = {
  create: (annotation) => send("POST", page.urls.annotations, annotation),
  change: (uid, changes) => send("PATCH", addressOf(uid), changes),
  remove: (uid, version) => send("DELETE", `${addressOf(uid)}?version=${version}`),
  move: (uid, step, version, reason) => send("POST", `${addressOf(uid)}${step}/`, { version, reason }),
  list: async () => (await send("GET", page.urls.annotations)).results,
  submitAll: () => send("POST", page.urls.submit, {}),
  publishAll: () => send("POST", page.urls.publish, {}),
  find: (what, words) => send("GET", withQuery(page.urls.find[what], { q: words })),
  add: (what, row) => send("POST", page.urls[what], row),
  wording: (what, words, polarity) => send("GET", withQuery(page.urls[what], { words, polarity })),
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
  unrelate: (uid, reason) => send("DELETE", withQuery(page.urls.relation.replace(NO_UID, uid), { reason })),
  join: (uid, membership) => send("POST", `${addressOf(uid)}memberships/`, membership),
  leave: (uid, proposition, reason) =>
    send("DELETE", withQuery(`${addressOf(uid)}memberships/${proposition}/`, { reason })),
};
