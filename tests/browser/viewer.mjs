/** What the tests do with a viewer: they find its parts, and act on them as a person would. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const dist = pathToFileURL("dist/");

/** The address of a file of dist/, as from disk. @param {string} name */
export const fromDisk = (name) => new URL(name, dist).href;

/** A locator for a part of the viewer. @param {string} css @param {number} [nth] */
export const part = (css, nth = 0) =>
  `() => document.querySelector("corpus-viewer").shadowRoot.querySelectorAll(${JSON.stringify(css)})[${nth}]`;

/** @typedef {import("./engines.mjs").Page} Page */

/** Waits until `count` parts are there. @param {Page} page @param {string} css @param {number} count */
export async function waitForParts(page, css, count) {
  await page.waitFor(
    (/** @type {[string, number]} */ [css, count]) =>
      document.querySelector("corpus-viewer")?.shadowRoot?.querySelectorAll(css).length === count,
    [css, count],
  );
}

/** The texts of all such parts, white space folded. @param {Page} page @param {string} css @returns {Promise<string[]>} */
export function texts(page, css) {
  return page.evaluate((/** @type {string} */ css) => {
    const parts = document.querySelector("corpus-viewer")?.shadowRoot?.querySelectorAll(css) ?? [];
    return [...parts].map((part) => (part.textContent ?? "").replace(/\s+/g, " ").trim());
  }, css);
}

/** Waits until a part has a text that matches. @param {Page} page @param {string} css @param {string} pattern */
export async function waitForText(page, css, pattern) {
  await page.waitFor(
    (/** @type {[string, string]} */ [css, pattern]) => {
      const parts = document.querySelector("corpus-viewer")?.shadowRoot?.querySelectorAll(css) ?? [];
      return [...parts].some((part) => new RegExp(pattern).test((part.textContent ?? "").replace(/\s+/g, " ")));
    },
    [css, pattern],
  );
}

/** Empties the search field, types, and waits for the answer, or for what is wrong with it. @param {Page} page @param {string} query */
export async function search(page, query) {
  await page.click(part("input"));
  await page.press("Control+a");
  await page.press("Backspace");
  await page.type(part("input"), query);
  await page.waitFor((/** @type {string} */ query) => {
    const told = document.querySelector("corpus-viewer")?.shadowRoot?.querySelectorAll(".status bdi, .status .mistake code") ?? [];
    return [...told].some(({ textContent }) => textContent?.trim().endsWith(query));
  }, query);
}

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Checks what is on screen against the rules of axe-core. @param {Page} page */
export async function assertAccessible(page) {
  await page.evaluate(`() => { if (!window.axe) { ${axe} } }`);
  const violations = await page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (window).axe.run();
    return violations.map((/** @type {any} */ { id, nodes }) =>
      `${id}: ${nodes.map((/** @type {any} */ node) => [node.target.flat().join(" "), node.failureSummary]).join("; ")}`,
    );
  });
  assert.deepEqual(violations, []);
}
