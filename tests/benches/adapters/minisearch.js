import { fromBytes, toBytes } from "./json.js";
import { load, peer } from "./paths.js";

const LIBRARY = peer("minisearch/dist/es/index.js");
const OPTIONS = { fields: ["title", "text"], idField: "number" };

/** @type {any} */
let MiniSearch;

/** @type {import("../types").Adapter} */
export default {
  files: [LIBRARY],

  async init() {
    MiniSearch = (await load(LIBRARY)).default;
  },

  build(documents) {
    const index = new MiniSearch(OPTIONS);
    documents.forEach(({ title, text }, number) => index.add({ number, title, text }));
    return index;
  },

  search(index, { kind, words, edits }, k) {
    const best = (/** @type {object} */ options) =>
      index.search(words.join(" "), options).slice(0, k).map((/** @type {{ id: number }} */ { id }) => id);
    switch (kind) {
      case "term":
      case "nohit":
      case "or":
      case "text":
        return best({});
      case "and":
        return best({ combineWith: "AND" });
      case "prefix":
        return best({ prefix: true });
      case "fuzzy":
        return best({ fuzzy: edits });
      default:
        return null;
    }
  },

  serialize: toBytes,
  load: (bytes) => MiniSearch.loadJS(fromBytes(bytes), OPTIONS),
};
