/**
 * What is decided on suggestions: taken or turned down, sent one after the other, while the card is
 * at the next already. What the server refuses comes back.
 */

import { api, Refusal } from "./api.js";
import { announce, page, say } from "./page.js";

export class Decisions {
  #queue = Promise.resolve();

  constructor(bench) {
    Object.assign(this, bench);
  }

  /** Tag a suggested mention as one of its candidates; returns what is being done, in words. */
  accept(one, { actor, how }) {
    const what = say("acceptedOne", { words: one.exact, actor: actor.name });
    const { kind, spans } = one;
    const values = { kind, revision: page.revision, spans, mention: { actor: actor.uid, how }, about: [], topics: [], note: "" };
    this.#decide(one, async () => {
      const saved = await api.create(values);
      this.store.put(saved);
      return this.#stepOf(one, what, saved.uid);
    });
    return what;
  }

  /** Turn a suggestion down; returns what is being done, in words. */
  reject(one) {
    const { kind, start, end, exact } = one;
    const asked = { kind, revision: page.revision, start, end, exact, actors: one.candidates.map(({ actor }) => actor.uid) };
    const what = say("rejectedOne", { words: exact });
    this.#decide(one, async () => {
      await api.reject(asked);
      return {
        what,
        undo: async () => {
          await api.takeBack(asked);
          this.suggestions.back(one);
        },
        redo: async () => {
          await api.reject(asked);
          this.suggestions.end(one, true);
        },
      };
    });
    return what;
  }

  // An accepted mention is deleted again, and comes back as the annotation that it was.
  #stepOf(one, what, uid) {
    return {
      what,
      undo: async () => {
        const now = this.store.get(uid);
        if (now) await api.remove(uid, now.version);
        if (this.editor.current?.uid === uid) await this.editor.close();
        this.store.remove(uid);
        this.suggestions.back(one);
      },
      redo: async () => {
        this.store.put(await api.restore(uid));
        this.suggestions.end(one, true);
      },
    };
  }

  #decide(one, act) {
    const { suggestions, status, history } = this;
    suggestions.begin(one);
    this.#queue = this.#queue.then(async () => {
      status.saving();
      try {
        history.did(await act());
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
}
