/** The library: an ES module that defines nothing by itself. */

import { loadWasmWith } from "../engine/wasm.js";
import { fetched } from "../library/bytes.js";

loadWasmWith(() => fetched(new URL("corpus-viewer.wasm", import.meta.url)));

export { Corpus } from "../library/corpus.js";
export { CorpusError } from "../library/error.js";
