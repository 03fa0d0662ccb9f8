/** What every engine of a page shares: the compiled core, and the model of names. Each is loaded once. */

/**
 * @typedef {object} Loaders where the bytes come from; each entry has its own way
 * @property {() => Promise<BufferSource>} wasm
 * @property {() => Promise<Uint8Array>} names
 */

/** @type {Loaders} */
let loaders;

/** @type {Promise<WebAssembly.Module> | undefined} */
let compiled;

/** @type {Promise<Uint8Array> | undefined} */
let names;

/** @param {Loaders} given */
export function loadWith(given) {
  loaders = given;
}

/** @returns {Promise<WebAssembly.Module>} */
export function wasmModule() {
  compiled ??= loaders.wasm().then((bytes) => WebAssembly.compile(bytes));
  compiled.catch(() => (compiled = undefined));
  return compiled;
}

/** The bytes of the model of names: needed only where a corpus is built. @returns {Promise<Uint8Array>} */
export function namesModel() {
  names ??= loaders.names();
  names.catch(() => (names = undefined));
  return names;
}
