/** Links are made and taken away, each told to the history with the way back and the way again. */

import { api, Refusal } from "./api.js";
import { say } from "./page.js";

export class LinkSteps extends EventTarget {
  constructor({ history, editor }) {
    super();
    Object.assign(this, { history, editor });
    const can = (name, run) =>
      history.can(name, async (way) => {
        await run(way);
        this.#changed();
      });
    can("relate", ({ uid, relation }) => api.relate(uid, relation));
    can("unrelate", async ({ uid, relation }) => api.unrelate(await this.#find(uid, relation), say("undone")));
    can("join", ({ uid, membership }) => api.join(uid, membership));
    can("leave", ({ uid, membership }) => api.leave(uid, membership.proposition, say("undone")));
    can("group", async ({ uid, others }) => editor.adopt(await api.group(uid, others, say("undone"))));
    can("takeOut", async ({ uids, again = [] }) => {
      for (const uid of uids) editor.adopt(await api.takeOut(uid, say("undone")));
      if (again.length) editor.adopt(await api.group(again[0], again.slice(1), say("undone")));
    });
  }

  async relate(uid, relation) {
    await api.relate(uid, relation);
    this.#did("stepRelated", { do: "unrelate", uid, relation }, { do: "relate", uid, relation });
  }

  /** Take away a relation, as `links` shows it of one of its ends. */
  async unrelate(uid, row, reason) {
    await api.unrelate(row.uid, reason);
    const relation = { kind: row.kind, reason: row.reason, [row.forward ? "to" : "from"]: row.other.uid };
    this.#did("stepUnrelated", { do: "relate", uid, relation }, { do: "unrelate", uid, relation });
  }

  async join(uid, membership) {
    await api.join(uid, membership);
    this.#did("stepJoined", { do: "leave", uid, membership }, { do: "join", uid, membership });
  }

  async leave(uid, row, reason) {
    await api.leave(uid, row.proposition.uid, reason);
    const membership = { proposition: row.proposition.uid, position: row.position, note: row.note };
    this.#did("stepLeft", { do: "join", uid, membership }, { do: "leave", uid, membership });
  }

  /** Put two together; `mine` and `theirs` are those that were with the one and the other before. */
  async group(uid, other, mine, theirs, reason) {
    const rows = await api.group(uid, [other], reason);
    // The last one left of a sentence is let go with it; of two sentences each is as it was.
    const undo = theirs.length ? { uids: [other, ...theirs], again: [other, ...theirs] } : { uids: [mine.length ? other : uid] };
    const back = theirs.length && !mine.length ? { uids: [uid] } : undo;
    this.#did("stepGrouped", { do: "takeOut", ...back }, { do: "group", uid, others: [other] });
    return rows;
  }

  async takeOut(uid, others, reason) {
    const rows = await api.takeOut(uid, reason);
    this.#did("stepTakenOut", { do: "group", uid, others }, { do: "takeOut", uids: [uid] });
    return rows;
  }

  #did(says, undo, redo) {
    this.history.did({ what: say(says), undo, redo });
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }

  // Made again, a relation has another uid: it is known by its ends and its kind.
  async #find(uid, relation) {
    const { relations } = await api.links(uid);
    const found = relations.find(
      ({ kind, forward, other }) => kind === relation.kind && other.uid === (forward ? relation.to : relation.from),
    );
    if (!found) throw new Refusal(say("linkGone"), 404);
    return found.uid;
  }
}
