/** The module of files, behind plain methods: reads formats, and writes pages. */

import { glue } from "corpus-viewer/files-glue";

/**
 * Documents found in a source, as JSON for an engine; how many bytes of the source have been read.
 * @typedef {{ bytes: Uint8Array, read: number }} Batch
 */

export class Files {
  /** @param {WebAssembly.Module} module */
  async start(module) {
    await glue({ module_or_path: module });
  }

  /**
   * Reads a file, or a file of a folder that was chosen as a whole.
   * @param {{ name: string, bytes: Uint8Array } | { folderPath: string, bytes: Uint8Array }} source
   * @param {(batch: Batch) => void} give
   */
  read(source, give) {
    const take = (/** @type {Uint8Array} */ bytes, /** @type {number} */ read) => give({ bytes, read });
    if ("folderPath" in source) glue.readFolderFile(source.folderPath, source.bytes, take);
    else glue.read(source.name, source.bytes, take);
  }

  /** @param {string} shell @param {Uint8Array[]} pieces @returns {Uint8Array} */
  page(shell, pieces) {
    return glue.page(shell, pieces);
  }

  close() {}
}
