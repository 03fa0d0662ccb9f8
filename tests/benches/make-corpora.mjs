/**
 * Makes the corpora wiki5, wiki50 and wiki200 of one extract:
 *
 *     node tests/benches/make-corpora.mjs EXTRACT.jsonl[.gz] FOLDER
 *
 * wiki50 is the extract itself, wiki5 every tenth article of it. wiki200 holds it four times, three of them with the
 * sentences dealt anew among the articles, so that the words grow as slowly as in more text of the same kind: it is
 * for size and speed, and makes no sense to a reader.
 */

import { createReadStream, createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { Random } from "./random.mjs";

/** @typedef {{ id: string, title: string, text: string }} Article */

const [extract, folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: node make-corpora.mjs EXTRACT.jsonl[.gz] FOLDER");

const file = createReadStream(extract);
const lines = createInterface({ input: extract.endsWith(".gz") ? file.pipe(createGunzip()) : file });
/** @type {Article[]} */
const articles = [];
for await (const line of lines) articles.push(JSON.parse(line));

await mkdir(folder, { recursive: true });
await write("wiki50", articles);
await write("wiki5", articles.filter((_, i) => i % 10 === 0));
await write("wiki200", wiki200());

function* wiki200() {
  yield* articles;
  for (const copy of [1, 2, 3]) yield* dealtAnew(copy);
}

/** Articles with as many sentences as before, but of any article. @param {number} copy */
function* dealtAnew(copy) {
  const cut = articles.map(({ text }) => text.split(/(?<=[.!?]) /));
  const sentences = cut.flat();
  const pack = new Random(`copy ${copy}`).sample(sentences, sentences.length);
  let at = 0;
  for (const [i, { id, title }] of articles.entries()) {
    yield { id: `${id}-${copy}`, title, text: pack.slice(at, (at += cut[i].length)).join(" ") };
  }
}

/** @param {string} name @param {Iterable<Article>} articles */
async function write(name, articles) {
  const lines = Readable.from(articles).map((/** @type {Article} */ article) => `${JSON.stringify(article)}\n`);
  await pipeline(lines, createWriteStream(join(folder, `${name}.jsonl`)));
}
