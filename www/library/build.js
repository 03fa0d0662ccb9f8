/** Builds a corpus: files are read by one worker, and what is found in them goes, part by part, to several others. */

import { connect, connectFiles, mostAtWork } from "../engine/connection.js";
import { namesModel } from "../engine/shared.js";
import { reason } from "./error.js";
import { partsOf } from "./parts.js";
import { PdfFiles } from "./pdf-files.js";
import { said } from "./said.js";
import { pieces } from "./sources.js";

/** @typedef {import("../engine/connection.js").Connection} Connection */
/** @typedef {import("../engine/engine.js").EngineSource} EngineSource */
/** @typedef {import("../engine/engine.js").Part} Part */
/** @typedef {import("./sources.js").Piece} Piece */
/** @typedef {import("./corpus-viewer.d.ts").BuildOptions} BuildOptions */

/**
 * Something for an engine: how many bytes of documents it holds, and how far its piece has been read by then.
 * @typedef {{ source: EngineSource, size: number, piece: Piece, read: number, isLast: boolean }} Found
 */

/** How long, in milliseconds, the page's own thread works before it lets others have a turn. */
const TURN = 30;

/** What the model of names is called among what could not be read. */
const NAMES = "english.names";

/** How much text a corpus may have, of the memory that the browser says there is: the index, and building it, take more. */
const SHARE_OF_MEMORY = 1 / 12;

/**
 * @param {Iterable<import("./corpus-viewer.d.ts").Source>} sources
 * @param {BuildOptions} options
 * @param {(home: Connection) => void} [onPart] called each time there is more to be searched
 * @returns {Promise<Connection>} to the engine that has the corpus
 */
export async function build(sources, options, onPart) {
  const { signal, stop, worker = true } = options;
  const home = await connect(worker);
  const job = new Job(home, pieces(sources), options);
  try {
    await useNames(home, signal);
    await job.run(() => onPart?.(home));
    return home;
  } catch (error) {
    home.close();
    throw error;
  } finally {
    job.end();
    stop?.removeEventListener("abort", job.stop);
  }
}

/**
 * Adds sources to the corpus that an engine has.
 * @param {Connection} connection
 * @param {Iterable<import("./corpus-viewer.d.ts").Source>} sources
 * @param {BuildOptions} options
 */
export async function extend(connection, sources, options) {
  const job = new Job(connection, pieces(sources), options);
  await useNames(connection, options.signal);
  try {
    for await (const found of job.found()) await job.add(connection, found);
  } finally {
    job.end();
  }
  await connection.call("finish", [], { signal: options.signal });
}

/** Sources on their way into a corpus. */
class Job {
  #home;
  #pieces;
  #signal;
  #onProgress;
  #onTables;
  #columns;
  #worker;
  /** The module of files, once there is a file. @type {Promise<Connection> | undefined} */
  #files;
  #pdfs;
  /** Stopped, with what there is to be kept. */
  #isStopped = false;
  #end = () => {};
  /** @type {Connection[]} */
  #builders = [];
  #progress;
  #mostBytes;
  #turn = performance.now();

