/**
 * Pictures of the one-file page, to be looked at: every screen in every engine, at
 * three widths, light and dark, into target/screenshots/. Those in the README are among them.
 */

import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { ENGINES, launch } from "./engines.mjs";
import { fromDisk, waitForText } from "./viewer.mjs";
import { zip } from "./zip.mjs";

const SCREENS = {
  home: { hash: "", sign: ".row" },
  results: { hash: "#query=noboa+OR+bukele", sign: ".row mark" },
  article: { hash: "#query=choneros&document=004_293bf5882dd1b62d", sign: ".body" },
  card: { hash: "#document=004_293bf5882dd1b62d&mention=6", sign: ".card:not([hidden])" },
  names: { hash: "#view=entities", sign: ".names .row" },
  mentions: { hash: "#view=entities&entity=PER%3AMarco+Rubio", sign: ".lines" },
  mistake: { hash: "#query=noboa+(rubio", sign: ".mistake" },
};
const SIZES = { 360: 740, 768: 1024, 1440: 900 };

const folder = "target/screenshots";
await mkdir(folder, { recursive: true });

for (const engine of ENGINES) {
  const browser = await launch(engine);
  for (const [name, { hash, sign }] of Object.entries(SCREENS)) {
    for (const [width, height] of Object.entries(SIZES)) {
      for (const dark of [false, true]) {
        await picture(browser, `${engine}-${name}-${width}-${dark ? "dark" : "light"}`, hash, sign, Number(width), height, dark);
      }
    }
  }
  if (engine === "chromium") {
    await picture(browser, "readme", SCREENS.article.hash, ".body", 1000, 600, false);
    await ownArticles(browser);
  }
  await browser.close();
}

/** A dropped archive, about to be saved as a page. @param {Awaited<ReturnType<typeof launch>>} browser */
async function ownArticles(browser) {
  const names = (await readdir("seeds")).filter((name) => /^\d/.test(name));
  const texts = names.map(async (name) => /** @type {[string, string]} */ ([name, await readFile(`seeds/${name}`, "utf8")]));
  await writeFile(`${folder}/press.zip`, zip(await Promise.all(texts)));
  const page = await browser.page({ width: 1000, height: 600 });
  await page.goto(fromDisk("corpus-viewer.html"));
  await waitForText(page, ".status", "articles");
  await page.drop(`${folder}/press.zip`);
  await page.waitFor(() => document.querySelector(".menu")?.textContent?.includes("keeps your articles"));
  await page.click(() => document.querySelector(".menu > summary"));
  await page.click(() => [...document.querySelectorAll(".menu button")].find((button) => button.textContent?.includes("Save page")));
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 100))));
  await page.screenshot(`${folder}/own-articles.png`);
  await page.close();
}

/**
 * @param {Awaited<ReturnType<typeof launch>>} browser
 * @param {string} name @param {string} hash @param {string} sign what is there when the screen is
 * @param {number} width @param {number} height @param {boolean} dark
 */
async function picture(browser, name, hash, sign, width, height, dark) {
  const page = await browser.page({ width, height, dark });
  await page.goto(`${fromDisk("corpus-viewer.html")}${hash}`);
  await page.waitFor(
    (/** @type {string} */ sign) => Boolean(document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(sign)),
    sign,
  );
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 100))));
  await page.screenshot(`${folder}/${name}.png`);
  await page.close();
}
