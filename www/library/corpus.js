/** A corpus, wherever its engine runs. The types are those of corpus-viewer.d.ts. */

import { connect } from "../engine/connection.js";
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
  static async build(sources, { onProgress, signal, worker = true } = {}) {
    const named = [];
    for (const source of sources) {
      signal?.throwIfAborted();
      named.push(await toNamed(source, named.length + 1));
    }
    const transfer = named.flatMap((source) => ("bytes" in source ? [source.bytes.buffer] : []));
    const total = named.length;
    return start(worker, "build", [named], {
      signal,
      transfer,
      onProgress: (done) => onProgress?.({ done, total }),
    });
  }

  /**
   * @param {Uint8Array | ArrayBuffer | string | URL} source
   * @param {import("./corpus-viewer.d.ts").OpenOptions} [options]
   */
  static async open(source, { signal, worker = true } = {}) {
    const isAddress = typeof source === "string" || source instanceof URL;
    const bytes = isAddress ? await fetched(source, signal) : new Uint8Array(source);
    return start(worker, "open", [await unpacked(/** @type {Uint8Array<ArrayBuffer>} */ (bytes))], { signal });
  }

  /** @param {string} query @param {object} [options] @returns {Promise<import("./corpus-viewer.d.ts").SearchPage>} */
  search(query, options) {
    return this.#connection.call("search", [query, options]);
  }

  /** @param {string} id @param {{ query?: string }} [options] @returns {Promise<import("./corpus-viewer.d.ts").Article>} */
  read(id, { query = "" } = {}) {
    return this.#connection.call("read", [id, query]);
  }

  /** @param {object} [options] @returns {Promise<import("./corpus-viewer.d.ts").EntityList>} */
  entities(options) {
    return this.#connection.call("entities", [options]);
  }

  /** @param {string} id @param {object} [options] @returns {Promise<import("./corpus-viewer.d.ts").MentionList>} */
  mentions(id, options) {
    return this.#connection.call("mentions", [id, options]);
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

/**
 * @param {boolean} worker
 * @param {"build" | "open"} method
 * @param {any[]} args
 * @param {import("../engine/connection.js").CallOptions} options
 */
async function start(worker, method, args, options) {
  const connection = await connect(worker);
  try {
    await connection.call(method, args, options);
  } catch (error) {
    connection.close();
    throw error;
  }
  return new Corpus(connection);
}

/**
 * @param {import("./corpus-viewer.d.ts").Source} source
 * @param {number} number of the source, from 1: names what has no name
 * @returns {Promise<import("../engine/engine.js").NamedSource>}
 */
async function toNamed(source, number) {
  if (source instanceof File) {
    const { name, webkitRelativePath } = source;
    let bytes;
    try {
      bytes = new Uint8Array(await source.arrayBuffer());
    } catch (error) {
      const unreadable = /** @type {Error} */ (error).message.replace(/\.$/, "");
      return { name: webkitRelativePath || name, unreadable };
    }
    return webkitRelativePath ? { folderPath: webkitRelativePath, bytes } : { name, bytes };
  }
  if (source instanceof Blob) return { name: `${number}.txt`, bytes: new Uint8Array(await source.arrayBuffer()) };
  if (!("text" in source)) {
    const { name, bytes } = /** @type {{ name: string, bytes: Uint8Array | ArrayBuffer | Blob }} */ (source);
    const own = bytes instanceof Blob ? await bytes.arrayBuffer() : bytes.slice();
    return { name, bytes: new Uint8Array(own) };
  }
  return { name: String(source.id), json: JSON.stringify(source) };
}
