/** What a page has inside: data blocks, and the page itself, to be saved with another corpus. */

import { fromBase64, unpacked } from "../library/bytes.js";
import { CorpusError } from "../library/error.js";
import { readerFrom, readerOf } from "../library/pdf-reader.js";
import { said } from "../library/said.js";
import { fromScript } from "../library/script.js";
import { fromSevenBits } from "../library/seven-bits.js";

const own = /** @type {HTMLScriptElement} */ (document.currentScript);

/**
 * What the page has inside, or else in a script beside its own.
 * @param {string} type of its blocks, and of the error if they are damaged
 * @param {import("../library/said.js").Said} what it is called then
 */
export async function inside(type, what) {
  return (await fromBlocks(type, fromSevenBits, what)) ?? fromScript(new URL(`${type}.js`, own.src), what);
}

/**
 * What the blocks of a type hold, if there are any.
 * @param {string} type
 * @param {(text: string) => Uint8Array<ArrayBuffer>} read
 * @param {import("../library/said.js").Said} what it is called if they are damaged
 */
async function fromBlocks(type, read, what) {
  const blocks = [...document.querySelectorAll(`script[type="application/x-${type}"]`)];
  if (blocks.length === 0) return undefined;
  return unpacked(read(blocks.map((block) => block.textContent).join("")), type, what);
}

/** The reader of PDF, which a page that has everything else inside has only if that was asked for. */
export async function pdfReader() {
  const script = await fromBlocks("pdf", fromBase64, said("the reader of PDF"));
  if (script) return readerOf(new TextDecoder().decode(script));
  if (own.src) return readerFrom(new URL("pdf.js", own.src));
  throw new CorpusError({ kind: "pdf", said: said("this page does not hold the reader of PDF") });
}

/** Whether there is a reader of PDF here. */
export const readsPdf = () => own.src !== "" || document.querySelector('script[type="application/x-pdf"]') !== null;

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
    const page = new TextDecoder().decode(await inside("shell", said("the page")));
    return page.replace("<corpus-viewer>", `<corpus-viewer settings="${settings.replaceAll("&", "&amp;")}">`);
  }
  // The text of the page, with what has changed put back: a copy of its scripts would be refused by its own policy.
  let page = document.documentElement.outerHTML;
  const swap = (/** @type {Element} */ element, /** @type {string} */ text) => (page = page.replace(element.outerHTML, () => text));
  swap(/** @type {Element} */ (document.querySelector("corpus-viewer")), element([...original.attributes, ["settings", settings]]));
  swap(/** @type {Element} */ (document.querySelector("title")), `<title>${escaped(original.title)}</title>`);
  for (const added of document.body.querySelectorAll(":scope > [data-added]")) swap(added, "");
  return `<!doctype html>\n${page}`;
}

/** The viewer with a place for a corpus. @param {[string, string][]} attributes */
function element(attributes) {
  const given = new Map(attributes);
  const text = [...given].map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");
  // In pieces, since the mark may be in a page but once, and this is in it too.
  const mark = ["<!--", "corpus", "-->"].join("");
  return `<corpus-viewer${text}>\n${mark}</corpus-viewer>`;
}

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
