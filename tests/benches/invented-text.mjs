/**
 * Text of any size that anyone can make, the same each time: articles of the sentences in seeds/, most of whose words
 * and names have been swapped for invented ones. Which ones is drawn by Zipf's law, so that new words turn up as often
 * as in real text of that size, and it packs about as small. It makes no sense to a reader.
 */

import { readdir, readFile } from "node:fs/promises";
import { Random } from "./random.mjs";

/** How many words can be drawn: about as many as 25 MB of an encyclopedia have. */
const WORDS = 180_000;
/** Of 100 words that are not among the commonest, how many are swapped. */
const SWAPPED = 85;
/** How many words of the seeds stay as they are: the commonest, which are mostly grammar. */
const COMMONEST = 100;
const SYLLABLES = "a al an ar be ber ca co da de di dor el en er fa fi ga gen ha in is ka la le li lo ma men mi na ne no o or pa per po ra re ri ro sa se si son ta te ter ti to tra u un va ver vi".split(" ");
const WORD = /[\p{L}]+/gu;

/**
 * @param {number} bytes of all titles and texts, at least
 * @returns {AsyncGenerator<{ id: string, title: string, text: string }>}
 */
export async function* inventedArticles(bytes) {
  const { random, title, paragraph } = await inventor("opening");
  let made = 0;
  for (let number = 1; made < bytes; number++) {
    const paragraphs = Array.from({ length: 2 + random.below(10) }, () => paragraph(1 + random.below(5)));
    const article = { id: `article-${number}`, title: title(), text: paragraphs.join("\n") };
    made += Buffer.byteLength(article.title) + Buffer.byteLength(article.text);
    yield article;
  }
}

/** What makes up text, by a chance of its own. @param {string} seed */
export async function inventor(seed) {
  const random = new Random(seed);
  const sentences = await seedSentences();
  const common = commonest(sentences);
  const invented = (/** @type {string} */ word) => {
    const drawn = wordOf(zipf(random));
    return word[0] === word[0].toLowerCase() ? drawn : drawn[0].toUpperCase() + drawn.slice(1);
  };
  const sentence = () =>
    random.pick(sentences).replace(WORD, (word) => (common.has(word.toLowerCase()) || random.below(100) >= SWAPPED ? word : invented(word)));
  return {
    random,
    title: () => sentence().split(" ").slice(0, 8).join(" ").replace(/\P{L}+$/u, ""),
    paragraph: (/** @type {number} */ count) => Array.from({ length: count }, sentence).join(" "),
  };
}

/** A rank from 0, drawn by Zipf's law. @param {Random} random */
function zipf(random) {
  return Math.floor(WORDS ** (random.below(2 ** 30) / 2 ** 30)) - 1;
}

/** The word of a rank; the commonest are the shortest. @param {number} rank */
function wordOf(rank) {
  let word = "";
  for (let rest = rank + SYLLABLES.length; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    word += SYLLABLES[rest % SYLLABLES.length];
  }
  return word;
}

async function seedSentences() {
  const folder = new URL("../../seeds/", import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".txt")).sort();
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), "utf8")));
  return texts.flatMap((text) => text.split(/\n+|(?<=[.!?]) /)).filter((sentence) => / .* .* /.test(sentence));
}

/** @param {string[]} sentences */
function commonest(sentences) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const [word] of sentences.join("\n").toLowerCase().matchAll(WORD)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const ordered = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return new Set(ordered.slice(0, COMMONEST).map(([word]) => word));
}
