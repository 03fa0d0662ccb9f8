/** The screens: each is used as a person would, in Chromium; one short path leads through all of them in every engine. */

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ENGINES, launch } from "./engines.mjs";
import { assertAccessible, fromDisk, part, search, texts, waitForParts, waitForText } from "./viewer.mjs";

const PAGE = fromDisk("corpus-viewer.html");
const tab = (/** @type {string} */ view) => part(`nav a[href*="view=${view}"]`);

/** Each screen by its address, and what is there when it is. @type {readonly (readonly [hash: string, sign: string])[]} */
const EVERY_SCREEN = [
  ["query=noboa", ".row mark"],
  ["query=choneros&document=004_293bf5882dd1b62d", ".body mark"],
  ["view=concordance&query=deport*&order=1L", ".kwic .row"],
  ["view=timeline&query=noboa", ".bars"],
  ["view=entities", ".names .row"],
  ["view=entities&entity=PER%3AMarco+Rubio", ".network"],
  ["view=notes", ".empty"],
];

/** Selects the words in the article, as a pointer would. @param {import("./engines.mjs").Page} page @param {string} words */
const select = (page, words) =>
  page.evaluate((/** @type {string} */ words) => {
    const body = document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(".body");
    const walker = document.createTreeWalker(/** @type {Node} */ (body), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf(words) ?? -1;
      if (at < 0) continue;
      document.getSelection()?.setBaseAndExtent(node, at, node, at + words.length);
      return true;
    }
    return false;
  }, words);

/** The panes that scroll to the side; there are some that could. @param {import("./engines.mjs").Page} page @returns {Promise<string[]>} */
const tooWide = (page) =>
  page.evaluate(() => {
    const panes = document.querySelector("corpus-viewer")?.shadowRoot?.querySelectorAll(".list, .detail, .narrow") ?? [];
    if (panes.length === 0) throw new Error("there are no panes");
    return [...panes].filter((pane) => pane.scrollWidth > pane.clientWidth).map((pane) => pane.className);
  });

for (const engine of ENGINES) {
  describe(`the screens in ${engine}`, () => {
    it("lead from a word to its places, to a time, to a name, and to a sentence that is cited", async () => {
      const browser = await launch(engine);
      const page = await browser.page({ width: 1440, height: 900 });
      await page.goto(PAGE);
      await waitForParts(page, ".row", 5);
      await search(page, "deport*");
      await waitForText(page, ".status", "^ *3 articles");
      await page.click(tab("concordance"));
      await waitForParts(page, ".kwic .row", 8);
      assert.deepEqual(new Set(await texts(page, ".kwic .node")), new Set(["deported", "deportees", "deportation", "deportations", "deporting"]));
      await page.click(part(".kwic .row", 7));
      await waitForText(page, ".body mark.current", "^deporting$");
      await page.click(tab("timeline"));
      await waitForParts(page, ".bars .bar", 8);
      await page.click(tab("entities"));
      await waitForText(page, ".names .row", "Marco Rubio");
      assert.deepEqual(await page.errors(), []);
      await browser.close();
    });
  });
}

