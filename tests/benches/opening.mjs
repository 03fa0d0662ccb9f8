/**
 * How soon a saved page shows results, beside a page that only decodes the same text: `make bench-opening`.
 * Both are opened from disk, in a browser of their own each time, in turns.
 */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { ENGINES, launch } from "../browser/engines.mjs";
import { readDocuments } from "./corpora.mjs";
import { inventedArticles } from "./invented-text.mjs";
import { quietMachine } from "./linux.mjs";
import { fixed, median, table } from "./report.mjs";

/** Of title and text. */
const BYTES = 25e6;
/** A script block that is longer is slow in WebKit. */
const BLOCK = 512 * 1024;
const SIZE = { width: 1200, height: 800 };

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    query: { type: "string", default: "people" },
    engines: { type: "string", default: ENGINES.join() },
    rounds: { type: "string", default: "5" },
  },
});
const folder = resolve("target/bench/opening");
await mkdir(folder, { recursive: true });
const { viewer, decoder, documents, textBytes } = await makePages();

/** @typedef {{ first: number, whole: number, decoded: number }} Times in milliseconds from the start of a navigation */
/** @type {[engine: typeof ENGINES[number], times: Times[]][]} */
const measured = ENGINES.filter((engine) => values.engines.includes(engine)).map((engine) => [engine, []]);
for (let round = 0; round < Number(values.rounds); round++) {
  for (const [engine, times] of measured) {
    const { decoded } = await open(engine, decoder);
    const { first, whole, articles } = await open(engine, viewer);
    if (articles !== documents) throw new Error(`${engine} shows ${articles} articles, not ${documents}`);
    times.push({ first, whole, decoded });
  }
}

const ms = (/** @type {number} */ time) => fixed(time, 0);
const rows = measured.map(([engine, times]) => {
  const middle = (/** @type {(times: Times) => number} */ figure) => median(times.map(figure));
  const ratio = (/** @type {"first" | "whole"} */ name) => fixed(middle((times) => times[name] / times.decoded), 2);
  const [decoded, first, whole] = /** @type {const} */ (["decoded", "first", "whole"]).map((name) => ms(middle((times) => times[name])));
  return [engine, decoded, first, ratio("first"), whole, ratio("whole")];
});
console.log(`## A saved page of ${documents} articles, ${fixed(textBytes / 1e6)} MB of text; rounds: ${values.rounds}\n`);
console.log(table(["engine", "only decoded ms", "first results ms", "of decoding", "all results ms", "of decoding"], rows));

async function makePages() {
  const data = values.data ?? join(folder, "invented.jsonl");
  if (values.data === undefined) {
    const lines = Readable.from(inventedArticles(BYTES)).map((/** @type {object} */ article) => `${JSON.stringify(article)}\n`);
    await pipeline(lines, createWriteStream(data));
  }
  const texts = [];
  let textBytes = 0;
  for await (const { title, text } of readDocuments(data)) {
    texts.push(title, text);
    textBytes += Buffer.byteLength(title) + Buffer.byteLength(text);
  }
  const viewer = join(folder, "viewer.html");
  execFileSync("target/release/corpus-viewer", ["page", data, "-o", viewer], { stdio: "inherit" });
  await writeFile(viewer, watched(await readFile(viewer, "utf8")));
  const decoder = join(folder, "decoder.html");
  await writeFile(decoder, decoding(texts.join("\n")));
  return {
    viewer: `${pathToFileURL(viewer)}#${new URLSearchParams({ query: values.query })}`,
    decoder: pathToFileURL(decoder).href,
    documents: texts.length / 2,
    textBytes,
  };
}

/**
 * The page of a corpus with a script that looks, before each frame, whether results are in the document, and takes
 * the time when the frame is painted.
 * @param {string} page
 */
function watched(page) {
  const script = `(${watch})()`;
  const hash = createHash("sha256").update(script).digest("base64");
  return page
    .replace("script-src ", `script-src 'sha256-${hash}' `)
    .replace("<title>", () => `<script>${script}</script><title>`);
}

/** Runs in the page. */
function watch() {
  const page = /** @type {any} */ (window);
  page.measured = new Promise((resolve) => {
    let first = 0;
    const look = () => {
      const viewer = /** @type {any} */ (document.querySelector("corpus-viewer"));
      const root = viewer?.shadowRoot;
      const painted = (/** @type {(time: number) => void} */ then) => setTimeout(() => then(performance.now()));
      if (!first && root?.querySelector(".row mark")) painted((time) => (first = time));
      const isWhole = first && root?.querySelector('.viewer[aria-busy="false"]');
      if (isWhole) painted((whole) => resolve({ first, whole, articles: viewer.documents }));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** A page that only decodes a text, packed as in the page of a corpus: gzipped, in Base64, in blocks. @param {string} text */
function decoding(text) {
  const base64 = gzipSync(text, { level: 9 }).toString("base64");
  const blocks = base64.match(new RegExp(`.{1,${BLOCK}}`, "g")) ?? [];
  const data = blocks.map((block) => `<script type="text/plain">${block}</script>\n`);
  return `<!doctype html><meta charset="utf-8"><title>Decoding</title>${data.join("")}<script>(${decode})()</script>`;
}

/** Runs in the page. */
function decode() {
  const page = /** @type {any} */ (window);
  page.measured = (async () => {
    const base64 = [...document.querySelectorAll('script[type="text/plain"]')].map(({ textContent }) => textContent).join("");
    const { fromBase64 } = /** @type {any} */ (Uint8Array);
    const bytes = fromBase64 ? fromBase64.call(Uint8Array, base64) : Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const stream = /** @type {ReadableStream} */ (new Response(bytes).body).pipeThrough(new DecompressionStream("gzip"));
    const text = new TextDecoder().decode(await new Response(stream).arrayBuffer());
    return { decoded: performance.now(), length: text.length };
  })();
}

/** What is measured of a page, in a browser of its own. @param {typeof ENGINES[number]} engine @param {string} address */
async function open(engine, address) {
  await quietMachine();
  const browser = await launch(engine);
  try {
    const page = await browser.page(SIZE);
    await page.goto(address);
    return await page.evaluate(() => /** @type {any} */ (window).measured);
  } finally {
    await browser.close();
  }
}
