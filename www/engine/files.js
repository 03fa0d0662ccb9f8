/** The module of files, behind plain methods: reads formats, and writes pages. */

import { glue } from "corpus-viewer/files-glue";

/**
 * Documents found in a source, as JSON for an engine; how many bytes of the source have been read; the tables met. Or
 * the bytes of a PDF file, and the number by which it is known here.
 * @typedef {{ bytes: Uint8Array, read: number, tables: import("../library/corpus-viewer.d.ts").Table[], pdf?: number }} Batch
 */

/** @typedef {Record<string, import("../library/corpus-viewer.d.ts").Mapping>} Mappings by the names of tables */

export class Files {
  /** Readers by the folder whose list of metadata they know; "" is all. @type {Map<string, any>} */
  #readers = new Map();
  /** The PDF files that were handed out, by their numbers. @type {Map<number, any>} */
  #pdfs = new Map();
  #lastPdf = 0;

  /** @param {WebAssembly.Module} module */
  async start(module) {
    await glue({ module_or_path: module });
  }

  /**
   * Says how to read tables, before anything is read.
   * @param {Mappings} mappings
   */
  useColumns(mappings) {
    for (const [name, mapping] of Object.entries(mappings)) this.#reader("").setColumns(name, JSON.stringify(mapping));
  }

  /** @param {string} folder */
  #reader(folder) {
    const reader = this.#readers.get(folder) ?? new glue.Reader();
    this.#readers.set(folder, reader);
    return reader;
  }

  /** The reader that knows of the nearest list of metadata. @param {string} path */
  #nearest(path) {
    for (let folder = folderOf(path); folder; folder = folderOf(folder)) {
      if (this.#readers.has(folder)) return this.#reader(folder);
    }
    return this.#reader("");
  }

  /**
   * Reads a file, a file of a folder that was chosen as a whole, or a list of metadata.
   * @param {{ name: string, bytes: Uint8Array } | { folderPath: string, bytes: Uint8Array } | { metadata: string, bytes: Uint8Array }} source
   * @param {(batch: Batch) => void} give
   */
  read(source, give) {
    const take = this.#taking(give);
    if ("metadata" in source) this.#reader(folderOf(source.metadata)).setMetadata(source.metadata, source.bytes, take);
    else if ("folderPath" in source) this.#nearest(source.folderPath).readFolderFile(source.folderPath, source.bytes, take);
    else this.#reader("").read(source.name, source.bytes, take);
  }

  /** What the module gives, as batches. @param {(batch: Batch) => void} give */
  #taking(give) {
    return (/** @type {Uint8Array} */ bytes, /** @type {number} */ read, /** @type {string} */ tables, /** @type {any} */ pdf) => {
      const number = pdf ? ++this.#lastPdf : undefined;
      if (number) this.#pdfs.set(number, pdf);
      give({ bytes, read, tables: JSON.parse(tables), pdf: number });
    };
  }

  /** @param {number} pdf */
  #taken(pdf) {
    const file = this.#pdfs.get(pdf);
    this.#pdfs.delete(pdf);
    return file;
  }

  /** Adds the next page of a PDF file. @param {number} pdf @param {string[]} texts @param {Float32Array} places */
  addPdfPage(pdf, texts, places) {
    return this.#pdfs.get(pdf).addPage(texts, places);
  }

  /** @param {number} pdf */
  skipPdfPage(pdf) {
    return this.#pdfs.get(pdf).skipPage();
  }

  /** @param {number} pdf @param {string[]} properties names and values by turns @param {(batch: Batch) => void} give */
  finishPdf(pdf, properties, give) {
    this.#taken(pdf).finish(properties, this.#taking(give));
  }

  /** @param {number} pdf @param {string} kind why it cannot be read @param {string} message @param {(batch: Batch) => void} give */
  giveUpPdf(pdf, kind, message, give) {
    this.#taken(pdf).giveUp(kind, message, this.#taking(give));
  }

  /** @param {string} shell @param {Uint8Array[]} pieces gzipped @returns {Uint8Array} */
  page(shell, pieces) {
    return glue.page(shell, pieces);
  }

  close() {
    for (const reader of this.#readers.values()) reader.free();
    for (const pdf of this.#pdfs.values()) pdf.free();
    this.#readers.clear();
    this.#pdfs.clear();
  }
}

/** @param {string} path */
const folderOf = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
