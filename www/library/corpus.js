/** A corpus, wherever its engine runs. The types are those of corpus-viewer.d.ts. */

import { connectFiles } from "../engine/connection.js";
import { pageShell } from "../engine/shared.js";
import { build, extend, useNames } from "./build.js";
import { fetched, gzipped } from "./bytes.js";
import { open } from "./open.js";
import { openShards } from "./shards.js";

export class Corpus {
  #connection;

  /** @param {import("../engine/connection.js").Connection} connection */
  constructor(connection) {
    this.#connection = connection;
  }

  /**
   * @param {Iterable<import("./corpus-viewer.d.ts").Source>} sources
   * @param {import("./corpus-viewer.d.ts").BuildOptions} [options]
   */
  static async build(sources, options = {}) {
    options.signal?.throwIfAborted();
    /** @type {Corpus | undefined} */
    let corpus;
    const home = await build(sources, options, (home) => options.onPart?.((corpus ??= new Corpus(home))));
    return corpus ?? new Corpus(home);
  }

  /**
   * @param {Uint8Array | ArrayBuffer | string | URL | (Uint8Array | ArrayBuffer)[]} source
   * @param {import("./corpus-viewer.d.ts").OpenOptions} [options]
   */
  static async open(source, options = {}) {
    if (typeof source === "string" || source instanceof URL) {
      const isSharded = /\.js$/.test(String(source));
      if (isSharded) return new Corpus(await openShards(new URL(source, document.baseURI), options));
      return new Corpus(await open([await fetched(source, options.signal)], options));
    }
    const pieces = (Array.isArray(source) ? source : [source]).map((piece) => new Uint8Array(piece));
    return new Corpus(await open(pieces, options));
  }

  /**
   * @param {Iterable<import("./corpus-viewer.d.ts").Source>} sources
   * @param {import("./corpus-viewer.d.ts").AddOptions} [options]
   */
  async add(sources, options = {}) {
    await extend(this.#connection, sources, options);
  }

  /** @param {string[]} ids @returns {Promise<void>} */
  remove(ids) {
    return this.#connection.call("remove", [ids]);
  }

  /** @param {string} query @param {object} [options] @returns {Promise<import("./corpus-viewer.d.ts").SearchPage>} */
  search(query, options) {
    return this.#connection.call("search", [query, options]);
  }

  /** @param {string} id @param {{ query?: string }} [options] @returns {Promise<import("./corpus-viewer.d.ts").Article>} */
  read(id, { query = "" } = {}) {
    return this.#connection.call("read", [id, query]);
  }

  /** @param {string} id @param {object} [options] @returns {Promise<import("./corpus-viewer.d.ts").SimilarList>} */
  similar(id, options) {
    return this.#connection.call("similar", [id, options]);
  }

  /** @param {object} [options] @returns {Promise<import("./corpus-viewer.d.ts").EntityList>} */
  entities(options) {
    return this.#connection.call("entities", [options]);
  }

  /** @param {string} id @param {object} [options] @returns {Promise<import("./corpus-viewer.d.ts").MentionList>} */
  mentions(id, options) {
    return this.#connection.call("mentions", [id, options]);
  }

  /** @param {string} id @param {string} form @returns {Promise<string>} */
  unlink(id, form) {
    return this.#connection.call("unlink", [id, form]);
  }

  /** @param {string} id @param {string} form @returns {Promise<void>} */
  relink(id, form) {
    return this.#connection.call("relink", [id, form]);
  }

  /** @returns {Promise<import("./corpus-viewer.d.ts").HelpRow[]>} */
  help() {
    return this.#connection.call("help", []);
  }

  /** @returns {Promise<import("./corpus-viewer.d.ts").Info>} */
  info() {
    return this.#connection.call("info", []);
  }

  /** @returns {Promise<Uint8Array>} */
  save() {
    return this.#connection.call("save", []);
  }

  /** @param {import("./corpus-viewer.d.ts").PageOptions} [options] */
  async savePage({ level = "full", query = "", words = 10, shell } = {}) {
    const page = shell ?? (await pageShell());
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const whole = await this.#connection.call("pieces", [{ level, query, words }]);
    const pieces = await Promise.all(whole.map(gzipped));
    const files = await connectFiles(this.#connection.isWorker);
    try {
      const transfer = pieces.map(({ buffer }) => buffer);
      return new Blob([await files.call("page", [page, pieces], { transfer })], { type: "text/html" });
    } finally {
      files.close();
    }
  }

  /** @param {string[]} [ids] */
  restoreFurniture(ids) {
    return this.#setFurniture(ids, true);
  }

  /** @param {string[]} [ids] */
  setFurnitureApart(ids) {
    return this.#setFurniture(ids, false);
  }

  /** @param {string[] | undefined} ids @param {boolean} restore */
  async #setFurniture(ids, restore) {
    await useNames(this.#connection);
    await this.#connection.call("setFurniture", [ids, restore]);
  }

  close() {
    this.#connection.close();
  }
}