  /** @param {Connection} home @param {Piece[]} pieces @param {BuildOptions} options */
  constructor(home, pieces, { signal, stop, onProgress, onTables, columns = {}, worker = true, mostBytes = mostText() }) {
    this.#home = home;
    this.#pieces = pieces;
    this.#signal = signal;
    this.#onProgress = onProgress;
    this.#onTables = onTables;
    this.#columns = columns;
    this.#worker = worker;
    this.#pdfs = new PdfFiles(worker, signal);
    this.#mostBytes = mostBytes;
    this.#progress = {
      name: "",
      documents: 0,
      done: 0,
      total: pieces.filter(({ isLast }) => isLast).length,
      bytes: 0,
      totalBytes: pieces.reduce((sum, { size }) => sum + size, 0),
      mostBytes,
    };
    stop?.addEventListener("abort", this.stop);
  }

  /** Reads nothing more. */
  stop = () => {
    this.#isStopped = true;
    this.#end();
  };

  /** Ends the workers that were at work for this job. */
  end() {
    this.#files?.then((files) => files.close(), () => {});
    this.#pdfs.close();
    for (const builder of this.#builders) builder.close();
  }

  /**
   * What is found in the pieces, one after another. What is too much for the memory is left out, and told.
   * @returns {AsyncGenerator<Found>}
   */
  async *found() {
    let bytes = 0;
    for (const piece of this.#pieces) {
      if (this.#isStopped) return;
      if (bytes > this.#mostBytes) {
        const unreadable = said(
          "this corpus has {0} MB of text, about the most that this browser can hold: make a second one of the rest",
          megabytes(bytes),
        );
        yield { source: { name: piece.name, unreadable }, size: 0, piece, read: piece.size, isLast: true };
        continue;
      }
      this.#progress.name = piece.name;
      for await (const found of this.#read(piece)) {
        bytes += found.size;
        yield found;
      }
    }
  }

  /** @param {Piece} piece @returns {AsyncGenerator<Found>} */
  async *#read(piece) {
    const source = await piece.read();
    const whole = (/** @type {EngineSource} */ source, /** @type {number} */ size) => ({ source, size, piece, read: piece.size, isLast: true });
    if ("lines" in source) return yield whole(source, source.lines.byteLength);
    if ("found" in source) return yield whole(source, source.found.byteLength);
    if ("json" in source) return yield whole(source, source.json.length);
    if ("corpus" in source) return yield whole(source, source.corpus.byteLength);
    if ("unreadable" in source) return yield whole(source, 0);
    const files = await (this.#files ??= this.#connectFiles());
    this.#end = () => (files.close(), this.#pdfs.close());
    const transfer = [/** @type {ArrayBuffer} */ (source.bytes.buffer)];
    /** @param {EngineSource} source @param {number} size @param {number} read */
    const found = (source, size, read, isLast = false) => ({ source, size, piece, read: Math.min(read, piece.size), isLast });
    try {
      for await (const { part: batch, isLast } of partsOf(files, "read", [source], { signal: this.#signal, transfer })) {
        this.#onTables?.(batch.tables);
        const { bytes, read, pdf } = batch;
        if (!pdf) yield found({ name: piece.name, found: bytes }, bytes.byteLength, read, isLast);
        else for await (const { source, size, share } of this.#pdfs.read(batch)) yield found(source, size, read + share);
        if (this.#isStopped) return;
      }
    } catch (error) {
      if (!this.#isStopped) throw error;
    }
  }

  async #connectFiles() {
    const files = await connectFiles(this.#worker);
    await files.call("useColumns", [this.#columns]);
    return files;
  }

  /** Hands to an engine what was found. @param {Connection} engine @param {Found} found */
  async add(engine, { source, piece, read, isLast }) {
    const bytes = Object.values(source).flatMap((value) => (value instanceof Uint8Array ? [value.buffer] : []));
    const documents = await engine.call("add", [source], { signal: this.#signal, transfer: bytes });
    this.#progress.documents += documents;
    this.#tell(piece, read, isLast);
    if (!engine.isWorker && performance.now() - this.#turn > TURN) {
      await new Promise((resolve) => setTimeout(resolve));
      this.#turn = performance.now();
    }
  }

  /** How far each piece has been read that is not read to its end. @type {Map<Piece, number>} */
  #reads = new Map();

  /** @param {Piece} piece @param {number} read @param {boolean} isLast */
  #tell(piece, read, isLast) {
    this.#progress.bytes += read - (this.#reads.get(piece) ?? 0);
    this.#reads.set(piece, read);
    if (isLast) {
      this.#progress.bytes += piece.size - read;
      this.#reads.delete(piece);
      this.#progress.done += Number(piece.isLast);
    }
    this.#onProgress?.({ ...this.#progress });
  }

  /** Builds the corpus in the home engine. @param {() => void} onPart */
  async run(onPart) {
    let part = 0;
    let filled = 0;
    let room = await this.#home.call("partBytes", [part]);
    let builder = this.#home;
    let adding = Promise.resolve();
    /** The parts behind the first, in order, as they are appended to it. @type {Promise<unknown>} */
    let appended = Promise.resolve();
    const free = new Pool();
    /** @type {unknown} */
    let failure;
    const finish = () => {
      const engine = builder;
      if (engine === this.#home) {
        appended = adding.then(() => engine.call("finish", [], { signal: this.#signal })).then(onPart);
      } else {
        const built = adding.then(() => engine.call("part", [], { signal: this.#signal }));
        built.then(() => free.put(engine), () => {});
        appended = Promise.all([built, appended])
          .then(([part]) => this.#home.call("append", [part], { signal: this.#signal, transfer: [part.bytes.buffer] }))
          .then(onPart);
      }
      appended.catch((error) => (failure ??= error));
    };
    for await (const found of this.found()) {
      if (failure) throw failure;
      const { size } = found;
      const before = adding;
      const engine = builder;
      adding = before.then(() => (this.#isStopped ? undefined : this.add(engine, found)));
      adding.catch((error) => (failure ??= error));
      if (!engine.isWorker) await adding;
      filled += size;
      if (filled < room || !this.#worker || !this.#home.isWorker) continue;
      finish();
      builder = await this.#next(free);
      adding = Promise.resolve();
      room = await builder.call("partBytes", [++part]);
      filled = 0;
    }
    finish();
    await appended;
    if (part > 0) await this.#home.call("join", [], { signal: this.#signal });
  }

  /** An engine that is free: a new one as long as there may be more. @param {Pool} free */
  async #next(free) {
    if (this.#builders.length >= mostAtWork()) return free.take();
    const builder = await connect(true);
    this.#builders.push(builder);
    await useNames(builder, this.#signal, false);
    return builder;
  }
}

/** Things that are free, waited for in turn. */
class Pool {
  /** @type {Connection[]} */
  #free = [];
  /** @type {((connection: Connection) => void)[]} */
  #waiting = [];

  /** @param {Connection} connection */
  put(connection) {
    const waiter = this.#waiting.shift();
    if (waiter) waiter(connection);
    else this.#free.push(connection);
  }

  /** @returns {Promise<Connection>} */
  take() {
    const connection = this.#free.shift();
    return connection ? Promise.resolve(connection) : new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** How many bytes of text a corpus may have here. */
function mostText() {
  const { deviceMemory = 4 } = /** @type {any} */ (navigator);
  return Math.round(deviceMemory * 1024 ** 3 * SHARE_OF_MEMORY);
}

/** @param {number} bytes */
const megabytes = (bytes) => Math.round(bytes / 1e6);

/**
 * Gives an engine the model of names. Without it the texts are read all the same, only the names of lists are then
 * marked, and that is told among what could not be read.
 * @param {Connection} connection
 * @param {AbortSignal} [signal]
 * @param {boolean} [tells] that the model could not be had
 */
export async function useNames(connection, signal, tells = true) {
  try {
    await connection.call("useNames", [await namesModel()], { signal });
  } catch (error) {
    signal?.throwIfAborted();
    if (!tells) return;
    const unreadable = said("{0}; only names of lists are marked", reason(error));
    await connection.call("add", [{ name: NAMES, unreadable }], { signal });
  }
}
