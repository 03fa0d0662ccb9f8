import { existsSync } from "node:fs";
import { mkdir, readFile, stat } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { quietMachine } from "./linux.mjs";
import { measureNames } from "./names.mjs";
import { downloadSize } from "./sizes.mjs";

const PASSES = 3;
const PAGE = "/tests/benches/page/bench.html";

/**
 * One engine on one corpus, in two fresh pages: it builds and searches in the first, loads what was saved in the
 * second. The first round also saves, and checks the answers.
 *
 * @param {object} given
 * @param {Awaited<ReturnType<typeof import("./browser.mjs").start>>} given.browser
 * @param {string} given.origin
 * @param {string} given.engine
 * @param {import("./corpora.mjs").Corpus} given.corpus
 * @param {import("./types").SampledQuery[]} given.queries
 * @param {boolean} given.first whether it is the first round
 * @returns {Promise<import("./types").Run>}
 */
export async function measure({ browser, origin, engine, corpus, queries, first }) {
  /** @type {import("./types").Adapter} */
  const adapter = (await import(`./adapters/${engine}.js`)).default;
  const folder = `target/bench/indexes/${corpus.name}`;
  const saved = `${folder}/${engine}`;
  await mkdir(folder, { recursive: true });
  await quietMachine();

  /** @type {import("./types").Run} */
  const run = { engine };
  try {
    if (adapter.build === undefined) {
      if (first) await buildOffline(run, corpus.file, saved);
    } else {
      await buildInPage(run);
    }
    await loadInPage(run);
    if (adapter.findsNames) run.names = await measureNames(inPage, `/data/${corpus.name}.jsonl`);
  } catch (error) {
    run.error = /** @type {Error} */ (error).message.split("\n")[0];
  }
  return run;

  /** @param {import("./types").Run} run */
  async function buildInPage(run) {
    await inPage(async (tab) => {
      const empty = await tab.memory();
      await tab.step("init", engine);
      await tab.step("readDocuments", `/data/${corpus.name}.jsonl`);
      const cpu = await tab.cpuMs();
      const ms = await tab.step("build");
      run.build = { ms, cpuMs: (await tab.cpuMs()) - cpu };
      run.peak = await tab.peak();
      run.queries = await tab.step("timeQueries", queries, PASSES);
      if (first) {
        run.agreement = await tab.step("check", queries);
        await tab.step("save", `/${saved}`);
        run.index = { bytes: (await stat(saved)).size, gzip: gzipSync(await readFile(saved)).length };
        run.download = await downloadSize(adapter.files);
      }
      await tab.step("forgetDocuments");
      run.memoryBuilt = (await tab.memory()) - empty;
    });
  }

  /** @param {import("./types").Run} run */
  async function loadInPage(run) {
    if (!existsSync(saved)) return;
    const query = queries.find(({ group }) => group === "term-frequent") ?? queries[0];
    await inPage(async (tab) => {
      const empty = await tab.memory();
      await tab.step("init", engine);
      Object.assign(run, await tab.step("load", saved, query));
      run.memoryLoaded = (await tab.memory()) - empty;
      // An index built offline is searched here: the other page had nothing to build.
      if (adapter.build === undefined) run.queries = await tab.step("timeQueries", queries, PASSES);
      if (adapter.build === undefined && first) {
        await tab.step("readDocuments", `/data/${corpus.name}.jsonl`);
        run.agreement = await tab.step("check", queries);
      }
    });
  }

  /** @param {(tab: import("./browser.mjs").Tab) => Promise<void>} use */
  async function inPage(use) {
    const tab = await browser.open(origin + PAGE);
    try {
      await use(tab);
    } finally {
      await tab.close();
    }
  }
}

/** @param {import("./types").Run} run @param {string} file @param {string} folder */
async function buildOffline(run, file, folder) {
  /** @type {{ build(file: string, folder: string): Promise<import("./types").OfflineBuild> }} */
  const { build } = await import(`./offline/${run.engine}.mjs`);
  const { ms, bytes, gzip, download } = await build(file, folder);
  Object.assign(run, { build: { ms }, index: { bytes, gzip }, download });
}
