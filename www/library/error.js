/** What is thrown, and what a reader is told of it. */

import { said, worded } from "./said.js";

/** Why something failed, to be told within a sentence. @param {any} error @returns {import("./said.js").Said} */
export const reason = (error) => error.said ?? said(error.message.replace(/\.$/, ""));

/** The one kind of error that the library throws. */
export class CorpusError extends Error {
  /** @param {any} cause what the core threw: a kind, what is said of it, for a query the place; or some other error */
  constructor({ kind, message, said: given = said(message ?? ""), before, at, after }) {
    super(worded(given));
    this.name = "CorpusError";
    this.kind = kind ?? "engine";
    this.said = given;
    this.before = before;
    this.at = at;
    this.after = after;
  }
}
