/**
 * Trunk's last step: bundles the shell's modules around the wasm, and writes the
 * files of dist/ that Trunk does not make.
 */

import { gzipAsync } from "@gfx/zopfli";
import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { toSevenBits } from "./library/seven-bits.js";
import { smallStyles, unindented } from "./shorten.mjs";

const dist = process.env.TRUNK_STAGING_DIR ?? "dist";
const www = import.meta.dirname;
/** A single inline script or data block over this size is slow in WebKit, by the square. */
const BLOCK = 512 * 1024;
/** Whoever passes the model of names on has to say this; models/LICENSE.md has it in full. */
const NOTICE =
  "The model of names is under CC BY-SA 4.0. It was made from text of Wikipedia (its contributors, CC BY-SA) as marked in " +
  "DocRED, Re-DocRED and CrossNER (MIT), Universal NER (CC BY-SA 4.0), WNUT 2017 (CC BY 4.0), the Groningen Meaning Bank " +
  "(CDLA-Sharing-1.0), GeoNames (CC BY 4.0), world-countries (ODbL 1.0), US Census names and GloVe (public domain).";
/** Whose the reader of PDF is. */
const PDF_NOTICE = "With pdf.js, (c) Mozilla Foundation, Apache License 2.0, and CMap resources, (c) Adobe, BSD 3-Clause License.";

/** How the page of Trunk loads its script. */
const APP = '<script defer src="./viewer/app.js"></script>';

const index = await readFile(join(dist, "index.html"), "utf8");
const glue = await readFile(join(dist, "corpus-viewer.js"), "utf8");
await rm(join(dist, "corpus-viewer.js"));
await rename(join(dist, "corpus-viewer_bg.wasm"), join(dist, "corpus-viewer.wasm"));
await copyFile(join(www, "../models/english.names"), join(dist, "english.names"));
await copyFile(join(www, "../models/LICENSE.md"), join(dist, "english.names.LICENSE.md"));
const filesGlue = await wasmModule("corpus-viewer.files.wasm", "browser-files");
const pdfGlue = await wasmModule("corpus-viewer.pdf.wasm", "browser-pdf");
const wasm = await packed("corpus-viewer.wasm");
const files = await packed("corpus-viewer.files.wasm");
const names = await packed("english.names");

/** @type {string} */
const workerSource = await bundle("engine/worker.js", "iife");
/** @type {string} */
const filesWorkerSource = await bundle("engine/files-worker.js", "iife");
const app = unindented(await bundle("entries/app.js", "iife"));
await write("corpus-viewer.embed.js", unindented(await bundle("entries/embed.js", "iife")));
await write("corpus-viewer.js", await bundle("entries/library.js", "esm"));
await write("corpus-viewer.element.js", unindented(await bundle("entries/element.js", "esm")));
for (const types of ["corpus-viewer.d.ts", "corpus-viewer.element.d.ts"]) {
  await copyFile(join(www, "library", types), join(dist, types));
}
await write("package.json", npmPackage(JSON.parse(await readFile(join(www, "../package.json"), "utf8"))));
const shell = await onePage();
await write("shell.html", shell);
await site(shell);

command("build", "seeds", "-o", join(dist, "seeds.corpus"));
command("page", "seeds", "-o", join(dist, "corpus-viewer.html"), "--shell", dist);
command("site", "seeds", "-o", join(dist, "site"), "--shell", dist);
await rename(join(dist, "site/corpus"), join(dist, "corpus"));
await rm(join(dist, "site"), { recursive: true });
await example();

/**
 * Builds a module that Trunk does not: it is the same crate with other features, small rather than quick.
 * Gives its bindings.
 * @param {string} file that the module is written to
 * @param {string} feature
 */