describe("the reading room in chromium", () => {
  /** @param {string} hash */
  const open = async (hash, width = 1440, height = 900) => {
    const browser = await launch("chromium");
    const page = await browser.page({ width, height });
    await page.goto(PAGE + hash);
    await page.waitFor(() => document.querySelector("corpus-viewer")?.shadowRoot?.querySelector('.viewer[aria-busy="false"] .list'));
    return { page, end: async () => (assert.deepEqual(await page.errors(), []), browser.close()) };
  };

  it("breaks no rule of accessibility on any screen, light, dark, or four times as large, where nothing is wider than the page", async () => {
    const browser = await launch("chromium");
    for (const [width, height, dark] of /** @type {const} */ ([[1440, 900, false], [1440, 900, true], [320, 256, true], [320, 640, false]])) {
      const page = await browser.page({ width, height, dark });
      await page.goto(PAGE);
      await waitForParts(page, ".row", 5);
      for (const [hash, sign] of EVERY_SCREEN) {
        await page.evaluate((/** @type {string} */ hash) => void (location.hash = hash), hash);
        await page.waitFor((/** @type {string} */ sign) => document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(sign), sign);
        await assertAccessible(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${hash} is ${wide} pixels wide`);
        assert.deepEqual(await tooWide(page), [], hash);
      }
      await page.close();
    }
    await browser.close();
  });

  it("saves a search with a star, in this browser, and lets go of it", async () => {
    const { page, end } = await open("#query=noboa");
    await page.click(part(".searches > summary"));
    await page.click(part(".searches .star"));
    await waitForText(page, ".searches h3", "^Saved$");
    await assertAccessible(page);
    await page.goto(PAGE);
    await waitForParts(page, ".row", 5);
    await page.click(part(".searches > summary"));
    await page.click(part(".searches li a"));
    await waitForText(page, ".status", "^ *3 articles for noboa");
    await page.click(part(".searches .star"));
    await waitForText(page, ".searches h3", "^Recent$");
    await end();
  });

  it("takes more values of a field as more articles, more names as fewer", async () => {
    const { page, end } = await open("#");
    await waitForText(page, ".narrow h3", "^People$");
    const choose = async (/** @type {string} */ value) => {
      const nth = (await texts(page, ".facet")).findIndex((text) => text.startsWith(value));
      await page.click(part(".facet", nth));
    };
    await choose("February 2025");
    await waitForText(page, ".status", "^ *1 article");
    await choose("September 2025");
    await waitForText(page, ".status", "^ *2 articles");
    await choose("Los Choneros");
    await waitForText(page, ".status", "^ *1 article");
    await end();
  });

  it("leads from name to name, and through the map in the margin", async () => {
    const { page, end } = await open("#query=choneros&document=004_293bf5882dd1b62d");
    await waitForParts(page, ".margin-map", 1);
    const current = () => texts(page, ".body .current, h2 .current");
    await page.click(part('[aria-label="Next name"]'));
    await page.waitFor(() => /mention=0/.test(location.hash));
    const first = await current();
    await page.click(part('[aria-label="Next name"]'));
    await page.waitFor(() => /mention=1/.test(location.hash));
    assert.notDeepEqual(await current(), first);
    const hits = await page.evaluate(() => document.querySelector("corpus-viewer")?.shadowRoot?.querySelectorAll(".tick.hit").length ?? 0);
    await page.click(part(".tick.hit", hits - 1));
    await waitForText(page, ".body mark.current", "Choneros");
    await end();
  });

  it("shows the beginning of a long article first, and leads to its end", async () => {
    const { page, end } = await open("#");
    const paragraphs = [...Array.from({ length: 300 }, (_, nth) => `Daniel Noboa met Marco Rubio in Quito for the ${nth}th time.`), "A heron was there."];
    await page.evaluate((/** @type {string} */ text) => {
      /** @type {any} */ (document.querySelector("corpus-viewer")).openFiles([new File([text], "long.txt")]);
    }, paragraphs.join("\n\n"));
    await waitForParts(page, ".row", 1);
    await search(page, "heron");
    await waitForText(page, ".row mark", "heron");
    await page.evaluate(() => {
      const { corpus } = /** @type {any} */ (document.querySelector("corpus-viewer"));
      const { read } = corpus;
      const asked = /** @type {boolean[]} */ (/** @type {any} */ (window).asked = []);
      corpus.read = (/** @type {string} */ id, /** @type {any} */ options) => (asked.push(options.marks > 0), read.call(corpus, id, options));
    });
    await page.click(part(".row"));
    await page.waitFor(() => document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(".body p"));
    await page.press("n");
    await waitForText(page, ".body mark.current", "^heron$");
    await waitForParts(page, ".body p", paragraphs.length);
    assert.deepEqual((await texts(page, ".body p")).slice(-2), paragraphs.slice(-2));
    assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).asked), [true, false]);
    await waitForParts(page, ".tick.hit", 1);
    await end();
  });

  it("selects a paragraph by a key, to write on it", async () => {
    const { page, end } = await open("#query=choneros&document=004_293bf5882dd1b62d");
    await waitForParts(page, ".body", 1);
    await page.press("n");
    await waitForText(page, ".body mark.current", "Choneros");
    await page.press("s");
    await page.press("a");
    await waitForText(page, ".asking blockquote", "Los Lobos and Los Choneros");
    await end();
  });

  it("narrows down by what articles have in common, and takes it away again", async () => {
    const { page, end } = await open("#");
    await waitForText(page, ".narrow h3", "^People$");
    const nth = (await texts(page, ".facet")).findIndex((text) => text.startsWith("Los Choneros"));
    await page.click(part(".facet", nth));
    await waitForText(page, ".status", "^ *2 articles");
    assert.match(await page.evaluate(() => decodeURIComponent(location.hash)), /filter=org:="Los\+Choneros"/);
    await assertAccessible(page);
    await page.click(part(".chosen button"));
    await waitForText(page, ".status", "^ *5 articles");
    await end();
  });

  it("saves the lists and charts of a screen, with how they were made", async () => {
    const screens = /** @type {const} */ ([
      ["#query=noboa&filter=org%3A%3D%22Los+Choneros%22&folds=1", ".row", ["articles", "facets"]],
      ["#view=concordance&query=deport*", ".kwic .row", ["facets", "concordance"]],
      ["#view=timeline&query=noboa", ".bars", ["facets", "timeline"]],
      ["#view=entities&entity=PER%3AMarco+Rubio", ".network", ["facets", "names", "timeline", "forms", "companions", "network", "quotes", "concordance"]],
      ["#document=004_293bf5882dd1b62d", ".about .line", ["articles", "facets", "alike"]],
    ]);
    for (const [hash, sign, lists] of screens) {
      const { page, end } = await open(hash);
      for (const css of [sign, ".narrow .exports"]) {
        await page.waitFor((/** @type {string} */ css) => document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(css), css);
      }
      /** @type {[format: string, text: string][]} */
      const saved = await page.evaluate(async () => {
        /** @type {Promise<string>[]} */
        const texts = [];
        URL.createObjectURL = (/** @type {any} */ blob) => (texts.push(blob.text()), "#");
        HTMLAnchorElement.prototype.click = () => {};
        const buttons = document.querySelector("corpus-viewer")?.shadowRoot?.querySelectorAll(".exports button") ?? [];
        const names = [...buttons].map((button) => button.textContent?.trim());
        for (const button of /** @type {NodeListOf<HTMLElement>} */ (buttons)) {
          const { length } = texts;
          button.click();
          for (let frame = 0; texts.length === length && frame < 600; frame++) await new Promise(requestAnimationFrame);
        }
        return Promise.all(texts.map(async (text, nth) => [names[nth], await text]));
      });
      const made = (/** @type {string} */ format) => saved.filter(([name]) => name === format).map(([, text]) => text);
      assert.deepEqual(new Set(made("JSON").map((text) => JSON.parse(text).provenance.list)), new Set(lists));
      for (const text of made("JSON")) assert.match(JSON.parse(text).provenance.hash, /^[0-9a-f]{16}$/);
      for (const text of made("CSV")) assert.match(text, /^# program: corpus-viewer [^]*\r\n# hash: [0-9a-f]{16}\r\n# list: /);
      for (const text of made("SVG")) assert.match(text, /^<svg [^]*<desc>[^<]*"list":"/);
      for (const text of made("PNG")) assert.match(text, /^.PNG\r\n/);
      assert.equal(made("PNG").length, made("SVG").length);
      await end();
    }
  });

  it("saves what was decided about names, and what could not be read", async () => {
    const { page, end } = await open("");
    await page.evaluate(async () => {
      const viewer = /** @type {any} */ (document.querySelector("corpus-viewer"));
      const sources = [{ id: "a", text: "Marco Rubio left Quito." }, new File(["\0"], "photo.png")];
      const corpus = await viewer.corpus.constructor.build(sources);
      await corpus.curate({ kind: "rename", entity: "PER:Marco Rubio", name: "Senator Rubio" });
      viewer.corpus = corpus;
    });
    await page.click(part(".problem summary"));
    await page.click(tab("entities"));
    await page.click(part(".decided summary"));
    await page.evaluate(() => {
      HTMLAnchorElement.prototype.click = () => {};
      URL.createObjectURL = (/** @type {any} */ blob) => (blob.text().then((/** @type {string} */ text) => (/** @type {any} */ (window).saved = text)), "#");
    });
    for (const [css, row] of [[".problem", "photo.png,"], [".decided", "rename,PER:Marco Rubio,,,Senator Rubio,"]]) {
      await page.click(part(`${css} .exports button`));
      const begins = (/** @type {string} */ row) => /** @type {any} */ (window).saved?.split("\r\n").at(-2).startsWith(row);
      await page.waitFor(begins, row);
    }
    await assertAccessible(page);
    await end();
  });

  it("sorts a concordance by the words before and after, and takes an entity into its middle", async () => {
    const { page, end } = await open("#view=concordance&query=rubio&order=1L");
    await waitForText(page, ".told", "lines");
    const before = (await texts(page, ".kwic .left")).map((text) => text.split(" ").at(-1) ?? "");
    const plain = (/** @type {string} */ word) => word.replace(/[^\p{L}\p{N}]/gu, "");
    const collator = new Intl.Collator("und", { sensitivity: "base" });
    assert.deepEqual(before.map(plain), before.map(plain).toSorted(collator.compare));
    await assertAccessible(page);
    await end();
    const entity = await open("#view=concordance&node=PER%3ADaniel+Noboa");
    await waitForText(entity.page, ".told", "^ *8 lines");
    await entity.end();
  });

  it("draws the lines that are in sight, of a long list no others, in a high window and after a scroll", async () => {
    const { page, end } = await open("#view=concordance&query=the", 1440, 2000);
    const scroll = () => document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(".list")?.scrollBy(0, 3000);
    const fills = () => {
      const list = /** @type {Element} */ (document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(".list"));
      const { top, bottom } = list.getBoundingClientRect();
      const rows = [...list.querySelectorAll("li")].map((row) => row.getBoundingClientRect());
      const inSight = rows.filter((row) => row.bottom > top && row.top < bottom);
      const height = Math.max(...inSight.map((row) => row.bottom)) - Math.min(...inSight.map((row) => row.top));
      return height >= Math.floor((bottom - top) * 0.9) && rows.length < 3 * inSight.length;
    };
    await page.waitFor(fills);
    await search(page, "of OR the");
    await waitForText(page, ".status", "of OR the ·");
    await page.waitFor(fills);
    await page.evaluate(scroll);
    await page.waitFor(fills);
    // Of another screen, whose rows are higher, fewer are in sight; the lines are the same as before.
    await page.click(part("nav a"));
    await page.waitFor(() => document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(".articles"));
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)))));
    await page.click(tab("concordance"));
    await page.waitFor(fills);
    await end();

    const narrow = await open("#view=concordance&query=the", 400);
    await narrow.page.evaluate(scroll);
    await narrow.page.waitFor(fills);
    await narrow.page.click(part(".kwic li:nth-child(12) .row"));
    await waitForText(narrow.page, ".body", "the");
    await narrow.page.evaluate(() => /** @type {any} */ (document.querySelector("corpus-viewer")).setFurniture(undefined, true));
    await narrow.page.click(part(".back"));
    await narrow.page.waitFor(fills);
    await narrow.end();
  });

  it("prints a concordance and an article whole, and goes on as before", async () => {
    const { page, end } = await open("#view=concordance&query=the");
    await waitForText(page, ".told", "^ *[0-9]{3} lines");
    const total = Number.parseInt((await texts(page, ".told"))[0], 10);
    const drawn = () => page.evaluate(() => document.querySelector("corpus-viewer")?.shadowRoot?.querySelectorAll(".kwic .row, .body p").length);
    const print = async (/** @type {string} */ css) => {
      await page.evaluate((/** @type {string} */ css) => {
        const root = document.querySelector("corpus-viewer")?.shadowRoot;
        /** @type {any} */ (window).printed = undefined;
        window.print = () => (/** @type {any} */ (window).printed = root?.querySelectorAll(css).length);
      }, css);
      await page.click(part("button.print"));
      return page.waitFor(() => /** @type {any} */ (window).printed);
    };
    assert.equal(await print(".kwic .row"), total);
    assert.ok((await drawn()) < total);
    await page.evaluate(() => void (location.hash = "#document=004_293bf5882dd1b62d"));
    await waitForParts(page, ".body", 1);
    await page.waitFor(() => document.querySelector("corpus-viewer")?.shadowRoot?.querySelectorAll(".kwic").length === 0);
    assert.ok((await print(".body p")) > 20);
    await end();
  });

  it("draws what is written from right to left so, and says figures beside it in their order", async () => {
    const folder = await mkdtemp(join(tmpdir(), "corpus-viewer-"));
    const file = join(folder, "cairo.txt");
    await writeFile(file, "زار الرئيس مدينة القاهرة يوم الأحد. قال إن المدينة جميلة.\n\nوصل الوزير إلى المدينة في المساء.\n");
    const { page, end } = await open("#");
    await page.choose("input[type=file]", file);
    await waitForText(page, ".row", "القاهرة");
    await page.evaluate(() => void (location.hash = "#view=concordance&query=المدينة"));
    await waitForText(page, ".kwic .node", "المدينة");
    const [left, node, right, first] = await page.evaluate(() => {
      const root = document.querySelector("corpus-viewer")?.shadowRoot;
      const at = (/** @type {string} */ css) => root?.querySelector(css)?.getBoundingClientRect().left ?? NaN;
      return [at(".kwic .left > span"), at(".kwic .node"), at(".kwic .right"), at(".status bdi + bdi") - at(".status bdi")];
    });
    assert.ok(left > node && node > right, String([left, node, right]));
    assert.ok(first > 0);
    await end();
    await rm(folder, { recursive: true });
  });

  it("says what an address asks for and is not there, until the next is", async () => {
    const { page, end } = await open("#view=concordance&node=XXX&query=noboa");
    await waitForText(page, ".problem", 'no label "XXX"');
    await page.evaluate(() => void (location.hash = "#view=concordance&query=noboa"));
    await waitForParts(page, ".kwic .row", 8);
    await waitForParts(page, ".problem", 0);
    await end();
  });

  it("shows a time that is chosen with the keyboard", async () => {
    const { page, end } = await open("#view=timeline");
    await waitForParts(page, ".bars .bar", 8);
    await assertAccessible(page);
    await page.evaluate(() => /** @type {any} */ (document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(".bars")).focus());
    await page.press("ArrowRight");
    await page.press("Enter");
    await waitForText(page, ".status", "^ *1 article");
    assert.match(await page.evaluate(() => decodeURIComponent(location.hash)), /filter=date:2025-02/);
    await end();
  });

  it("keeps a note on what is selected, lists it, leads back to it, and undoes it", async () => {
    const { page, end } = await open("#query=choneros");
    await page.click(part(".row"));
    await waitForParts(page, ".body", 1);
    assert.ok(await select(page, "Los Lobos") || (await select(page, "gangs")));
    await waitForParts(page, ".selected", 1);
    await page.click(part(".selected button"));
    await waitForParts(page, "dialog.asking[open]", 1);
    await page.type(part(".asking textarea"), "To be checked");
    await page.type(part(".asking input"), "gangs, war");
    await assertAccessible(page);
    await page.click(part(".asking .main"));
    await waitForText(page, ".noted-here", "To be checked");
    await waitForParts(page, ".body mark.note", 1);
    await page.click(tab("notes"));
    await waitForText(page, ".noted .row", "To be checked.*gangs");
    await assertAccessible(page);
    await page.click(part(".back"));
    for (const [width, panes] of /** @type {const} */ ([["20rem", 0], ["", 1]])) {
      await page.evaluate((/** @type {string} */ width) => void (/** @type {any} */ (document.querySelector("corpus-viewer")).style.width = width), width);
      await waitForParts(page, ".narrow", panes);
      assert.deepEqual(await tooWide(page), []);
    }
    await page.click(part(".noted .row"));
    await waitForParts(page, ".body mark.passage", 1);
    await page.click(part(".done button"));
    await waitForParts(page, ".noted .row", 0);
    await end();
  });

  it("cites an article in the form that is asked for", async () => {
    const { page, end } = await open("#query=choneros");
    await page.click(part(".row"));
    await waitForParts(page, ".body", 1);
    await page.press("c");
    await page.waitFor(() => /document=/.test(/** @type {any} */ (document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(".citation"))?.value));
    await page.click(part(".formats input", 2));
    await page.waitFor(() => /^@/.test(/** @type {any} */ (document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(".citation"))?.value));
    await assertAccessible(page);
    await end();
  });

  it("puts a name right everywhere, tells of it, and undoes it", async () => {
    const { page, end } = await open("#view=entities&entity=PER%3ADaniel+Noboa");
    await waitForText(page, ".detail h2", "Daniel Noboa");
    await waitForParts(page, "svg.network", 1);
    await assertAccessible(page);
    await page.click(part(".correct summary"));
    await page.click(part(".correct input"));
    await page.press("Control+a");
    await page.press("Backspace");
    await page.type(part(".correct input"), "President Noboa");
    await page.click(part(".correct form button"));
    await waitForText(page, ".detail h2", "^ *President Noboa");
    await waitForText(page, ".decided li", "Daniel Noboa is called President Noboa");
    await page.click(part(".done button"));
    await waitForText(page, ".names .row", "Daniel Noboa");
    await waitForParts(page, ".decided li", 0);
    await end();
  });

  it("tells which keys do what, and lets go of letters", async () => {
    const { page, end } = await open("#");
    await waitForParts(page, ".row", 5);
    await page.click(part(".detail"));
    await page.press("?");
    await waitForParts(page, "dialog.keys[open]", 1);
    await assertAccessible(page);
    await page.click(part(".keys input"));
    await page.press("Escape");
    await page.click(part(".detail"));
    await page.press("3");
    await waitForParts(page, ".bars", 0);
    await end();
  });

  it("speaks Spanish", async () => {
    const { page, end } = await open("#");
    await page.evaluate(() => document.querySelector("corpus-viewer")?.setAttribute("lang", "es"));
    await waitForText(page, ".status", "^ *5 artículos");
    assert.deepEqual(await texts(page, "nav a"), ["Artículos", "Concordancias", "Cronología", "Nombres", "Notas"]);
    await page.click(part(".help summary"));
    await waitForText(page, ".panel td[lang=es]", "^los paréntesis dicen qué va junto$");
    await page.click(part(".help summary"));
    await search(page, "rubio (noboa");
    await waitForText(page, ".mistake [lang=es]", "^este paréntesis no está cerrado$");
    await end();
  });
});
