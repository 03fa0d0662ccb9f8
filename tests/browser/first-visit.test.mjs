/**
 * A first visit: what somebody who has never seen the page does to find four things out, by what can be read on it alone.
 * Each step is something that is seen and then used; tests/first-visit.md is the same for people.
 */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch } from "./engines.mjs";
import { fromDisk, texts, waitForText } from "./viewer.mjs";

/**
 * The thing with these words on it: a link, a button, a choice or a field, in sight.
 * @param {[string, string]} what which kind, and what it says at its beginning
 */
const seen = ([kind, words]) => {
  const viewer = /** @type {Element} */ (document.querySelector("corpus-viewer"));
  const all = /** @type {HTMLElement[]} */ ([...(viewer.shadowRoot?.querySelectorAll(kind) ?? []), ...viewer.querySelectorAll(kind)]);
  const says = (/** @type {HTMLElement} */ { textContent, title, ariaLabel }) => [textContent, title, ariaLabel].some((text) => text?.replace(/\s+/g, " ").trim().startsWith(words));
  return all.find((element) => element.checkVisibility() && says(element));
};

describe("a first visit", () => {
  /** @type {Awaited<ReturnType<typeof launch>>} */
  let browser;
  /** @type {import("./engines.mjs").Page} */
  let page;

  before(async () => (browser = await launch("chromium")));
  after(() => browser.close());

  const start = async () => {
    page = await browser.page({ width: 1280, height: 800 });
    await page.goto(fromDisk("corpus-viewer.html"));
    await waitForText(page, ".status", "5 articles");
  };
  /** @param {string} kind @param {string} words */
  const use = async (kind, words) => {
    const locator = `() => (${seen})(${JSON.stringify([kind, words])})`;
    await page.waitFor(/** @type {any} */ (`(...args) => Boolean((${locator})(...args))`));
    await page.click(/** @type {any} */ (locator));
  };

  it("tells who is named most", async () => {
    await start();
    await use("nav a", "Names");
    await waitForText(page, ".names .row", "United States");
    await page.evaluate(() => {
      const choice = /** @type {HTMLSelectElement} */ (document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(".tools select"));
      choice.value = [...choice.options].find(({ text }) => text === "People")?.value ?? "";
      choice.dispatchEvent(new Event("change"));
    });
    await waitForText(page, ".names li:first-child .row", "^ ?Marco Rubio ?Person ?16");
    await page.close();
  });

  it("tells what was said about Los Choneros, and when", async () => {
    await start();
    await page.type(() => document.querySelector("corpus-viewer")?.shadowRoot?.querySelector("input"), "Los Choneros");
    await waitForText(page, ".status", "^ ?2 articles");
    await use("nav a", "Names");
    await use(".names .row", "Los Choneros");
    await waitForText(page, ".detail h2", "Los Choneros");
    await waitForText(page, ".detail h3", "Mentions over time");
    const told = (await texts(page, ".detail .lines")).join(" ");
    assert.match(told, /September 5, 2025/);
    assert.match(told, /foreign terrorist/);
    await use(".detail .line", "… the US will designate two");
    await waitForText(page, ".body .current", "Los Choneros");
    await page.close();
  });

  it("shows every place where “deport…” occurs, with its context", async () => {
    await start();
    await page.type(() => document.querySelector("corpus-viewer")?.shadowRoot?.querySelector("input"), "deport*");
    await use("nav a", "Concordance");
    await waitForText(page, ".told", "8 lines");
    const nodes = await texts(page, ".kwic .node");
    assert.equal(nodes.length, 8);
    assert.ok(nodes.every((node) => node.startsWith("deport")));
    await page.close();
  });

  it("makes a link to one sentence, which opens there", async () => {
    await start();
    await use("a.row", "Rubio says US will");
    await waitForText(page, ".body", "blow up");
    await page.evaluate(() => {
      const paragraphs = document.querySelector("corpus-viewer")?.shadowRoot?.querySelectorAll(".body p") ?? [];
      const own = /** @type {Element} */ ([...paragraphs].find(({ textContent }) => textContent?.startsWith("He also said he wanted")));
      document.getSelection()?.setBaseAndExtent(own, 0, own, own.childNodes.length);
      navigator.clipboard.writeText = async (/** @type {string} */ text) => void (/** @type {any} */ (window).copied = text);
    });
    await use(".selected button", "Copy link");
    await waitForText(page, ".done", "Copied");
    const link = await page.evaluate(() => /** @type {any} */ (window).copied);
    await page.close();
    page = await browser.page({ width: 1280, height: 800 });
    await page.goto(link);
    await waitForText(page, ".body mark.passage", "He also said he wanted");
    await page.waitFor(() => {
      const mark = document.querySelector("corpus-viewer")?.shadowRoot?.querySelector("mark.passage");
      const { top, bottom } = /** @type {Element} */ (mark).getBoundingClientRect();
      return top > 100 && bottom < innerHeight;
    });
    await page.close();
  });
});
