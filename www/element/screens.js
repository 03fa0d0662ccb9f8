/** The screens: views of one query. To add one is to write its file, a line here, and what it is called in `messages/`. */

import { concordance } from "./concordance.js";
import { names } from "./names.js";
import { notes } from "./notes.js";
import { results } from "./results.js";
import { timeline } from "./timeline.js";

/**
 * What a screen asks the corpus: a method and its arguments. If it gives a long list, `rows` is the field that holds
 * the rows, and `count` the one that tells how many there are (by default `total`); the last argument gets `offset` and `limit`.
 * @typedef {{ ask: [method: string, ...args: any[]], rows?: string, count?: string }} Call
 */

/**
 * @typedef {object} ScreenOf
 * @property {string} [list] the part that is its long list
 * @property {boolean} [isWide] it takes the whole width as long as nothing is read
 * @property {(asked: Asked) => Partial<Record<string, Call>>} parts what it is drawn from, by the names of answers.js
 * @property {(screen: import("./frame.js").Screen) => unknown} tools what stands above it in a row
 * @property {(screen: import("./frame.js").Screen) => unknown} draw
 */

/**
 * What all screens answer to.
 * @typedef {object} Asked
 * @property {string} query without a mistake
 * @property {string} filter
 * @property {number} [similar] how alike articles have to be to count as one
 * @property {import("./state.js").State} state
 */

/** @type {ReadonlyMap<import("./state.js").View, ScreenOf>} */
export const SCREENS = new Map([
  ["search", results],
  ["concordance", concordance],
  ["timeline", timeline],
  ["entities", names],
  ["notes", notes],
]);

/** @param {import("./state.js").State} state */
export const screenOf = ({ view }) => /** @type {ScreenOf} */ (SCREENS.get(view) ?? results);
