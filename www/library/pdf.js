/** Reads the PDF files that the module of files hands out: pdf.js finds the text of their pages, the module makes documents of it. */

import { connectPdf } from "../engine/connection.js";
import { reason } from "./error.js";

/** @typedef {import("../engine/connection.js").Connection} Connection */
/** @typedef {import("../engine/files.js").Batch} Batch */

/** No document as yet. */
const NONE = new TextEncoder().encode("[]");

export class PdfFiles {
  #files;
  #inWorker;
  #signal;
  #isClosed = false;
  /** Made when there is a file. @type {Promise<Connection> | undefined} */
  #reader;

  /** @param {Connection} files @param {boolean} inWorker @param {AbortSignal} [signal] */
  constructor(files, inWorker, signal) {
    this.#files = files;
    this.#inWorker = inWorker;
    this.#signal = signal;
  }

  /**
   * Reads a file page by page. What cannot be read of it is given as well.
   * @param {Batch} batch with its bytes
   * @returns {AsyncGenerator<{ bytes: Uint8Array, read: number }>} some after each page, to tell how far it is read
   */
  async *read({ pdf, bytes, read }) {
    const { byteLength: size, buffer } = bytes;
    try {
      const reader = await (this.#reader ??= connectPdf(this.#inWorker));
      const transfer = [/** @type {ArrayBuffer} */ (buffer)];
      const { pages, properties } = await reader.call("open", [bytes], { signal: this.#signal, transfer });
      for (let number = 1; number <= pages; number++) {
        if (!(await this.#addPage(reader, pdf, number))) break;
        yield { bytes: NONE.slice(), read: read + (size * number) / pages };
      }
      yield* await this.#given("finishPdf", [pdf, properties], read + size);
    } catch (error) {
      if (this.#isClosed) return;
      this.#signal?.throwIfAborted();
      const { kind } = /** @type {import("./error.js").CorpusError} */ (error);
      // A reader that has come to an end is not asked again.
      if (kind === "engine") this.#end();
      yield* await this.#given("giveUpPdf", [pdf, kind, reason(error)], read + size);
    }
  }

  /** Whether there is room for more. @param {Connection} reader @param {number | undefined} pdf @param {number} number */
  async #addPage(reader, pdf, number) {
    const signal = this.#signal;
    try {
      const { texts, places } = await reader.call("page", [number], { signal });
      return await this.#files.call("addPdfPage", [pdf, texts, places], { signal });
    } catch (error) {
      if (/** @type {any} */ (error).kind !== "pdf-page") throw error;
      await this.#files.call("skipPdfPage", [pdf], { signal });
      return true;
    }
  }

  /** @param {string} method @param {any[]} args @param {number} read */
  async #given(method, args, read) {
    /** @type {{ bytes: Uint8Array, read: number }[]} */
    const given = [];
    const onPart = (/** @type {Batch} */ { bytes }) => given.push({ bytes, read });
    await this.#files.call(method, args, { signal: this.#signal, onPart });
    return given;
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
