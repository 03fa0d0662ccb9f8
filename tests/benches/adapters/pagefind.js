/**
 * Pagefind builds outside of the browser (offline/pagefind.mjs), and searches in it, fetching
 * what it needs of the index. The files with the documents are left for `resolve`.
 */

import { load } from "./paths.js";

/** @typedef {{ data(): Promise<{ url: string }> }} Result */

/** @type {import("../types").Adapter} */
export default {
  files: [],

  async init() {},

  async load(/** @type {string} */ folder) {
    const pagefind = await load(`${folder}/pagefind.js`);
    await pagefind.options({ baseUrl: "/" });
    await pagefind.init();
    return pagefind;
  },

  async search(pagefind, { kind, words }, k) {
    switch (kind) {
      case "term":
      case "nohit":
      case "and":
      case "prefix":
      case "text":
        return (await pagefind.search(words.join(" "))).results.slice(0, k);
      case "phrase":
        return (await pagefind.search(`"${words.join(" ")}"`)).results.slice(0, k);
      default:
        return null;
    }
  },

  resolve(results) {
    return Promise.all(
      results.map(async (/** @type {Result} */ result) => Number(/\d+/.exec((await result.data()).url))),
    );
  },
};
