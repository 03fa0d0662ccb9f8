/** What every engine of a page shares: the compiled modules, and the model of names. Each is loaded once. */

/**
 * @typedef {object} Loaders where the bytes come from; each entry has its own way
 * @property {() => Promise<BufferSource>} wasm
 * @property {() => Promise<BufferSource>} files
 * @property {() => Promise<Uint8Array>} names
 * @property {() => Promise<PdfReader>} pdf
 * @property {() => Promise<string>} shell the page that a corpus can be put into
 */

/**
 * The reader of PDF: the text of a worker, and what makes one in the page's own thread, if that may be.
 * @typedef {{ source: string, make?: () => any }} PdfReader
 */

/** @type {Loaders} */
let loaders;

/** @param {Loaders} given */
export function loadWith(given) {
  loaders = given;
}

/** What `load` gives, asked for once, and again if that failed. @template T @param {() => Promise<T>} load */
function once(load) {
  /** @type {Promise<T> | undefined} */
  let loaded;
  return () => {
    loaded ??= load();
    loaded.catch(() => (loaded = undefined));
    return loaded;
  };
}

/** @param {BufferSource} bytes */
const compile = (bytes) => WebAssembly.compile(bytes);

export const wasmModule = once(() => loaders.wasm().then(compile));

/** The module of files: needed only where files are read or pages written. */
export const filesModule = once(() => loaders.files().then(compile));

/** The bytes of the model of names: needed only where a corpus is built. */
export const namesModel = once(() => loaders.names());

/** The reader of PDF: needed only where there is a PDF file. */
export const pdfReader = once(() => loaders.pdf());

/** The page that a corpus can be put into, as it stands at present. */
export const pageShell = () => loaders.shell();
