/** Where the reader of PDF comes from: a script, which defines it as a function under a name of its own. */

import { runScript } from "./script.js";

/** @typedef {import("../engine/shared.js").PdfReader} PdfReader */

/** The name that the script has in pack.mjs for what it defines. */
const NAME = "corpus-viewer.pdf";

const SERVE = `const { Pdf, serve } = globalThis[Symbol.for("${NAME}")](); serve(new Pdf());`;

/** A reader by the text of the script, which only a worker can be made of. @param {string} script @returns {PdfReader} */
export const readerOf = (script) => ({ source: `${script}\n${SERVE}` });

/** The reader, once the script has run here. @returns {PdfReader} */
export function readerHere() {
  const define = /** @type {any} */ (globalThis)[Symbol.for(NAME)];
  const script = `globalThis[Symbol.for("${NAME}")] = ${define};`;
  return { ...readerOf(script), make: () => new (define().Pdf)() };
}

/** Runs the script in the page, from a server or from disk. @param {URL} url @returns {Promise<PdfReader>} */
export async function readerFrom(url) {
  await runScript(url);
  return readerHere();
}
