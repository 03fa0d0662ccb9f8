/** What only the viewer's own index has: several workers that build it, and a forward file: `make bench-own`. */

import { start } from "./browser.mjs";
import { queriesFor } from "./make-queries.mjs";
import { readOptions } from "./options.mjs";
import { fixed, median, table } from "./report.mjs";
import { serve } from "./server.mjs";

const WORKERS = [1, 2];
const SECTIONS = ["lengths", "terms", "posting lists", "stems", "terms of stems", "forms", "forward file"];

const { data, corpora, rounds } = await readOptions(["corpus-viewer"]);
const server = await serve(data);
const browser = await start();
try {
  for (const corpus of corpora) {
    const { name, textBytes: bytes } = (await queriesFor(corpus, `target/bench/queries/${corpus.name}.json`)).corpus;
    const address = `/data/${name}.jsonl`;
    const tab = await browser.open(`${server.origin}/tests/benches/page/bench.html`);
    await tab.step("init", "corpus-viewer");
    await tab.step("readDocuments", address);
    await tab.step("build");
    const sizes = await tab.step("sizes");
    await tab.step("forgetDocuments");
    /** @type {number[][]} */
    const times = WORKERS.map(() => []);
    for (let round = 0; round < rounds; round++) {
      for (const [i, count] of WORKERS.entries()) times[i].push(await tab.step("buildSideBySide", address, count));
    }
    await tab.close();
    const speeds = times.map((ms) => bytes / 1e3 / median(ms));
    const of = (/** @type {number} */ size) => [fixed(size / 1e6), fixed(size / bytes, 3)];
    console.log(`## ${name}: ${fixed(bytes / 1e6)} MB of text; ${browser.version}; rounds: ${rounds}\n`);
    const builds = WORKERS.map((count, i) => [String(count), fixed(speeds[i]), fixed(speeds[i] / speeds[0], 2)]);
    console.log(`${table(["workers", "build MB/s", "against one"], builds)}\n`);
    const sections = SECTIONS.map((section, i) => [section, ...of(sizes[i])]);
    const all = ["all", ...of(sizes.reduce((sum, size) => sum + size, 0))];
    console.log(`${table(["section", "MB", "of the text"], [...sections, all])}\n`);
  }
} finally {
  await browser.close();
  server.close();
}
