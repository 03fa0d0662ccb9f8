/** pdf.js, and what makes documents of the text that it finds. No script of a file is run, no font is loaded. */

import cmaps from "corpus-viewer/cmaps";
import wasmBase64 from "corpus-viewer/pdf-base64";
import { glue } from "corpus-viewer/pdf-glue";
import { getDocument, PDFWorker, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import { WorkerMessageHandler } from "pdfjs-dist/legacy/build/pdf.worker.mjs";
import { fromBase64, unpacked } from "../library/bytes.js";
import { said } from "../library/said.js";

/** The most stretches of text that a page is read with; real ones have some thousands. */
const MOST_ITEMS = 500_000;

/** What pdf.js is not to do: fetch, draw, make functions of texts, look for fonts of the machine. */
const OPTIONS = {
  disableAutoFetch: true,
  disableFontFace: true,
  disableRange: true,
  disableStream: true,
  isEvalSupported: false,
  isImageDecoderSupported: false,
  isOffscreenCanvasSupported: false,
  useSystemFonts: false,
  useWasm: false,
  useWorkerFetch: false,
  verbosity: VerbosityLevel.ERRORS,
};

/** Gives the maps of characters, and none of the fonts, which text is found without. */
class Maps {
  /** @param {{ filename: string }} asked */
  async fetch({ filename }) {
    const map = cmaps[filename];
    if (!map) throw new Error(`${filename} is not here`);
    return fromBase64(map);
  }
}

/** No document as yet. */
const NONE = new TextEncoder().encode("[]");

export class Pdf {
  /** pdf.js at work, which is reached over a channel even from the same thread. @type {PDFWorker | undefined} */
  #worker;
  #isClosed = false;

  async start() {
    const { port1, port2 } = new MessageChannel();
    WorkerMessageHandler.initializeFromPort(port2);
    port2.start();
    this.#worker = new PDFWorker(/** @type {any} */ ({ port: port1, verbosity: OPTIONS.verbosity }));
    port1.start();
    const wasm = await unpacked(fromBase64(wasmBase64), "pdf", said("the reader of PDF"));
    await glue({ module_or_path: await WebAssembly.compile(wasm) });
  }

  /**
   * Reads a file. After each page it tells what share of them has been read; with the last come the documents, or why
   * there are none.
   * @param {string} name
   * @param {string} told what is known of it, as JSON
   * @param {Uint8Array} data
   * @param {(found: { bytes: Uint8Array, share: number }) => void} give bytes: JSON for an engine
   */
  async read(name, told, data, give) {
    const text = new glue.PdfText(name, told);
    const task = getDocument({ ...OPTIONS, data, worker: this.#worker, BinaryDataFactory: Maps });
    try {
      const file = await task.promise;
      const about = await properties(file);
      for (let number = 1; number <= file.numPages && !this.#isClosed; number++) {
        if (!(await addPage(file, number, text))) break;
        give({ bytes: NONE.slice(), share: number / (file.numPages + 1) });
      }
      give({ bytes: text.finish(about), share: 1 });
    } catch (error) {
      const isLocked = /** @type {Error} */ (error).name === "PasswordException";
      give({ bytes: text.giveUp(isLocked), share: 1 });
    } finally {
      await task.destroy();
    }
  }

  close() {
    this.#isClosed = true;
    this.#worker?.destroy();
  }
}

/**
 * Adds a page to the text of its file, or notes that it cannot be read.
 * @param {import("pdfjs-dist").PDFDocumentProxy} file
 * @param {number} number
 * @param {any} text
 * @returns {Promise<boolean>} whether there is room for more
 */
async function addPage(file, number, text) {
  try {
    const page = await file.getPage(number);
    const items = await itemsOf(page);
    page.cleanup();
    return text.addPage(items.map(({ str }) => str), new Float32Array(items.flatMap(measures)));
  } catch {
    text.skipPage();
    return true;
  }
}

/** What is measured of an item: the fields of `Item` in src/ingest/pdf/lines.rs. @param {TextItem} item */
function measures({ transform, width, height, hasEOL, dir }) {
  const [right, up, , , x, y] = transform;
  return [right, up, x, y, width, height, Number(hasEOL), Number(dir === "ttb")];
}

/** @typedef {import("pdfjs-dist/types/src/display/api.js").TextItem} TextItem */

/** The stretches of text on a page, in the order in which the file has them. @param {import("pdfjs-dist").PDFPageProxy} page @returns {Promise<TextItem[]>} */
async function itemsOf(page) {
  /** @type {TextItem[]} */
  const items = [];
  const reader = page.streamTextContent().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return items;
    for (const item of value.items) items.push(item);
    if (items.length > MOST_ITEMS) {
      await reader.cancel(new Error("enough"));
      throw new Error("the page has too much text");
    }
  }
}

/** What a file says of itself, names and values by turns. @param {import("pdfjs-dist").PDFDocumentProxy} file */
async function properties(file) {
  const { info, metadata } = await file.getMetadata();
  const all = [...Object.entries(info), .../** @type {Iterable<[string, any]>} */ (metadata ?? [])];
  return all.flatMap(([name, value]) => [value].flat().flatMap((one) => (typeof one === "string" ? [name, one] : [])));
}
