/** The model of names: where it is used, where it knows no names, and what goes on where it cannot be had. */

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { ENGINES, launch } from "./engines.mjs";
import { serve } from "./server.mjs";
import { assertAccessible, fromDisk, part, search, texts, waitForParts, waitForText } from "./viewer.mjs";

const PAGE = fromDisk("corpus-viewer.html");

const ENGLISH = "Ngozi Okafor of the Lagos Chamber of Commerce met Reuters reporters in Abuja.";
const SPANISH = "Mariana Ixtlán dijo en Quito que las obras del puente no van a terminar en 2026 por falta de dinero.";

/** Opens texts in the viewer of a page, as a reader's own files. @param {import("./engines.mjs").Page} page @param {Record<string, string>} files */
function openFiles(page, files) {
  return page.evaluate((/** @type {Record<string, string>} */ files) => {
    const own = Object.entries(files).map(([name, text]) => new File([text], name));
    /** @type {any} */ (document.querySelector("corpus-viewer")).openFiles(own);
  }, files);
}

/** Opens the first article of the list. @param {import("./engines.mjs").Page} page */
async function readFirst(page) {
  await page.click(part(".row"));
  await waitForParts(page, ".body", 1);
}

for (const engine of ENGINES) {
  describe(`the model of names in the one-file page in ${engine}`, () => {
    /** @type {Awaited<ReturnType<typeof launch>>} */
    let browser;
    before(async () => {
      browser = await launch(engine);
    });
    after(() => browser?.close());

    async function open() {
      const page = await browser.page({ width: 1200, height: 800 });
      await page.goto(PAGE);
      await waitForParts(page, ".row", 5);
      return page;
    }

    it("finds names of nobody's list in the reader's own files", async () => {
      const page = await open();
      await openFiles(page, { "lagos.txt": ENGLISH });
      await waitForText(page, ".row", "Ngozi Okafor");
      await readFirst(page);
      assert.deepEqual(await texts(page, ".body .PER"), ["Ngozi Okafor"]);
      assert.deepEqual(await texts(page, ".body .ORG"), ["Lagos Chamber of Commerce", "Reuters"]);
      assert.deepEqual(await texts(page, ".body .LOC"), ["Abuja"]);
      assert.equal((await texts(page, "header .facts")).filter((fact) => fact.startsWith("Names are")).length, 0);
      assert.deepEqual(await texts(page, ".problem"), []);
      assert.deepEqual(await page.errors(), []);
      await page.close();
    });

    it("says of an article in Spanish that only names on lists are marked", async () => {
      const page = await open();
      await openFiles(page, { "puente.txt": SPANISH });
      await waitForText(page, ".row", "Ixtlán");
      await readFirst(page);
      await waitForText(page, "header .facts", "^ ?Names are found in English; in this article \\(Spanish\\), only dates, numbers and names on lists are marked\\. ?$");
      assert.deepEqual(await texts(page, ".body a.entity"), ["Quito", "2026"]);
      await assertAccessible(page);
      await page.close();
    });

    it("is read only when a corpus is built, which goes on if it is damaged", async () => {
      const page = await open();
      await page.evaluate(() => [...document.querySelectorAll('script[type="application/x-names"]')].at(-1)?.remove());
      await openFiles(page, { "lagos.txt": ENGLISH, "puente.txt": SPANISH });
      await waitForText(page, ".problem summary", "1 could not be read");
      await waitForText(page, ".problem li", "^english\\.names: the model of names is damaged: it cannot be unpacked; only names of lists are marked$");
      await search(page, "commerce");
      await waitForParts(page, ".row", 1);
      await readFirst(page);
      assert.deepEqual(await texts(page, ".body mark"), ["Commerce"]);
      assert.equal((await texts(page, ".body"))[0], ENGLISH);
      assert.ok((await texts(page, ".body a.entity")).includes("Reuters"));
      await page.close();
    });
  });
}

/** How a model may be harmed, and what is told then. @type {Record<string, [harm: (model: Buffer) => Buffer | undefined, told: RegExp]>} */
const HARMS = {
  altered: [(model) => (model.writeUInt8(model[500_000] ^ 1, 500_000), model), /^the model of names is damaged/],
  cut: [(model) => model.subarray(0, 500_000), /^the model of names is damaged/],
  "of another version": [
    (model) => (model.writeUInt8(model[7] + 1, 7), model),
    /^this model of names has version \d+, and version \d+ is needed/,
  ],
  "not a model": [() => Buffer.from("<!doctype html>"), /^this is not a model of names/],
  missing: [() => undefined, /viewer\/names\.js could not be loaded: all files of its folder have to be together/],
};

