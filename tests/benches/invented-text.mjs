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
  const random = new Random("opening");
  const sentences = await seedSentences();
  const common = commonest(sentences);
  /** @param {string} sentence */
  const swapped = (sentence) => sentence.replace(WORD, (word) => (common.has(word.toLowerCase()) || random.below(100) >= SWAPPED ? word : invented(word)));
  const invented = (/** @type {string} */ word) => {
    const drawn = wordOf(zipf(random));
    return word[0] === word[0].toLowerCase() ? drawn : drawn[0].toUpperCase() + drawn.slice(1);
  };
  let made = 0;
  for (let number = 1; made < bytes; number++) {
    const paragraphs = Array.from({ length: 2 + random.below(10) }, () =>
      Array.from({ length: 1 + random.below(5) }, () => swapped(random.pick(sentences))).join(" "),
    );
    const title = swapped(random.pick(sentences)).split(" ").slice(0, 8).join(" ").replace(/\P{L}+$/u, "");
    const text = paragraphs.join("\n");
    made += Buffer.byteLength(title) + Buffer.byteLength(text);
    yield { id: `article-${number}`, title, text };
  }
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
