/** Bytes out of texts, streams and addresses. */

import { CorpusError, reason } from "./error.js";
import { said } from "./said.js";

const FROM_DISK = said(
  "a page opened from disk may load no other file; open corpus-viewer.html, which has everything inside",
);

/** @param {string} text Base64 */
export function fromBase64(text) {
  const { fromBase64: native } = /** @type {any} */ (Uint8Array);
  /** @type {Uint8Array<ArrayBuffer>} */
  const bytes = native ? native.call(Uint8Array, text) : Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  return bytes;
}

/**
 * The bytes as they are, or unpacked if they are gzipped.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} kind of the error if that fails
 * @param {import("./said.js").Said} what cannot be unpacked then
 */
export async function unpacked(bytes, kind, what) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = /** @type {ReadableStream} */ (new Response(bytes).body);
  try {
    return new Uint8Array(await new Response(stream.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
  } catch {
    throw new CorpusError({ kind, said: said("{0} is damaged: it cannot be unpacked", what) });
  }
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
export async function gzipped(bytes) {
  const stream = /** @type {ReadableStream} */ (new Response(bytes).body);
  return new Uint8Array(await new Response(stream.pipeThrough(new CompressionStream("gzip"))).arrayBuffer());
}

/**
 * @param {string | URL} url
 * @param {AbortSignal} [signal]
 */
export async function fetched(url, signal) {
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw notLoaded(url, said("the server answered {0}", response.status));
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (error instanceof CorpusError) throw error;
    throw notLoaded(url, location.protocol === "file:" ? FROM_DISK : reason(error));
  }
}

/** @param {string | URL} url @param {import("./said.js").Said} why */
export const notLoaded = (url, why) =>
  new CorpusError({ kind: "not-loaded", said: said("{0} could not be loaded: {1}", String(url), why) });
