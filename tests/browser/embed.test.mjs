/** The element in a page of someone else's: from disk, and from a second origin that sends no CORS headers. */

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { ENGINES, launch } from "./engines.mjs";
import { serve } from "./server.mjs";
import { assertAccessible, fromDisk, part, texts, waitForParts, waitForText } from "./viewer.mjs";

describe("the element in a page of someone else's", () => {
  /** @type {string} */
  let root;
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let theirs;
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let ours;

  before(async () => {
    ours = await serve("dist");
    root = await mkdtemp(join(tmpdir(), "corpus-viewer-"));
    const example = await readFile("dist/examples/embed.html", "utf8");
    const [corpus] = example.match(/<script type="application\/x-corpus">.*<\/script>/) ?? [];
    await cp("dist/seeds.corpus", join(root, "news.corpus"));
    await writeFile(
      join(root, "index.html"),
      `<!doctype html><html lang="en"><title>Two viewers</title><link rel="icon" href="data:,">
      <script>
        window.told = [];
        for (const name of ["ready", "search", "open", "error"])
          addEventListener("corpus-viewer-" + name, (event) => told.push([name, event.target.id, event.detail]));
      </script>
      <script src="${ours.origin}/corpus-viewer.embed.js"></script>
      <main><h1>Two viewers</h1>
      <corpus-viewer id="inline" query="Noboa">${corpus}</corpus-viewer>
      <corpus-viewer id="fetched" src="news.corpus" view="entities" theme="dark"></corpus-viewer></main></html>`,
    );
    await writeFile(
      join(root, "early.html"),
      `<!doctype html><title>Early</title><link rel="icon" href="data:,"><corpus-viewer></corpus-viewer>
      <script>
        fetch("news.corpus").then((response) => response.arrayBuffer()).then((bytes) => {
          document.querySelector("corpus-viewer").corpus = bytes;
          const script = document.createElement("script");
          script.src = "${ours.origin}/corpus-viewer.embed.js";
          document.head.append(script);
        });
      </script>`,
    );
    theirs = await serve(root);
  });
  after(async () => {
    await theirs?.close();
    await ours?.close();
    await rm(root, { recursive: true, force: true });
  });

  for (const engine of ENGINES) {
    it(`works from disk in ${engine}`, async () => {
      const browser = await launch(engine);
      try {
        const page = await browser.page({ width: 1000, height: 900 });
        await page.goto(fromDisk("examples/embed.html"));
        await waitForParts(page, ".row", 3);
        await page.click(part(".row"));
        await waitForParts(page, ".body", 1);
        const styles = await page.evaluate(() => {
          const paragraph = document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(".body p");
          const link = document.querySelector("corpus-viewer")?.shadowRoot?.querySelector("nav a");
          return [paragraph, link].map((part) => {
            const { marginLeft, textTransform } = getComputedStyle(/** @type {Element} */ (part));
            return [marginLeft, textTransform];
          });
        });
        assert.deepEqual(styles, [["0px", "none"], ["0px", "none"]], "the page's styles stay outside");
        assert.equal(await page.evaluate(() => location.hash), "", "the page's address is its own");
        await assertAccessible(page);
        assert.deepEqual(await page.errors(), []);
      } finally {
        await browser.close();
      }
    });

    it(`works from another origin in ${engine}, twice on a page`, async () => {
      const browser = await launch(engine);
      try {
        const page = await browser.page({ width: 1000, height: 900 });
        await page.goto(`${theirs.origin}/`);
        await waitForParts(page, ".row", 3);
        await page.waitFor(() => {
          const rows = document.querySelector("#fetched")?.shadowRoot?.querySelectorAll(".names .row") ?? [];
          return rows.length > 10;
        });
        await page.click(part(".row"));
        await page.waitFor(() => /** @type {any} */ (window).told.some((/** @type {any} */ [name]) => name === "open"));
        const told = await page.evaluate(() => /** @type {any} */ (window).told);
        const of = (/** @type {string} */ id, /** @type {string} */ name) =>
          told.find((/** @type {any} */ event) => event[0] === name && event[1] === id)?.[2];
        assert.deepEqual(of("inline", "ready"), { documents: 5 });
        assert.deepEqual(of("fetched", "ready"), { documents: 5 });
        assert.deepEqual(of("inline", "search"), { query: "Noboa", total: 3 });
        const document_ = of("inline", "open").document;
        const attributes = await page.evaluate(() => {
          const [viewer] = document.querySelectorAll("corpus-viewer");
          return [viewer.getAttribute("document"), /** @type {any} */ (viewer).query];
        });
        assert.deepEqual(attributes, [document_, "Noboa"]);
        assert.deepEqual(await page.errors(), []);
      } finally {
        await browser.close();
      }
    });
  }

  it("takes a corpus by its property, even one set before the element is known", async () => {
    const browser = await launch("chromium");
    try {
      const page = await browser.page({ width: 1000, height: 900 });
      await page.goto(`${theirs.origin}/early.html`);
      await waitForParts(page, ".row", 5);
      await page.evaluate(async () => {
        const [first] = document.querySelectorAll("corpus-viewer");
        const second = /** @type {any} */ (document.createElement("corpus-viewer"));
        second.id = "second";
        second.corpus = await /** @type {any} */ (first).corpus.save();
        document.body.append(second);
      });
      await page.waitFor(() => document.querySelector("#second")?.shadowRoot?.querySelectorAll(".row").length === 5);
      assert.deepEqual(await page.errors(), []);
    } finally {
      await browser.close();
    }
  });

  it("follows its attributes and properties, and tells of errors", async () => {
    const browser = await launch("chromium");
    try {
      const page = await browser.page({ width: 1000, height: 900 });
      await page.goto(`${theirs.origin}/`);
      await waitForParts(page, ".row", 3);
      await page.evaluate(() => document.querySelector("corpus-viewer")?.setAttribute("query", "pazmino"));
      await waitForParts(page, ".row", 1);
      await page.evaluate(() => {
        const viewer = /** @type {any} */ (document.querySelector("corpus-viewer"));
        viewer.view = "entities";
        viewer.document = "001_1b5b004863749788";
      });
      await waitForText(page, ".names .row", "Mario Pazmiño");
      assert.equal(await page.evaluate(() => document.activeElement?.tagName), "BODY", "it does not take the focus");
      await waitForText(page, ".body", "Security expert");
      await page.evaluate(() => document.querySelector("corpus-viewer")?.setAttribute("src", "missing.corpus"));
      await waitForText(page, ".problem", "missing.corpus could not be loaded: the server answered 404");
      const [name, id, detail] = await page.evaluate(() => /** @type {any} */ (window).told.at(-1));
      assert.deepEqual([name, id, detail.kind], ["error", "inline", "not-loaded"]);
      await waitForText(page, ".body", "Security expert");
    } finally {
      await browser.close();
    }
  });

  it("tells once of an article opened, and comes back to life when it is put into the page again", async () => {
    const browser = await launch("chromium");
    try {
      const page = await browser.page({ width: 1000, height: 900 });
      await page.goto(`${theirs.origin}/`);
      await waitForParts(page, ".row", 3);
      await page.click(part(".row"));
      await waitForParts(page, ".body", 1);
      await page.click(part("input"));
      await page.type(part("input"), " police");
      await waitForText(page, ".status", "Noboa police");
      const opened = await page.evaluate(
        () => /** @type {any} */ (window).told.filter((/** @type {any} */ [name]) => name === "open").length,
      );
      assert.equal(opened, 1);
      await page.evaluate(async () => {
        const viewer = /** @type {Element} */ (document.querySelector("corpus-viewer"));
        viewer.remove();
        await new Promise((resolve) => setTimeout(resolve, 50));
        document.querySelector("main")?.prepend(viewer);
        viewer.setAttribute("query", "pazmino");
      });
      await waitForParts(page, ".row", 1);
      assert.deepEqual(await page.errors(), []);
    } finally {
      await browser.close();
    }
  });
});
