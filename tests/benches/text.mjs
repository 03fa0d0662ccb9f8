/**
 * What a query means, in the plainest way: to sample queries, and to check what the engines
 * answer. A word is a run of letters and digits in lower case; no stems, no stop words, accents count.
 */

/** @param {string} text @returns {string[]} */
export function tokens(text) {
  return text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** @param {import("./types").Document} document @param {import("./types").Query} query */
export function matches(document, { kind, words, edits = 0 }) {
  const fields = [tokens(document.title), tokens(document.text)];
  const some = (/** @type {(token: string) => boolean} */ test) => fields.some((field) => field.some(test));
  switch (kind) {
    case "term":
    case "nohit":
    case "and":
      return words.every((word) => some((token) => token === word));
    case "or":
      return words.some((word) => some((token) => token === word));
    case "phrase":
      return fields.some((field) => holdsPhrase(field, words));
    case "prefix":
      return some((token) => token.startsWith(words[0]));
    case "fuzzy":
      return some((token) => distance(token, words[0], edits) <= edits);
    default:
      throw new Error(`${kind} queries have no exact meaning`);
  }
}

/**
 * Whether the phrase stands somewhere in the field.
 *
 * @template T
 * @param {ArrayLike<T> & { indexOf(value: T, from?: number): number }} field
 * @param {T[]} phrase
 */
export function holdsPhrase(field, phrase) {
  for (let at = field.indexOf(phrase[0]); at >= 0; at = field.indexOf(phrase[0], at + 1)) {
    if (phrase.every((word, k) => field[at + k] === word)) return true;
  }
  return false;
}

/**
 * The edit distance of two words; where it is more than `max`, any number above that.
 *
 * @param {string} a @param {string} b @param {number} max
 */
export function distance(a, b, max) {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const changed = above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, changed);
      least = Math.min(least, row[j]);
    }
    if (least > max) return max + 1;
    above = row;
  }
  return above[b.length];
}
