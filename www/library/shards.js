/** A corpus in shards: what a call misses is loaded, and the call made again. */

import { connect, told } from "../engine/connection.js";
import { said } from "./said.js";
import { fromScript } from "./script.js";

/** @typedef {import("../engine/connection.js").Connection} Connection */

/** Calls that take the corpus apart: nothing of it may be missing then. */
const CONSUMING = new Set(["finish", "append", "join"]);

/**
 * @param {URL} url of the script that the head of the corpus lies in, with the shards beside it
 * @param {{ signal?: AbortSignal, worker?: boolean }} options
 * @returns {Promise<Connection>} to the engine that has the corpus
 */
export async function openShards(url, { signal, worker = true }) {
  const head = await fromScript(url, said("this corpus"), signal);
  const connection = await connect(worker);
  try {
    await connection.call("open", [head], { signal, transfer: [head.buffer] });
  } catch (error) {
    connection.close();
    throw error;
  }
  return completed(connection, (number) => fromScript(new URL(`shard-${number}.js`, url), said("shard {0} of this corpus", number)));
}

/**
 * @param {Connection} connection to an engine whose corpus is in shards
 * @param {(number: number) => Promise<Uint8Array>} load
 * @returns {Connection}
 */
function completed(connection, load) {
  /** Those under way, for calls that miss the same. @type {Map<number, Promise<void>>} */
  const loading = new Map();
  const get = async (/** @type {number} */ number) => {
    const bytes = await load(number);
    await connection.call("putShard", [number, bytes], { transfer: [/** @type {ArrayBuffer} */ (bytes.buffer)] });
  };
  const once = (/** @type {number} */ number) => {
    const started = loading.get(number) ?? get(number).finally(() => loading.delete(number));
    loading.set(number, started);
    return started;
  };
  /** @type {Connection["call"]} */
  const call = async (method, args, options) => {
    if (CONSUMING.has(method)) await call("needAll", []);
    for (;;) {
      const { value, missed } = await connection.call("ask", [method, args], options);
      if (!missed) return told(value);
      await Promise.all(missed.map(once));
    }
  };
  return { ...connection, call, loadsMore: true };
}
