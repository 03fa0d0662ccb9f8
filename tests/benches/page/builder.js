/** A worker that reads its share of the documents when it is told which, and then makes an index of them. */

import viewer from "../adapters/corpus-viewer.js";
import { readDocuments } from "./documents.js";

/** @type {import("../types").Document[]} */
let documents = [];

addEventListener("message", async ({ data }) => {
  if (data === "build") {
    const bytes = (await viewer.build?.(documents)).serialize(true);
    postMessage(bytes, { transfer: [bytes.buffer] });
    return;
  }
  const { address, place, count } = data;
  await viewer.init();
  const all = await readDocuments(address);
  const share = all.length / count;
  documents = all.slice(Math.round(place * share), Math.round((place + 1) * share));
  postMessage("ready");
});
