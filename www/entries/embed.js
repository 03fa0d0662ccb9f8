/** The classic script for pages of others: the element, with the wasm and the model of names inside. */

import namesBase64 from "corpus-viewer/names-base64";
import wasmBase64 from "corpus-viewer/wasm-base64";
import { define } from "../element/define.js";
import { loadWith } from "../engine/shared.js";
import { fromBase64, unpacked } from "../library/bytes.js";

loadWith({
  wasm: () => unpacked(fromBase64(wasmBase64), "wasm", "the program"),
  names: () => unpacked(fromBase64(namesBase64), "names", "the model of names"),
});

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", define);
else define();