async function wasmModule(file, feature) {
  const target = "wasm32-unknown-unknown";
  const features = ["--no-default-features", "--features", feature];
  // Modules have one name, whatever their features: in one folder each build would undo the other.
  const folder = join(www, "../target", feature);
  const place = ["--target", target, "--target-dir", folder];
  run("cargo", "build", "--quiet", "--locked", "--lib", "--profile", "files", ...place, ...features);
  const out = join(dist, feature);
  const built = join(folder, target, "files/corpus_viewer.wasm");
  run("wasm-bindgen", "--target", "no-modules", "--no-typescript", "--out-dir", out, "--out-name", "module", built);
  // Gzip makes more of functions that are not put into one another, and of like ones side by side.
  const order = ["--one-caller-inline-max-function-size=0", "--reorder-functions-by-name"];
  const options = ["-O2", ...order, "--strip-producers", "--strip-target-features"];
  run("wasm-opt", ...options, "--output", join(dist, file), join(out, "module_bg.wasm"));
  const glue = await readFile(join(out, "module.js"), "utf8");
  await rm(out, { recursive: true });
  return glue;
}

/**
 * The script that reads PDF: a function, so that it can be run here and be the text of a worker, under a name that
 * www/library/pdf-reader.js knows.
 */
async function pdfScript() {
  const wasm = (await packed("corpus-viewer.pdf.wasm")).toString("base64");
  await rm(join(dist, "corpus-viewer.pdf.wasm"));
  const reader = await bundle("entries/pdf.js", "iife", {
    globalName: "reader",
    banner: { js: 'globalThis[Symbol.for("corpus-viewer.pdf")] = () => {' },
    footer: { js: "return reader; };" },
    plugins: [
      given("corpus-viewer/pdf-glue", () => `${pdfGlue}\nexport { wasm_bindgen as glue };`),
      given("corpus-viewer/pdf-base64", () => `export default "${wasm}";`),
      given("corpus-viewer/cmaps", cmaps),
      silentWorker(),
    ],
  });
  return `/*! ${PDF_NOTICE} */\n${reader}`;
}

/** pdf.js's worker, without what it does by itself: listen to the worker that it is in, and put itself within reach of all. @returns {import("esbuild").Plugin} */
function silentWorker() {
  return {
    name: "pdf.js",
    setup(build) {
      build.onLoad({ filter: /pdf\.worker\.mjs$/ }, async ({ path }) => {
        const silent = swap(await readFile(path, "utf8"), "this.initializeFromPort(self);", "");
        return { contents: swap(silent, "globalThis.pdfjsWorker =", "void"), loader: "js" };
      });
    },
  };
}

/** The maps of characters that a PDF file can name (ISO 32000-2, table 116), and those that these are made of. */
async function cmaps() {
  const folder = join(www, "../node_modules/pdfjs-dist/cmaps");
  const files = (await readdir(folder)).filter((file) => /\.bcmap$/.test(file) && !/UTF(8|32)/.test(file));
  const maps = files.map(async (file) => [file, await readFile(join(folder, file), "base64")]);
  return `export default ${JSON.stringify(Object.fromEntries(await Promise.all(maps)))};`;
}

/** A file of dist/, gzipped as small as can be. @param {string} file */
async function packed(file) {
  return Buffer.from(await gzipAsync(await readFile(join(dist, file)), { numiterations: 5 }));
}

/** @param {string} name @param {string} text */
function write(name, text) {
  return writeFile(join(dist, name), text);
}

/** @param {string[]} args */
function command(...args) {
  run("cargo", "run", "--release", "--quiet", "--locked", "--", ...args);
}

/** @param {string} program @param {string[]} args */
function run(program, ...args) {
  execFileSync(program, args, { stdio: "inherit" });
}

/**
 * @param {string} entry
 * @param {"iife" | "esm"} format
 * @param {import("esbuild").BuildOptions} [options]
 * @returns {Promise<string>}
 */
async function bundle(entry, format, { plugins = [], ...options } = {}) {
  const result = await build({
    ...options,
    entryPoints: [join(www, entry)],
    bundle: true,
    format,
    minify: true,
    write: false,
    charset: "utf8",
    target: ["chrome123", "firefox128", "safari17.5"],
    plugins: [
      smallStyles,
      ...plugins,
      given("corpus-viewer/glue", () => `${glue}\nexport { wasm_bindgen as glue };`),
      given("corpus-viewer/files-glue", () => `${filesGlue}\nexport { wasm_bindgen as glue };`),
      given("corpus-viewer/worker-source", () => `export default ${JSON.stringify(workerSource)};`),
      given("corpus-viewer/files-worker-source", () => `export default ${JSON.stringify(filesWorkerSource)};`),
      given("corpus-viewer/wasm-base64", () => `export default "${wasm.toString("base64")}";`),
    ],
  });
  return result.outputFiles[0].text;
}

