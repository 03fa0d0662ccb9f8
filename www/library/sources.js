/** Sources cut into pieces that are read one at a time, so that a large file is never in memory as a whole. */

import { CorpusError, reason } from "./error.js";
import { said } from "./said.js";

/** @typedef {import("../engine/engine.js").EngineSource} EngineSource */

/**
 * What a piece gives: for an engine, or for the module of files.
 * @typedef {EngineSource | { name: string, bytes: Uint8Array } | { folderPath: string, bytes: Uint8Array }
 *   | { metadata: string, bytes: Uint8Array }} NamedSource
 */

/**
 * A source, or a part of one.
 * @typedef {object} Piece
 * @property {string} name of the source
 * @property {number} size in bytes, or about that
 * @property {boolean} isLast of its source
 * @property {() => Promise<NamedSource>} read
 */

/** The most bytes of a file that is read whole. */
const LARGEST = 256 * 1024 * 1024;

/** How many bytes of a file of lines are read at a time. */
const PIECE = 1024 * 1024;

/** How many more are read at a time to find the end of a line. */
const MORE = 64 * 1024;

const LINE_END = 10;

/**
 * @param {Iterable<import("./corpus-viewer.d.ts").Source>} sources
 * @returns {Piece[]}
 */
export function pieces(sources) {
  const all = [...sources].flatMap((source, place) => piecesOf(source, place + 1));
  // What a list tells of files has to be known before they are read.
  return [...all.filter(isMetadata), ...all.filter((piece) => !isMetadata(piece))];
}

/** Whether a piece is the list of what is known of the files beside it. @param {{ name: string }} piece */
const isMetadata = ({ name }) => /(^|\/)metadata\.csv$/i.test(name);


/**
 * @param {import("./corpus-viewer.d.ts").Source} source
 * @param {number} number of the source, from 1: names what has no name
 * @returns {Piece[]}
 */
function piecesOf(source, number) {
  if (source instanceof File) return piecesOfFile(source);
  if (source instanceof Blob) return [whole(`${number}.txt`, source, (name, bytes) => ({ name, bytes }))];
  if (!("text" in source)) {
    const { name, bytes } = /** @type {{ name: string, bytes: Uint8Array | ArrayBuffer | Blob }} */ (source);
    const own = bytes instanceof Blob ? bytes : new Blob([/** @type {ArrayBuffer} */ (bytes)]);
    return [whole(name, own, (name, bytes) => (isCorpus(name) ? { name, corpus: bytes } : { name, bytes }))];
  }
  const json = JSON.stringify(source);
  const name = String(source.id);
  return [{ name, size: json.length, isLast: true, read: async () => ({ name, json }) }];
}

/** @param {string} name */
const isCorpus = (name) => /\.corpus$/i.test(name);

/**
 * A source that is read in one piece, unless it is too large.
 * @param {string} name
 * @param {Blob} blob
 * @param {(name: string, bytes: Uint8Array<ArrayBuffer>) => NamedSource} make
 * @returns {Piece}
 */
function whole(name, blob, make) {
  const { size } = blob;
  const read = async () => {
    if (size > LARGEST) throw new CorpusError({ kind: "too-large", said: tooLarge(size) });
    return make(name, await bytesOf(blob));
  };
  return { name, size, isLast: true, read: () => orWhyNot(name, read) };
}

/** @param {number} size */
const tooLarge = (size) =>
  said("it has {0} MB; up to {1} can be read at once: unpack or split it", Math.round(size / 1e6), Math.floor(LARGEST / 1e6));

/** @param {File} file @returns {Piece[]} */
function piecesOfFile(file) {
  const path = file.webkitRelativePath;
  const name = path || file.name;
  if (isMetadata({ name })) return [whole(name, file, (metadata, bytes) => ({ metadata, bytes }))];
  if (path) return [whole(path, file, (folderPath, bytes) => ({ folderPath, bytes }))];
  if (isCorpus(name)) return [whole(name, file, (name, corpus) => ({ name, corpus }))];
  if (file.size <= PIECE || !/\.(jsonl|ndjson)$/i.test(name)) return [whole(name, file, (name, bytes) => ({ name, bytes }))];
  const starts = Array.from({ length: Math.ceil(file.size / PIECE) }, (_, place) => place * PIECE);
  return starts.map((start) => {
    const end = Math.min(start + PIECE, file.size);
    const read = async () => ({ name, ...(await linesBetween(file, start, end)) });
    return { name, size: end - start, isLast: end === file.size, read: () => orWhyNot(name, read) };
  });
}

/** @param {string} name @param {() => Promise<NamedSource>} read @returns {Promise<NamedSource>} */
async function orWhyNot(name, read) {
  try {
    return await read();
  } catch (error) {
    return { name, unreadable: reason(error) };
  }
}

/** @param {Blob} blob */
async function bytesOf(blob) {
  return new Uint8Array(await blob.arrayBuffer());
}

/**
 * The whole lines that begin between two bytes of a file, and where the first does.
 * @param {Blob} file
 * @param {number} start
 * @param {number} end
 */
async function linesBetween(file, start, end) {
  const before = Math.max(0, start - 1);
  const read = await bytesOf(file.slice(before, end));
  const first = start === 0 ? 0 : read.indexOf(LINE_END) + 1;
  const none = (start > 0 && first === 0) || before + first >= end;
  if (none) return { at: end, lines: new Uint8Array() };
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [read.subarray(first)];
  let isWhole = read.at(-1) === LINE_END;
  for (let at = end; at < file.size && !isWhole; at += MORE) {
    const more = await bytesOf(file.slice(at, at + MORE));
    const lineEnd = more.indexOf(LINE_END);
    isWhole = lineEnd >= 0;
    parts.push(isWhole ? more.subarray(0, lineEnd) : more);
  }
  return { at: before + first, lines: await bytesOf(new Blob(parts)) };
}
