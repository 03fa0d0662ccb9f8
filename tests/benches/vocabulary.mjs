import { readDocuments } from "./corpora.mjs";
import { holdsPhrase, tokens } from "./text.mjs";

/** The words of a corpus by number, and where they are: the exact answers to queries are counted from it. */
export class Vocabulary {
  /** @type {string[]} */
  words = [];
  /** @type {Map<string, number>} */
  numbers = new Map();
  /** The documents of each word, in their order. @type {number[][]} */
  postings = [];
  /** The words of each title and text. @type {[Uint32Array, Uint32Array][]} */
  documents = [];
  textBytes = 0;

  /** @param {string} file */
  static async of(file) {
    const vocabulary = new Vocabulary();
    for await (const { title, text } of readDocuments(file)) {
      vocabulary.documents.push([vocabulary.#read(title), vocabulary.#read(text)]);
      vocabulary.textBytes += Buffer.byteLength(title) + Buffer.byteLength(text);
    }
    return vocabulary;
  }

  /** @param {string} text of the document that comes next */
  #read(text) {
    return Uint32Array.from(tokens(text), (word) => {
      let number = this.numbers.get(word);
      if (number === undefined) {
        number = this.words.push(word) - 1;
        this.numbers.set(word, number);
        this.postings.push([]);
      }
      const posting = this.postings[number];
      if (posting.at(-1) !== this.documents.length) posting.push(this.documents.length);
      return number;
    });
  }

  /** In how many documents the word is. @param {number} number */
  frequency(number) {
    return this.postings[number].length;
  }

  /** The numbers of the words that pass. @param {(word: string, number: number) => boolean} test */
  filter(test) {
    return [...this.words.keys()].filter((number) => test(this.words[number], number));
  }

  /** @param {number[]} numbers */
  countAll([first, ...rest]) {
    let documents = this.postings[first];
    for (const number of rest) {
      const those = new Set(this.postings[number]);
      documents = documents.filter((document) => those.has(document));
    }
    return documents.length;
  }

  /** @param {number[]} numbers */
  countAny(numbers) {
    const documents = new Set();
    for (const number of numbers) for (const document of this.postings[number]) documents.add(document);
    return documents.size;
  }

  /** @param {number[]} numbers */
  countPhrase(numbers) {
    const rarest = numbers.reduce((a, b) => (this.frequency(a) < this.frequency(b) ? a : b));
    const holds = (/** @type {Uint32Array} */ field) => holdsPhrase(field, numbers);
    return this.postings[rarest].filter((document) => this.documents[document].some(holds)).length;
  }

  /** How many tokens there are in all. */
  countTokens() {
    return this.documents.reduce((sum, [title, text]) => sum + title.length + text.length, 0);
  }
}
