/** For engines whose saved form is JSON. */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** @param {unknown} value */
export const toBytes = (value) => encoder.encode(JSON.stringify(value));

/** @param {Uint8Array} bytes @returns {any} */
export const fromBytes = (bytes) => JSON.parse(decoder.decode(bytes));

/**
 * Texts as bytes, each after its length: together they may be longer than a JavaScript string can be.
 *
 * @param {string[]} texts
 */
export function packTexts(texts) {
  const parts = texts.map((text) => encoder.encode(text));
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const part of parts) {
    view.setUint32(at, part.length);
    bytes.set(part, at + 4);
    at += 4 + part.length;
  }
  return bytes;
}

/** @param {Uint8Array} bytes */
export function unpackTexts(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const texts = [];
  for (let at = 0; at < bytes.length; ) {
    const length = view.getUint32(at);
    texts.push(decoder.decode(bytes.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return texts;
}
