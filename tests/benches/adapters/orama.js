/**
 * Orama takes every word as a prefix, unless told to be exact, and then compares cases with
 * the stored documents: so a `term` is a prefix here too. Its index holds the documents.
 */

import { fromBytes, toBytes } from "./json.js";
import { load, peer } from "./paths.js";

const LIBRARY = peer("@orama/orama/dist/browser/index.js");
const SCHEMA = { schema: { title: "string", text: "string" }, sort: { enabled: false } };
/** How many documents it takes before it gives the page a turn. */
const BATCH = 1000;

/** @type {any} */
let orama;

/** @type {import("../types").Adapter} */
export default {
  files: [LIBRARY],

  async init() {
    orama = await load(LIBRARY);
  },

  async build(documents) {
    const database = orama.create(SCHEMA);
    const records = documents.map(({ title, text }, number) => ({ id: String(number), title, text }));
    await orama.insertMultiple(database, records, BATCH);
    return database;
  },

  search(database, { kind, words, edits }, limit) {
    const best = (/** @type {object} */ options) => {
      const { hits } = orama.search(database, { term: words.join(" "), limit, ...options });
      return hits.map((/** @type {{ id: string }} */ { id }) => Number(id));
    };
    switch (kind) {
      case "term":
      case "nohit":
      case "and":
      case "prefix":
        return best({ threshold: 0 });
      case "or":
        return best({ threshold: 1 });
      case "fuzzy":
        return best({ threshold: 0, tolerance: edits });
      case "text":
        return best({});
      default:
        return null;
    }
  },

  serialize: (database) => toBytes(orama.save(database)),

  load(bytes) {
    const database = orama.create(SCHEMA);
    orama.load(database, fromBytes(bytes));
    return database;
  },
};
