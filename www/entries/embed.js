/** The classic script for pages of others: the element, with all of the program but the reader of PDF, and the model of names inside. */

import filesBase64 from "corpus-viewer/files-base64";
import namesBase64 from "corpus-viewer/names-base64";
import wasmBase64 from "corpus-viewer/wasm-base64";
import { define } from "../element/define.js";
import { loadWith } from "../engine/shared.js";
import { fetched, fromBase64, unpacked } from "../library/bytes.js";
import { PDF_SCRIPT, readerFrom } from "../library/pdf-reader.js";

const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);

loadWith({
  wasm: () => unpacked(fromBase64(wasmBase64), "wasm", "the program"),
  files: () => unpacked(fromBase64(filesBase64), "files", "the reader of files"),
  names: () => unpacked(fromBase64(namesBase64), "names", "the model of names"),
  pdf: () => readerFrom(new URL(PDF_SCRIPT, src || document.baseURI)),
  shell: async () => new TextDecoder().decode(await fetched(new URL("shell.html", src || document.baseURI))),
});

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", define);
else define();
