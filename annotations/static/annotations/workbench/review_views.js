/** What the review shows: a card, the form, or what was done; and how far one is. */

import { byId, say } from "./page.js";

/** Show "card", "form" or "done"; null where nothing is walked through. */
export function view(shown, mode) {
  const { dataset } = byId("bench");
  if (shown) dataset.walk = shown;
  else delete dataset.walk;
  byId("review-panel").hidden = shown !== "card" && shown !== "done";
  byId("review-card").hidden = byId("review-actions").hidden = shown !== "card";
  byId("review-done").hidden = shown !== "done";
  byId("review-bar").hidden = shown !== "form";
  byId("mend-submit").hidden = mode !== "mend";
}

export const viewed = () => byId("bench").dataset.walk;

/** "4 of 12", and the bar. */
export function progress({ uids, at, done }, mode) {
  byId("review-title").textContent = say(`${mode}Title`);
  const place = viewed() === "done" ? say("reviewOfAll", { count: uids.length }) : say("reviewAt", { at: at + 1, count: uids.length });
  byId("review-at").textContent = uids.length ? place : "";
  byId("review-progress").max = uids.length || 1;
  byId("review-progress").value = done.size;
}

/** What was done, and what is left, once all were seen. */
export function ended(walk, mode) {
  const counts = Object.fromEntries(["published", "returned", "submitted"].map((way) => [way, walk.count(way)]));
  const skipped = walk.skipped.length;
  view("done", mode);
  progress(walk, mode);
  byId("review-done-text").textContent = say(walk.uids.length ? `${mode}Done` : `${mode}Nothing`, { ...counts, skipped });
  byId("review-again").hidden = !skipped;
  byId("review-rest").hidden = !skipped || mode !== "review";
  byId("review-rest-count").textContent = skipped;
  byId("review-done-error").textContent = "";
  byId("review-title").focus({ preventScroll: true });
}

/** Which decisions the one at hand can still have. */
export function choices(annotation, mode, undecided) {
  byId("review-approve").hidden = !undecided;
  byId("review-approve-word").textContent = say(mode === "review" ? "approveNext" : "mendedNext");
  byId("review-return").hidden = !undecided || mode !== "review";
  byId("review-skip-word").textContent = say(undecided ? "skipOne" : "nextOne");
  byId("review-decided").textContent = undecided ? "" : say("alreadyDecided", { state: say(annotation.state) });
}
