/** Where an engine, or the module of files, runs: in a worker of its own, or in the page's own thread. */

import filesWorkerSource from "corpus-viewer/files-worker-source";
import workerSource from "corpus-viewer/worker-source";
import { CorpusError } from "../library/error.js";
import { said } from "../library/said.js";
import { Engine } from "./engine.js";
import { Files } from "./files.js";
import { filesModule, pdfReader, wasmModule } from "./shared.js";
import { scriptURL } from "./trusted.js";

/**
 * @typedef {object} Connection
 * @property {(method: string, args: any[], options?: CallOptions) => Promise<any>} call
 * @property {() => void} close
 * @property {boolean} isWorker
 * @property {boolean} [loadsMore] what a call misses of the corpus is loaded by it
 */

/**
 * @typedef {object} CallOptions
 * @property {AbortSignal} [signal]
 * @property {Transferable[]} [transfer]
 * @property {(part: any) => void} [onPart] called with each part of an answer that comes in parts
 */

/**
 * An answer as JSON, read where it is used: to hand over an object takes several times as long.
 * @typedef {{ json: string, elapsedMs?: number }} Answer
 */

/** @param {any} given @returns {any} what it says, if it is an answer */
export function told(given) {
  if (typeof given?.json !== "string") return given;
  const { json, ...more } = given;
  const value = JSON.parse(json);
  return "elapsedMs" in more ? { ...value, ...more } : value;
}

/** The most workers at work: more gain little, and each takes memory. */
const MOST_WORKERS = 4;

/** How many engines can work side by side here. */
export const mostAtWork = () => Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1);

/** @param {boolean} inWorker @returns {Promise<Connection>} to a new engine */
export async function connect(inWorker) {
  return start(await wasmModule(), inWorker, workerSource, () => new Engine());
}

/** @param {boolean} inWorker @returns {Promise<Connection>} to a new module of files */
export async function connectFiles(inWorker) {
  return start(await filesModule(), inWorker, filesWorkerSource, () => new Files());
}

/** @param {boolean} inWorker @returns {Promise<Connection>} to a new reader of PDF */
export async function connectPdf(inWorker) {
  const { source, make } = await pdfReader();
  return start(undefined, inWorker, source, make);
}

/**
 * @param {WebAssembly.Module | undefined} module
 * @param {boolean} inWorker
 * @param {string} source of the worker
 * @param {() => any} [make] for the page's own thread
 * @returns {Promise<Connection>}
 */
async function start(module, inWorker, source, make) {
  if (inWorker || !make) {
    try {
      return await startWorker(module, source);
    } catch (error) {
      // No worker may be had here, by the page's policy: the work is done in the page.
      if (!make) throw error;
    }
  }
  return startHere(module, make());
}

/** @param {WebAssembly.Module | undefined} module @param {any} target @returns {Promise<Connection>} */
async function startHere(module, target) {
  await target.start(module);
  let isClosed = false;
  return {
    isWorker: false,
    async call(method, args, { signal, onPart } = {}) {
      signal?.throwIfAborted();
      if (isClosed) throw closed();
      try {
        return told(await target[method](...args, onPart));
      } catch (error) {
        throw signal?.aborted ? signal.reason : new CorpusError(error);
      }
    },
    close() {
      isClosed = true;
      target.close();
    },
  };
}

/** @param {WebAssembly.Module | undefined} module @param {string} source @returns {Promise<Connection>} */
async function startWorker(module, source) {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(scriptURL(url));
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: any) => void, onPart?: (part: any) => void }>} */
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
  worker.onmessage = ({ data }) => {
    const waiter = waiting.get(data.call);
    if ("part" in data) return waiter?.onPart?.(data.part);
    waiting.delete(data.call);
    if (data.error) waiter?.reject(new CorpusError(data.error));
    else waiter?.resolve(told(data.value));
  };
  worker.onerror = (event) => {
    event.preventDefault();
    end(new CorpusError({ kind: "engine", said: event.message ? said(event.message) : said("the worker did not start") }));
  };

  /** @type {Connection["call"]} */
  const call = (method, args, { signal, transfer = [], onPart } = {}) =>
    new Promise((resolve, reject) => {
      if (ended || signal?.aborted) return reject(ended ?? signal?.reason);
      const stop = () => end(signal?.reason);
      signal?.addEventListener("abort", stop, { once: true });
      const done = () => signal?.removeEventListener("abort", stop);
      waiting.set(++calls, {
        resolve: (value) => (done(), resolve(value)),
        reject: (error) => (done(), reject(error)),
        onPart,
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

const closed = () => new CorpusError({ kind: "closed", said: said("this corpus has been closed") });
