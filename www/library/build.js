/** Builds a corpus: its parts side by side in workers of their own, then one of them. */

import { connect } from "../engine/connection.js";
import { namesModel } from "../engine/shared.js";
import { reason } from "./error.js";
import { pieces } from "./sources.js";

/** @typedef {import("../engine/connection.js").Connection} Connection */
/** @typedef {import("./sources.js").Piece} Piece */
/** @typedef {import("./corpus-viewer.d.ts").BuildOptions} BuildOptions */

/** The most workers at work: more gain little, and each takes memory. */
const MOST_WORKERS = 4;

/** How long, in milliseconds, the page's own thread reads before it lets others have a turn. */
const TURN = 30;

/** What the model of names is called among what could not be read. */
const NAMES = "english.names";

/**
 * @param {Iterable<import("./corpus-viewer.d.ts").Source>} sources
 * @param {BuildOptions} options
 * @returns {Promise<Connection>} to the engine that has the corpus
 */
export async function build(sources, { onProgress, signal, worker = true }) {
  const all = pieces(sources);
  const tell = teller(all, onProgress);
  const connections = [await connect(worker)];
  const [first] = connections;
  try {
    const starts = await first.call("plan", [Float64Array.from(all, ({ size }) => size)], { signal });
    const parts = Array.from(starts.subarray(1), (end, place) => all.slice(starts[place], end));
    if (parts.length === 1 || !first.isWorker) {
      await useNames(connections, signal);
      await feed(first, all, tell, signal);
      await first.call("finish", [], { signal });
      return first;
    }
    const workers = Math.min(parts.length, MOST_WORKERS, navigator.hardwareConcurrency || 1);
    connections.push(...(await Promise.all(Array.from({ length: workers - 1 }, () => connect(true)))));
    await useNames(connections, signal);
    /** @type {import("../engine/engine.js").Part[]} */
    const built = [];
    const waiting = parts.keys();
    await Promise.all(
      connections.map(async (connection) => {
        for (const part of waiting) {
          await feed(connection, parts[part], tell, signal);
          built[part] = await connection.call("part", [], { signal });
        }
        if (connection !== first) connection.close();
      }),
    );
    await first.call("join", [built], { signal, transfer: built.map(({ bytes }) => /** @type {ArrayBuffer} */ (bytes.buffer)) });
    return first;
  } catch (error) {
    for (const connection of connections) connection.close();
    throw error;
  }
}

/**
 * Adds sources to the corpus that an engine has.
 * @param {Connection} connection
 * @param {Iterable<import("./corpus-viewer.d.ts").Source>} sources
 * @param {BuildOptions} options
 */
export async function extend(connection, sources, { onProgress, signal }) {
  const all = pieces(sources);
  await useNames([connection], signal);
  await feed(connection, all, teller(all, onProgress), signal);
  await connection.call("finish", [], { signal });
}

/**
 * Hands pieces to an engine, the next one being read while it works on the one before.
 * @param {Connection} connection
 * @param {Piece[]} pieces
 * @param {(piece: Piece) => void} tell
 * @param {AbortSignal} [signal]
 */
async function feed(connection, pieces, tell, signal) {
  let turn = performance.now();
  /** @type {Promise<void>} */
  let working = Promise.resolve();
  for (const piece of pieces) {
    const source = await piece.read();
    await working;
    const transfer = Object.values(source).flatMap((value) => (value instanceof Uint8Array ? [value.buffer] : []));
    working = connection.call("add", [source], { signal, transfer }).then(() => tell(piece));
    working.catch(() => {});
    if (!connection.isWorker && performance.now() - turn > TURN) {
      await new Promise((resolve) => setTimeout(resolve));
      turn = performance.now();
    }
  }
  await working;
}

/**
 * Gives engines the model of names. Without one the texts are read all the same, only the names of lists are then
 * marked, and that is told, once, among what could not be read.
 * @param {Connection[]} connections
 * @param {AbortSignal} [signal]
 */
async function useNames(connections, signal) {
  try {
    const model = await namesModel();
    await Promise.all(connections.map((connection) => connection.call("useNames", [model], { signal })));
  } catch (error) {
    signal?.throwIfAborted();
    const unreadable = `${reason(error)}; only names of lists are marked`;
    await connections[0].call("add", [{ name: NAMES, unreadable }], { signal });
  }
}

/**
 * @param {Piece[]} all
 * @param {BuildOptions["onProgress"]} onProgress
 * @returns {(piece: Piece) => void} tells of a piece that has been read
 */
function teller(all, onProgress) {
  const progress = {
    done: 0,
    total: all.filter(({ isLast }) => isLast).length,
    bytes: 0,
    totalBytes: all.reduce((sum, { size }) => sum + size, 0),
  };
  return ({ size, isLast }) => {
    progress.bytes += size;
    progress.done += Number(isLast);
    onProgress?.({ ...progress });
  };
}
