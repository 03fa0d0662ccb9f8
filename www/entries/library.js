/** The library: an ES module that defines nothing by itself. */

import { loadWith } from "../engine/shared.js";
import { fetched } from "../library/bytes.js";
import { readerHere } from "../library/pdf-reader.js";

loadWith({
  wasm: () => fetched(new URL("corpus-viewer.wasm", import.meta.url)),
  files: () => fetched(new URL("corpus-viewer.files.wasm", import.meta.url)),
  names: () => fetched(new URL("english.names", import.meta.url)),
  pdf: async () => {
    await import(/* webpackIgnore: true */ /* @vite-ignore */ new URL("viewer/pdf.js", import.meta.url).href);
    return readerHere();
  },
  shell: async () => new TextDecoder().decode(await fetched(new URL("shell.html", import.meta.url))),
});

export { Corpus } from "../library/corpus.js";
export { CorpusError } from "../library/error.js";
