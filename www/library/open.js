/**
 * Opens a corpus: one file of it, or the pieces that a page holds. The first piece can be searched while the others are
 * indexed by several workers, and appended to it in their order.
 */

import { connect, mostAtWork } from "../engine/connection.js";

/** @typedef {import("../engine/connection.js").Connection} Connection */
/** @typedef {import("../engine/engine.js").Part} Part */
/** @typedef {import("./corpus-viewer.d.ts").OpenOptions} OpenOptions */

/** How long, in milliseconds, the rest waits for what shows the results: not for ever, if it waits for the rest. */
const PATIENCE = 1000;

/** Gives a piece, as it is or gzipped, when its turn comes. @typedef {() => Uint8Array<ArrayBuffer>} Piece */

/**
 * @param {Piece[]} pieces
 * @param {OpenOptions} options
 * @param {(home: Connection) => unknown} [onPart] called each time there is more to be searched, until all is there
 * @returns {Promise<Connection>} to the engine that has the corpus
 */
export async function open(pieces, { signal, worker = true, onProgress }, onPart) {
  const home = await connect(worker);
  /** @type {Connection[]} */
  const helpers = [];
  /** @param {Connection} engine @param {"open" | "index"} method @param {Uint8Array<ArrayBuffer>} bytes */
  const hand = (engine, method, bytes) => engine.call(method, [bytes], { signal, transfer: [bytes.buffer] });
  const [first, ...rest] = pieces;
  /** @type {PromiseWithResolvers<Part>[]} */
  const parts = rest.map(() => Promise.withResolvers());
  const waiting = rest.entries();

  /** Has an engine index pieces as long as there are any. @param {Connection} engine */
  const index = async (engine) => {
    for (const [place, piece] of waiting) parts[place].resolve(await hand(engine, "index", piece()));
  };
  const help = async () => {
    const helper = await connect(true);
    helpers.push(helper);
    await index(helper);
  };
  const append = async () => {
    for (const { promise } of parts) {
      const part = await promise;
      await home.call("append", [part], { signal, transfer: [part.bytes.buffer] });
      await tell();
    }
  };
  let done = 0;
  const tell = async () => {
    onProgress?.({ done: ++done, total: pieces.length });
    if (done < pieces.length) await Promise.race([onPart?.(home), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  };

  try {
    await hand(home, "open", first());
    // Until the first results are shown, nothing else takes the processor.
    await tell();
    const count = home.isWorker ? Math.min(rest.length, mostAtWork()) : 0;
    const indexing = count > 0 ? Array.from({ length: count }, help) : [index(home)];
    await Promise.all([append(), ...indexing]);
    return home;
  } catch (error) {
    home.close();
    throw error;
  } finally {
    for (const helper of helpers) helper.close();
  }
}
