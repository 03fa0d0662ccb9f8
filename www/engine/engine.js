/** The core, behind plain methods: the same in a worker and in the page's own thread. */

import { glue } from "corpus-viewer/glue";
import { unpacked } from "../library/bytes.js";
import { said } from "../library/said.js";

/**
 * What an engine takes: documents that the module of files found, lines of JSON that begin at a byte of a file, a
 * document as JSON, a `.corpus` file, or what could not be read and why.
 * @typedef {{ name: string, found: Uint8Array }
 *   | { name: string, at: number, lines: Uint8Array }
 *   | { name: string, json: string }
 *   | { name: string, corpus: Uint8Array }
 *   | { name: string, unreadable: import("../library/said.js").Said }} EngineSource
 */

/** A corpus built elsewhere, and what was left out of it, as the core has it. @typedef {{ bytes: Uint8Array, skipped: unknown }} Part */

/** @param {Part} part */
function opening({ bytes, skipped }) {
  const part = glue.Engine.open(bytes);
  part.skip(skipped);
  return part;
}

/** What the corpus answers by itself, with JSON: the methods of wasm/engine.rs that are called as they are. */
const ANSWERED = [
  ...["info", "help", "read", "kwic", "similar", "like", "entities", "mentions", "timeline", "network"],
  ...["unlink", "relink", "curate", "curation", "undoCuration", "redoCuration", "importCuration", "undo", "redo"],
  ...["notes", "addNote", "changeNote", "removeNote", "undoNotes", "redoNotes", "exportNotes", "importNotes", "cite", "export", "provenance"],
];
/** What it does, or gives as it is. */
const DONE = ["exportCuration", "pieces", "remove", "save"];

/** @param {Uint8Array<ArrayBuffer>} bytes of a corpus, as they are, or gzipped */
async function opened(bytes) {
  return glue.Engine.open(await unpacked(bytes, "damaged-corpus", said("this corpus")));
}

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

  /** @param {Uint8Array<ArrayBuffer>} bytes as they are, or gzipped */
  async open(bytes) {
    this.#corpus = await opened(bytes);
  }

  /** Marks names, in what is added from now on, with the model in these bytes. @param {Uint8Array} model */
  useNames(model) {
    if (this.#names) return;
    this.#builder ??= glue.CorpusBuilder.withNames(model);
    this.#names = model;
  }

  #newBuilder() {
    return this.#names ? glue.CorpusBuilder.withNames(this.#names) : new glue.CorpusBuilder();
  }

  /** @param {EngineSource} source @returns {number} how many documents it gave */
  add(source) {
    const builder = (this.#builder ??= this.#newBuilder());
    const before = builder.documents();
    if ("found" in source) builder.addFound(source.name, source.found);
    else if ("json" in source) builder.addDocument(source.name, source.json);
    else if ("lines" in source) builder.addLines(source.name, source.at, source.lines);
    else if ("corpus" in source) builder.addCorpus(source.name, source.corpus);
    else builder.skip(source.name, source.unreadable);
    return builder.documents() - before;
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
    const skipped = built.skipped();
    const bytes = built.save();
    built.free();
    return { bytes, skipped };
  }

  /** Adds a part that was made elsewhere; its mentions are not linked anew. @param {Part} part */
  append(part) {
    const opened = opening(part);
    this.#corpus = this.#corpus ? glue.Engine.merge([this.#corpus, opened]) : opened;
  }

  /** Links the mentions of all parts that were appended. */
  join() {
    this.#corpus = glue.Engine.join([this.#corpus]);
  }

  /**
   * Makes a part of a piece of a corpus.
   * @param {Uint8Array<ArrayBuffer>} piece as it is, or gzipped
   * @returns {Promise<Part>}
   */
  async index(piece) {
    const indexed = await opened(piece);
    const bytes = indexed.save();
    indexed.free();
    return { bytes, skipped: [] };
  }

  /**
   * Calls a method of this engine, whose corpus may be in shards.
   * @param {string} method
   * @param {any[]} args
   * @returns {{ value?: any, missed?: number[] }} the shards that are to be put first, if there are some
   */
  ask(method, args) {
    /** @type {() => any} */
    let end;
    try {
      const value = /** @type {any} */ (this)[method](...args);
      end = () => ({ value });
    } catch (error) {
      end = () => {
        throw error;
      };
    }
    const missed = this.#corpus.missed();
    return missed.length > 0 ? { missed: [...missed] } : end();
  }

  /** @param {number} number @param {Uint8Array} bytes */
  putShard(number, bytes) {
    this.#corpus.putShard(number, bytes);
  }

  /** Fails if some shards are not here. */
  needAll() {
    this.#corpus.needAll();
  }

  /** How many bytes of documents a part of a corpus takes. @param {number} part */
  partBytes(part) {
    return glue.partBytes(part);
  }

  /** @param {string[] | undefined} ids all if there are none @param {boolean} restore */
  setFurniture(ids, restore) {
    this.#corpus.setFurniture(ids, restore, this.#names);
  }

  /** @param {string} query @param {object} [options] @returns {import("./connection.js").Answer} */
  search(query, options) {
    const start = performance.now();
    const json = this.#corpus.search(query, options);
    return { json, elapsedMs: performance.now() - start };
  }

  static {
    for (const method of [...ANSWERED, ...DONE]) {
      Object.defineProperty(Engine.prototype, method, {
        /** @this {Engine} @param {any[]} args */
        value(...args) {
          const given = this.#corpus[method](...args);
          return ANSWERED.includes(method) ? { json: given } : given;
        },
      });
    }
  }

  close() {
    this.#corpus?.free();
    this.#builder?.free();
    this.#corpus = this.#builder = undefined;
  }
}
