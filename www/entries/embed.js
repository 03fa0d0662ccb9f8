/** The classic script for pages of others: the element, with the wasm inside. */

import wasmBase64 from "corpus-viewer/wasm-base64";
import { define } from "../element/define.js";
import { loadWasmWith } from "../engine/wasm.js";
import { fromBase64, unpacked } from "../library/bytes.js";

loadWasmWith(() => unpacked(fromBase64(wasmBase64)));

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", define);
else define();
