/** What a listener is told while somebody moves on quickly: the last of it, once they pause. */

import { announce } from "./page.js";

const PAUSE = 150; // milliseconds; shorter than between two words that one listens to
let timer = 0;

export function announceSoon(message) {
  clearTimeout(timer);
  timer = setTimeout(() => announce(message), PAUSE);
}
