/** The steps of a measurement, inside the page; `measure.mjs` and `quality.mjs` take them one by one. */

import { matches } from "../text.mjs";
import { readDocuments } from "./documents.js";
import { findNames, prepareNames } from "./names.js";
import { timed } from "./timed.js";

/** How many answers a query gets. */
const K = 10;
/** How long, in milliseconds, the queries of one group may take. */
const BUDGET = 20_000;
/** How many queries of a group go before the timed ones. */
const WARM_UP = 5;

/** @type {import("../types").Adapter} */
let adapter;
/** @type {any} */
let handle;
/** @type {import("../types").Document[]} */
let documents = [];
/** What each query was answered at first. @type {Map<string, any[]>} */
const answers = new Map();

const steps = {
  /** @param {string} engine */
  async init(engine) {
    adapter = (await import(`../adapters/${engine}.js`)).default;
    await adapter.init();
  },

  /** @param {string} address */
  async readDocuments(address) {
    documents = await readDocuments(address);
  },

  /** @returns {Promise<number>} milliseconds */
  async build() {
    const start = performance.now();
    handle = await adapter.build?.(documents);
    return performance.now() - start;
  },

  /**
   * Every query of every group, `passes` times over.
   *
   * @param {import("../types").SampledQuery[]} queries
   * @param {number} passes
   */
  async timeQueries(queries, passes) {
    /** @type {Record<string, import("../types").Timings>} */
    const timings = {};
    for (const [group, list] of Object.entries(Object.groupBy(queries, ({ group }) => group))) {
      timings[group] = await timeGroup(list ?? [], passes);
    }
    return timings;
  },

  /**
   * How far the first answers are right.
   *
   * @param {import("../types").SampledQuery[]} queries
   */
  async check(queries) {
    /** @type {Record<string, import("../types").Agreement>} */
    const agreement = {};
    for (const query of queries) {
      const answer = answers.get(key(query));
      if (answer === undefined) continue;
      const numbers = await resolved(answer);
      const sums = (agreement[query.group] ??= { returned: 0, right: 0, wanted: 0 });
      sums.returned += numbers.length;
      sums.right += numbers.filter((number) => matches(documents[number], query)).length;
      sums.wanted += Math.min(K, query.matching);
    }
    return agreement;
  },

  /**
   * How long several workers take for an index each of as many documents as the others, until the page has them
   * all. Reading the documents does not count.
   *
   * @param {string} address of the documents
   * @param {number} count of workers
   * @returns {Promise<number>} milliseconds
   */
  async buildSideBySide(address, count) {
    const workers = Array.from({ length: count }, () => new Worker("/tests/benches/page/builder.js", { type: "module" }));
    /** @param {unknown[]} messages one for each worker */
    const ask = (messages) =>
      Promise.all(
        workers.map(
          (worker, i) =>
            new Promise((resolve, reject) => {
              worker.onmessage = resolve;
              worker.onerror = reject;
              worker.postMessage(messages[i]);
            }),
        ),
      );
    await ask(workers.map((_, place) => ({ address, place, count })));
    const start = performance.now();
    await ask(workers.map(() => "build"));
    const ms = performance.now() - start;
    for (const worker of workers) worker.terminate();
    return ms;
  },

  /** Of the viewer's own index: see `sizes` in engine/. @returns {number[]} */
  sizes: () => Array.from(handle.sizes()),

  /** @param {import("./names.js").Shape} shape */
  prepareNames: (shape) => prepareNames(documents, shape),
  findNames,

  /** Sends the index to where it can be loaded from. @param {string} address */
  async save(address) {
    const body = await adapter.serialize?.(handle);
    const { ok } = await fetch(address, { method: "PUT", body: /** @type {BodyInit} */ (body) });
    if (!ok) throw new Error("the index could not be saved");
  },

  forgetDocuments() {
    documents = [];
    answers.clear();
  },

  /** None before `init`. */
  wasmMemory: () => adapter?.memory?.() ?? 0,

  /**
   * Makes an index searchable, and asks it for the first time.
   *
   * @param {string} address
   * @param {import("../types").Query} query
   */
  async load(address, query) {
    const start = performance.now();
    const offline = adapter.build === undefined;
    const saved = offline ? address : new Uint8Array(await (await fetch(`/${address}`)).arrayBuffer());
    const fetched = performance.now();
    handle = await adapter.load(saved);
    const opened = performance.now();
    await adapter.search(handle, query, K);
    return { fetchMs: fetched - start, openMs: opened - fetched, firstMs: performance.now() - opened };
  },

  /**
   * The numbers of the documents found.
   *
   * @param {import("../types").Query[]} queries
   */
  async answer(queries) {
    const found = [];
    for (const query of queries) found.push(await resolved((await adapter.search(handle, query, K)) ?? []));
    return found;
  },
};

/** @typedef {typeof steps} Steps */

Object.assign(globalThis, { steps });

/**
 * @param {import("../types").SampledQuery[]} queries of one group
 * @param {number} passes
 * @returns {Promise<import("../types").Timings>}
 */
async function timeGroup(queries, passes) {
  const deadline = performance.now() + BUDGET;
  /** @type {import("../types").Timings} */
  const timings = { passes: [], cut: false };
  if ((await adapter.search(handle, queries[0], K)) === null) return timings;
  for (const query of queries.slice(-WARM_UP)) await adapter.search(handle, query, K);
  for (let pass = 0; pass < passes; pass++) {
    /** @type {number[]} */
    const times = [];
    timings.passes.push(times);
    for (const query of queries) {
      const { ms, value } = await timed(() => adapter.search(handle, query, K));
      times.push(ms);
      if (pass === 0) answers.set(key(query), value ?? []);
      if (performance.now() > deadline) return { ...timings, cut: true };
    }
  }
  return timings;
}

/** @param {import("../types").SampledQuery} query */
function key({ group, words }) {
  return `${group} ${words.join(" ")}`;
}

/** @param {any[]} answer @returns {Promise<number[]>} */
async function resolved(answer) {
  return adapter.resolve ? adapter.resolve(answer) : [...answer];
}
