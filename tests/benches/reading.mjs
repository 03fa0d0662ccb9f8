/**
 * How soon a reader sees what was asked for: typing, scrolling, opening a long article, in three browsers:
 * `make bench-reading`. The texts are invented.
 */

import { execFileSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { ENGINES, launch } from "../browser/engines.mjs";
import { part } from "../browser/viewer.mjs";
import { inventor } from "./invented-text.mjs";
import { quietMachine } from "./linux.mjs";
import { fixed, median, table } from "./report.mjs";
import { serve } from "./server.mjs";

/** @typedef {typeof ENGINES[number]} Engine */
/** @typedef {import("../browser/engines.mjs").Page} Page */
/** @import { Frames, Opened, Scrolled, Typed } from "./reading/meter.js" */

const FEW = 2_000;
const MANY = 100_000;
const LINES = 50_000;
/** Of the long article. */
const WORDS = 20_000;
/** A word of its title that no other article has. */
const OWN = "zyzzyva";
/** The article for that word, with hits of words that are everywhere. */
const LONG_QUERY = `${OWN} (the OR of OR to OR in)`;
/** In all articles of the corpus. */
const EVERYWHERE = "the";
/** How long, in milliseconds, from one key to the next. */
const KEY = 90;
/** By how many pixels a list is scrolled at each frame: as a wheel does, as one pulls, and from place to place. */
const STEPS = [100, 1000, 0];
const SCROLLED_MS = 4_000;
const SIZE = { width: 1440, height: 900 };

const { values } = parseArgs({
  options: {
    query: { type: "string", default: "of people" },
    engines: { type: "string", default: ENGINES.join() },
    rounds: { type: "string", default: "3" },
  },
});
const folder = resolve("target/bench/reading");
await mkdir(folder, { recursive: true });
await makeCorpus("few", FEW, true);
await makeCorpus("many", MANY, false);
const server = await serve(folder);
const engines = ENGINES.filter((engine) => values.engines.includes(engine));
const rounds = Array.from({ length: Number(values.rounds) });

const intervals = [];
const typing = [];
const scrolling = [];
const opening = [];
for (const engine of engines) {
  intervals.push(`${engine} ${fixed(await inPage(engine, "few", {}, (page) => page.evaluate(() => meter.interval())))}`);
  for (const [corpus, articles] of /** @type {const} */ ([["few", FEW], ["many", MANY]])) typing.push(await type(engine, corpus, articles));
  scrolling.push(...(await scroll(engine, "results", { query: EVERYWHERE })));
  scrolling.push(...(await scroll(engine, "lines", { query: EVERYWHERE, view: "concordance", sample: LINES })));
  opening.push(await openArticle(engine));
}
server.close();

console.log(`## Typing, scrolling, reading; rounds: ${rounds.length}\n`);
console.log(`A frame when nothing happens, in ms: ${intervals.join(", ")}.\n`);
console.log(`"${values.query}" is typed, a key each ${KEY} ms, on articles of about 80 words:\n`);
console.log(table(["engine", "articles", "longest frame ms", "longest task ms", "key to results ms", "slowest", "answer to results ms", "slowest"], typing));
console.log(`\nLists are scrolled for ${SCROLLED_MS / 1000} s:\n`);
console.log(table(["engine", "list", "by", "longest frame ms", "longest task ms", "longest blank ms"], scrolling));
console.log(`\nAn article of ${WORDS} words is opened:\n`);
console.log(table(["engine", "marks", "click to first paint ms", "slowest", "to all of it ms", "longest frame ms", "longest task ms"], opening));

/**
 * Makes a corpus in the folder; half of the sources are one, and the articles are of ten years.
 * @param {string} name @param {number} articles @param {boolean} hasLong one more is long
 */
async function makeCorpus(name, articles, hasLong) {
  const { random, title, paragraph } = await inventor("reading");
  function* documents() {
    for (let number = 1; number <= articles; number++) {
      const date = `${2010 + random.below(10)}-0${1 + random.below(9)}-1${random.below(10)}`;
      const source = random.below(2) ? "Weekly" : `Paper ${random.below(20)}`;
      yield { id: `article-${number}`, title: `The ${title()}`, date, source, text: `${paragraph(2)}\n${paragraph(2)}` };
    }
    if (!hasLong) return;
    const paragraphs = [];
    for (let words = 0; words < WORDS; words += /** @type {string} */ (paragraphs.at(-1)).split(" ").length) paragraphs.push(paragraph(4));
    yield { id: "long", title: `The ${OWN} ${title()}`, text: paragraphs.join("\n") };
  }
  const lines = join(folder, `${name}.jsonl`);
  await pipeline(Readable.from(documents()).map((/** @type {object} */ document) => `${JSON.stringify(document)}\n`), createWriteStream(lines));
  execFileSync("target/release/corpus-viewer", ["build", lines, "-o", join(folder, `${name}.corpus`)], { stdio: "inherit" });
}

/**
 * Does something in a page of its own, with a corpus that is opened.
 * @template T
 * @param {Engine} engine @param {string} corpus @param {object} state
 * @param {(page: Page, opened: { rows: number }) => Promise<T>} task
 */
async function inPage(engine, corpus, state, task) {
  await quietMachine();
  const browser = await launch(engine);
  try {
    const page = await browser.page(SIZE);
    await page.goto(`${server.origin}/tests/benches/reading/index.html`);
    const opened = await page.evaluate((src, state) => meter.open(src, state), `/data/${corpus}.corpus`, state);
    return await task(page, opened);
  } finally {
    await browser.close();
  }
}

/** @param {Engine} engine @param {string} corpus @param {number} articles */
function type(engine, corpus, articles) {
  return inPage(engine, corpus, {}, async (page) => {
    /** @type {Typed[]} */
    const all = [];
    for (const _ of rounds) {
      await page.click(part("input"));
      await page.evaluate(() => meter.watchTyping());
      const start = performance.now();
      for (const [nth, key] of [...values.query].entries()) {
        await sleep(Math.max(0, start + nth * KEY - performance.now()));
        await page.press(key);
      }
      all.push(await page.evaluate(() => meter.typed()));
      await page.press("Control+a");
      await page.press("Backspace");
      await page.evaluate(() => meter.settled());
    }
    const toPaint = all.flatMap(({ toPaint }) => toPaint);
    const afterAnswer = all.flatMap(({ afterAnswer }) => afterAnswer);
    return [engine, String(articles), ...held(all), ...spread(toPaint), ...spread(afterAnswer)];
  });
}

/** @param {Engine} engine @param {string} what @param {object} state */
function scroll(engine, what, state) {
  return inPage(engine, "many", state, async (page, { rows }) => {
    const table = [];
    for (const step of STEPS) {
      /** @type {Scrolled} */
      const scrolled = await page.evaluate((step, ms) => meter.scroll(step, ms), step, SCROLLED_MS);
      table.push([engine, `${rows} ${what}`, step ? `${step} px a frame` : "jumps", ...held([scrolled]), ms(scrolled.longestBlank)]);
    }
    return table;
  });
}

/** @param {Engine} engine */
async function openArticle(engine) {
  /** @type {Opened[]} */
  const all = [];
  for (const _ of rounds) {
    const opened = await inPage(engine, "few", { query: LONG_QUERY }, async (page) => {
      await page.evaluate(() => meter.watchOpening());
      await page.click(part(".row"));
      return page.evaluate(() => meter.opened);
    });
    all.push(opened);
  }
  const whole = median(all.map(({ whole }) => whole));
  return [engine, String(all[0].marks), ...spread(all.map(({ first }) => first)), ms(whole), ...held(all)];
}

/** @param {number} time */
function ms(time) {
  return fixed(time, 0);
}

/** The median and the greatest. @param {number[]} times */
function spread(times) {
  return [ms(median(times)), ms(Math.max(...times))];
}

/** The longest frame and task of all. @param {Frames[]} all */
function held(all) {
  const task = Math.max(...all.map(({ longestTask = NaN }) => longestTask));
  return [ms(Math.max(...all.map(({ longestFrame }) => longestFrame))), task === 0 ? "< 50" : ms(task)];
}
