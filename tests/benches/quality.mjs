/** Compares how high the engines rank the article that was meant: `make bench-quality`. */

import { start } from "./browser.mjs";
import { allDocuments } from "./corpora.mjs";
import { knownItems } from "./known-items.mjs";
import { readOptions } from "./options.mjs";
import { fixed, table } from "./report.mjs";
import { serve } from "./server.mjs";

const { data, corpora, engines } = await readOptions(["corpus-viewer", "tantivy-wasm", "minisearch"]);
const server = await serve(data);
const browser = await start();
try {
  for (const corpus of corpora) {
    const items = knownItems(await allDocuments(corpus.file), corpus.name);
    const rows = [];
    for (const engine of engines) rows.push([engine, ...(await score(engine, corpus.name, items))]);
    console.log(`## ${corpus.name}: ${items.length} queries\n`);
    console.log(`${table(["engine", "mean reciprocal rank", "first", "among ten"], rows)}\n`);
  }
} finally {
  await browser.close();
  server.close();
}

/**
 * @param {string} engine
 * @param {string} corpus
 * @param {ReturnType<typeof knownItems>} items
 */
async function score(engine, corpus, items) {
  const tab = await browser.open(`${server.origin}/tests/benches/page/bench.html`);
  await tab.step("init", engine);
  await tab.step("readDocuments", `/data/${corpus}.jsonl`);
  await tab.step("build");
  const answers = await tab.step("answer", items.map(({ query }) => query));
  await tab.close();
  // 0 is the first place, -1 none.
  const places = items.map(({ document }, i) => answers[i].indexOf(document));
  const mean = (/** @type {(place: number) => number} */ worth) =>
    places.reduce((sum, place) => sum + worth(place), 0) / places.length;
  return [
    fixed(mean((place) => (place < 0 ? 0 : 1 / (place + 1))), 3),
    `${fixed(100 * mean((place) => (place === 0 ? 1 : 0)))} %`,
    `${fixed(100 * mean((place) => (place < 0 ? 0 : 1)))} %`,
  ];
}