/**
 * A module that is made here rather than read from a file.
 * @param {string} name
 * @param {() => string | Promise<string>} contents
 * @returns {import("esbuild").Plugin}
 */
function given(name, contents) {
  return {
    name,
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: name }));
      build.onLoad({ filter: /./, namespace: name }, async () => ({ contents: await contents(), loader: "js" }));
    },
  };
}

/** The page with everything inside but a corpus, under a policy that lets nothing in or out. */
async function onePage() {
  let page = await underPolicy(`'${hash(app)}'`);
  page = swap(page, APP, "");
  page = swap(page, '<corpus-viewer src="corpus/corpus.js">', "<corpus-viewer>\n<!--corpus-->");
  const data = `${blocks("wasm", wasm)}${blocks("files", files)}<!-- ${NOTICE} -->\n${blocks("names", names)}<!--pdf-->\n`;
  return swap(page, "</body>", `${data}<script>${app}</script>\n</body>`);
}

/** The page whose program and corpus lie in scripts beside it. @param {string} shell what it saves */
async function site(shell) {
  await mkdir(join(dist, "viewer"), { recursive: true });
  await write("viewer/app.js", app);
  await write("viewer/wasm.js", script(wasm));
  await write("viewer/files.js", script(files));
  await write("viewer/names.js", `/*! ${NOTICE} */\n${script(names)}`);
  await write("viewer/pdf.js", await pdfScript());
  await write("viewer/shell.js", script(gzipSync(shell, { level: 9 })));
  await write("index.html", await underPolicy("'self'"));
}

/** See library/script.js. @param {Buffer} bytes gzipped */
function script(bytes) {
  return `corpusViewerData("${bytes.toString("base64")}");\n`;
}

/** The page with its style inside, under a policy. @param {string} scripts that may run */
async function underPolicy(scripts) {
  const style = await readFile(join(www, "page.css"), "utf8");
  const policy = [
    "default-src 'none'",
    `script-src ${scripts} 'wasm-unsafe-eval'`,
    `style-src '${hash(style)}'`,
    "worker-src blob:",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html corpus-viewer",
  ];
  const csp = `<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">`;
  const page = swap(index, '<meta charset="utf-8">', `<meta charset="utf-8">\n    ${csp}`);
  return swap(page, '<link rel="stylesheet" href="./page.css"/>', `<style>${style}</style>`);
}

/** Data for the page, in blocks that are not too long. @param {string} type @param {Buffer} bytes gzipped */
function blocks(type, bytes) {
  const parts = toSevenBits(bytes).match(new RegExp(`.{1,${BLOCK}}`, "g")) ?? [];
  return parts.map((part) => `<script type="application/x-${type}">${part}</script>\n`).join("");
}

/** @param {string} text */
function hash(text) {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** @param {string} text @param {string} from stands in it once @param {string} to */
function swap(text, from, to) {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`what is packed should hold ${from} once`);
  return parts.join(to);
}

/** A page of someone else's, with a corpus inside, as it works from disk. */
async function example() {
  const corpus = gzipSync(await readFile(join(dist, "seeds.corpus"))).toString("base64");
  const page = await readFile(join(www, "examples/embed.html"), "utf8");
  await mkdir(join(dist, "examples"), { recursive: true });
  await write("examples/embed.html", swap(page, "<!--corpus-->", `<script type="application/x-corpus">${corpus}</script>`));
}

/** @param {{ name: string, version: string, license: string }} own */
function npmPackage({ name, version, license }) {
  const entry = (/** @type {string} */ file) => ({ types: `./${file}.d.ts`, import: `./${file}.js` });
  const exports = { ".": entry("corpus-viewer"), "./element": entry("corpus-viewer.element") };
  const sideEffects = ["./corpus-viewer.element.js", "./corpus-viewer.embed.js"];
  return `${JSON.stringify({ name, version, license, type: "module", exports, sideEffects }, null, 2)}\n`;
}
