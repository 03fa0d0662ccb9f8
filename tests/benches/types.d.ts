/** What the modules of the benchmark pass to each other. */

/** A line of a corpus. An engine knows it by its number: 0 is the first line. */
export interface Document {
  title: string;
  text: string;
}

/**
 * `term`: one word. `nohit`: one word that is nowhere. `and`: every word. `or`: any word. `phrase`: the words side by
 * side. `prefix`: words that start so. `fuzzy`: words within `edits` of it. `text`: what a person would type, searched
 * as the engine does by itself.
 */
export type Kind = "term" | "nohit" | "and" | "or" | "phrase" | "prefix" | "fuzzy" | "text";

export interface Query {
  kind: Kind;
  words: string[];
  edits?: number;
}

export interface SampledQuery extends Query {
  /** Queries of one group are reported together: `and-2`. */
  group: string;
  /** How many documents it has under the semantics of text.mjs. */
  matching: number;
}

export interface CorpusFigures {
  name: string;
  fileBytes: number;
  /** In UTF-8, of titles and texts. */
  textBytes: number;
  documents: number;
  tokens: number;
  vocabulary: number;
  postings: number;
}

export interface QuerySet {
  corpus: CorpusFigures;
  queries: SampledQuery[];
}

type Eventually<T> = T | Promise<T>;

/** An engine behind the same few calls as the others; the handle it works with is its own affair. */
export interface Adapter {
  /** What a page downloads for the engine, from the top of the checkout; no scripts that another one imports. */
  files: string[];
  /** Has a module that finds names too, which are measured beside it. */
  findsNames?: boolean;
  /** Loads the library. */
  init(): Promise<unknown>;
  /** Missing where the engine cannot build in a browser: `offline/` does it then. */
  build?(documents: Document[]): Eventually<any>;
  /**
   * At most `k` answers, best first: numbers of documents, unless `resolve` makes them that.
   * Null if the engine has no such queries.
   */
  search(handle: any, query: Query, k: number): Eventually<any[] | null>;
  /** Not timed. */
  resolve?(answers: any[]): Promise<number[]>;
  serialize?(handle: any): Eventually<Uint8Array>;
  /** A searchable handle from what `serialize` gave, or from the address of what was built offline. */
  load(saved: any): Eventually<any>;
  /** Bytes of wasm memory. */
  memory?(): number;
}

/** What an engine that builds offline has built. */
export interface OfflineBuild {
  ms: number;
  bytes: number;
  gzip: number;
  /** Bytes a page downloads, compressed, before any of the index. */
  download: number;
}

export interface Timings {
  /** In milliseconds, a list for each pass; empty if the engine has no such queries. */
  passes: number[][];
  /** The time for the group ran out. */
  cut: boolean;
}

export interface Agreement {
  returned: number;
  right: number;
  wanted: number;
}

/** Finding names in texts, in a fresh page. */
export interface Names {
  /** Until the model can be used, and the lists. */
  modelMs: number;
  listsMs: number;
  /** Of the texts, in UTF-8. */
  bytes: number;
  ms: number;
  cpuMs: number;
  mentions: number;
  /** By how many bytes the wasm memory has grown for the texts. */
  grown: number;
}

/** One engine in one round; what could not be measured is missing. */
export interface Run {
  engine: string;
  error?: string;
  build?: { ms: number; cpuMs?: number };
  index?: { bytes: number; gzip: number };
  download?: number;
  memoryBuilt?: number;
  memoryLoaded?: number;
  peak?: number;
  fetchMs?: number;
  openMs?: number;
  firstMs?: number;
  queries?: Record<string, Timings>;
  agreement?: Record<string, Agreement>;
  names?: { [shape in import("./page/names.js").Shape]?: Names };
}

export interface Results {
  corpus: CorpusFigures;
  browser: string;
  rounds: number;
  runs: Run[];
}

declare global {
  /** In the page of `reading/`. */
  var meter: typeof import("./reading/meter.js").meter;
}
