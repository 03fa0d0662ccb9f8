/** How much code the shell is: what is written for it in www/, without lit-html, without the bindings that wasm-bindgen makes, without what is inside as data. */

import assert from "node:assert/strict";
import { it } from "node:test";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { smallStyles, unindented } from "../../www/shorten.mjs";

/** @param {string} entry @param {string[]} [left] what is left out */
async function bytes(entry, left = []) {
  const { outputFiles } = await build({
    entryPoints: [`www/${entry}`],
    bundle: true,
    format: "esm",
    minify: true,
    write: false,
    charset: "utf8",
    plugins: [smallStyles],
    external: ["corpus-viewer/*", "lit-html", "lit-html/*", ...left],
  });
  return gzipSync(unindented(outputFiles[0].text), { level: 9 }).length;
}

it("the shell's own code is small", async () => {
  const [all, code] = [await bytes("entries/app.js"), await bytes("entries/app.js", ["*.css", "./en.js", "./es.js"])];
  const workers = (await bytes("engine/worker.js")) + (await bytes("engine/files-worker.js"));
  console.log(`gzipped: code ${code} bytes, with styles and what is said in two languages ${all}, and workers ${workers}`);
  assert.ok(code < 40_000, `${code} bytes`);
});
