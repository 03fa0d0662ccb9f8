/** The compiled core: loaded once for all corpora of a page. */

/** @type {() => Promise<BufferSource>} */
let load;

/** @type {Promise<WebAssembly.Module> | undefined} */
let compiled;

/**
 * Says where the bytes of the wasm come from; each entry has its own way.
 * @param {() => Promise<BufferSource>} loader
 */
export function loadWasmWith(loader) {
  load = loader;
}

/** @returns {Promise<WebAssembly.Module>} */
export function wasmModule() {
  compiled ??= load().then((bytes) => WebAssembly.compile(bytes));
  compiled.catch(() => (compiled = undefined));
  return compiled;
}
