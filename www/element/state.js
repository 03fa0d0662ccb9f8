/** What a reader is looking at, and its form in an address. */

import { HIDDEN_AT_FIRST, LABELS } from "./labels.js";

/** @typedef {"search" | "concordance" | "timeline" | "entities" | "notes"} View */
/** @typedef {"relevance" | "newest" | "oldest"} Sort */
/** @typedef {"3L" | "2L" | "1L" | "N" | "1R" | "2R" | "3R"} Position of a word, from the node */
/** @typedef {"documents" | "hits" | "perMillion"} Figure */

/**
 * @typedef {object} State
 * @property {string} query
 * @property {readonly string[]} filters terms of the query language that the articles have to satisfy too
 * @property {View} view
 * @property {Sort} sort of the articles
 * @property {string} label only entities with this label are listed; "" for names, "ALL" for all
 * @property {string} document the article shown; "" for none
 * @property {string} entity the entity whose mentions are shown if no article is; "" for none
 * @property {number} mention the mention of the article that is pointed out; -1 for none
 * @property {number} hit the hit of the article that is pointed out; -1 for none
 * @property {readonly string[]} hidden the labels not highlighted, in the order of LABELS
 * @property {string} passage the words of the article that are pointed out, as the core writes them; "" for none
 * @property {string} node what stands in the middle of a concordance: "" for hits, a label, or the id of an entity
 * @property {readonly Position[]} order the words that its lines are sorted by; none: as in the corpus
 * @property {number} window how many words stand on each side of the node
 * @property {number} sample at most so many lines, drawn at random; 0 for all
 * @property {number} seed that they are drawn with
 * @property {"" | "day" | "month" | "year"} by how long the periods of the timeline are; "" as fits
 * @property {Figure} figure what the timeline shows
 * @property {string} tag only notes with this tag are listed; "" for all
 * @property {string} words only notes with words that begin so are listed; "" for all
 * @property {boolean} folds whether copies of a story count as one
 * @property {number} alike how alike copies are at least, in percent
 */

/** How alike copies can be asked to be, in percent; the core knows of none that are less alike. */
export const ALIKE = Object.freeze({ least: 20, most: 100, step: 5 });

/** @type {readonly View[]} */
export const VIEWS = ["search", "concordance", "timeline", "entities", "notes"];

/** @type {readonly Sort[]} */
export const SORTS = ["relevance", "newest", "oldest"];

/** @type {readonly Position[]} */
export const POSITIONS = ["3L", "2L", "1L", "N", "1R", "2R", "3R"];

/** How many positions lines are sorted by at most. */
export const SORTED_BY = 3;

export const WIDEST = 50;

export const PERIODS = /** @type {const} */ (["", "year", "month", "day"]);

/** @type {readonly Figure[]} */
export const FIGURES = ["documents", "hits", "perMillion"];

/** @type {Readonly<State>} */
export const START = Object.freeze({
  query: "",
  filters: [],
  view: "search",
  sort: "relevance",
  label: "",
  document: "",
  entity: "",
  mention: -1,
  hit: -1,
  passage: "",
  node: "",
  order: [],
  window: 10,
  sample: 0,
  seed: 0,
  by: "",
  figure: "documents",
  tag: "",
  words: "",
  hidden: HIDDEN_AT_FIRST,
  folds: false,
  alike: 30,
});

/** The start, but for what a reader has chosen for good. @param {State} state @returns {State} */
export const startWith = ({ hidden, folds, alike }) => ({ ...START, hidden, folds, alike });

const TEXTS = /** @type {const} */ (["view", "query", "sort", "label", "document", "entity", "passage", "node", "by", "figure", "tag", "words"]);
const NUMBERS = /** @type {const} */ (["mention", "hit", "window", "sample", "seed"]);

/** Nothing of an article is pointed out. */
export const NO_PLACE = Object.freeze({ mention: -1, hit: -1, passage: "" });

/**
 * The part of an address after `#`; empty at the start.
 * @param {State} state
 */
export function toHash(state) {
  const parameters = new URLSearchParams();
  for (const name of TEXTS) {
    if (state[name] !== START[name]) parameters.set(name, state[name]);
  }
  for (const filter of state.filters) parameters.append("filter", filter);
  for (const name of NUMBERS) {
    if (state[name] !== START[name]) parameters.set(name, String(state[name]));
  }
  if (state.order.length > 0) parameters.set("order", state.order.join());
  const hidden = state.hidden.join();
  if (hidden !== START.hidden.join()) parameters.set("hide", hidden);
  if (state.folds) parameters.set("copies", "as-one");
  if (state.alike !== START.alike) parameters.set("alike", String(state.alike));
  return parameters.toString();
}

/**
 * @param {string} hash with or without its `#`
 * @returns {State}
 */
export function fromHash(hash) {
  const parameters = new URLSearchParams(hash.replace(/^#/, ""));
  const text = (/** @type {string} */ name) => parameters.get(name) ?? "";
  const number = (/** @type {string} */ name, otherwise = -1) => {
    const value = Number.parseInt(text(name), 10);
    return value >= 0 && value < 2 ** 31 ? value : otherwise;
  };
  /**
   * @template {string} T
   * @param {string} name @param {readonly T[]} known @param {T} otherwise
   */
  const oneOf = (name, known, otherwise) => known.find((value) => value === text(name)) ?? otherwise;
  const alike = number("alike");
  const hide = parameters.get("hide")?.split(",");
  return {
    query: text("query"),
    filters: parameters.getAll("filter").filter((filter) => filter.trim()),
    view: oneOf("view", VIEWS, START.view),
    sort: oneOf("sort", SORTS, START.sort),
    label: oneOf("label", [...LABELS, "ALL"], ""),
    document: text("document"),
    entity: text("entity"),
    mention: number("mention"),
    hit: number("hit"),
    passage: text("passage"),
    node: text("node"),
    order: text("order").split(",").flatMap((name) => POSITIONS.find((position) => position === name) ?? []).slice(0, SORTED_BY),
    window: Math.min(number("window", START.window), WIDEST),
    sample: number("sample", 0),
    seed: number("seed", 0),
    by: oneOf("by", PERIODS, START.by),
    figure: oneOf("figure", FIGURES, START.figure),
    tag: text("tag"),
    words: text("words"),
    hidden: hide ? LABELS.filter((label) => hide.includes(label)) : START.hidden,
    folds: text("copies") === "as-one",
    alike: alike >= 0 ? Math.min(Math.max(alike, ALIKE.least), ALIKE.most) : START.alike,
  };
}
