/** Where the reader of PDF comes from: a script, which defines it as a function under a name of its own. */

import { scriptURL } from "../engine/trusted.js";
import { CorpusError } from "./error.js";

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
  const script = document.createElement("script");
  script.src = scriptURL(url.href);
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new CorpusError({ kind: "not-loaded", message: `the reader of PDF, ${url}, could not be loaded` }));
    document.head.append(script);
  }).finally(() => script.remove());
  return readerHere();
}
