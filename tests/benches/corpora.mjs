/** A folder of corpora: JSON-lines files with `title` and `text` in each line. */

import { createReadStream, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { createInterface } from "node:readline";

/** @typedef {{ name: string, file: string, bytes: number }} Corpus */

/**
 * @param {string} folder
 * @param {string} [only] the name of the one that is wanted
 * @returns {Promise<Corpus[]>} the smallest first
 */
export async function corporaIn(folder, only) {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".jsonl"));
  const corpora = files
    .map((file) => ({ name: basename(file, ".jsonl"), file: resolve(join(folder, file)) }))
    .filter(({ name }) => only === undefined || name === only)
    .map((corpus) => ({ ...corpus, bytes: statSync(corpus.file).size }));
  if (corpora.length === 0) throw new Error(`there is no ${only ?? "*"}.jsonl in ${folder}`);
  return corpora.sort((a, b) => a.bytes - b.bytes);
}

/**
 * @param {string} file
 * @returns {AsyncGenerator<import("./types").Document>}
 */
export async function* readDocuments(file) {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line !== "") yield JSON.parse(line);
  }
}

/** @param {string} file */
export async function allDocuments(file) {
  /** @type {import("./types").Document[]} */
  const documents = [];
  for await (const document of readDocuments(file)) documents.push(document);
  return documents;
}
