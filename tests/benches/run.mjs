/**
 * Measures engines on corpora, in turns, and prints tables: `make bench`.
 * The figures are left in target/bench/CORPUS.json.
 */

import { rm, writeFile } from "node:fs/promises";
import { start } from "./browser.mjs";
import { queriesFor } from "./make-queries.mjs";
import { measure } from "./measure.mjs";
import { reportNames } from "./names.mjs";
import { readOptions } from "./options.mjs";
import { report } from "./report.mjs";
import { serve } from "./server.mjs";

const { data, corpora, engines, rounds } = await readOptions([
  "corpus-viewer",
  "tantivy-wasm",
  "sqlite-fts5",
  "flexsearch",
  "minisearch",
  "orama",
  "lunr",
  "pagefind",
]);

const server = await serve(data);
const browser = await start();
try {
  for (const corpus of corpora) {
    const results = await compare(corpus);
    console.log(report(results));
    console.log(await reportNames(results));
  }
} finally {
  await browser.close();
  server.close();
}

/** @param {import("./corpora.mjs").Corpus} corpus */
async function compare(corpus) {
  await rm(`target/bench/indexes/${corpus.name}`, { recursive: true, force: true });
  const set = await queriesFor(corpus, `target/bench/queries/${corpus.name}.json`);
  /** @type {import("./types").Results} */
  const results = { corpus: set.corpus, browser: browser.version, rounds, runs: [] };
  const failed = new Set();
  for (let round = 0; round < rounds; round++) {
    for (const i of engines.keys()) {
      // Another one begins each round.
      const engine = engines[(i + round) % engines.length];
      if (failed.has(engine)) continue;
      const first = round === 0;
      const run = await measure({ browser, origin: server.origin, engine, corpus, queries: set.queries, first });
      if (run.error) failed.add(engine);
      results.runs.push(run);
      console.error(`${corpus.name}, round ${round + 1} of ${rounds}: ${engine} ${run.error ?? "done"}`);
    }
  }
  await writeFile(`target/bench/${corpus.name}.json`, JSON.stringify(results));
  return results;
}
