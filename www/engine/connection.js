/** Where an engine runs: in a worker of its own, or in the page's own thread. */

import workerSource from "corpus-viewer/worker-source";
import { CorpusError } from "../library/error.js";
import { Engine } from "./engine.js";
import { wasmModule } from "./shared.js";

/**
 * @typedef {object} Connection
 * @property {(method: string, args: any[], options?: CallOptions) => Promise<any>} call
 * @property {() => void} close
 * @property {boolean} isWorker
 */

/** @typedef {{ signal?: AbortSignal, transfer?: Transferable[] }} CallOptions */

/**
 * @param {boolean} inWorker
 * @returns {Promise<Connection>}
 */
export async function connect(inWorker) {
  const module = await wasmModule();
  if (inWorker) {
    try {
      return await startWorker(module);
    } catch {
      // No worker may be had here, by the page's policy: the work is done in the page.
    }
  }
  return startHere(module);
}

/** @param {WebAssembly.Module} module @returns {Promise<Connection>} */
async function startHere(module) {
  const engine = new Engine();
  await engine.start(module);
  let isClosed = false;
  return {
    isWorker: false,
    async call(method, args, { signal } = {}) {
      signal?.throwIfAborted();
      if (isClosed) throw closed();
      try {
        // @ts-expect-error: Corpus calls no other methods than the engine has
        return await engine[method](...args);
      } catch (error) {
        throw signal?.aborted ? signal.reason : new CorpusError(error);
      }
    },
    close() {
      isClosed = true;
      engine.close();
    },
  };
}

/** @param {WebAssembly.Module} module @returns {Promise<Connection>} */
async function startWorker(module) {
  const url = URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }));
  const worker = new Worker(scriptURL(url));
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: any) => void }>} */
  const waiting = new Map();
  let calls = 0;
  /** Why no more calls can be made, once that is so. @type {unknown} */
  let ended;

  /** @param {unknown} reason */
  const end = (reason) => {
    ended = reason;
    worker.terminate();
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  };
  worker.onmessage = ({ data: { call, value, error } }) => {
    const waiter = waiting.get(call);
    waiting.delete(call);
    if (error) waiter?.reject(new CorpusError(error));
    else waiter?.resolve(value);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    end(new CorpusError({ kind: "engine", message: event.message || "the worker did not start" }));
  };

  /** @type {Connection["call"]} */
  const call = (method, args, { signal, transfer = [] } = {}) =>
    new Promise((resolve, reject) => {
      if (ended || signal?.aborted) return reject(ended ?? signal?.reason);
      const stop = () => end(signal?.reason);
      signal?.addEventListener("abort", stop, { once: true });
      const done = () => signal?.removeEventListener("abort", stop);
      waiting.set(++calls, {
        resolve: (value) => (done(), resolve(value)),
        reject: (error) => (done(), reject(error)),
      });
      worker.postMessage({ call: calls, method, args }, transfer);
    });

  try {
    await call("start", [module]);
  } finally {
    URL.revokeObjectURL(url);
  }
  return { call, close: () => end(closed()), isWorker: true };
}

const closed = () => new CorpusError({ kind: "closed", message: "this corpus has been closed" });

/** @type {{ createScriptURL: (url: string) => any } | undefined} */
let policy;

/**
 * The address of the worker, as pages that require Trusted Types want it.
 * @param {string} url
 * @returns {string}
 */
function scriptURL(url) {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  policy ??= trustedTypes?.createPolicy("corpus-viewer", { createScriptURL: (/** @type {string} */ own) => own });
  return policy ? policy.createScriptURL(url) : url;
}
