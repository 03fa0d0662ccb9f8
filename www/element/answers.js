/** What a corpus answers for what a reader is looking at: the parts of the screen, each asked for when it changes. */

import { NAMES } from "./labels.js";

/** @typedef {import("../library/corpus-viewer.d.ts").SearchPage} SearchPage */
/** @typedef {import("../library/corpus-viewer.d.ts").Article} Article */
/** @typedef {import("../library/corpus-viewer.d.ts").EntityList} EntityList */
/** @typedef {import("../library/corpus-viewer.d.ts").MentionList} MentionList */
/** @typedef {import("../library/error.js").CorpusError} CorpusError */
/** @typedef {"page" | "article" | "entities" | "mentions"} Part */

export class Answers {
  /** @type {SearchPage | undefined} */
  page;
  /** @type {Article | undefined} */
  article;
  /** @type {EntityList | undefined} */
  entities;
  /** @type {MentionList | undefined} */
  mentions;
  /** The last query without a mistake: what the parts answer. */
  query = "";
  /** What is wrong with the query that was typed since. @type {CorpusError | undefined} */
  mistake;

  #corpus;
  #onAnswer;
  /** What each part was last asked with. @type {Map<Part, string>} */
  #asked = new Map();
  /** Which question each part answers. @type {Map<Part, number>} */
  #answered = new Map();
  #questions = 0;

  /**
   * @param {import("../library/corpus.js").Corpus} corpus
   * @param {(part: Part) => void} onAnswer
   */
  constructor(corpus, onAnswer) {
    this.#corpus = corpus;
    this.#onAnswer = onAnswer;
  }

  /**
   * Asks for whatever the state needs and is not there yet.
   * @param {import("./state.js").State} state
   * @param {number} limit the most rows of a list
   */
  async ask({ view, label, document, entity, query }, limit) {
    const corpus = this.#corpus;
    try {
      await this.#part("page", [query, limit], () => corpus.search(query, { limit }), () => (this.query = query));
      this.mistake = undefined;
    } catch (error) {
      const mistake = /** @type {CorpusError} */ (error);
      if (mistake.at === undefined) throw mistake;
      this.mistake = mistake;
      this.page ??= await corpus.search("", { limit });
    }
    const found = this.query;
    if (view === "entities") {
      const labels = label === "ALL" ? [] : label ? [label] : NAMES;
      await this.#part("entities", [found, label, limit], () => corpus.entities({ query: found, labels, limit }));
    }
    if (document) {
      await this.#part("article", [document, found], () => corpus.read(document, { query: found }));
    } else if (entity) {
      await this.#part("mentions", [entity, limit], () => corpus.mentions(entity, { limit: 4 * limit }));
    }
  }

  /**
   * Asks for one part unless it was last asked for just so. Answers are taken as they
   * come, so that the last good one stands when the next question has a mistake; one
   * that is overtaken by a later one is dropped.
   * @param {Part} part
   * @param {any[]} asked
   * @param {() => Promise<any>} ask
   * @param {() => void} [then]
   */
  async #part(part, asked, ask, then) {
    const key = JSON.stringify(asked);
    if (this.#asked.get(part) === key) return;
    this.#asked.set(part, key);
    const question = (this.#questions += 1);
    try {
      const answer = await ask();
      if (question < (this.#answered.get(part) ?? 0)) return;
      this.#answered.set(part, question);
      this[part] = answer;
      then?.();
      this.#onAnswer(part);
    } catch (error) {
      if (this.#asked.get(part) !== key) return;
      this.#asked.delete(part);
      throw error;
    }
  }
}
