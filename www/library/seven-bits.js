/**
 * Bytes as text in a page, seven bits a character: 1.19 bytes of UTF-8 for each, where Base64 takes 1.33.
 *
 * Of the 128 characters of one byte, some a page cannot hold as they are, and some tools take for an end. For such a one the
 * character 128 above it stands, of two bytes. None is higher than 255, so that browsers keep the text in a byte a character.
 */

/** NUL, the two ends of a line, the end of a file, and what a tag begins with. */
const APART = [..."\0\n\r\x1a<"].map((character) => character.charCodeAt(0));

/** @param {Uint8Array} bytes */
export function toSevenBits(bytes) {
  let text = "";
  for (let bit = 0; bit < 8 * bytes.length; bit += 7) {
    const two = (bytes[bit >> 3] << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    const seven = (two >> (9 - (bit & 7))) & 127;
    text += String.fromCharCode(APART.includes(seven) ? 128 + seven : seven);
  }
  return text;
}

/** @param {string} text */
export function fromSevenBits(text) {
  const bytes = new Uint8Array((7 * text.length) >> 3);
  for (let number = 0; number < bytes.length; number++) {
    const at = Math.floor((8 * number) / 7);
    const two = ((text.charCodeAt(at) & 127) << 7) | (text.charCodeAt(at + 1) & 127);
    bytes[number] = two >> (6 - ((8 * number) % 7));
  }
  return bytes;
}
