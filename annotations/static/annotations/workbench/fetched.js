/** The annotations as the page begins with them: the server makes them while the scripts come. */

import { byId, page } from "./page.js";

const PAUSES = [1, 4]; // seconds before they are asked for again

export const annotations = await fetched(page.urls.annotations);

async function fetched(address) {
  for (const pause of [0, ...PAUSES]) {
    if (pause) await new Promise((done) => setTimeout(done, pause * 1000));
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) return (await answer.json()).results;
  }
  byId("not-loaded").hidden = false;
  throw new Error(`${address} does not answer`);
}
