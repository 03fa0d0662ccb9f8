/** The one-file page, opened from disk, in three engines. */

import assert from "node:assert/strict";
import { readFile, stat } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { ENGINES, launch } from "./engines.mjs";
import { assertAccessible, fromDisk, part, search, texts, waitForParts, waitForText } from "./viewer.mjs";

const PAGE = fromDisk("corpus-viewer.html");

for (const engine of ENGINES) {
  describe(`the one-file page in ${engine}`, () => {
    /** @type {Awaited<ReturnType<typeof launch>>} */
    let browser;
    before(async () => {
      browser = await launch(engine);
    });
    after(() => browser?.close());

    /** @param {string} [hash] @param {{ width?: number, height?: number, dark?: boolean }} [size] */
    async function open(hash = "", { width = 1200, height = 800, dark = false } = {}) {
      const page = await browser.page({ width, height, dark });
      await page.goto(`${PAGE}${hash}`);
      return page;
    }

    it("opens, finds as one types, is read, leads to an entity and its mentions", async (t) => {
      const page = await open();
      await waitForParts(page, ".row", 5);
      const ready = await page.evaluate(() => performance.getEntriesByName("corpus-viewer-ready")[0]?.startTime);
      t.diagnostic(`first results after ${Math.round(ready)} ms`);

      await search(page, '"Los Choneros"');
      await waitForParts(page, ".row", 2);
      assert.deepEqual([...new Set(await texts(page, ".row mark"))], ["Los Choneros"]);
      await waitForText(page, ".status", '^ *2 articles for "Los Choneros"');

      await page.click(part(".row"));
      await waitForText(page, ".detail h2", "Rubio|United States");
      assert.ok((await texts(page, ".body mark")).includes("Los Choneros"));
      assert.ok((await texts(page, ".body .PER")).includes("Marco Rubio"));
      assert.deepEqual(await texts(page, ".furniture[open]"), []);
      assert.match((await texts(page, ".furniture summary"))[0], /^Set apart from the page: \d+ lines$/);

      await page.click(part(".body .PER"));
      await waitForText(page, ".detail h2", "^ ?Marco Rubio ?$");
      await waitForText(page, ".detail .facts", "in 3 articles");
      await waitForParts(page, ".lines", 3);

      await page.click(part(".lines:nth-of-type(3) li:nth-child(2) a"));
      await waitForParts(page, ".entity.current", 1);
      const [current] = await texts(page, ".entity.current");
      assert.match(current, /Rubio/);
      const focused = await page.evaluate(
        () => document.querySelector("corpus-viewer")?.shadowRoot?.activeElement?.className ?? "",
      );
      assert.match(focused, /current/);

      assert.deepEqual(await page.errors(), []);
      assert.deepEqual(await page.requests(), []);
      await page.close();
    });

    it("shows how to ask, with examples that find something, and what was meant", async () => {
      const page = await open();
      await waitForParts(page, ".row", 5);
      await page.click(part(".help summary"));
      await waitForText(page, ".help .panel", "wom\\?n");
      const examples = await texts(page, ".help .panel td a");
      assert.ok(examples.length > 15, `${examples.length} examples`);
      await assertAccessible(page);
      for (const nth of [1, 8, 14]) {
        await page.click(part(".help .panel td a", nth));
        await page.waitFor(
          (/** @type {string} */ query) => document.querySelector("corpus-viewer")?.shadowRoot?.querySelector("input")?.value === query,
          examples[nth],
        );
        await waitForText(page, ".status", "^ *[1-9]\\d* articles? for ");
      }
      await page.press("Escape");
      await waitForParts(page, ".help[open]", 0);

      await search(page, "rubbio");
      await waitForText(page, ".suggestion", "Did you mean rubio \\?|Did you mean rubio\\?");
      await page.click(part(".suggestion a"));
      await waitForParts(page, ".row", 3);
      assert.deepEqual(await page.errors(), []);
      await page.close();
    });

    it("keeps what is looked at in the address", async () => {
      const page = await open();
      await waitForParts(page, ".row", 5);
      await search(page, "noboa");
      await waitForParts(page, ".row", 3);
      await page.click(part(".row"));
      await waitForParts(page, ".body", 1);
      await page.click(part(".switch"));
      await waitForParts(page, '.switch[aria-pressed="false"] .PER', 1);
      const hash = await page.evaluate(() => location.hash);
      const title = await texts(page, ".detail h2");

      const again = await open(hash);
      await waitForParts(again, ".body", 1);
      await waitForParts(again, ".row", 3);
      assert.deepEqual(await texts(again, ".detail h2"), title);
      const [people, places] = await again.evaluate(() => {
        const body = document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(".body");
        const marks = [".PER", ".LOC"].map((css) => /** @type {Element} */ (body?.querySelector(css)));
        return marks.map((mark) => getComputedStyle(mark).textDecorationLine);
      });
      assert.deepEqual([people, places], ["none", "underline"]);
      await again.close();

      assert.equal(await page.evaluate(() => document.title), title[0]);
      await page.evaluate(() => history.back());
      await waitForParts(page, ".body", 0);
      await waitForParts(page, ".row", 3);
      assert.equal(await page.evaluate(() => document.title), "Corpus viewer");
      await page.close();
    });

    it("is used with the keyboard alone", async () => {
      const page = await open();
      await waitForParts(page, ".row", 5);
      await page.press("/");
      for (const key of "rubio") await page.press(key);
      await waitForParts(page, ".row", 3);
      await page.press("ArrowDown");
      await page.press("ArrowDown");
      const second = (await texts(page, ".row .heading"))[1];
      await page.press("Enter");
      await waitForText(page, ".detail h2", second.slice(0, 20));
      await waitForParts(page, "h2:focus", 1);
      for (let tabs = 0; tabs < 20 && (await texts(page, "a.entity:focus")).length === 0; tabs += 1) {
        await page.press("Tab");
      }
      await page.press("ArrowRight");
      assert.deepEqual(await texts(page, "a.entity:focus"), [(await texts(page, "a.entity"))[1]]);
      await page.press("Enter");
      await waitForText(page, ".lines", ".");
      await waitForText(page, ".detail h2:focus", ".");
      await page.press("Escape");
      await waitForParts(page, ".detail article", 0);
      await page.close();
    });

    it("points at a mistake and keeps the last good results", async () => {
      const page = await open();
      await waitForParts(page, ".row", 5);
      await search(page, "noboa (rubio");
      await waitForText(page, ".mistake", "^ ?noboa \\(rubio this parenthesis is not closed");
      assert.deepEqual(await texts(page, ".mistake mark"), ["("]);
      assert.equal((await texts(page, ".row")).length, 3);
      await page.type(part("input"), ")");
      await waitForText(page, ".status", "2 articles");
      await page.close();
    });

    it("says that a damaged corpus is damaged and stays usable", async () => {
      const page = await open();
      await waitForParts(page, ".row", 5);
      await page.evaluate(async () => {
        const viewer = /** @type {any} */ (document.querySelector("corpus-viewer"));
        const bytes = await viewer.corpus.save();
        bytes[bytes.length >> 1] ^= 1;
        viewer.openFiles([new File([bytes], "news.corpus")]);
      });
      await waitForText(page, ".problem", "This .corpus file is damaged");
      await search(page, "pazmino");
      await waitForParts(page, ".row", 1);
      await page.close();
    });

    it("opens files of the reader's own, and names those it cannot read", async () => {
      const page = await open("#query=noboa");
      await waitForParts(page, ".row", 3);
      await page.evaluate(() => {
        const files = [
          new File(["The crane\nThe harbour board has sold the old crane to a museum."], "crane.txt"),
          new File([""], "empty.txt"),
          Object.assign(new File(["x"], "gone.txt"), { arrayBuffer: () => Promise.reject(new Error("It is gone.")) }),
        ];
        /** @type {any} */ (document.querySelector("corpus-viewer")).openFiles(files);
      });
      await waitForText(page, ".row .heading", "The crane");
      await waitForText(page, ".problem summary", "2 could not be read");
      await waitForText(page, ".problem li", "empty.txt: it is empty");
      await waitForText(page, ".problem li", "gone.txt: It is gone$");
      assert.equal((await texts(page, ".row")).length, 1);
      await page.close();
    });

    it("meets the rules of axe-core on every screen, light and dark", async () => {
      for (const dark of [false, true]) {
        const page = await open("#query=noboa&document=004_293bf5882dd1b62d", { dark });
        await waitForParts(page, ".body", 1);
        await assertAccessible(page);
        await page.evaluate(() => (location.hash = "#view=entities&entity=PER%3AMarco+Rubio"));
        await waitForParts(page, ".lines", 3);
        await assertAccessible(page);
        await page.evaluate(() => (location.hash = "#query=noboa+("));
        await waitForParts(page, ".mistake", 1);
        await assertAccessible(page);
        await page.close();
      }
    });

    it("fills the window and is no longer than it", async () => {
      const page = await open("#view=entities");
      await page.waitFor(() => {
        const rows = document.querySelector("corpus-viewer")?.shadowRoot?.querySelectorAll(".names .row") ?? [];
        return rows.length > 20;
      });
      const size = await page.evaluate(() => {
        const { scrollHeight, clientHeight } = document.documentElement;
        return [scrollHeight, clientHeight];
      });
      assert.equal(size[0], size[1]);
      await page.close();
    });

    it("shows one pane at a time on a narrow screen, and nothing wider than it", async () => {
      const page = await open("#query=noboa", { width: 360, height: 740 });
      await waitForParts(page, ".row", 3);
      const shown = () =>
        page.evaluate(() =>
          [".list", ".detail"].map((css) => {
            const part = document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(css);
            return (part?.getBoundingClientRect().height ?? 0) > 0;
          }),
        );
      assert.deepEqual(await shown(), [true, false]);
      await page.click(part(".row"));
      await waitForParts(page, ".body", 1);
      assert.deepEqual(await shown(), [false, true]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(overflow, 0);
      await page.click(part(".back"));
      await waitForParts(page, ".body", 0);
      assert.deepEqual(await shown(), [true, false]);
      await page.click(part(".row"));
      await waitForParts(page, ".body", 1);
      await page.click(part('nav a[href*="view=entities"]'));
      await waitForText(page, ".names .row", "Daniel Noboa");
      assert.deepEqual(await shown(), [true, false], "another list takes the place of the article");
      await page.close();
    });
  });
}

describe("the file of the page", () => {
  const file = new URL(PAGE);

  it("is at most 2,600,000 bytes", async (t) => {
    const { size } = await stat(file);
    t.diagnostic(`${size} bytes`);
    assert.ok(size <= 2_600_000);
  });

  it("has a module of files of at most 400,000 bytes gzipped", async (t) => {
    const { length } = gzipSync(await readFile(new URL("corpus-viewer.files.wasm", file)), { level: 9 });
    t.diagnostic(`${length} bytes`);
    assert.ok(length <= 400_000);
  });

  it("has a policy that allows no connection, and names no address", async () => {
    const page = await readFile(file, "utf8");
    const [, policy] = page.match(/<meta http-equiv="Content-Security-Policy" content="([^"]+)">/) ?? [];
    assert.match(policy, /^default-src 'none'; /);
    assert.doesNotMatch(policy, /connect-src|https?:|'unsafe-inline'|'unsafe-eval'|\*/);
    const markup = page.replace(/<script[^]*?<\/script>/g, "");
    assert.ok(!/\b(?:src|href)="(?!data:)|url\(|@import/.test(markup), markup);
  });

  it("cannot connect anywhere", async () => {
    const browser = await launch("chromium");
    try {
      const page = await browser.page({ width: 800, height: 600, dark: false });
      await page.goto(PAGE);
      const tried = await page.evaluate(() => fetch("http://127.0.0.1:9/").then(String, () => "refused"));
      assert.equal(tried, "refused");
      assert.match(String(await page.errors()), /Content Security Policy/);
    } finally {
      await browser.close();
    }
  });
});
