/** What a corpus answers for what a reader is looking at: the parts of the screen, each asked for when it changes. */

import { NAMES } from "./labels.js";

/** @typedef {import("../library/corpus-viewer.d.ts").SearchPage} SearchPage */
/** @typedef {import("../library/corpus-viewer.d.ts").Article} Article */
/** @typedef {import("../library/corpus-viewer.d.ts").EntityList} EntityList */
/** @typedef {import("../library/corpus-viewer.d.ts").MentionList} MentionList */
/** @typedef {import("../library/error.js").CorpusError} CorpusError */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("../library/corpus-viewer.d.ts").SimilarList} SimilarList */
/** @typedef {"page" | "copies" | "folded" | "article" | "similar" | "entities" | "mentions"} Part */

/**
 * What is asked for.
 * @typedef {object} Wanted
 * @property {State} state
 * @property {number} limit the most rows of a list
 * @property {boolean} tellsCopies whether copies are told of that are not folded
 * @property {ReadonlySet<string>} unfolded the articles of the list whose copies are to be seen
 */

export class Answers {
  /** @type {SearchPage | undefined} */
  page;
  /** @type {Article | undefined} */
  article;
  /** @type {EntityList | undefined} */
  entities;
  /** @type {MentionList | undefined} */
  mentions;
  /** How many of the articles found are copies, where these are not folded. @type {SearchPage | undefined} */
  copies;
  /** The copies that rows of the list stand for, by the ids of these. @type {Map<string, SimilarList> | undefined} */
  folded;
  /** The copies of the article. @type {{ id: string, list: SimilarList } | undefined} */
  similar;
  /** The corpus has been gone through for copies, which takes time once. */
  knowsCopies = false;
  /** The last query without a mistake: what the parts answer. */
  query = "";
  /** Whether copies count as one in what the parts answer. */
  folds = false;
  /** What is wrong with the query that was typed since. @type {CorpusError | undefined} */
  mistake;

  #corpus;
  #onAnswer;
  /** What each part was last asked with. @type {Map<Part, string>} */
  #asked = new Map();
  /** What is still to be answered, oldest first. @type {Wanted[]} */
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
   * @param {Wanted} wanted
   */
  ask(wanted) {
    this.#waiting.push(wanted);
    this.#working ??= this.#work().finally(() => (this.#working = undefined));
    return this.#working;
  }

  /** Asks for everything again, since the corpus has changed. */
  forget() {
    this.#asked.clear();
    this.knowsCopies = false;
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
        await this.#fillCopies(newest);
      } catch (error) {
        failure = error;
      }
    }
    if (failure) throw failure;
  }

  /**
   * Searches for the newest query; if that has a mistake, for the newest before it
   * that has none, and at last for the one that is shown.
   * @param {Wanted[]} waiting
   */
  async #findNewest(waiting) {
    this.mistake = undefined;
    for (const wanted of waiting.toReversed()) {
      try {
        return await this.#find(wanted.state.query, wanted);
      } catch (error) {
        const mistake = /** @type {CorpusError} */ (error);
        if (mistake.at === undefined) throw mistake;
        this.mistake ??= mistake;
      }
    }
    await this.#find(this.query, waiting[waiting.length - 1]);
  }

  /** @param {string} query @param {Wanted} wanted */
  async #find(query, { state, limit }) {
    const similar = folding(state);
    await this.#part("page", [query, limit, similar], () => this.#corpus.search(query, { limit, similar }), () => {
      this.query = query;
      this.folds = state.folds;
      this.knowsCopies ||= state.folds;
      this.copies = this.folded = undefined;
      this.#asked.delete("copies");
      this.#asked.delete("folded");
    });
  }

  /** @param {Wanted} wanted */
  async #fill({ state, limit }) {
    const corpus = this.#corpus;
    const { query } = this;
    const { view, label, document, entity } = state;
    const similar = folding(state);
    if (view === "entities") {
      const labels = label === "ALL" ? [] : label ? [label] : NAMES;
      await this.#part("entities", [query, label, limit, similar], () => corpus.entities({ query, labels, limit, similar }));
    }
    if (document) {
      await this.#part("article", [document, query], () => corpus.read(document, { query }));
    } else if (entity) {
      await this.#part("mentions", [entity, limit], () => corpus.mentions(entity, { limit: 4 * limit }));
    }
  }

  /** Tells of copies what the screen lacks, unless that would keep a reader waiting who has not asked. @param {Wanted} wanted */
  async #fillCopies({ state, tellsCopies, unfolded }) {
    if (!state.folds && !tellsCopies) return;
    const corpus = this.#corpus;
    const { query } = this;
    const { document, alike } = state;
    const threshold = alike / 100;
    const know = () => (this.knowsCopies = true);
    if (!state.folds) await this.#part("copies", [query, alike], () => corpus.search(query, { limit: 0, similar: threshold }), know);
    const open = this.page?.hits.filter(({ id, similar }) => similar > 0 && unfolded.has(id)).map(({ id }) => id) ?? [];
    const lists = async () => new Map(await Promise.all(open.map(async (id) => /** @type {const} */ ([id, await corpus.similar(id, { query, threshold })]))));
    await this.#part("folded", [query, alike, open], lists);
    const list = async () => ({ id: document, list: await corpus.similar(document, { threshold }) });
    if (document) await this.#part("similar", [document, alike], list);
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

/** How alike articles have to be to count as one; nothing if each counts. @param {State} state */
const folding = ({ folds, alike }) => (folds ? alike / 100 : undefined);
