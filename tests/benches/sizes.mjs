import { build } from "esbuild";
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

/** What the scripts would import if they ran under Node. */
const NODE_MODULES = ["node:*", "module", "fs", "path", "url", "crypto", "util"];

/**
 * Bytes a page downloads for an engine: scripts bundled and minified, everything gzipped.
 *
 * @param {string[]} files
 */
export async function downloadSize(files) {
  let size = 0;
  for (const file of files) {
    const bytes = /\.m?js$/.test(file) ? await minified(file) : await readFile(file);
    size += gzipSync(bytes, { level: 9 }).length;
  }
  return size;
}

/** @param {string} file */
async function minified(file) {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    format: "esm",
    platform: "browser",
    minify: true,
    write: false,
    external: NODE_MODULES,
    logLevel: "error",
  });
  return outputFiles[0].contents;
}
