/** The library, as a program in a page uses it. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch } from "./engines.mjs";
import { serve } from "./server.mjs";

describe("the library", () => {
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let host;
  /** @type {Awaited<ReturnType<typeof launch>>} */
  let browser;
  /** @type {import("./engines.mjs").Page} */
  let page;
  before(async () => {
    host = await serve("dist");
    browser = await launch("chromium");
    page = await browser.page({ width: 800, height: 600 });
    await page.goto(`${host.origin}/package.json`);
    await page.evaluate(async () => {
      const address = "/corpus-viewer.js";
      Object.assign(window, await import(address));
    });
  });
  after(async () => {
    await browser?.close();
    await host?.close();
  });

  for (const worker of [true, false]) {
    it(`builds, searches, reads, saves and opens ${worker ? "in a worker" : "in the page's thread"}`, async () => {
      const found = await page.evaluate(async (/** @type {boolean} */ worker) => {
        const { Corpus } = /** @type {any} */ (window);
        const bytes = new TextEncoder().encode("The crane\nThe harbour board sold the old crane on Monday.");
        const sources = [
          { name: "crane.txt", bytes },
          new File(["It rained on Quito."], "rain.txt"),
          { id: "x", title: "Fog", text: "Fog on the harbour.", date: "2025-01-02", desk: "weather" },
          { name: "empty.txt", bytes: new Uint8Array() },
          new Blob(["Snow."]),
        ];
        const corpus = await Corpus.build(sources, { worker });
        const page = await corpus.search("harbour", { limit: 1 });
        const article = await corpus.read("x", { query: "fog" });
        const entities = await corpus.entities({ label: "LOC" });
        const info = await corpus.info();
        const again = await Corpus.open(await corpus.save(), { worker });
        corpus.close();
        const ids = (await again.search("")).hits.map((/** @type {any} */ hit) => hit.id);
        again.close();
        return { page, article, entities, info, ids, kept: bytes.length };
      }, worker);
      assert.equal(found.page.total, 2);
      assert.equal(found.page.hits.length, 1);
      assert.equal(typeof found.page.elapsedMs, "number");
      assert.deepEqual(found.article.fields, [["desk", "weather"]]);
      assert.equal(found.article.hits, 2);
      assert.equal(found.entities.entities[0].name, "Quito");
      assert.deepEqual(found.info.skipped, [{ name: "empty.txt", reason: "it is empty" }]);
      assert.deepEqual(found.ids, ["crane", "rain", "x", "5"]);
      assert.ok(found.kept > 0, "the caller's bytes stay the caller's");
    });

    it(`tells progress and stops ${worker ? "in a worker" : "in the page's thread"}`, async () => {
      const { progress, reason, error } = await page.evaluate(async (/** @type {boolean} */ worker) => {
        const { Corpus } = /** @type {any} */ (window);
        const text = "The harbour board of Quito sold the old crane on Monday. ".repeat(200);
        const sources = Array.from({ length: 400 }, (_, id) => ({ id: String(id), text }));
        /** @type {any[]} */
        const progress = [];
        const whole = await Corpus.build(sources, { worker, onProgress: (/** @type {any} */ p) => progress.push(p) });
        whole.close();
        const controller = new AbortController();
        const stopped = Corpus.build(sources, { worker, signal: controller.signal, onProgress: () => controller.abort("enough") });
        const reason = await stopped.catch((/** @type {any} */ reason) => reason);
        const closed = await whole.search("crane").catch((/** @type {any} */ error) => error.kind ?? String(error));
        return { progress, reason, error: closed };
      }, worker);
      assert.ok(progress.length > 1);
      assert.ok(progress.every((/** @type {any} */ { done, total }) => done > 0 && done <= total && total === 400));
      assert.equal(reason, "enough");
      assert.equal(error, "closed");
    });
  }

  it("throws a CorpusError with a kind and a place", async () => {
    const errors = await page.evaluate(async () => {
      const { Corpus, CorpusError } = /** @type {any} */ (window);
      const corpus = await Corpus.build([{ id: "a", text: "Rain." }]);
      const caught = async (/** @type {Promise<any>} */ promise) => {
        const error = await promise.catch((error) => error);
        return [error instanceof CorpusError, error.kind, error.before, error.at, error.after];
      };
      return [
        await caught(corpus.search("rain (fog")),
        await caught(corpus.read("b")),
        await caught(Corpus.open(new Uint8Array([1, 2, 3]))),
        await caught(Corpus.open(new Uint8Array([0x1f, 0x8b, 3, 4, 5]))),
        await caught(Corpus.open("missing.corpus")),
      ];
    });
    assert.deepEqual(errors, [
      [true, "unclosed-parenthesis", "rain ", "(", "fog"],
      [true, "no-document", null, null, null],
      [true, "not-a-corpus", null, null, null],
      [true, "damaged-corpus", null, null, null],
      [true, "not-loaded", null, null, null],
    ]);
  });

  it("defines no element by itself; corpus-viewer.element.js does", async () => {
    const defined = () => page.evaluate(() => customElements.get("corpus-viewer") !== undefined);
    assert.equal(await defined(), false);
    await page.evaluate(async () => {
      const address = "/corpus-viewer.element.js";
      await import(address);
    });
    assert.equal(await defined(), true);
  });
});
