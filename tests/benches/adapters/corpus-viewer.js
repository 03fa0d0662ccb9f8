/**
 * The viewer's own index and queries, without its cleaning, names and stored texts (see engine/). Words are
 * quoted: it would find their inflections too, which the others do not.
 */

import { built, load } from "./paths.js";

const GLUE = built("engine/corpus-viewer.js");
const WASM = built("engine/corpus-viewer_bg.wasm");

/** @type {any} */
let library;
/** @type {{ memory: WebAssembly.Memory }} */
let wasm;

/** @param {string} words */
const exactly = (words) => `"${words}"`;

/** @type {import("../types").Adapter} */
export default {
  files: [GLUE, WASM],
  findsNames: true,

  async init() {
    library = await load(GLUE);
    wasm = await library.default();
  },

  build(documents) {
    const builder = new library.IndexBuilder();
    for (const { title, text } of documents) builder.add(title, text);
    return builder.finish();
  },

  search(index, { kind, words, edits }, k) {
    switch (kind) {
      case "term":
      case "nohit":
        return index.search(exactly(words[0]), k);
      case "and":
        return index.search(words.map(exactly).join(" AND "), k);
      case "or":
        return index.search(words.map(exactly).join(" OR "), k);
      case "phrase":
        return index.search(exactly(words.join(" ")), k);
      case "prefix":
        return index.search(`${words[0]}*`, k);
      case "fuzzy":
        return index.search(`${words[0]}~${edits}`, k);
      case "text":
        return index.searchText(words.join(" "), k);
    }
  },

  serialize: (index) => index.serialize(false),
  load: (bytes) => library.SearchIndex.load(bytes),
  memory: () => wasm.memory.buffer.byteLength,
};
