/** What a reader is looking at, and its form in an address. */

import { HIDDEN_AT_FIRST, LABELS } from "./labels.js";

/**
 * @typedef {object} State
 * @property {string} query
 * @property {"search" | "entities"} view which list is shown
 * @property {string} label only entities with this label are listed; "" for names, "ALL" for all
 * @property {string} document the article shown; "" for none
 * @property {string} entity the entity whose mentions are shown if no article is; "" for none
 * @property {number} mention the mention of the article that is pointed out; -1 for none
 * @property {number} hit the hit of the article that is pointed out; -1 for none
 * @property {string[]} hidden the labels not highlighted, in the order of LABELS
 */

/** @type {Readonly<State>} */
export const START = Object.freeze({
  query: "",
  view: "search",
  label: "",
  document: "",
  entity: "",
  mention: -1,
  hit: -1,
  hidden: HIDDEN_AT_FIRST,
});

/**
 * The part of an address after `#`; empty at the start.
 * @param {State} state
 */
export function toHash(state) {
  const parameters = new URLSearchParams();
  if (state.view !== START.view) parameters.set("view", state.view);
  for (const name of /** @type {const} */ (["query", "label", "document", "entity"])) {
    if (state[name]) parameters.set(name, state[name]);
  }
  for (const name of /** @type {const} */ (["mention", "hit"])) {
    if (state[name] >= 0) parameters.set(name, String(state[name]));
  }
  const hidden = state.hidden.join();
  if (hidden !== START.hidden.join()) parameters.set("hide", hidden);
  return parameters.toString();
}

/**
 * @param {string} hash with or without its `#`
 * @returns {State}
 */
export function fromHash(hash) {
  const parameters = new URLSearchParams(hash.replace(/^#/, ""));
  const text = (/** @type {string} */ name) => parameters.get(name) ?? "";
  const number = (/** @type {string} */ name) => {
    const value = Number.parseInt(text(name), 10);
    return value >= 0 ? value : -1;
  };
  const hide = parameters.get("hide")?.split(",");
  return {
    query: text("query"),
    view: text("view") === "entities" ? "entities" : "search",
    label: LABELS.has(text("label")) || text("label") === "ALL" ? text("label") : "",
    document: text("document"),
    entity: text("entity"),
    mention: number("mention"),
    hit: number("hit"),
    hidden: hide ? [...LABELS.keys()].filter((label) => hide.includes(label)) : START.hidden,
  };
}
