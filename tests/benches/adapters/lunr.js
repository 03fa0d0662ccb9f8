import { fromBytes, toBytes } from "./json.js";
import { peer } from "./paths.js";

const LIBRARY = peer("lunr/lunr.min.js");

/** @type {any} */
let lunr;

/** @type {import("../types").Adapter} */
export default {
  files: [LIBRARY],

  async init() {
    // It is no module: it puts itself into the window.
    const script = document.createElement("script");
    script.src = `/${LIBRARY}`;
    document.head.append(script);
    await new Promise((resolve, reject) => Object.assign(script, { onload: resolve, onerror: reject }));
    lunr = /** @type {any} */ (globalThis).lunr;
  },

  build(documents) {
    return lunr((/** @type {any} */ builder) => {
      builder.ref("number");
      builder.field("title");
      builder.field("text");
      documents.forEach(({ title, text }, number) => builder.add({ number, title, text }));
    });
  },

  search(index, { kind, words, edits }, k) {
    const { presence, wildcard } = lunr.Query;
    const best = (/** @type {object} */ options) => {
      // It keeps the options it is given, with the word in them.
      const found = index.query((/** @type {any} */ query) => {
        for (const word of words) query.term(word, { ...options });
      });
      return found.slice(0, k).map((/** @type {{ ref: string }} */ { ref }) => Number(ref));
    };
    switch (kind) {
      case "term":
      case "nohit":
      case "or":
      case "text":
        return best({ usePipeline: true });
      case "and":
        return best({ usePipeline: true, presence: presence.REQUIRED });
      case "prefix":
        return best({ usePipeline: false, wildcard: wildcard.TRAILING });
      case "fuzzy":
        return best({ usePipeline: true, editDistance: edits });
      default:
        return null;
    }
  },

  serialize: toBytes,
  load: (bytes) => lunr.Index.load(fromBytes(bytes)),
};
