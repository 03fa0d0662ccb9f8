/**
 * The query set of a corpus: 50 queries of each group, made of its own words by how many
 * documents they are in. The same corpus gives the same queries.
 */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Random } from "./random.mjs";
import { STOP_WORDS } from "./stop-words.mjs";
import { distance } from "./text.mjs";
import { Vocabulary } from "./vocabulary.mjs";

const EACH = 50;
const EACH_NOHIT = 30;
/** How often to try again, for each query, where chance gives none that will do. */
const TRIES = 400;

/**
 * Reads the set from `path`, and makes it first if it is not there or the corpus has changed.
 *
 * @param {import("./corpora.mjs").Corpus} corpus
 * @param {string} path
 * @returns {Promise<import("./types").QuerySet>}
 */
export async function queriesFor(corpus, path) {
  const saved = await readFile(path, "utf8").then(JSON.parse, () => undefined);
  if (saved?.corpus.fileBytes === corpus.bytes) return saved;
  const vocabulary = await Vocabulary.of(corpus.file);
  const set = {
    corpus: {
      name: corpus.name,
      fileBytes: corpus.bytes,
      textBytes: vocabulary.textBytes,
      documents: vocabulary.documents.length,
      tokens: vocabulary.countTokens(),
      vocabulary: vocabulary.words.length,
      postings: vocabulary.postings.reduce((sum, posting) => sum + posting.length, 0),
    },
    queries: sampleQueries(vocabulary, new Random(corpus.name)),
  };
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify(set));
  return set;
}

/**
 * @param {Vocabulary} vocabulary
 * @param {Random} random
 */
function sampleQueries(vocabulary, random) {
  const { words, documents } = vocabulary;
  /** @type {import("./types").SampledQuery[]} */
  const queries = [];

  /**
   * @param {string} group
   * @param {() => Omit<import("./types").SampledQuery, "group"> | undefined} make one by chance, if it comes to any
   * @param {number} [size]
   */
  function fill(group, make, size = EACH) {
    const seen = new Set();
    for (let tries = 0; seen.size < size && tries < size * TRIES; tries++) {
      const query = make();
      const key = query?.words.join(" ");
      if (!query || seen.has(key)) continue;
      seen.add(key);
      queries.push({ group, ...query });
    }
  }

  const count = documents.length;
  const plain = vocabulary.filter((word) => /^[a-z]{4,14}$/.test(word) && !STOP_WORDS.has(word));
  const between = (/** @type {number} */ low, /** @type {number} */ high) =>
    plain.filter((number) => vocabulary.frequency(number) >= low && vocabulary.frequency(number) <= high);
  const bands = {
    rare: between(2, Math.max(4, Math.round(count * 2e-4))),
    medium: between(Math.max(5, count * 0.002), count * 0.01),
    frequent: between(count * 0.04, count * 0.3),
  };
  const frequent = new Set(bands.frequent);
  const common = new Set(between(Math.max(3, count * 5e-4), count * 0.3));

  /** The words of a document that are in the set. */
  const wordsOf = (/** @type {number} */ document, /** @type {Set<number>} */ set) =>
    [...new Set(documents[document].flatMap((field) => [...field]))].filter((number) => set.has(number));
  const spelt = (/** @type {number[]} */ numbers) => numbers.map((number) => words[number]);

  for (const [name, band] of Object.entries(bands)) {
    fill(`term-${name}`, () => {
      if (band.length === 0) return;
      const number = random.pick(band);
      return { kind: "term", words: [words[number]], matching: vocabulary.frequency(number) };
    });
  }

  for (const size of [2, 3]) {
    fill(`and-${size}`, () => {
      const choice = wordsOf(random.below(count), common);
      if (choice.length < size) return;
      const numbers = random.sample(choice, size);
      return { kind: "and", words: spelt(numbers), matching: vocabulary.countAll(numbers) };
    });
  }

  fill("or-4", () => {
    const document = random.below(count);
    const choice = wordsOf(document, common);
    const often = wordsOf(document, frequent);
    if (choice.length < 8 || often.length === 0) return;
    const numbers = [...new Set([random.pick(often), ...random.sample(choice, 3)])];
    if (numbers.length < 4) return;
    return { kind: "or", words: spelt(numbers), matching: vocabulary.countAny(numbers) };
  });

  for (const size of [2, 3]) {
    fill(`phrase-${size}`, () => {
      const text = documents[random.below(count)][1];
      const at = random.below(text.length - size);
      const numbers = [...text.subarray(at, at + size)];
      if (numbers.length < size || !common.has(numbers[0]) || !common.has(numbers[size - 1])) return;
      if (!spelt(numbers).every((word) => /^[a-z]+$/.test(word))) return;
      return { kind: "phrase", words: spelt(numbers), matching: vocabulary.countPhrase(numbers) };
    });
  }

  fill("prefix", () => {
    const band = bands[random.pick(/** @type {const} */ (["medium", "rare"]))];
    if (band.length === 0) return;
    const word = words[random.pick(band)];
    const prefix = word.slice(0, 3 + random.below(3));
    if (prefix.length >= word.length) return;
    const numbers = vocabulary.filter((word) => word.startsWith(prefix));
    if (numbers.length < 3) return;
    return { kind: "prefix", words: [prefix], matching: vocabulary.countAny(numbers) };
  });

  for (const edits of [1, 2]) {
    fill(`fuzzy-${edits}`, () => {
      const band = bands[random.pick(/** @type {const} */ (["medium", "frequent"]))];
      if (band.length === 0) return;
      const word = words[random.pick(band)];
      if (word.length < 5 + edits) return;
      let mistyped = word;
      for (let edit = 0; edit < edits; edit++) mistyped = mistype(mistyped, random);
      if (vocabulary.numbers.has(mistyped) || distance(mistyped, word, edits) !== edits) return;
      const numbers = vocabulary.filter((word) => distance(word, mistyped, edits) <= edits);
      return { kind: "fuzzy", words: [mistyped], edits, matching: vocabulary.countAny(numbers) };
    });
  }

  const nowhere = () => {
    const word = Array.from({ length: 8 }, () => random.pick("bcdfghjklmnpqrstvwxz")).join("");
    if (!vocabulary.numbers.has(word)) return { kind: /** @type {const} */ ("nohit"), words: [word], matching: 0 };
  };
  fill("nohit", nowhere, EACH_NOHIT);

  return queries;
}

/** One letter changed, left out or put in. @param {string} word @param {Random} random */
function mistype(word, random) {
  const at = random.below(word.length);
  const letter = random.pick("abcdefghijklmnopqrstuvwxyz");
  const [before, after] = [word.slice(0, at), word.slice(at)];
  return random.pick([before + letter + after.slice(1), before + after.slice(1), before + letter + after]);
}
