/** The core, behind plain methods: the same in a worker and in the page's own thread. */

import { glue } from "corpus-viewer/glue";

/**
 * A file, a file of a folder that was chosen as a whole, lines of a file that begin at a byte of it, a document
 * as JSON, or what could not be read and why.
 * @typedef {{ name: string, bytes: Uint8Array }
 *   | { folderPath: string, bytes: Uint8Array }
 *   | { name: string, at: number, lines: Uint8Array }
 *   | { name: string, json: string }
 *   | { name: string, unreadable: string }} NamedSource
 */

/** A corpus built elsewhere, and what was left out of it. @typedef {{ bytes: Uint8Array, skipped: { name: string, reason: string }[] }} Part */

export class Engine {
  /** @type {any} */
  #corpus;
  /** Takes the sources of a corpus to come. @type {any} */
  #builder;
  /** The model that names are marked with. @type {Uint8Array | undefined} */
  #names;

  /** @param {WebAssembly.Module} module */
  async start(module) {
    await glue({ module_or_path: module });
  }

  /** @param {Uint8Array} bytes */
  open(bytes) {
    this.#corpus = glue.Engine.open(bytes);
  }

  /**
   * The first source of each part that sources of these sizes are built in, and their number.
   * @param {Float64Array} sizes
   * @returns {Uint32Array}
   */
  plan(sizes) {
    return glue.plan(sizes);
  }

  /** Marks names, in what is added from now on, with the model in these bytes. @param {Uint8Array} model */
  useNames(model) {
    this.#builder ??= glue.CorpusBuilder.withNames(model);
    this.#names = model;
  }

  #newBuilder() {
    return this.#names ? glue.CorpusBuilder.withNames(this.#names) : new glue.CorpusBuilder();
  }

  /** @param {NamedSource} source */
  add(source) {
    const builder = (this.#builder ??= this.#newBuilder());
    if ("json" in source) builder.addDocument(source.name, source.json);
    else if ("unreadable" in source) builder.skip(source.name, source.unreadable);
    else if ("folderPath" in source) builder.addFolderFile(source.folderPath, source.bytes);
    else if ("lines" in source) builder.addLines(source.name, source.at, source.lines);
    else builder.addSource(source.name, source.bytes);
  }

  #built() {
    const builder = this.#builder ?? this.#newBuilder();
    this.#builder = undefined;
    return builder.finish();
  }

  /** Makes what was added the corpus, or adds it to the corpus there is. */
  finish() {
    const built = this.#built();
    this.#corpus = this.#corpus ? glue.Engine.join([this.#corpus, built]) : built;
  }

  /** Gives what was added as a part. @returns {Part} */
  part() {
    const built = this.#built();
    const { skipped } = built.info();
    const bytes = built.save();
    built.free();
    return { bytes, skipped };
  }

  /** Makes one corpus of parts. @param {Part[]} parts */
  join(parts) {
    const opened = parts.map(({ bytes, skipped }) => {
      const part = glue.Engine.open(bytes);
      for (const { name, reason } of skipped) part.skip(name, reason);
      return part;
    });
    this.#corpus = glue.Engine.join(opened);
  }

  /** @param {string[]} ids */
  remove(ids) {
    this.#corpus.remove(ids);
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

  /** @param {string} id @param {object} [options] */
  similar(id, options) {
    return this.#corpus.similar(id, options);
  }

  /** @param {object} [options] */
  entities(options) {
    return this.#corpus.entities(options);
  }

  /** @param {string} id @param {object} [options] */
  mentions(id, options) {
    return this.#corpus.mentions(id, options);
  }

  /** @param {string} id @param {string} form @returns {string} the id of the entity that is apart now */
  unlink(id, form) {
    return this.#corpus.unlink(id, form);
  }

  /** @param {string} id @param {string} form */
  relink(id, form) {
    this.#corpus.relink(id, form);
  }

  help() {
    return this.#corpus.help();
  }

  info() {
    return this.#corpus.info();
  }

  save() {
    return this.#corpus.save();
  }

  close() {
    this.#corpus?.free();
    this.#builder?.free();
    this.#corpus = this.#builder = undefined;
  }
}
