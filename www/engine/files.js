/** The module of files, behind plain methods: reads formats, and writes pages. */

import { glue } from "corpus-viewer/files-glue";

/**
 * Documents found in a source, as JSON for an engine; how many bytes of the source have been read; the tables met. Or
 * the bytes of a PDF file.
 * @typedef {{ bytes: Uint8Array, read: number, tables: import("../library/corpus-viewer.d.ts").Table[], pdf?: PdfFile }} Batch
 */

/**
 * A PDF file that was met: what is told of it, as JSON for the reader of PDF, and, as JSON for an engine, why it is left
 * out if there is no such reader.
 * @typedef {{ name: string, told: string, refusal: Uint8Array }} PdfFile
 */

/** @typedef {Record<string, import("../library/corpus-viewer.d.ts").Mapping>} Mappings by the names of tables */

export class Files {
  /** Readers by the folder whose list of metadata they know; "" is all. @type {Map<string, any>} */
  #readers = new Map();

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
    /** @param {Uint8Array} bytes @param {number} read @param {string} tables @param {string} [pdf] */
    const take = (bytes, read, tables, pdf) => give({ bytes, read, tables: JSON.parse(tables), pdf: pdf ? pdfFile(pdf) : undefined });
    if ("metadata" in source) this.#reader(folderOf(source.metadata)).setMetadata(source.metadata, source.bytes, take);
    else if ("folderPath" in source) this.#nearest(source.folderPath).readFolderFile(source.folderPath, source.bytes, take);
    else this.#reader("").read(source.name, source.bytes, take);
  }

  /** @param {string} shell @param {Uint8Array[]} pieces gzipped @returns {Uint8Array} */
  page(shell, pieces) {
    return glue.page(shell, pieces);
  }

  close() {
    for (const reader of this.#readers.values()) reader.free();
    this.#readers.clear();
  }
}

/** @param {string} json @returns {PdfFile} */
function pdfFile(json) {
  const [name, told, refusal] = JSON.parse(json);
  return { name, told: JSON.stringify(told), refusal: new TextEncoder().encode(JSON.stringify([refusal])) };
}

/** @param {string} path */
const folderOf = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
