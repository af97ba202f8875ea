/**
 * A suggestion is taken or turned down on the server, one after the other, each a step of undo.
 *
 * It goes from the page at once, and the card is at the next one while it is sent; what the server
 * refuses comes back.
 */

import { api, Refusal } from "./api.js";
import { announce, page, say } from "./page.js";

export class Decisions {
  #queue = Promise.resolve();

  constructor({ suggestions, store, status, history }) {
    Object.assign(this, { suggestions, store, status, history });
    history.waitFor(() => this.#queue);
    history.can("reject", (way) => this.#reject(way));
    history.can("take back", (way) => this.#takeBack(way));
  }

  /** Tag the words of a mention as one of its candidates; returns what is being done, in words. */
  accept(one, { actor, how }) {
    const what = say("acceptedOne", { words: one.exact, actor: actor.name });
    const mention = { actor: actor.uid, how, locative: false, part: "" };
    const values = { kind: one.kind, revision: page.revision, spans: one.spans, mention, about: [], topics: [], note: "" };
    this.#do(one, async () => {
      const saved = await api.create(values);
      this.store.put(saved);
      const uids = [saved.uid];
      this.history.did({ what, undo: { do: "delete", uids }, redo: { do: "restore", uids } });
    });
    return what;
  }

  /** Turn it down, of all its candidates; returns what is being done, in words. */
  reject(one) {
    const { kind, start, end, exact } = one;
    const what = say("rejectedOne", { words: exact });
    const actors = one.candidates.map(({ actor }) => actor.uid);
    const suggestion = { kind, revision: page.revision, start, end, exact, actors };
    this.#do(one, async () => {
      await api.reject(suggestion);
      const way = { suggestion, row: one };
      this.history.did({ what, undo: { do: "take back", ...way }, redo: { do: "reject", ...way } });
    });
    return what;
  }

  #do(one, act) {
    const { suggestions, status } = this;
    suggestions.begin(one);
    this.#queue = this.#queue.then(async () => {
      status.saving();
      try {
        await act();
        suggestions.end(one, true);
        status.saved();
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
        suggestions.end(one, Boolean(refusal.existing)); // somebody tagged it meanwhile
        status.failed(refusal.message);
        announce(say("failed", { why: refusal.message }));
      }
    });
  }

  async #reject({ suggestion, row }) {
    await api.reject(suggestion);
    this.suggestions.end(row, true);
  }

  async #takeBack({ suggestion, row }) {
    await api.takeBack(suggestion);
    this.suggestions.back(row);
  }
}
