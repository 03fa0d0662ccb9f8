/** What a corpus answers for what a reader is looking at: the parts of the screen, each asked for when it changes. */

import { NAMES } from "./labels.js";

/** @typedef {import("../library/corpus-viewer.d.ts").SearchPage} SearchPage */
/** @typedef {import("../library/corpus-viewer.d.ts").Article} Article */
/** @typedef {import("../library/corpus-viewer.d.ts").EntityList} EntityList */
/** @typedef {import("../library/corpus-viewer.d.ts").MentionList} MentionList */
/** @typedef {import("../library/error.js").CorpusError} CorpusError */
/** @typedef {import("./state.js").State} State */
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
  /** What is still to be answered, oldest first. @type {{ state: State, limit: number }[]} */
  #waiting = [];
  /** @type {Promise<void> | undefined} */
  #working;

  /**
   * @param {import("../library/corpus.js").Corpus} corpus
   * @param {(part: Part) => void} onAnswer
   */
  constructor(corpus, onAnswer) {
    this.#corpus = corpus;
    this.#onAnswer = onAnswer;
  }

  /**
   * Asks for whatever the state needs and is not there yet. While one question is
   * out, only the newest that comes in meanwhile is asked next.
   * @param {State} state
   * @param {number} limit the most rows of a list
   */
  ask(state, limit) {
    this.#waiting.push({ state, limit });
    this.#working ??= this.#work().finally(() => (this.#working = undefined));
    return this.#working;
  }

  /** Asks for everything again, since the corpus has changed. */
  forget() {
    this.#asked.clear();
  }

  async #work() {
    let failure;
    while (this.#waiting.length > 0) {
      const waiting = this.#waiting.splice(0);
      failure = undefined;
      try {
        const newest = waiting[waiting.length - 1];
        await this.#findNewest(waiting);
        await this.#fill(newest);
      } catch (error) {
        failure = error;
      }
    }
    if (failure) throw failure;
  }

  /**
   * Searches for the newest query; if that has a mistake, for the newest before it
   * that has none, and at last for the one that is shown.
   * @param {{ state: State, limit: number }[]} waiting
   */
  async #findNewest(waiting) {
    this.mistake = undefined;
    for (const { state, limit } of waiting.toReversed()) {
      try {
        return await this.#find(state.query, limit);
      } catch (error) {
        const mistake = /** @type {CorpusError} */ (error);
        if (mistake.at === undefined) throw mistake;
        this.mistake ??= mistake;
      }
    }
    await this.#find(this.query, waiting[waiting.length - 1].limit);
  }

  /** @param {string} query @param {number} limit */
  async #find(query, limit) {
    await this.#part("page", [query, limit], () => this.#corpus.search(query, { limit }), () => (this.query = query));
  }

  /** @param {{ state: State, limit: number }} asked */
  async #fill({ state: { view, label, document, entity }, limit }) {
    const corpus = this.#corpus;
    const { query } = this;
    if (view === "entities") {
      const labels = label === "ALL" ? [] : label ? [label] : NAMES;
      await this.#part("entities", [query, label, limit], () => corpus.entities({ query, labels, limit }));
    }
    if (document) {
      await this.#part("article", [document, query], () => corpus.read(document, { query }));
    } else if (entity) {
      await this.#part("mentions", [entity, limit], () => corpus.mentions(entity, { limit: 4 * limit }));
    }
  }

  /**
   * Asks for one part unless what is there answers just that.
   * @param {Part} part
   * @param {any[]} asked
   * @param {() => Promise<any>} ask
   * @param {() => void} [then]
   */
  async #part(part, asked, ask, then) {
    const key = JSON.stringify(asked);
    if (this.#asked.get(part) === key) return;
    this[part] = await ask();
    this.#asked.set(part, key);
    then?.();
    this.#onAnswer(part);
  }
}
