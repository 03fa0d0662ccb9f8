/** One index over title and text, as it comes: whole words, no prefixes. */

import { packTexts, unpackTexts } from "./json.js";
import { load, peer } from "./paths.js";

const LIBRARY = peer("flexsearch/dist/flexsearch.bundle.module.min.js");

/** @type {any} */
let Index;

/** @type {import("../types").Adapter} */
export default {
  files: [LIBRARY],

  async init() {
    ({ Index } = await load(LIBRARY));
  },

  build(documents) {
    const index = new Index();
    documents.forEach(({ title, text }, number) => index.add(number, `${title}\n${text}`));
    return index;
  },

  search(index, { kind, words }, k) {
    switch (kind) {
      case "term":
      case "nohit":
      case "and":
      case "text":
        return index.search(words.join(" "), k);
      case "or":
        return index.search(words.join(" "), { limit: k, suggest: true });
      default:
        return null;
    }
  },

  async serialize(index) {
    /** @type {string[]} */
    const parts = [];
    await index.export((/** @type {string} */ key, /** @type {string | undefined} */ data) => {
      if (data !== undefined) parts.push(key, data);
    });
    return packTexts(parts);
  },

  async load(bytes) {
    const index = new Index();
    const parts = unpackTexts(bytes);
    for (let i = 0; i < parts.length; i += 2) await index.import(parts[i], parts[i + 1]);
    return index;
  },
};
