/**
 * Pictures of the one-file page, to be looked at, into target/screenshots/: every screen in every engine with the five articles of seeds/, and in
 * Chromium empty and with 2,000 invented articles, at three widths, light and dark. Those in the README are among them.
 * A part of a name takes the pictures with it alone: `node tests/browser/screenshots.mjs chromium-five-timeline`.
 */

import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { inventedArticles } from "../benches/invented-text.mjs";
import { ENGINES, launch } from "./engines.mjs";
import { fromDisk, part, waitForParts, waitForText } from "./viewer.mjs";
import { zip } from "./zip.mjs";

/** @typedef {import("./engines.mjs").Page} Page */
/** @typedef {{ hash: string, sign: string, then?: (page: Page) => Promise<unknown> }} Screen sign: what is there when the screen is */

const unfold = (/** @type {string} */ css) => (/** @type {Page} */ page) => page.click(part(css));
const scroll = (/** @type {string} */ css) => (/** @type {Page} */ page) =>
  page.evaluate((/** @type {string} */ css) => document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(css)?.scrollIntoView(), css);

/** @type {Record<string, Record<string, Screen>>} */
const SCREENS = {
  five: {
    home: { hash: "", sign: ".row" },
    drop: { hash: "", sign: ".row", then: holdFiles },
    results: { hash: "#query=noboa+OR+bukele", sign: ".row mark" },
    searches: { hash: "#query=noboa", sign: ".row mark", then: unfold(".searches > summary") },
    help: { hash: "", sign: ".row", then: unfold(".help > summary") },
    article: { hash: "#query=choneros&document=004_293bf5882dd1b62d", sign: ".body" },
    passage: { hash: "#document=004_293bf5882dd1b62d&passage=*He+also+said+he+wanted*to+join+his+fight.", sign: ".body mark.passage" },
    card: { hash: "#document=004_293bf5882dd1b62d&mention=6", sign: ".card:not([hidden])" },
    concordance: { hash: "#view=concordance&query=deport*&order=1R", sign: ".kwic .row" },
    timeline: { hash: "#view=timeline&query=ecuador", sign: ".bars" },
    names: { hash: "#view=entities", sign: ".names .row" },
    entity: { hash: "#view=entities&entity=PER%3AMarco+Rubio", sign: ".lines" },
    network: { hash: "#view=entities&entity=PER%3AMarco+Rubio", sign: ".lines", then: scroll(".network") },
    correct: { hash: "#view=entities&entity=PER%3AMarco+Rubio", sign: ".lines", then: unfold(".correct summary") },
    notes: { hash: "#view=notes", sign: ".empty", then: addNotes },
    cite: { hash: "#document=004_293bf5882dd1b62d", sign: ".body", then: cite },
    mistake: { hash: "#query=noboa+(rubio", sign: ".mistake" },
  },
  empty: {
    nothing: { hash: "#query=zzzz", sign: ".empty" },
    concordance: { hash: "#view=concordance", sign: ".empty" },
    timeline: { hash: "#view=timeline&query=zzzz", sign: ".empty" },
    names: { hash: "#view=entities&query=zzzz", sign: ".empty" },
    notes: { hash: "#view=notes", sign: ".empty" },
  },
  many: {
    results: { hash: "#query=ecuador", sign: ".row mark" },
    concordance: { hash: "#view=concordance&query=ecuador&order=1R,2R", sign: ".kwic .row" },
    timeline: { hash: "#view=timeline&query=police&figure=perMillion", sign: ".bars" },
    names: { hash: "#view=entities", sign: ".names .row" },
  },
};
const SIZES = { 360: 740, 768: 1024, 1440: 900 };

const wanted = process.argv[2] ?? "";
const folder = "target/screenshots";
await mkdir(folder, { recursive: true });
const many = `${folder}/many.jsonl`;
await writeFile(many, await manyArticles());

for (const engine of ENGINES) {
  const browser = await launch(engine);
  for (const [set, screens] of Object.entries(SCREENS)) {
    if (set !== "five" && engine !== "chromium") continue;
    for (const [name, screen] of Object.entries(screens)) {
      for (const [width, height] of Object.entries(SIZES)) {
        for (const dark of [false, true]) {
          await picture(browser, set === "many" ? manyPage : fivePage, `${engine}-${set}-${name}-${width}-${dark ? "dark" : "light"}`, screen, { width: Number(width), height, dark });
        }
      }
    }
  }
  if (engine === "chromium") {
    await picture(browser, fivePage, "readme", SCREENS.five.article, { width: 1000, height: 600, dark: false });
    await picture(browser, fivePage, "readme-concordance", SCREENS.five.concordance, { width: 1000, height: 420, dark: false });
    if ("own-articles".includes(wanted)) await ownArticles(browser);
  }
  await browser.close();
}

