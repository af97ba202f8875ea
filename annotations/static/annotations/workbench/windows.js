/** Windows of one person on one device: what one saves the others draw at once. */

import { outbox } from "./outbox.js";
import { page } from "./page.js";

export class Windows {
  constructor({ store }) {
    const channel = new BroadcastChannel(`workbench:${page.account}:${page.source}`);
    outbox.addEventListener("sent", ({ detail }) => channel.postMessage(structuredClone(detail)));
    channel.addEventListener("message", ({ data: { annotation, gone } }) => {
      if (gone) store.remove(gone);
      else if (!isOlder(annotation, store.get(annotation.uid))) store.put(annotation);
    });
  }
}

function isOlder(annotation, known) {
  return Boolean(known) && (known.version > annotation.version || known.waiting === true);
}
