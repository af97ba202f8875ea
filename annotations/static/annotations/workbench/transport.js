/** JSON to the server and back, with the session, its CSRF token, and for whom the page was made. */

import { page, say } from "./page.js";

const PATIENCE = 20_000; // milliseconds: a cable that was pulled tells nobody
const AWAY = [0, 429, 502, 503, 504];

/** What the server refused, or that it could not be reached. */
export class Refusal extends Error {
  constructor(message, status, body = {}) {
    super(message);
    this.status = status;
    this.errors = body.errors ?? {};
    this.current = body.current ?? null;
    this.existing = body.existing ?? null;
    /** Whether nobody, or somebody else, is signed in in this browser by now. */
    this.signedOut = status === 403 && "signed_in" in body;
    /** Whether the same may go well later: there was no answer, or none to the one who asked. */
    this.later = AWAY.includes(status) || this.signedOut;
  }
}

/** Ask; returns what the answer holds, or raises a Refusal. */
export async function send(method, url, body) {
  let response;
  try {
    response = await fetch(url, {
      method,
      headers: headers(),
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.status === 204) return null;
    const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
    const answer = isJson ? await response.json() : {};
    if (response.ok) return answer;
    throw refusal(response.status, answer);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(say("offline"), 0); // also where the line broke within the answer
  }
}

/** Tell something while the page is left; nobody waits for an answer. */
export function sendLast(url, body) {
  const asked = { method: "POST", headers: headers(), body: JSON.stringify(body), credentials: "same-origin", keepalive: true };
  fetch(url, asked).catch(() => {}); // who is not told finds out
}

const headers = () => ({
  "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token(), "X-Acting-As": page.account,
});

function refusal(status, answer) {
  if (AWAY.includes(status)) return new Refusal(say("offline"), status, answer);
  if (status === 403 && "signed_in" in answer) {
    const why = answer.signed_in ? say("otherSignedIn", { name: answer.signed_in }) : say("signIn");
    return new Refusal(why, status, answer);
  }
  return new Refusal(answer.detail || say("serverError", { status }), status, answer);
}

// Signing in anew makes a new token; the cookie has it, the page still the old one.
function token() {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith("csrftoken="));
  return cookie ? cookie.slice("csrftoken=".length) : document.querySelector("[name=csrfmiddlewaretoken]").value;
}