/** Two thousand articles of some sentences each, over three years, from four sources. */
async function manyArticles() {
  /** @type {string[]} */
  const lines = [];
  for await (const { id, title, text } of inventedArticles(8_000_000)) {
    const nth = lines.length;
    const day = new Date(Date.UTC(2023, 0, 1) + ((nth * 7919) % 1095) * 86_400_000).toISOString().slice(0, 10);
    lines.push(JSON.stringify({ id, title, text, date: day, source: ["Diario", "Wire", "Gazette", "Courier"][(nth * nth) % 4] }));
    if (lines.length === 2000) break;
  }
  return lines.join("\n");
}

/** @param {Page} page @param {string} hash */
async function fivePage(page, hash) {
  await page.goto(`${fromDisk("corpus-viewer.html")}${hash}`);
}

/** @param {Page} page @param {string} hash */
async function manyPage(page, hash) {
  await fivePage(page, "");
  await waitForText(page, ".status", "articles");
  await page.choose("input[type=file]", many);
  await page.waitFor(() => (/** @type {any} */ (document.querySelector("corpus-viewer")).documents === 2000), undefined, 120_000);
  await page.waitFor(() => document.querySelector("corpus-viewer")?.shadowRoot?.querySelector('[aria-busy="false"]'), undefined, 60_000);
  await page.evaluate((/** @type {string} */ hash) => void (location.hash = hash), hash);
}

/** @param {Page} page */
async function addNotes(page) {
  await page.evaluate(async () => {
    const viewer = /** @type {any} */ (document.querySelector("corpus-viewer"));
    const document_ = "004_293bf5882dd1b62d";
    for (const [paragraph, text, tags] of [[6, "Who says so, and since when?", ["gangs"]], [12, "Compare with what was announced in February.", ["army", "bases"]]]) {
      const place = (/** @type {number} */ unit) => ({ paragraph, run: 0, unit });
      await viewer.corpus.addNote({ selection: { document: document_, from: place(0), to: place(20) }, text, tags, now: "2025-09-06T10:00:00Z" });
    }
    viewer.corpus = viewer.corpus;
    await new Promise((ready) => viewer.addEventListener("corpus-viewer-ready", ready, { once: true }));
    viewer.view = "notes";
  });
  await waitForParts(page, ".noted .row", 2);
}

/** Files held over the page. @param {Page} page */
async function holdFiles(page) {
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["It rained."], "rain.txt"));
    document.body.dispatchEvent(new DragEvent("dragenter", { bubbles: true, dataTransfer }));
  });
}

/** @param {Page} page */
async function cite(page) {
  await page.press("c");
  await page.waitFor(() => /** @type {any} */ (document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(".citation"))?.value);
}

/** A dropped archive, about to be saved as a page. @param {Awaited<ReturnType<typeof launch>>} browser */
async function ownArticles(browser) {
  const names = (await readdir("seeds")).filter((name) => /^\d/.test(name));
  const texts = names.map(async (name) => /** @type {[string, string]} */ ([name, await readFile(`seeds/${name}`, "utf8")]));
  await writeFile(`${folder}/press.zip`, zip(await Promise.all(texts)));
  const page = await browser.page({ width: 1000, height: 600 });
  await page.goto(fromDisk("corpus-viewer.html"));
  await waitForText(page, ".status", "articles");
  await page.drop(`${folder}/press.zip`);
  await page.waitFor(() => document.querySelector(".menu")?.textContent?.includes("keeps your articles"));
  await page.click(() => document.querySelector(".menu > summary"));
  await page.click(() => [...document.querySelectorAll(".menu button")].find((button) => button.textContent?.includes("Save page")));
  await painted(page);
  await page.screenshot(`${folder}/own-articles.png`);
  await page.close();
}

/**
 * @param {Awaited<ReturnType<typeof launch>>} browser
 * @param {(page: Page, hash: string) => Promise<unknown>} open
 * @param {string} name @param {Screen} screen @param {{ width: number, height: number, dark: boolean }} size
 */
async function picture(browser, open, name, { hash, sign, then }, size) {
  if (!name.includes(wanted)) return;
  const page = await browser.page(size);
  await open(page, hash);
  await page.waitFor(
    (/** @type {string} */ sign) => Boolean(document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(sign)),
    sign,
  );
  await then?.(page);
  await painted(page);
  await page.screenshot(`${folder}/${name}.png`);
  await page.close();
}

/** @param {Page} page */
async function painted(page) {
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 100))));
}
