/** What a corpus answers for what a reader is looking at: the parts of the screen, each asked for when it changes. */

import { VALUES, joined } from "./narrow.js";
import { Pages } from "./pages.js";
import { screenOf } from "./screens.js";

/** @typedef {import("../library/corpus-viewer.d.ts").SearchPage} SearchPage */
/** @typedef {import("../library/corpus-viewer.d.ts").SearchHit} SearchHit */
/** @typedef {import("../library/corpus-viewer.d.ts").Article} Article */
/** @typedef {import("../library/corpus-viewer.d.ts").EntityList} EntityList */
/** @typedef {import("../library/corpus-viewer.d.ts").EntityRow} EntityRow */
/** @typedef {import("../library/corpus-viewer.d.ts").MentionList} MentionList */
/** @import * as Types from "../library/corpus-viewer.d.ts" */
/** @typedef {import("../library/error.js").CorpusError} CorpusError */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("../library/corpus-viewer.d.ts").SimilarList} SimilarList */

/** How many marks the beginning of an article has at least, if there are more. */
const BEGINNING = 100;

/**
 * What is asked for.
 * @typedef {object} Wanted
 * @property {State} state
 * @property {number} mentions the most mentions of an entity
 * @property {boolean} narrows whether what the articles have in common is to be seen
 * @property {boolean} tellsCopies whether copies are told of that are not folded
 * @property {ReadonlySet<string>} unfolded the articles of the list whose copies are to be seen
 */

export class Answers {
  /** @type {Pages<SearchPage, SearchHit> | undefined} */
  articles;
  /** Counts of what the articles found have in common. @type {SearchPage | undefined} */
  facets;
  /** @type {Article | undefined} */
  article;
  /** @type {Pages<EntityList, EntityRow> | undefined} */
  entities;
  /** @type {MentionList | undefined} */
  mentions;
  /** @type {Pages<Types.KwicPage, Types.KwicLine> | undefined} */
  lines;
  /** @type {Types.Timeline | undefined} */
  timeline;
  /** @type {Pages<Types.NoteList, Types.NoteRow> | undefined} */
  notes;
  /** The notes on the article. @type {Types.NoteList | undefined} */
  noted;
  /** Articles about the same things. @type {Types.LikeList | undefined} */
  like;
  /** Who and what the entity is named with. @type {Types.Network | undefined} */
  network;
  /** When the entity is named. @type {Types.Timeline | undefined} */
  mentioned;
  /** What readers have decided about names. @type {Types.CurationList | undefined} */
  curation;
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
  /** What else the articles have to satisfy in what the parts answer. */
  filter = "";
  /** Whether copies count as one in what the parts answer. */
  folds = false;
  /** What is wrong with the query that was typed since. @type {CorpusError | undefined} */
  mistake;

  #corpus;
  #onAnswer;
  /** What each part was last asked with. @type {Map<string, string>} */
  #asked = new Map();
  /** What is still to be answered, oldest first. @type {Wanted[]} */
  #waiting = [];
  /** @type {Promise<void> | undefined} */
  #working;

