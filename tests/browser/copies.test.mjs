/** Copies of a story: told of, taken as one, how alike they have to be, and which they are. */

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { START, fromHash, startWith, toHash } from "../../www/element/state.js";
import { ENGINES, launch } from "./engines.mjs";
import { assertAccessible, fromDisk, part, search, texts, waitForParts, waitForText } from "./viewer.mjs";

const PAGE = fromDisk("corpus-viewer.html");

const BASE = `The army left the old base near the port of Manta on Monday, after residents had blocked its gates for three \
weeks. A spokesman for Daniel Noboa said that the last trucks went at dawn and that the keys were handed to the mayor, who has \
promised a park there with a pool, two fields and a library. Fishermen who had to sail around the pier for years said that they \
would wait and see, since an earlier promise of a market had come to nothing. The council will hear plans in the spring, and \
has asked a school of architects in Quito to look at the hangars, three of which are to be kept. Nobody was hurt in the blockade, \
the longest in the province since the strike of the dockers, but eleven people were fined for having lit fires on the road.`;

const HARVEST = `Growers of cocoa in the province of Los Ríos expect the best harvest of the decade, they told an assembly in \
Quevedo. Rain came early and in good measure, and a fungus that had taken half of the pods two years ago was seen in only a few \
plots along the river. Prices have fallen since the spring, though, and the growers want Daniel Noboa to buy a part of the beans for \
the schools, as was done once before. A buyer from Rotterdam said he would take all that was dried well, but that much of what he \
had seen in the stores of the valley was not. The assembly voted to build two halls for drying before the rains come back.`;

const VOTE = `Daniel Noboa won the second round with a margin that no poll had foreseen. In Manta and in the port of Guayaquil people \
danced until morning, while the losing side asked for a recount of ninety boxes. Observers from eleven countries had found nothing \
amiss but long queues, and the court has ten days to decide.`;

/** About two words in three of a text as they were. @param {string} text */
const rewritten = (text) => text.split(" ").map((word, at) => (at % 8 === 3 ? `${word}, reportedly,` : word)).join(" ");

const ARTICLES = [
  { id: "vote", date: "2025-03-04", source: "Agency", title: "A margin no poll foresaw", text: VOTE },
  { id: "wire", date: "2025-03-02", source: "Agency", title: "Army leaves base in Manta", text: BASE },
  { id: "morning", date: "2025-03-03", source: "The Morning", title: "ARMY LEAVES BASE IN MANTA", text: BASE.toUpperCase() },
  { id: "evening", date: "2025-03-05", source: "Evening Post", title: "The army is gone", text: rewritten(BASE) },
  { id: "harvest", date: "2025-03-03", source: "Agency", title: "Best cocoa of the decade", text: HARVEST },
  { id: "again", date: "2025-03-06", source: "The Morning", title: "Cocoa: the best of the decade", text: HARVEST.replace("the decade", "ten years") },
  { id: "rain", date: "2025-03-07", source: "Evening Post", title: "Rain", text: "It rained on Quito all day, and the games were put off." },
];

const BOX = ".copies input[type=checkbox]";
const SLIDER = ".copies input[type=range]";
const TOLD = ".copies output";
const ROW = ".list > .rows > li > .row";

/** @type {string} */
let folder;
/** @type {string} */
let file;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "copies-"));
  file = join(folder, "news.jsonl");
  await writeFile(file, ARTICLES.map((article) => JSON.stringify(article)).join("\n"));
});
after(() => rm(folder, { recursive: true }));

it("how copies count stays in the address, and in the settings of a saved page, within bounds", () => {
  const chosen = { ...START, folds: true, alike: 45 };
  assert.deepEqual(fromHash(toHash({ ...chosen, query: "noboa" })), { ...chosen, query: "noboa" });
  assert.deepEqual(startWith({ ...chosen, query: "noboa", document: "wire" }), chosen);
  assert.equal(toHash(START), "");
  for (const [hash, alike] of /** @type {const} */ ([["alike=0", 20], ["alike=999", 100], ["alike=x", 30], ["", 30]])) {
    assert.equal(fromHash(hash).alike, alike, hash);
  }
});

