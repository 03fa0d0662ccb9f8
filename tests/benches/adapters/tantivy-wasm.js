/** Tantivy, compiled to wasm by the crate in tantivy-wasm/: positions kept, documents not stored. */

import { built, load } from "./paths.js";

const GLUE = built("tantivy-wasm/tantivy-wasm.js");
const WASM = built("tantivy-wasm/tantivy-wasm_bg.wasm");

/** @type {any} */
let library;
/** @type {{ memory: WebAssembly.Memory }} */
let wasm;

/** @type {import("../types").Adapter} */
export default {
  files: [GLUE, WASM],

  async init() {
    library = await load(GLUE);
    wasm = await library.default();
  },

  build(documents) {
    const builder = new library.Builder();
    for (const { title, text } of documents) builder.add(title, text);
    return builder.finish();
  },

  search(engine, { kind, words, edits = 0 }, k) {
    return engine.search(kind === "text" ? "or" : kind, words.join(" "), edits, k);
  },

  serialize: (engine) => engine.serialize(),
  load: (bytes) => library.Engine.load(bytes),
  memory: () => wasm.memory.buffer.byteLength,
};
