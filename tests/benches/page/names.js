/** Finding names: the viewer's annotator, a wasm module apart from its index (see engine/). */

import { built, load } from "../adapters/paths.js";

const GLUE = built("names/names.js");
const MODEL = "models/english.names";
/** How many bytes one long document has, or a little more. */
const LONG = 5e6;

const utf8 = new TextEncoder();

/**
 * What names are looked for in: all documents one by one, or one document made of them, in lines or in one.
 *
 * @satisfies {Record<string, (texts: string[]) => string[]>}
 */
const shapes = {
  documents: (/** @type {string[]} */ texts) => texts,
  lines: (/** @type {string[]} */ texts) => [long(texts)],
  line: (/** @type {string[]} */ texts) => [long(texts).replaceAll("\n", " ")],
};

/** @typedef {keyof typeof shapes} Shape */

/** @type {string[]} */
let texts;
/** @type {any} */
let annotator;
/** @type {{ memory: WebAssembly.Memory }} */
let wasm;

/**
 * Makes the texts, and loads the model and the lists.
 *
 * @param {import("../types").Document[]} documents
 * @param {Shape} shape
 */
export async function prepareNames(documents, shape) {
  texts = shapes[shape](documents.map(({ title, text }) => `${title}\n${text}`));
  const library = await load(GLUE);
  wasm = await library.default();
  const model = new Uint8Array(await (await fetch(`/${MODEL}`)).arrayBuffer());
  const start = performance.now();
  annotator = library.Annotator.load(model);
  const loaded = performance.now();
  // The lists are read for the first word.
  annotator.annotate("Quito");
  const listsMs = performance.now() - loaded;
  return { modelMs: loaded - start, listsMs, bytes: texts.reduce((sum, text) => sum + size(text), 0) };
}

/** Finds the names in the texts. */
export function findNames() {
  const before = wasm.memory.buffer.byteLength;
  const start = performance.now();
  const mentions = texts.reduce((sum, text) => sum + annotator.annotate(text), 0);
  return { ms: performance.now() - start, mentions, grown: wasm.memory.buffer.byteLength - before };
}

/** As many of the texts as it takes, or the same again. @param {string[]} texts */
function long(texts) {
  const parts = [];
  for (let i = 0, bytes = 0; bytes < LONG; i++) {
    const text = texts[i % texts.length];
    parts.push(text);
    bytes += size(text) + 1;
  }
  return parts.join("\n");
}

/** @param {string} text */
function size(text) {
  return utf8.encode(text).length;
}
