/** What a page has inside: data blocks, and the page itself, to be saved with another corpus. */

import { fetched, fromBase64, unpacked } from "../library/bytes.js";

const own = /** @type {HTMLScriptElement} */ (document.currentScript);

/**
 * What the page has inside, or else beside it.
 * @param {string} type of its blocks, and of the error if they are damaged
 * @param {string} file
 * @param {string} what it is called then
 */
export async function inside(type, file, what) {
  const blocks = [...document.querySelectorAll(`script[type="application/x-${type}"]`)];
  if (blocks.length === 0) return fetched(new URL(file, own.src));
  return unpacked(fromBase64(blocks.map((block) => block.textContent.trim()).join("")), type, what);
}

/** The page as it came, before anything of it has changed. @type {{ title: string, attributes: [string, string][] }} */
let original;

/** Remembers how the page came; to be called before the viewer starts. @param {Element} viewer */
export function remember(viewer) {
  original = { title: document.title, attributes: [...viewer.attributes].map(({ name, value }) => [name, value]) };
}

/**
 * The page that a corpus can be put into: this one, if it has everything inside.
 * @param {string} settings of the reader's, that the page will start with
 */
export async function shell(settings) {
  if (own.src) {
    const page = new TextDecoder().decode(await fetched(new URL("shell.html", own.src)));
    return page.replace("<corpus-viewer>", `<corpus-viewer settings="${settings.replaceAll("&", "&amp;")}">`);
  }
  const page = document.implementation.createHTMLDocument("");
  page.replaceChild(page.importNode(document.documentElement, true), page.documentElement);
  page.title = original.title;
  for (const added of page.querySelectorAll("[data-added]")) added.remove();
  const viewer = /** @type {Element} */ (page.querySelector("corpus-viewer"));
  for (const { name } of [...viewer.attributes]) viewer.removeAttribute(name);
  for (const [name, value] of original.attributes) viewer.setAttribute(name, value);
  viewer.setAttribute("settings", settings);
  viewer.replaceChildren("\n", page.createComment("corpus"));
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}
