/** Who is named: the card beside a mention, and links that are taken apart and put back, in three engines. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ENGINES, launch } from "./engines.mjs";
import { assertAccessible, fromDisk, part, texts, waitForParts, waitForText } from "./viewer.mjs";

const PAGE = fromDisk("corpus-viewer.html");
const ARTICLE = "#document=004_293bf5882dd1b62d";
const RUBIO = "#view=entities&entity=PER%3AMarco+Rubio";
const CARD = ".card:not([hidden])";

for (const engine of ENGINES) {
  describe(`names in ${engine}`, () => {
    /** @type {Awaited<ReturnType<typeof launch>>} */
    let browser;
    before(async () => {
      browser = await launch(engine);
    });
    after(() => browser?.close());

    /** @param {string} hash @param {{ width?: number, height?: number, dark?: boolean }} [size] */
    async function open(hash, { width = 1200, height = 800, dark = false } = {}) {
      const page = await browser.page({ width, height, dark });
      await page.goto(`${PAGE}${hash}`);
      return page;
    }

    it("has a card for what the pointer rests on, until it leaves or Escape is pressed", async () => {
      const page = await open(ARTICLE);
      await waitForParts(page, ".body", 1);
      const surname = (await texts(page, ".body a.PER")).indexOf("Rubio");
      await page.hover(part(".body a.PER", surname));
      await waitForText(page, CARD, "^ ?Marco Rubio, person \\d+ mentions in 3 articles surname of Marco Rubio ?$");
      assert.equal((await texts(page, ".body a[aria-describedby=card]")).length, 1);
      assert.equal((await texts(page, ".body a[title]")).length, 0);
      await assertAccessible(page);

      await page.hover(part(CARD));
      await page.evaluate(() => new Promise((later) => setTimeout(later, 400)));
      assert.equal((await texts(page, CARD)).length, 1, "it stays while the pointer is on it");
      await page.press("Escape");
      await waitForParts(page, CARD, 0);
      assert.equal((await texts(page, ".body")).length, 1, "nothing but the card is closed");

      await page.hover(part(".body a.LOC"));
      await waitForText(page, CARD, "place \\d+ mentions? in \\d articles?");
      const dated = (await texts(page, ".body a.DATE")).indexOf("Sept 5");
      await page.hover(part(".body a.DATE", dated));
      await waitForText(page, CARD, "^ ?Sept 5, date 2025-09-05 \\d mentions? in 1 article ?$");

      await page.hover(part(".detail h2"));
      await waitForParts(page, CARD, 0);
      assert.deepEqual(await page.errors(), []);
      await page.close();
    });

    it("has a card for what the keyboard is on, inside a narrow screen too", async () => {
      const page = await open(ARTICLE, { width: 360, height: 740 });
      await waitForParts(page, ".body", 1);
      for (let tabs = 0; tabs < 30 && (await texts(page, "a.entity:focus")).length === 0; tabs += 1) {
        await page.press("Tab");
      }
      const seen = new Set();
      for (let steps = 0; steps < 8; steps += 1) {
        await page.press("ArrowRight");
        await waitForParts(page, CARD, 1);
        const [left, right, width] = await page.evaluate((/** @type {string} */ css) => {
          const box = document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(css)?.getBoundingClientRect();
          return [box?.left, box?.right, innerWidth];
        }, CARD);
        assert.ok(left >= 0 && right <= width, `${left} to ${right}`);
        seen.add((await texts(page, CARD))[0]);
      }
      assert.ok(seen.size > 2, "each mention has its own");
      const [before] = await texts(page, "a.entity:focus");
      await page.press("Escape");
      await waitForParts(page, CARD, 0);
      assert.deepEqual(await texts(page, "a.entity:focus"), [before]);
      await page.press("Enter");
      await waitForParts(page, ".forms", 1);
      await page.close();
    });

    it("tells labels apart by their lines, and switches each on and off", async () => {
      const page = await open(`${ARTICLE}&hide=none`);
      await waitForParts(page, ".body", 1);
      const lines = await page.evaluate(() => {
        const marks = document.querySelector("corpus-viewer")?.shadowRoot?.querySelectorAll(".switch .entity") ?? [];
        return [...marks].map((mark) => {
          const { textDecorationLine: line, textDecorationStyle: style } = getComputedStyle(mark);
          return `${line} ${style}`;
        });
      });
      assert.ok(lines.length > 6, String(lines));
      assert.equal(new Set(lines).size, lines.length, String(lines));
      const places = (await texts(page, ".switch .entity")).indexOf("Places");
      const line = () =>
        page.evaluate(() => {
          const mark = document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(".body a.LOC");
          return getComputedStyle(/** @type {Element} */ (mark)).textDecorationLine;
        });
      assert.equal(await line(), "underline");
      await page.click(part(".switch", places));
      await waitForParts(page, '.switch[aria-pressed="false"] .LOC', 1);
      assert.equal(await line(), "none");
      await page.click(part(".switch", places));
      await waitForParts(page, '.switch[aria-pressed="false"] .LOC', 0);
      assert.equal(await line(), "underline");
      await page.close();
    });

    it("shows what an entity is called and why, where first, and with whom", async () => {
      const page = await open(RUBIO);
      await waitForParts(page, ".lines", 3);
      assert.deepEqual(await texts(page, ".forms .form"), ["Rubio", "Marco Rubio"]);
      assert.match((await texts(page, ".forms .why"))[0], /surname of Marco Rubio$/);
      assert.deepEqual(await texts(page, ".forms button"), ["Not the same: “Rubio” and Marco Rubio"]);
      assert.match((await texts(page, ".first .line"))[0], /Secretary of State Marco Rubio/);
      const companions = await texts(page, ".company a");
      assert.ok(companions.includes("Daniel Noboa 2, person, in 2 articles"), String(companions));
      await page.click(part(".company a"));
      await waitForText(page, ".detail h2", "^ ?Ecuador ?$");
      await page.close();
    });

    it("takes a link apart and puts it back", async () => {
      for (const [width, dark] of /** @type {const} */ ([[1200, false], [360, true]])) {
        const page = await open(RUBIO, { width, dark });
        await waitForParts(page, ".lines", 3);
        const [before] = await texts(page, ".detail .facts");
        assert.match(before, /^Person · \d+ mentions in 3 articles$/);
        const [surnames] = await texts(page, ".forms .figure");
        await page.click(part(".forms button"));
        await waitForText(page, ".apart", `Rubio ?${surnames} ?${surnames} mentions, set apart`);
        const [after] = await texts(page, ".detail .facts");
        const mentions = (/** @type {string} */ facts) => Number(/\d+/.exec(facts)?.[0]);
        assert.equal(mentions(after), mentions(before) - Number(surnames));
        await waitForParts(page, ".forms button:focus", 1);
        assert.deepEqual(await texts(page, ".forms button:focus"), ["Put back: “Rubio” to Marco Rubio"]);
        await assertAccessible(page);

        await page.click(part(".apart a"));
        await waitForText(page, ".detail h2", "^ ?Rubio ?$");
        await waitForText(page, ".apart", "set apart from Marco Rubio");
        await page.press("Enter");
        await page.click(part(".apart button"));
        await waitForText(page, ".detail h2", "^ ?Marco Rubio ?$");
        await waitForParts(page, ".apart", 0);
        assert.equal((await texts(page, ".detail .facts"))[0], before);
        await waitForParts(page, ".forms button:focus", 1);
        assert.deepEqual(await texts(page, ".forms button:focus"), ["Not the same: “Rubio” and Marco Rubio"]);
        assert.deepEqual(await page.errors(), []);
        await page.close();
      }
    });

    it("undoes what was done last, one thing at a time", async () => {
      const page = await open(RUBIO);
      const lead = (/** @type {string} */ hash) => page.evaluate((/** @type {string} */ hash) => (location.hash = hash), hash);
      await waitForText(page, ".detail h2", "^ ?Marco Rubio ?$");
      await page.click(part(".forms button"));
      await waitForParts(page, ".apart", 1);
      await lead("#view=entities&entity=LOC%3AEcuador");
      await waitForText(page, ".detail h2", "^ ?Ecuador ?$");
      await page.click(part(".correct summary"));
      await page.click(part(".correct input"));
      await page.press("Control+a");
      await page.press("Backspace");
      await page.type(part(".correct input"), "The Republic");
      await page.click(part(".correct form button"));
      await waitForText(page, ".detail h2", "^ ?The Republic ?$");
      await lead(RUBIO);
      await waitForText(page, ".detail h2", "^ ?Marco Rubio ?$");
      await page.click(part(".apart button"));
      await waitForParts(page, ".apart", 0);
      await waitForParts(page, ".decided li", 1);

      await page.click(part(".done button"));
      await waitForParts(page, ".decided li", 2);
      await waitForParts(page, ".apart", 1);
      await page.click(part(".done button"));
      await waitForText(page, ".detail h2", "^ ?Ecuador ?$");
      await waitForParts(page, ".decided li", 1);
      await page.click(part(".done button"));
      await waitForText(page, ".detail h2", "^ ?Marco Rubio ?$");
      await waitForParts(page, ".decided li", 0);
      await waitForText(page, ".done", "^ ?Undone. ?$");
      assert.deepEqual(await page.errors(), []);
      await page.close();
    });

    it("shows what a form is now if nothing is left of its entity", async () => {
      const page = await open(RUBIO);
      await waitForParts(page, ".lines", 3);
      await page.evaluate(() => {
        const files = [new File(["Rain fell on the UK."], "rain.txt")];
        /** @type {any} */ (document.querySelector("corpus-viewer")).openFiles(files);
      });
      await waitForText(page, ".row", "Rain fell");
      await page.evaluate(() => (location.hash = "#view=entities&entity=LOC%3AUnited+Kingdom"));
      await waitForText(page, ".forms", "UK.*listed alias of United Kingdom");
      await page.click(part(".forms button"));
      await waitForText(page, ".detail h2", "^ ?UK ?$");
      await waitForText(page, ".apart", "set apart from United Kingdom");
      await page.click(part(".apart button"));
      await waitForText(page, ".detail h2", "^ ?United Kingdom ?$");
      await page.close();
    });
  });
}
