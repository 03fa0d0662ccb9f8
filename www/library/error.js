/** Why something failed, to be told within a sentence. @param {any} error */
export const reason = ({ message }) => message.replace(/\.$/, "");

/** The one kind of error that the library throws. */
export class CorpusError extends Error {
  /** @param {any} cause what the core threw: a kind, a message, for a query the place; or some other error */
  constructor({ kind, message, before, at, after }) {
    super(message);
    this.name = "CorpusError";
    this.kind = kind ?? "engine";
    this.before = before;
    this.at = at;
    this.after = after;
  }
}
