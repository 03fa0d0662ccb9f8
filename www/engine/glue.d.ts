/** The bindings that wasm-bindgen writes, as a module: see `gluePlugin` in pack.mjs. */
declare module "corpus-viewer/glue" {
  export const glue: any;
}

/** Those of the module of files. */
declare module "corpus-viewer/files-glue" {
  export const glue: any;
}

/** pdf.js's own worker. */
declare module "pdfjs-dist/legacy/build/pdf.worker.mjs" {
  export const WorkerMessageHandler: any;
}

/** The maps of characters that PDF names, in Base64: see pack.mjs. */
declare module "corpus-viewer/cmaps" {
  const cmaps: Record<string, string>;
  export default cmaps;
}

/** The bindings for PDF. */
declare module "corpus-viewer/pdf-glue" {
  export const glue: any;
}

declare module "corpus-viewer/pdf-base64" {
  const base64: string;
  export default base64;
}

declare module "corpus-viewer/files-worker-source" {
  const source: string;
  export default source;
}

/** The bundled worker as text: see `workerPlugin` in pack.mjs. */
declare module "corpus-viewer/worker-source" {
  const source: string;
  export default source;
}

/** The gzipped wasm in Base64: see `wasmPlugin` in pack.mjs. */
declare module "corpus-viewer/wasm-base64" {
  const base64: string;
  export default base64;
}

declare module "*.css" {
  const css: string;
  export default css;
}
