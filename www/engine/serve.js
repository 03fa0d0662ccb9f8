/** Answers messages from the page by calling the methods of `target`: the other end of connection.js. */

/** @param {any} target */
export function serve(target) {
  self.onmessage = async ({ data: { call, method, args } }) => {
    /** Hands over a part of the answer. @param {any} part */
    const give = (part) => self.postMessage({ call, part }, { transfer: buffers(part) });
    try {
      const value = await target[method](...args, give);
      self.postMessage({ call, value }, { transfer: buffers(value) });
    } catch (error) {
      const { kind, message, said, before, at, after } = /** @type {any} */ (error);
      self.postMessage({ call, error: { kind, message, said, before, at, after } });
    }
  };
}

/** Bytes are handed over rather than copied. @param {any} value @returns {Transferable[]} */
function buffers(value) {
  const values = Array.isArray(value) ? value : [value?.bytes ?? value];
  return values.flatMap((bytes) => (bytes instanceof Uint8Array ? [bytes.buffer] : []));
}
