/** Opens a corpus: one file of it, or the pieces that a page holds, which several workers index side by side. */

import { connect, mostAtWork } from "../engine/connection.js";
import { unpacked } from "./bytes.js";

/** @typedef {import("../engine/connection.js").Connection} Connection */

/**
 * @param {Uint8Array<ArrayBuffer>[]} pieces each as it is, or gzipped
 * @param {{ signal?: AbortSignal, worker?: boolean }} options
 * @returns {Promise<Connection>} to the engine that has the corpus
 */
export async function open(pieces, { signal, worker = true }) {
  const whole = (/** @type {Uint8Array<ArrayBuffer>} */ piece) => unpacked(piece, "damaged-corpus", "this corpus");
  const home = await connect(worker);
  /** @type {Connection[]} */
  const helpers = [];
  try {
    const [first, ...rest] = pieces;
    const opening = whole(first).then((bytes) => home.call("open", [bytes], { signal, transfer: [bytes.buffer] }));
    opening.catch(() => {});
    if (rest.length > 0 && home.isWorker) {
      const count = Math.min(rest.length, mostAtWork()) - 1;
      helpers.push(...(await Promise.all(Array.from({ length: count }, () => connect(true)))));
    }
    /** @type {Uint8Array[]} */
    const indexed = [];
    const waiting = rest.keys();
    const work = async (/** @type {Connection} */ connection) => {
      for (const place of waiting) {
        const bytes = await whole(rest[place]);
        indexed[place] = await connection.call("index", [bytes], { signal, transfer: [bytes.buffer] });
      }
    };
    await Promise.all([...helpers.map(work), opening.then(() => work(home))]);
    if (rest.length > 0) await home.call("merge", [indexed], { signal, transfer: indexed.map(({ buffer }) => /** @type {ArrayBuffer} */ (buffer)) });
    return home;
  } catch (error) {
    home.close();
    throw error;
  } finally {
    for (const helper of helpers) helper.close();
  }
}
