/** The classic script for pages of others: the element, with the program inside. What not all need lies in `viewer/` beside it. */

import wasmBase64 from "corpus-viewer/wasm-base64";
import { define } from "../element/define.js";
import { loadWith } from "../engine/shared.js";
import { fromBase64, unpacked } from "../library/bytes.js";
import { readerFrom } from "../library/pdf-reader.js";
import { said } from "../library/said.js";
import { fromScript } from "../library/script.js";

const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);

const script = (/** @type {string} */ name) => new URL(`viewer/${name}.js`, src || document.baseURI);
const beside = (/** @type {string} */ name, /** @type {import("../library/said.js").Said} */ what) => fromScript(script(name), what);

loadWith({
  wasm: () => unpacked(fromBase64(wasmBase64), "wasm", said("the program")),
  files: () => beside("files", said("the reader of files")),
  names: () => beside("names", said("the model of names")),
  pdf: () => readerFrom(script("pdf")),
  shell: async () => new TextDecoder().decode(await beside("shell", said("the page"))),
});

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", define);
else define();
