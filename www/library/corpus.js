/** A corpus, wherever its engine runs. The types are those of corpus-viewer.d.ts. */

import { connect } from "../engine/connection.js";
import { build, extend } from "./build.js";
import { fetched, unpacked } from "./bytes.js";

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
    return new Corpus(await build(sources, options));
  }

  /**
   * @param {Uint8Array | ArrayBuffer | string | URL} source
   * @param {import("./corpus-viewer.d.ts").OpenOptions} [options]
   */
  static async open(source, { signal, worker = true } = {}) {
    const isAddress = typeof source === "string" || source instanceof URL;
    const bytes = isAddress ? await fetched(source, signal) : new Uint8Array(source);
    const own = await unpacked(/** @type {Uint8Array<ArrayBuffer>} */ (bytes), "damaged-corpus", "this corpus");
    const connection = await connect(worker);
    try {
      await connection.call("open", [own], { signal });
    } catch (error) {
      connection.close();
      throw error;
    }
    return new Corpus(connection);
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

  close() {
    this.#connection.close();
  }
}
