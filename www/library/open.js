/**
 * Opens a corpus: one file of it, or the pieces that a page holds. The first piece can be searched while the others are
 * indexed by several workers and put behind it, in their order.
 */

import { connect, mostAtWork } from "../engine/connection.js";

/** @typedef {import("../engine/connection.js").Connection} Connection */
/** @typedef {import("./corpus-viewer.d.ts").OpenOptions} OpenOptions */

/** Gives a piece as it is, or gzipped, when its turn comes. @typedef {() => Uint8Array<ArrayBuffer>} Piece */

/**
 * @param {Piece[]} pieces
 * @param {OpenOptions} options
 * @param {(home: Connection) => void} [onPart] called each time there is more to be searched, until all is there
 * @returns {Promise<Connection>} to the engine that has the corpus
 */
export async function open(pieces, { signal, worker = true, onProgress }, onPart) {
  const home = await connect(worker);
  /** @type {Connection[]} */
  const helpers = [];
  /** @param {Connection} engine @param {string} method @param {Uint8Array<ArrayBuffer>} bytes */
  const hand = (engine, method, bytes) => engine.call(method, [bytes], { signal, transfer: [bytes.buffer] });
  let opened = 0;
  const tell = (/** @type {number} */ more) => {
    opened += more;
    onProgress?.({ done: opened, total: pieces.length });
    if (opened < pieces.length) onPart?.(home);
  };
  try {
    const [first, ...rest] = pieces;
    await hand(home, "open", first());
    tell(1);

    /** Indexed and waiting for those before them, by their places. @type {Uint8Array<ArrayBuffer>[]} */
    const indexed = [];
    let merging = Promise.resolve();
    const merge = async () => {
      const ready = [];
      for (let next = opened - 1; indexed[next]; next++) {
        ready.push(indexed[next]);
        delete indexed[next];
      }
      if (ready.length === 0) return;
      await home.call("merge", [ready], { signal, transfer: ready.map(({ buffer }) => buffer) });
      tell(ready.length);
    };
    const waiting = rest.entries();
    const work = async (/** @type {Connection} */ engine) => {
      for (const [place, piece] of waiting) {
        indexed[place] = await hand(engine, "index", piece());
        merging = merging.then(merge);
        await merging;
      }
    };
    if (home.isWorker) {
      const count = Math.min(rest.length, mostAtWork());
      await Promise.all(Array.from({ length: count }, async () => {
        const helper = await connect(true);
        helpers.push(helper);
        await work(helper);
      }));
    } else {
      await work(home);
    }
    return home;
  } catch (error) {
    home.close();
    throw error;
  } finally {
    for (const helper of helpers) helper.close();
  }
}
