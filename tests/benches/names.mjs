/** How fast the viewer finds names, which no other engine does: beside its own index. */

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fixed, median, table } from "./report.mjs";
import { downloadSize } from "./sizes.mjs";

const MODEL = "models/english.names";
const LISTS = "src/entity/lists";
/** @type {Record<import("./page/names.js").Shape, string>} */
const SHAPES = {
  documents: "all documents",
  lines: "one long document",
  line: "the same in one line",
};

/**
 * Measures each shape in a page of its own, since wasm memory only grows.
 *
 * @param {(use: (tab: import("./browser.mjs").Tab) => Promise<void>) => Promise<void>} inPage
 * @param {string} address of the documents
 */
export async function measureNames(inPage, address) {
  /** @type {NonNullable<import("./types").Run["names"]>} */
  const names = {};
  for (const shape of shapes()) {
    await inPage(async (tab) => {
      await tab.step("readDocuments", address);
      const prepared = await tab.step("prepareNames", shape);
      const cpu = await tab.cpuMs();
      const found = await tab.step("findNames");
      names[shape] = { ...prepared, ...found, cpuMs: (await tab.cpuMs()) - cpu };
    });
  }
  return names;
}

/** A table in Markdown, nothing if no names were looked for. @param {import("./types").Results} results */
export async function reportNames({ corpus, runs }) {
  const measured = runs.filter(({ names }) => names);
  if (measured.length === 0) return "";
  const lists = (await readdir(LISTS)).map((file) => join(LISTS, file));
  const [model, words] = await Promise.all([downloadSize([MODEL]), downloadSize(lists)]);
  const loads = measured.flatMap(({ names }) => Object.values(names ?? {}));
  const loading = (/** @type {number} */ bytes, /** @type {(names: import("./types").Names) => number} */ ms) =>
    `${fixed(bytes / 1e3, 0)} KB gzipped, read in ${fixed(median(loads.map(ms)))} ms`;
  const indexing = corpus.textBytes / 1e3 / median(measured.map(({ build }) => build?.cpuMs));
  const rows = shapes().map((shape) => {
    const middle = (/** @type {(names: import("./types").Names) => number} */ figure) =>
      median(measured.map(({ names }) => names?.[shape] && figure(names[shape])));
    const speed = middle(({ bytes, cpuMs }) => bytes / 1e3 / cpuMs);
    return [
      SHAPES[shape],
      fixed(middle(({ bytes }) => bytes) / 1e6),
      fixed(middle(({ bytes, ms }) => bytes / 1e3 / ms), 2),
      fixed(speed, 2),
      fixed(indexing, 2),
      fixed(speed / indexing, 2),
      fixed(middle(({ mentions }) => mentions), 0),
      fixed(middle(({ bytes, grown }) => grown / bytes)),
    ];
  });
  const head = ["in", "MB", "MB/s", "MB/s of CPU", "indexing MB/s of CPU", "ratio", "mentions", "memory grown/text"];
  return [
    `Names; model: ${loading(model, ({ modelMs }) => modelMs)}; lists: ${loading(words, ({ listsMs }) => listsMs)}:`,
    table(head, rows),
    "",
  ].join("\n\n");
}

function shapes() {
  return /** @type {import("./page/names.js").Shape[]} */ (Object.keys(SHAPES));
}
