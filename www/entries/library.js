/** The library: an ES module that defines nothing by itself. */

import { loadWith } from "../engine/shared.js";
import { fetched } from "../library/bytes.js";

loadWith({
  wasm: () => fetched(new URL("corpus-viewer.wasm", import.meta.url)),
  names: () => fetched(new URL("english.names", import.meta.url)),
});

export { Corpus } from "../library/corpus.js";
export { CorpusError } from "../library/error.js";
