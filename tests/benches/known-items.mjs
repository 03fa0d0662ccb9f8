/**
 * Queries with one right answer: some words of an article's first sentence, as of somebody who
 * remembers what it says but not what it is called.
 */

import { Random } from "./random.mjs";
import { STOP_WORDS } from "./stop-words.mjs";
import { tokens } from "./text.mjs";

const QUERIES = 500;
const FEWEST = 3;
const MOST = 6;

/**
 * @param {import("./types").Document[]} documents
 * @param {string} seed
 * @returns {{ query: import("./types").Query, document: number }[]}
 */
export function knownItems(documents, seed) {
  const random = new Random(seed);
  const items = [];
  for (const document of random.sample([...documents.keys()], documents.length)) {
    const words = tellingWords(documents[document]);
    if (words.length < MOST) continue;
    const size = FEWEST + random.below(MOST - FEWEST + 1);
    items.push({ document, query: { kind: /** @type {const} */ ("text"), words: random.sample(words, size) } });
    if (items.length === QUERIES) break;
  }
  return items;
}

/**
 * The words of the first sentence that say something, and are not in the title.
 *
 * @param {import("./types").Document} document
 */
function tellingWords({ title, text }) {
  const [sentence] = text.split(/[.!?](?=\s)|\n/, 1);
  const named = new Set(tokens(title));
  const telling = (/** @type {string} */ word) => /^\p{L}{3,}$/u.test(word) && !STOP_WORDS.has(word);
  return [...new Set(tokens(sentence))].filter((word) => telling(word) && !named.has(word));
}