for (const engine of ENGINES) {
  describe(`copies of a story in ${engine}`, () => {
    /** @type {Awaited<ReturnType<typeof launch>>} */
    let browser;
    before(async () => {
      browser = await launch(engine);
    });
    after(() => browser?.close());

    /** @param {{ hash?: string, width?: number, height?: number, dark?: boolean }} [how] */
    async function open({ hash = "", width = 1200, height = 900, dark = false } = {}) {
      const page = await browser.page({ width, height, dark });
      await page.goto(`${PAGE}${hash}`);
      await waitForParts(page, ".rows", 1);
      await page.choose("input[type=file]:not([webkitdirectory])", file);
      await waitForText(page, ".welcome", `^ *${ARTICLES.length} articles`);
      return page;
    }
    const hash = (/** @type {import("./engines.mjs").Page} */ page) => page.evaluate(() => location.hash);

    it("are all shown and counted at first, and told of above the list", async () => {
      const page = await open();
      await waitForText(page, TOLD, "^3 of these 7 are copies$");
      assert.deepEqual(await texts(page, ".status span"), ["7 articles"]);
      await waitForParts(page, ROW, 7);
      assert.deepEqual(await texts(page, ".folded"), []);
      await search(page, "cocoa");
      await waitForText(page, TOLD, "^1 of these 2 is a copy$");
      await search(page, "recount");
      await waitForText(page, ".status", "^ *1 article for recount");
      await waitForText(page, TOLD, "^No copies among these$");
      await page.close();
    });

    it("count as one when that is ticked: in the list, its figures, and the names", async () => {
      const page = await open();
      await search(page, "noboa");
      await waitForText(page, ".status", "^ *6 articles for noboa");
      await page.click(part(BOX));
      await waitForText(page, ".status", "^ *3 articles, 6 with copies for noboa");
      await waitForParts(page, ROW, 3);
      await waitForText(page, TOLD, "^3 of these 6 are copies$");
      assert.match(await hash(page), /copies=as-one/);

      const rows = await texts(page, `${ROW} .heading`);
      const at = rows.indexOf("Army leaves base in Manta");
      assert.ok(at >= 0 && !rows.includes("The army is gone"), "the earliest stands for the others");
      const summaries = await texts(page, ".folded summary");
      const nth = summaries.findIndex((text) => text.includes("Army leaves base"));
      assert.match(summaries[nth], /^and 2 copies/);
      await page.click(part(".folded summary", nth));
      await waitForParts(page, ".folded .row", 2);
      const [capitals, changed] = await texts(page, ".folded .row");
      assert.match(capitals, /^ARMY LEAVES BASE IN MANTA March 3, 2025 · The Morning · 100% alike$/);
      assert.match(changed, /^The army is gone March 5, 2025 · Evening Post · [3-6]\d% alike$/);
      await assertAccessible(page);

      await page.click(part(".folded .row", 1));
      await waitForText(page, ".detail h2", "^ *The army is gone *$");
      assert.match(await hash(page), /document=evening/);
      assert.equal((await texts(page, ".folded .row[aria-current]")).length, 1);

      await page.click(part('nav a[href*="view=entities"]'));
      await waitForParts(page, ".names", 1);
      const figure = async () => (await texts(page, ".names .row")).find((row) => row.startsWith("Daniel Noboa"));
      assert.match((await figure()) ?? "", /3 mentions in 3 articles/);
      await page.click(part(BOX));
      await page.waitFor(() =>
        [...(document.querySelector("corpus-viewer")?.shadowRoot?.querySelectorAll(".names .row") ?? [])].some((row) =>
          /Daniel Noboa[^]*5 mentions in 5 articles/.test(row.textContent ?? ""),
        ),
      );
      assert.doesNotMatch(await hash(page), /copies/);
      assert.deepEqual(await page.errors(), []);
      await page.close();
    });

    it("that a row stands for are those that the query finds", async () => {
      const page = await open({ hash: "#copies=as-one" });
      await search(page, "reportedly OR cocoa OR capitals OR source:Agency");
      await waitForText(page, ".status", "^ *3 articles, 5 with copies for");
      await waitForParts(page, ".folded", 2);
      const nth = (await texts(page, ".folded summary")).findIndex((text) => text.includes("Army leaves base"));
      assert.match((await texts(page, ".folded summary"))[nth], /^and 1 copy/);
      await page.click(part(".folded summary", nth));
      await waitForText(page, ".folded .row", "The army is gone");
      assert.equal((await texts(page, ".folded .row")).length, 1);
      await search(page, "noboa");
      await waitForParts(page, ".folded .row", 2);
      await page.click(part(".folded[open] summary"));
      await waitForParts(page, ".folded .row", 0);
      await page.close();
    });

    it("have to be as alike as the slider says, which the keyboard moves", async () => {
      const page = await open();
      await waitForText(page, TOLD, "^3 of these 7 are copies$");
      await page.click(part(".copies summary"));
      await waitForParts(page, `${TOLD}[aria-live=polite]`, 1);
      await page.click(part(BOX));
      await waitForParts(page, ROW, 4);
      await page.evaluate((/** @type {string} */ css) => {
        /** @type {HTMLElement | null | undefined} */ (document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(css))?.focus();
      }, SLIDER);
      await page.press("End");
      await waitForText(page, ".copies summary", "at least 100%");
      await waitForText(page, TOLD, "^1 of these 7 is a copy$");
      await page.press("ArrowDown");
      await waitForText(page, ".copies summary", "at least 95%");
      assert.equal((await texts(page, `${SLIDER}:focus`)).length, 1, "the arrow keys are the slider's");
      assert.match(await page.evaluate((/** @type {string} */ css) =>
        document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(css)?.getAttribute("aria-valuetext"), SLIDER), /^95 percent/);
      await waitForText(page, ".status", "^ *6 articles, 7 with copies *$");
      await page.waitFor(() => location.hash.includes("alike=95") && location.hash.includes("copies=as-one"));
      await assertAccessible(page);
      assert.deepEqual(await page.errors(), []);
      await page.close();
    });

    it("are listed with the article that is read, on a narrow screen too", async () => {
      const page = await open({ width: 360, height: 740, dark: true });
      await waitForText(page, TOLD, "^3 of these 7 are copies$");
      await assertAccessible(page);
      const overflow = () =>
        page.evaluate(() => {
          const list = document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(".list");
          return (list?.scrollWidth ?? 0) - (list?.clientWidth ?? 0);
        });
      await page.click(part(".copies summary"));
      assert.equal(await overflow(), 0);
      await page.click(part(BOX));
      await waitForParts(page, ".folded", 2);
      assert.equal(await overflow(), 0);
      await search(page, "fishermen");
      await waitForParts(page, ROW, 1);
      await page.click(part(ROW));
      await waitForText(page, ".detail .copied summary", "^ *2 copies of this story *$");
      await page.click(part(".detail .copied summary"));
      await assertAccessible(page);
      await page.click(part(".detail .copied .row"));
      await waitForText(page, ".detail h2", "^ *ARMY LEAVES");
      await page.evaluate(() => history.back());
      await waitForText(page, ".detail h2", "^ *Army leaves");
      await search(page, "rained");
      await waitForParts(page, ".has-detail", 0);
      await page.click(part(ROW));
      await waitForText(page, ".body", "It rained on Quito");
      await waitForParts(page, ".detail .copied", 0);
      assert.deepEqual(await page.errors(), []);
      await page.close();
    });
  });
}
