/** pdf.js, behind plain methods: the text on the pages of a PDF file. No script of the file is run, no font is loaded. */

import cmaps from "corpus-viewer/cmaps";
import { getDocument, PDFWorker, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import { WorkerMessageHandler } from "pdfjs-dist/legacy/build/pdf.worker.mjs";
import { fromBase64 } from "../library/bytes.js";

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

export class Pdf {
  /** pdf.js at work, which is reached over a channel even from the same thread. @type {PDFWorker | undefined} */
  #worker;
  /** @type {import("pdfjs-dist").PDFDocumentLoadingTask | undefined} */
  #task;

  start() {
    const { port1, port2 } = new MessageChannel();
    WorkerMessageHandler.initializeFromPort(port2);
    port2.start();
    this.#worker = new PDFWorker(/** @type {any} */ ({ port: port1, verbosity: OPTIONS.verbosity }));
    port1.start();
  }

  /**
   * Opens a file, instead of the one before.
   * @param {Uint8Array} data
   * @returns {Promise<{ pages: number, properties: string[] }>} properties: names and values by turns
   */
  async open(data) {
    await this.#task?.destroy();
    try {
      this.#task = getDocument({ ...OPTIONS, data, worker: this.#worker, BinaryDataFactory: Maps });
      const file = await this.#task.promise;
      return { pages: file.numPages, properties: await properties(file) };
    } catch (error) {
      const { name, message } = /** @type {Error} */ (error);
      throw { kind: name === "PasswordException" ? "encrypted" : "not-pdf", message };
    }
  }

  /**
   * The stretches of text on a page, in the order in which the file has them, and what is measured of each: the fields
   * of `Item` in src/ingest/pdf/lines.rs.
   * @param {number} number of the page, from 1
   */
  async page(number) {
    try {
      const file = await /** @type {import("pdfjs-dist").PDFDocumentLoadingTask} */ (this.#task).promise;
      const page = await file.getPage(number);
      const items = await itemsOf(page);
      page.cleanup();
      const places = items.flatMap(({ transform, width, height, hasEOL, dir }) => {
        const [right, up, , , x, y] = transform;
        return [right, up, x, y, width, height, Number(hasEOL), Number(dir === "ttb")];
      });
      return { texts: items.map(({ str }) => str), places: new Float32Array(places) };
    } catch (error) {
      throw { kind: "pdf-page", message: /** @type {Error} */ (error).message };
    }
  }

  close() {
    this.#task?.destroy();
    this.#worker?.destroy();
  }
}

/** @typedef {import("pdfjs-dist/types/src/display/api.js").TextItem} TextItem */

/** @param {import("pdfjs-dist").PDFPageProxy} page @returns {Promise<TextItem[]>} */
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

/** What a file says of itself. @param {import("pdfjs-dist").PDFDocumentProxy} file */
async function properties(file) {
  const { info, metadata } = await file.getMetadata();
  const all = [...Object.entries(info), .../** @type {Iterable<[string, any]>} */ (metadata ?? [])];
  return all.flatMap(([name, value]) => [value].flat().flatMap((one) => (typeof one === "string" ? [name, one] : [])));
}
