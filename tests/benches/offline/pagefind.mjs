import { readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { allDocuments } from "../corpora.mjs";

/** How many documents are handed over at a time. */
const BATCH = 64;
/** What a page loads before it searches. */
const START = ["pagefind.js", "wasm.en.pagefind"];

/**
 * @param {string} file the corpus
 * @param {string} folder for the index
 * @returns {Promise<import("../types").OfflineBuild>}
 */
export async function build(file, folder) {
  const { close, createIndex } = await import("pagefind");
  await rm(folder, { recursive: true, force: true });
  const documents = await allDocuments(file);

  const start = performance.now();
  const { index } = await createIndex({ forceLanguage: "en" });
  for (let at = 0; at < documents.length; at += BATCH) {
    const records = documents.slice(at, at + BATCH).map(({ title, text }, i) => ({
      url: `/${at + i}`,
      content: `${title}\n${text}`,
      language: "en",
      meta: { title: title || "untitled" },
    }));
    await Promise.all(records.map((record) => index.addCustomRecord(record)));
  }
  await index.writeFiles({ outputPath: folder });
  const ms = performance.now() - start;
  await close();

  const sums = { bytes: 0, gzip: 0, download: 0 };
  for (const name of await readdir(folder, { recursive: true })) {
    const bytes = await readFile(join(folder, name)).catch(() => undefined);
    if (bytes === undefined) continue;
    const plain = unpacked(bytes);
    const gzip = plain === bytes ? gzipSync(bytes).length : bytes.length;
    if (START.includes(name)) sums.download += gzip;
    sums.bytes += plain.length;
    sums.gzip += gzip;
  }
  return { ms, ...sums };
}

/** Most of its files are compressed already. @param {Buffer} bytes */
function unpacked(bytes) {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}
