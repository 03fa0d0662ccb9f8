/** Answers messages from the page by calling the engine; bundled into one text. */

import { Engine } from "./engine.js";

const engine = new Engine();

self.onmessage = async ({ data: { call, method, args } }) => {
  try {
    // @ts-expect-error: the page calls no other methods than the engine has
    const value = await engine[method](...args);
    self.postMessage({ call, value }, { transfer: buffers(value) });
  } catch (error) {
    const { kind, message, before, at, after } = /** @type {any} */ (error);
    self.postMessage({ call, error: { kind, message, before, at, after } });
  }
};

/** Bytes are handed over rather than copied. @param {any} value @returns {Transferable[]} */
function buffers(value) {
  const bytes = value?.bytes ?? value;
  return bytes instanceof Uint8Array ? [bytes.buffer] : [];
}
