/** dist/ on a host, in a folder below another, in three engines. */

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { ENGINES, launch } from "./engines.mjs";
import { serve } from "./server.mjs";
import { part, search, waitForParts, waitForText } from "./viewer.mjs";

describe("dist/ on a static host", () => {
  /** @type {string} */
  let root;
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let host;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), "corpus-viewer-"));
    await cp("dist", join(root, "some/folder"), { recursive: true });
    host = await serve(root);
  });
  after(async () => {
    await host?.close();
    await rm(root, { recursive: true, force: true });
  });

  for (const engine of ENGINES) {
    it(`works below another folder in ${engine}`, async () => {
      const browser = await launch(engine);
      try {
        const page = await browser.page({ width: 1000, height: 700 });
        await page.goto(`${host.origin}/some/folder/`);
        await waitForParts(page, ".row", 5);
        await search(page, "pazmino");
        await waitForParts(page, ".row", 1);
        await page.click(part(".row"));
        await waitForText(page, ".body mark", "Pazmiño");
        assert.deepEqual(await page.errors(), []);
        for (const url of await page.requests()) assert.ok(url.startsWith(`${host.origin}/some/folder/`) || url.startsWith("blob:"), url);
      } finally {
        await browser.close();
      }
    });
  }

  it("says whose the data of the model of names is, wherever the model goes", async () => {
    for (const file of ["corpus-viewer.html", "viewer/names.js", "english.names.LICENSE.md"]) {
      const text = await readFile(join("dist", file), "utf8");
      for (const owner of ["CC BY-SA 4.0", "Wikipedia", "GeoNames", "ODbL|Open Database"]) assert.match(text, RegExp(owner), file);
    }
  });
});
