/**
 * Bytes that lie in a script of their own, `corpusViewerData("...")`, gzipped and in Base64: a page that is opened
 * from disk may fetch nothing, but run scripts beside it.
 */

import { scriptURL } from "../engine/trusted.js";
import { fromBase64, notLoaded, unpacked } from "./bytes.js";
import { said } from "./said.js";

/** What each script that has run gave. @type {WeakMap<HTMLOrSVGScriptElement, string>} */
const given = ((/** @type {any} */ (globalThis)).corpusViewerGiven ??= new WeakMap());

/** @type {any} */ (globalThis).corpusViewerData ??= (/** @type {string} */ text) => {
  if (document.currentScript) given.set(document.currentScript, text);
};

/**
 * Runs a script in the page: from a server, from another host, or from disk.
 * @param {string | URL} url
 * @param {AbortSignal} [signal]
 */
export async function runScript(url, signal) {
  const script = document.createElement("script");
  script.src = scriptURL(String(url));
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(notLoaded(url, said("all files of its folder have to be together")));
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
    document.head.append(script);
  }).finally(() => script.remove());
  return script;
}

/**
 * @param {string | URL} url
 * @param {import("./said.js").Said} what it is, if it turns out to be damaged
 * @param {AbortSignal} [signal]
 */
export async function fromScript(url, what, signal) {
  const text = given.get(await runScript(url, signal));
  if (text === undefined) throw notLoaded(url, said("it is not data of a corpus viewer"));
  return unpacked(fromBase64(text), "damaged-corpus", what);
}
