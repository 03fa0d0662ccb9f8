/** `corpus-viewer site`: a folder that opens from disk and from a host, and loads of a corpus what is looked at. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { ENGINES, launch } from "./engines.mjs";
import { serve } from "./server.mjs";
import { part, search, waitForParts, waitForText } from "./viewer.mjs";

const ARTICLES = 600;

/** Words that are drawn one after another, the same in every run. */
function* words() {
  let seed = 1;
  for (;;) {
    seed = (seed * 48271) % 2147483647;
    yield `w${(seed % 97) * (seed % 89)}`;
  }
}

function articles() {
  const drawn = words();
  const sentence = () => Array.from({ length: 20 }, () => drawn.next().value).join(" ");
  return Array.from({ length: ARTICLES }, (_, number) => {
    const paragraphs = Array.from({ length: 8 }, () => `${sentence()}.`).join("\n\n");
    const text = `${paragraphs}\n\nThe keeper of tower number ${number} counted herons with Mario Pazmiño.`;
    return JSON.stringify({ id: `tower-${number}`, title: `Tower ${number}`, text, date: "2025-03-04" });
  });
}

/** The names of the shards among the addresses of scripts. @param {string[]} urls */
const shardsIn = (urls) => new Set(urls.flatMap((url) => /shard-\d+\.js/.exec(url) ?? []));

describe("a site", () => {
  /** @type {string} */
  let folder;
  /** @type {string[]} */
  let shards;
  const site = () => join(folder, "site");
  const corpusViewer = (/** @type {string[]} */ ...args) =>
    execFileSync("cargo", ["run", "--release", "--quiet", "--locked", "--", ...args], { stdio: ["ignore", "pipe", "inherit"] });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "site-"));
    await writeFile(join(folder, "towers.jsonl"), articles().join("\n"));
    corpusViewer("site", join(folder, "towers.jsonl"), "-o", site());
    shards = (await readdir(join(site(), "corpus"))).filter((name) => name.startsWith("shard-"));
  });
  after(() => rm(folder, { recursive: true }));

  for (const engine of ENGINES) {
    it(`opens from disk and from a host in ${engine}, and loads what is looked at`, async () => {
      assert.ok(shards.length > 6, `${shards.length} shards are too few to tell`);
      const host = await serve(folder);
      const browser = await launch(engine);
      try {
        for (const address of [pathToFileURL(join(site(), "index.html")).href, `${host.origin}/site/`]) {
          const page = await browser.page({ width: 1000, height: 700 });
          await page.goto(address);
          await waitForText(page, ".status", `${ARTICLES} articles`);
          await search(page, '"number 411 counted"');
          await waitForParts(page, ".row", 1);
          await page.click(part(".row"));
          await waitForText(page, ".body mark", "^411$");
          await waitForText(page, ".body", "counted herons with Mario Pazmiño");
          assert.deepEqual(await page.errors(), []);
          const requests = await page.requests();
          for (const url of requests) assert.ok(url.startsWith(new URL(".", address).href), url);
          // Only of hosts do all engines tell what was asked for.
          if (address.startsWith("http")) {
            const loaded = shardsIn(requests);
            assert.ok(loaded.size > 0 && loaded.size < shards.length, `${loaded.size} of ${shards.length} shards`);
            await page.click(part(".copies summary"));
            await waitForText(page, ".copies p", "all of this corpus is loaded first");
            assert.deepEqual(shardsIn(await page.requests()), loaded);
            await page.click(part(".copies input[type=checkbox]"));
            await waitForText(page, ".status", "1 article, 1 with copies for");
            assert.equal(shardsIn(await page.requests()).size, shards.length);
          }
          await page.close();
        }
      } finally {
        await browser.close();
        await host.close();
      }
    });
  }

  it("works on a host, takes files, and saves all of itself", async () => {
    const host = await serve(folder);
    const browser = await launch("chromium");
    try {
      const page = await browser.page({ width: 1000, height: 700 });
      await page.goto(`${host.origin}/site/`);
      await waitForText(page, ".status", `${ARTICLES} articles`);
      const saved = await page.evaluate(async () => {
        const { corpus } = /** @type {any} */ (document.querySelector("corpus-viewer"));
        await corpus.add([{ id: "late", text: "A late article on the ferry." }]);
        const [{ documents }, { total }] = await Promise.all([corpus.info(), corpus.search("ferry")]);
        const blob = await corpus.savePage();
        return { documents, total, bytes: blob.size, text: (await blob.text()).slice(0, 15) };
      });
      assert.deepEqual([saved.documents, saved.total, saved.text.toLowerCase()], [ARTICLES + 1, 1, "<!doctype html>"]);
      assert.ok(saved.bytes > 2_500_000);
      assert.equal(shardsIn(await page.requests()).size, shards.length);
    } finally {
      await browser.close();
      await host.close();
    }
  });

  it("can be embedded on other pages, whose engine answers many questions at once", async () => {
    const host = await serve(folder);
    const browser = await launch("chromium");
    try {
      await mkdir(join(folder, "other"), { recursive: true });
      await copyFile("dist/corpus-viewer.embed.js", join(folder, "other/corpus-viewer.embed.js"));
      const text = '<!doctype html><script src="corpus-viewer.embed.js"></script><corpus-viewer src="../site/corpus/corpus.js"></corpus-viewer>';
      await writeFile(join(folder, "other/index.html"), text);
      const page = await browser.page({ width: 1000, height: 700 });
      await page.goto(`${host.origin}/other/`);
      await waitForText(page, ".status", `${ARTICLES} articles`);
      const totals = await page.evaluate(async () => {
        const { corpus } = /** @type {any} */ (document.querySelector("corpus-viewer"));
        const numbers = Array.from({ length: 40 }, (_, nth) => nth * 13);
        const pages = numbers.map((number) => corpus.search(`"tower number ${number} counted"`));
        return (await Promise.all(pages)).map(({ hits }) => hits.map((/** @type {any} */ { id }) => id).join());
      });
      assert.deepEqual(totals, Array.from({ length: 40 }, (_, nth) => `tower-${nth * 13}`));
    } finally {
      await browser.close();
      await host.close();
    }
  });

  it("says which file is not there", async () => {
    const broken = join(folder, "broken");
    corpusViewer("site", "seeds", "-o", broken);
    await rm(join(broken, "corpus/shard-0.js"));
    const browser = await launch("chromium");
    try {
      const page = await browser.page({ width: 1000, height: 700 });
      await page.goto(pathToFileURL(join(broken, "index.html")).href);
      await waitForText(page, ".problem", "shard-0\\.js could not be loaded: all files of its folder have to be together");
    } finally {
      await browser.close();
    }
  });
});