describe("dist/ on a host whose model of names cannot be used", () => {
  /** @type {string} */
  let root;
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let host;
  /** @type {Awaited<ReturnType<typeof launch>>} */
  let browser;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), "corpus-viewer-"));
    const model = await readFile("dist/english.names");
    for (const [name, [harm]] of Object.entries(HARMS)) {
      await cp("dist", join(root, name), { recursive: true });
      const harmed = harm(Buffer.from(model));
      for (const file of ["english.names", "viewer/names.js"]) await rm(join(root, name, file));
      if (!harmed) continue;
      await writeFile(join(root, name, "english.names"), harmed);
      await writeFile(join(root, name, "viewer/names.js"), `corpusViewerData("${gzipSync(harmed).toString("base64")}")`);
    }
    host = await serve(root);
    browser = await launch("chromium");
  });
  after(async () => {
    await browser?.close();
    await host?.close();
    await rm(root, { recursive: true, force: true });
  });

  for (const [name, [, told]] of Object.entries(HARMS)) {
    it(`builds, searches, reads and tells it if the model is ${name}`, async () => {
      const page = await browser.page({ width: 1000, height: 700 });
      await page.goto(`${host.origin}/${name}/`);
      await waitForParts(page, ".row", 5);
      await openFiles(page, { "lagos.txt": `${ENGLISH} It was on 5 May 2025.`, "puente.txt": SPANISH, "empty.txt": "" });
      await waitForText(page, ".problem summary", "2 could not be read");
      const [[file, reason], [empty]] = (await texts(page, ".problem li")).map((line) => line.split(/: (.*)/));
      assert.deepEqual([file, empty], ["english.names", "empty.txt"]);
      assert.match(reason, told);
      assert.match(reason, /; only names of lists are marked$/);
      await search(page, "okafor");
      await waitForParts(page, ".row", 1);
      await readFirst(page);
      const marked = await texts(page, ".body a.entity");
      assert.ok(marked.includes("Reuters") && marked.includes("5 May 2025") && !marked.includes("Ngozi Okafor"), String(marked));
      await page.close();
    });
  }

  for (const worker of [true, false]) {
    it(`tells a program once, and loses nothing, ${worker ? "in workers" : "in the page's thread"}`, async () => {
      const page = await browser.page({ width: 1000, height: 700 });
      await page.goto(`${host.origin}/altered/package.json`);
      const found = await page.evaluate(
        async (/** @type {string} */ english, /** @type {boolean} */ worker) => {
          const address = "/altered/corpus-viewer.js";
          const { Corpus } = await import(address);
          const filler = "the old crane was sold again and ".repeat(40_000);
          const sources = Array.from({ length: 14 }, (_, id) => ({ id: `n${id}`, text: `${english} ${filler}` }));
          const corpus = await Corpus.build(sources, { worker });
          const { documents, skipped } = await corpus.info();
          const { total } = await corpus.search("okafor");
          const { entities } = await corpus.entities({ label: "ORG" });
          await corpus.add([{ id: "more", text: english }]);
          const info = await corpus.info();
          const { paragraphs, onlyListedNames, language } = await corpus.read("more");
          const text = paragraphs.flatMap((/** @type {any} */ { runs }) => runs.map((/** @type {any} */ run) => run.text)).join("");
          corpus.close();
          return { documents, skipped, total, entities, added: info.documents, text, onlyListedNames, language };
        },
        ENGLISH,
        worker,
      );
      const reason = "the model of names is damaged; only names of lists are marked";
      assert.deepEqual(
        found.skipped.map((/** @type {any} */ { name, kind, reason }) => [name, kind, reason]),
        [["english.names", "unreadable", reason]],
      );
      assert.deepEqual([found.documents, found.total, found.added], [14, 14, 15]);
      assert.deepEqual(found.entities.map((/** @type {any} */ { name, documents }) => [name, documents]), [["Reuters", 14]]);
      assert.equal(found.text, ENGLISH);
      assert.deepEqual([found.language, found.onlyListedNames], ["en", false]);
      await page.close();
    });
  }

  it("tries again to load a model that could not be loaded", async () => {
    const page = await browser.page({ width: 1000, height: 700 });
    await page.goto(`${host.origin}/missing/`);
    await waitForParts(page, ".row", 5);
    await openFiles(page, { "lagos.txt": ENGLISH });
    await waitForText(page, ".problem li", "english\\.names");
    await cp("dist/viewer/names.js", join(root, "missing/viewer/names.js"));
    await openFiles(page, { "lagos.txt": ENGLISH });
    await waitForParts(page, ".problem", 0);
    await readFirst(page);
    assert.deepEqual(await texts(page, ".body .PER"), ["Ngozi Okafor"]);
    await page.close();
  });
});