  /**
   * @param {import("../library/corpus.js").Corpus} corpus
   * @param {(part: string) => void} onAnswer
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
    // What is still to be answered is of the corpus as it was.
    this.#asked = new Map();
    this.knowsCopies = false;
  }

  /** The long list of a screen. @param {State} state @returns {Pages<any, any> | undefined} */
  list(state) {
    const { list } = screenOf(state);
    return list ? /** @type {any} */ (this)[list] : undefined;
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
  async #find(query, { state }) {
    const options = { filter: joined(state.filters), sort: state.sort, similar: folding(state) };
    await this.#part("articles", { ask: ["search", query, options], rows: "hits" }, () => {
      this.query = query;
      this.filter = options.filter;
      this.folds = state.folds;
      this.knowsCopies ||= state.folds;
      this.copies = this.folded = undefined;
      this.#asked.delete("copies");
      this.#asked.delete("folded");
    });
  }

  /** @param {Wanted} wanted */
  async #fill({ state, mentions, narrows }) {
    const { query, filter } = this;
    const { document, entity } = state;
    const similar = folding(state);
    for (const [part, call] of Object.entries(screenOf(state).parts({ query, filter, similar, state }))) {
      if (call) await this.#part(part, call);
    }
    if (document) {
      await this.#read(state);
      await this.#part("noted", { ask: ["notes", { document }] });
      // Of a site, that would load articles that nobody has asked for.
      if (!this.#corpus.loadsMore) await this.#part("like", { ask: ["like", document] });
    } else if (entity) {
      await this.#part("mentioned", { ask: ["timeline", "", { entity }] });
      await this.#part("network", { ask: ["network", { entity, limit: 24 }] });
      // The longest at the end, so that nothing above it comes later and moves it.
      await this.#part("mentions", { ask: ["mentions", entity, { limit: mentions }] });
    }
    if (narrows) await this.#part("facets", { ask: ["search", query, { filter, similar, limit: 0, facets: VALUES }] });
  }

  /** Of a long article the beginning comes first, unless a place further on is to be seen. @param {State} state */
  async #read({ document, hit, mention, passage }) {
    const { query } = this;
    const ask = /** @type {[string, string, object]} */ (["read", document, { query, passage }]);
    if (this.article?.id !== document && hit < 0 && mention < 0 && !passage) {
      await this.#keep("article", ask, () => this.#corpus.read(document, { query, marks: BEGINNING }));
      if (!this.article?.isWhole) this.#asked.delete("article");
    }
    await this.#part("article", { ask });
  }

  /** Tells of copies what the screen lacks, unless that would keep a reader waiting who has not asked. @param {Wanted} wanted */
  async #fillCopies({ state, tellsCopies, unfolded }) {
    if (!state.folds && !tellsCopies) return;
    const corpus = this.#corpus;
    const { query, filter } = this;
    const { document, alike } = state;
    const threshold = alike / 100;
    const know = () => (this.knowsCopies = true);
    if (!state.folds) await this.#part("copies", { ask: ["search", query, { filter, limit: 0, similar: threshold }] }, know);
    const open = [...unfolded];
    const lists = async () =>
      new Map(await Promise.all(open.map(async (id) => /** @type {const} */ ([id, await corpus.similar(id, { query, threshold })]))));
    await this.#keep("folded", [query, alike, open], lists);
    const list = async () => ({ id: document, list: await corpus.similar(document, { threshold }) });
    if (document) await this.#keep("similar", [document, alike], list);
  }

  /**
   * Asks for one part unless what is there answers just that.
   * @param {string} part
   * @param {import("./screens.js").Call} call
   * @param {() => void} [then]
   */
  #part(part, { ask, rows, count = "total" }, then) {
    const [method, ...parameters] = ask;
    const call = (/** @type {any[]} */ parameters) => /** @type {any} */ (this.#corpus)[method](...parameters);
    const listed = () =>
      Pages.open(
        (page) => call([...parameters.slice(0, -1), { ...parameters.at(-1), ...page }]),
        (answer) => answer[/** @type {string} */ (rows)],
        (answer) => answer[count],
      );
    return this.#keep(part, ask, rows ? listed : () => call(parameters), then);
  }

  /**
   * @param {string} part
   * @param {any[]} asked
   * @param {() => Promise<any>} ask
   * @param {() => void} [then]
   */
  async #keep(part, asked, ask, then) {
    const key = JSON.stringify(asked);
    const known = this.#asked;
    if (known.get(part) === key) return;
    // Results of what has been typed meanwhile come before all else of what was typed before.
    if (part !== "articles" && this.#waiting.length > 0) return;
    /** @type {any} */ (this)[part] = await ask();
    known.set(part, key);
    then?.();
    this.#onAnswer(part);
  }
}

/** How alike articles have to be to count as one; nothing if each counts. @param {State} state */
const folding = ({ folds, alike }) => (folds ? alike / 100 : undefined);
