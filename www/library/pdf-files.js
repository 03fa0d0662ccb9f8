/** Reads the PDF files that are met among the files of a corpus. What reads them is loaded for the first. */

import { connectPdf } from "../engine/connection.js";
import { reason } from "./error.js";
import { partsOf } from "./parts.js";

/** @typedef {import("../engine/engine.js").EngineSource} EngineSource */

export class PdfFiles {
  #inWorker;
  #signal;
  #isClosed = false;
  /** @type {Promise<import("../engine/connection.js").Connection> | undefined} */
  #reader;

  /** @param {boolean} inWorker @param {AbortSignal} [signal] */
  constructor(inWorker, signal) {
    this.#inWorker = inWorker;
    this.#signal = signal;
  }

  /**
   * Reads a file page by page, and gives why it cannot be read if so.
   * @param {import("../engine/files.js").Batch} batch
   * @returns {AsyncGenerator<{ source: EngineSource, size: number, share: number }>} what is found, its size:
   *   nothing, as a rule, till the last page; and how many bytes of the file have been read, or about that
   */
  async *read({ bytes, pdf }) {
    const { name, told, refusal } = /** @type {import("../engine/files.js").PdfFile} */ (pdf);
    const whole = bytes.byteLength;
    try {
      const reader = await (this.#reader ??= connectPdf(this.#inWorker));
      const options = { signal: this.#signal, transfer: [/** @type {ArrayBuffer} */ (bytes.buffer)] };
      for await (const { part } of partsOf(reader, "read", [name, told, bytes], options)) {
        yield { source: { name, found: part.bytes }, size: part.bytes.byteLength, share: part.share * whole };
      }
    } catch (error) {
      if (this.#isClosed) return;
      this.#signal?.throwIfAborted();
      this.#end();
      const { kind } = /** @type {import("./error.js").CorpusError} */ (error);
      yield { source: kind === "pdf" ? { name, found: refusal } : { name, unreadable: reason(error) }, size: 0, share: whole };
    }
  }

  #end() {
    this.#reader?.then((reader) => reader.close(), () => {});
    this.#reader = undefined;
  }

  close() {
    this.#isClosed = true;
    this.#end();
  }
}
