/** The core, behind plain methods: the same in a worker and in the page's own thread. */

import { glue } from "corpus-viewer/glue";

/**
 * A file, a file of a folder that was chosen as a whole, a document as JSON, or what could not be read and why.
 * @typedef {{ name: string, bytes: Uint8Array }
 *   | { folderPath: string, bytes: Uint8Array }
 *   | { name: string, json: string }
 *   | { name: string, unreadable: string }} NamedSource
 */

/** How long, in milliseconds, the page's own thread reads before it lets others have a turn. */
const TURN = 30;

export class Engine {
  /** @type {any} */
  #corpus;

  /** @param {WebAssembly.Module} module */
  async start(module) {
    await glue({ module_or_path: module });
  }

  /** @param {Uint8Array} bytes */
  open(bytes) {
    this.#corpus = glue.Engine.open(bytes);
  }

  /**
   * @param {NamedSource[]} sources
   * @param {(done: number) => void} onProgress
   * @param {AbortSignal} [signal]
   */
  async build(sources, onProgress, signal) {
    const builder = new glue.CorpusBuilder();
    let turn = performance.now();
    for (const [done, source] of sources.entries()) {
      if ("json" in source) builder.addDocument(source.name, source.json);
      else if ("unreadable" in source) builder.skip(source.name, source.unreadable);
      else if ("folderPath" in source) builder.addFolderFile(source.folderPath, source.bytes);
      else builder.addSource(source.name, source.bytes);
      if (performance.now() - turn > TURN) {
        onProgress(done + 1);
        await new Promise((resolve) => setTimeout(resolve));
        signal?.throwIfAborted();
        turn = performance.now();
      }
    }
    this.#corpus = builder.finish();
  }

  /** @param {string} query @param {object} [options] */
  search(query, options) {
    const start = performance.now();
    const page = this.#corpus.search(query, options);
    return { ...page, elapsedMs: performance.now() - start };
  }

  /** @param {string} id @param {string} query */
  read(id, query) {
    return this.#corpus.read(id, query);
  }

  /** @param {object} [options] */
  entities(options) {
    return this.#corpus.entities(options);
  }

  /** @param {string} id @param {object} [options] */
  mentions(id, options) {
    return this.#corpus.mentions(id, options);
  }

  info() {
    return this.#corpus.info();
  }

  save() {
    return this.#corpus.save();
  }

  close() {
    this.#corpus?.free();
    this.#corpus = undefined;
  }
}
