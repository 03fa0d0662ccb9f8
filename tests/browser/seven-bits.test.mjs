/** Bytes as text of a page, and back. */

import assert from "node:assert/strict";
import { it } from "node:test";
import { fromSevenBits, toSevenBits } from "../../www/library/seven-bits.js";

it("bytes of any length and kind come back from the text that a page holds", () => {
  for (let length = 0; length < 100; length++) {
    for (const byte of [0, 10, 13, 26, 60, 127, 128, 255, undefined]) {
      const bytes = Uint8Array.from({ length }, (_, at) => byte ?? (at * 151 + length) % 256);
      const text = toSevenBits(bytes);
      assert.doesNotMatch(text, /[\0\n\r\x1a<\u0100-\uffff]/);
      assert.deepEqual(fromSevenBits(text), bytes);
    }
  }
});
