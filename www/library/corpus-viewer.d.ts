/** The library `corpus-viewer`: a corpus to build or open, search, read and save. */

/**
 * A file by its name, a text without one (it is called by its number), or a document.
 * Further fields of a document become metadata.
 */
export type Source = File | Blob | { name: string; bytes: Uint8Array | ArrayBuffer | Blob } | SourceDocument;

export interface SourceDocument {
  id: string;
  text: string;
  title?: string;
  date?: string;
  source?: string;
  author?: string;
  url?: string;
  [field: string]: unknown;
}

export interface Progress {
  /** What is being read. */
  name: string;
  /** Articles found so far. */
  documents: number;
  /** Sources read so far. */
  done: number;
  total: number;
  /** Bytes read so far: of a large file, part by part. */
  bytes: number;
  totalBytes: number;
  /** About how many bytes of text are taken at most: what comes later is left out, and told. */
  mostBytes: number;
}

export interface OpenOptions {
  /** Called as the pieces of a corpus are opened: how many of them can be searched. */
  onProgress?: (progress: Pick<Progress, "done" | "total">) => void;
  /**
   * Called each time there is more to be searched, until all is there, with what will be the corpus. When a corpus is
   * opened, the rest waits for the promise that this may give, for a second at most.
   */
  onPart?: (corpus: Corpus) => unknown;
  /** Stops the work: the promise is rejected with the signal's reason. */
  signal?: AbortSignal;
  /** Whether to work in a worker, which keeps the page free. Default true. */
  worker?: boolean;
}

export interface BuildOptions extends Omit<OpenOptions, "onProgress"> {
  onProgress?: (progress: Progress) => void;
  /** Called with the tables that were met, and what their columns were taken for. */
  onTables?: (tables: Table[]) => void;
  /** How to read tables, by their names, instead of as guessed. */
  columns?: Record<string, Mapping>;
  /** Reads nothing more, and keeps what there is. */
  stop?: AbortSignal;
  /** About how many bytes of text to take at most. Default: what the memory is likely to hold. */
  mostBytes?: number;
}

/** What a column of a table holds. */
export type Role = "id" | "text" | "title" | "date" | "author" | "source" | "url" | "language" | "metadata" | "left-out";

/** A table that was read, and what its columns were taken for. */
export interface Table {
  name: string;
  rows: number;
  delimiter: string;
  hasHeader: boolean;
  columns: { name: string; role: Role; samples: string[] }[];
}

/** How to read a table: the roles of its columns, in their order. What is left out is guessed. */
export interface Mapping {
  roles: Role[];
  delimiter?: string;
  hasHeader?: boolean;
}

export type AddOptions = Omit<BuildOptions, "worker" | "onPart">;

export interface PageOptions {
  /**
   * How much of the corpus the page holds: all; of each article in which `query` is found, `words` words (default 10)
   * before and after each hit; or counts, without any text. What is left out is in no byte of the page.
   */
  level?: "full" | "snippets" | "counts";
  query?: string;
  words?: number;
  /** The page to put the corpus into, if not that of the viewer. */
  shell?: string;
}

export interface SearchOptions {
  /** How many articles to give, default 20, and how many to pass over. */
  limit?: number;
  offset?: number;
  /** By date, articles without one come last. */
  sort?: "relevance" | "newest" | "oldest";
  /** A query that the articles have to satisfy too; it is neither scored nor marked. */
  filter?: string;
  /** How many values of each field to count; 0, the default: none. */
  facets?: number;
  /**
   * From 0.2 to 1: articles at least so similar are listed and counted as one, the earliest of those that are found.
   * By default each is listed by itself.
   */
  similar?: number;
}

/**
 * How many of the articles that satisfy query and filter have each value of a field. Of a field of which an article has
 * one value (dates, source, author, metadata), all values are counted that can be wanted beside those of the filter: what
 * of it asks about that field alone, as `(source:="A" OR source:="B")` with spaces to the other conditions, is left out.
 */
export interface Facet {
  /**
   * `"year"`, `"month"`, a label of names (`"PER"`, `"ORG"`, `"LOC"`, `"NORP"`, `"EVENT"`, `"MISC"`), `"source"`, `"author"`, or a
   * field of the metadata.
   */
  field: string;
  values: FacetValue[];
}

export interface FacetValue {
  value: string;
  documents: number;
  /** A term of the query language for just the articles that have it; null where none can say it. */
  filter: string | null;
}

/** A stretch of text with uniform marks. Runs joined are the text. */
export interface Run {
  text: string;
  /**
   * `"hit"`: a word or phrase of the query stands here. `"passage"`: it is of the passage that was asked for. `"note"`: a
   * note is on it.
   */
  marks: string[];
  /** Which hit of the document, from 0. */
  hit?: number;
  entity?: EntityMark;
  /** The ids of the notes on it. */
  notes?: number[];
}

/** What a run is part of a mention of. */
export interface EntityMark {
  label: string;
  name: string;
  id: string;
  /** Which mention of the document, from 0. */
  mention: number;
  /** Why the mention is taken to be of the entity. */
  reason: Reason;
  /** How many mentions of the entity the corpus has, and in how many articles. */
  mentions: number;
  documents: number;
  /** What a date, sum or number is worth, as `"2025-09-04"`, `"2025-08-01 – 2025-08-31"`, `"USD 13,500,000"`. */
  value?: string;
}

/** Why a mention is taken to be of its entity: told of the form it is written in. */
export type Reason =
  | "same name"
  | "surname of"
  | "given name of"
  | "short for"
  | "longer form of"
  | "acronym of"
  | "alias list"
  | "decided by a reader";

export interface SearchHit {
  id: string;
  title: string;
  heading: Run[];
  /** The text has no headline: `title` is its first sentence. */
  titleIsFirstSentence: boolean;
  date: string | null;
  source: string | null;
  score: number;
  /** Has most of the words, not all; not counted in `total`. */
  partial: boolean;
  /** How many more articles satisfy the query that are listed as one with this. */
  similar: number;
  snippet: Run[];
}

export interface SearchPage {
  /** How many articles satisfy the query, similar ones counted as one if that was asked for. */
  total: number;
  /** How many satisfy it, each counted. */
  totalArticles: number;
  hits: SearchHit[];
  /** The query with words of the corpus in place of such as hardly occur. */
  suggestion?: string;
  facets: Facet[];
  elapsedMs: number;
}

export interface KwicOptions {
  /** How many words stand on each side of the node: default 10, at most 100. */
  window?: number;
  /**
   * Up to three of `"3L"`, `"2L"`, `"1L"`, `"N"`, `"1R"`, `"2R"` and `"3R"`, with commas between, as `"1R,2R"`: words so far
   * from the node, or the node. By letters; where these are the same, by accents and case. Default: as in the corpus.
   */
  sort?: string;
  /** How many lines to give, default 100, and how many to pass over. */
  limit?: number;
  offset?: number;
  /** A query that the articles have to satisfy too; it has no lines. */
  filter?: string;
  /** The id of an entity: its mentions are the lines, in the articles that satisfy the query. */
  entity?: string;
  /** Or a label, as `"PER"`: the mentions of all entities with it. */
  label?: string;
  /** At most so many lines, drawn at random; the same `seed`, a whole number (default 0), draws the same. */
  sample?: number;
  seed?: number;
}

/** A node and what stands around it in its paragraph; the three joined are the text, but for white space. */
export interface KwicLine {
  /** The article's id. */
  id: string;
  title: string;
  date: string | null;
  source: string | null;
  left: string;
  node: string;
  right: string;
  /** Which hit of the article it is, from 0, as in the runs of the article with the same query. */
  hit?: number;
  /** Or, of an entity or label, which mention of the article. */
  mention?: number;
}

export interface KwicPage {
  /** How many lines there are, and how many of them were drawn: all, if no sample was asked for. */
  total: number;
  sampled: number;
  lines: KwicLine[];
}

export interface Article {
  id: string;
  title: string;
  titleIsFirstSentence: boolean;
  date: string | null;
  author: string | null;
  source: string | null;
  url: string | null;
  /** The language it is in, as `"en"`: as given with it or as its words tell, else English. */
  language: string;
  /** Names are found in English alone: in this article only those of lists are marked, and dates and numbers. */
  onlyListedNames: boolean;
  fields: [name: string, value: string][];
  /** Where what is known of it was found: the rule, or where its source has it, and the line of the text. */
  origins: { fact: "title" | "date" | "author" | "dateline" | "source" | "url" | "language"; rule: string; line: string | null }[];
  /** `"restored"`: furniture that was taken into the text. */
  paragraphs: { kind: "title" | "meta" | "paragraph" | "furniture" | "restored"; runs: Run[] }[];
  /** Whether these are all its paragraphs; else the `map` is empty. */
  isWhole: boolean;
  /**
   * What begins where in the body, in order and each `what` once a place: `at` is from 0 to 199, two-hundredths of the
   * characters of the paragraphs that are `"paragraph"` or `"restored"`; `what` is `"hit"`, `"note"`, `"passage"` or a label;
   * `place` is the number of the first such hit or mention there, as in its runs, and -1 for notes and the passage.
   */
  map: { at: number; what: string; place: number }[];
  /** How many words it has, page furniture not counted, and about how long it takes to read. */
  words: number;
  readingMinutes: number;
  hits: number;
  labels: { label: string; mentions: number }[];
  /** The passage that was asked for is not in the text. */
  lacksPassage: boolean;
}

/**
 * A place in an article as `read` gives it: which paragraph, which of its runs, and how many UTF-16 code units from the
 * beginning of that run, which may reach into later runs.
 */
export interface RunPlace {
  paragraph: number;
  run: number;
  unit: number;
}

/** A stretch of an article as it was read with this query and passage; its ends may be in either order. */
export interface Selection {
  document: string;
  query?: string;
  passage?: string;
  from: RunPlace;
  to: RunPlace;
}

export interface NoteOptions {
  /** Only those in which each of these words, or one that begins so, is: in text, quote or tags. */
  query?: string;
  tag?: string;
  /** The id of an article. */
  document?: string;
  /** How many to give, default 100, and how many to pass over. */
  limit?: number;
  offset?: number;
}

export interface NoteRow {
  id: number;
  /** The id of the article. */
  document: string;
  title: string;
  date: string | null;
  source: string | null;
  /** The words it is on. */
  quote: string;
  text: string;
  tags: string[];
  /** When it was made and changed last: ISO 8601. */
  created: string;
  changed: string;
  /** What opens the article there, by `read` or in an address; empty if it is not found. */
  passage: string;
  /** Whether the words are in the article still. */
  isFound: boolean;
}

export interface NoteList {
  total: number;
  /** In the order of the corpus. */
  notes: NoteRow[];
  /** The tags of those that would be listed whatever their tags, most frequent first. */
  tags: { tag: string; notes: number }[];
  canUndo: boolean;
  canRedo: boolean;
}

/** How many notes an import added, and how many it did not: those on articles that are not here, or here already. */
export interface Imported {
  added: number;
  elsewhere: number;
  known: number;
}

/** What is cited: a stretch of an article, the words that a note is on, or an article. */
export type Cited = { selection: Selection } | { note: number } | { document: string };

export interface Citation {
  text: string;
  /** What opens the page just there, if its address was given. */
  link: string | null;
}

export interface CiteOptions {
  /** Default `"text"`. */
  format?: "text" | "markdown" | "bibtex" | "csl-json";
  /** The address of the page; what is behind a `#` in it is left out. The citation has a link that opens just there. */
  link?: string;
  /** The day, as ISO 8601. */
  accessed?: string;
}

/** A list with the options of its view: all of its rows. */
export interface ExportOptions {
  what:
    | "articles" | "facets" | "copies" | "alike" | "names" | "forms" | "decisions" | "notes" | "concordance" | "timeline"
    | "network" | "companions" | "quotes" | "skipped";
  /** Default `"csv"`. */
  format?: "csv" | "json";
  /** Of notes: words, as in `NoteOptions`. */
  query?: string;
  /** Of articles, facets, names, a concordance, a timeline, a network. */
  filter?: string;
  similar?: number;
  /** Of articles. */
  sort?: SearchOptions["sort"];
  /** Of names. */
  labels?: string[];
  /** Of notes. */
  tag?: string;
  /** Of notes; copies and articles alike need one. */
  document?: string;
  /** Of a concordance, a timeline, a network; forms, companions and quotes need one. */
  entity?: string;
  /** Of a concordance; `order` is what `kwic` calls `sort`. */
  label?: string;
  window?: number;
  order?: string;
  sample?: number;
  seed?: number;
  /** Of a timeline. */
  by?: TimelineOptions["by"];
}

/** Which corpus, read by which program. */
export interface Provenance {
  program: string;
  version: string;
  documents: number;
  /** 16 hexadecimal digits: the same for the same articles, however the corpus was built, saved or joined. */
  hash: string;
}

/** An article that tells the same story as another. */
export interface SimilarArticle {
  id: string;
  title: string;
  date: string | null;
  source: string | null;
  /** About which share of their sequences of three words the two have in common, from 0 to 1. */
  similarity: number;
}

export interface SimilarList {
  /** How many there are, the one asked for not counted. */
  total: number;
  /** The earliest first; those without a date at the end. */
  articles: SimilarArticle[];
}

/** An article about the same things as another. */
export interface LikeArticle {
  id: string;
  title: string;
  date: string | null;
  source: string | null;
  /** Up to four names or words that both have. */
  shared: string[];
}

export interface LikeList {
  /** Those that have most in common first. */
  articles: LikeArticle[];
}

export interface TimelineOptions {
  /**
   * How long the periods are. By default days up to 60, else months up to eight years, else years; longer ones too where most
   * dates are known less exactly. More than 2,000 days or months are never given: then the periods are longer than asked for.
   */
  by?: "" | "day" | "month" | "year";
  /** A query that all articles have to satisfy, those that are not found too. */
  filter?: string;
  /** The id of an entity: only articles that mention it, and its mentions instead of hits. */
  entity?: string | null;
}

export interface Timeline {
  by: "day" | "month" | "year";
  /** From the first with an article to the last, empty ones too. */
  periods: Period[];
  /** Articles whose date is known less exactly than to a period. */
  coarse: { documents: number; hits: number };
  /** Articles without a date. */
  undated: { documents: number; hits: number };
  /** The highest figures of a period. */
  most: { documents: number; hits: number; totalDocuments: number; perMillion: number };
}

export interface Period {
  /** As `"2025-09-04"`, `"2025-09"` or `"2025"`. */
  period: string;
  /** The query for the articles of this period. */
  filter: string;
  /** `from + to`, with the `to` of this or a later period, is the query for the articles from here to there. */
  from: string;
  to: string;
  /** Articles that are found, and places in them: hits, or mentions of the entity. Without a query: all, and none. */
  documents: number;
  hits: number;
  /** Of all articles, whether found or not. */
  words: number;
  totalDocuments: number;
  /** Hits for each million of words. */
  perMillion: number;
}

export interface EntityRow {
  id: string;
  label: string;
  name: string;
  mentions: number;
  documents: number;
}

export interface EntityOptions {
  query?: string;
  filter?: string;
  label?: string;
  labels?: string[];
  similar?: number;
  /** How many to give, default 1000, and how many to pass over. */
  limit?: number;
  offset?: number;
}

export interface EntityList {
  total: number;
  entities: EntityRow[];
}

export interface NetworkOptions {
  /** Only what is named in the articles that satisfy both. */
  query?: string;
  filter?: string;
  /** The id of an entity: only articles that mention it; it, and those named in most of them. */
  entity?: string | null;
  /** Only these labels of names; by default all of them. */
  labels?: string[];
  /** Where two have to be named to be linked. Default `"article"`. */
  within?: "article" | "sentence";
  /** The most nodes, default 40, up to 100. */
  limit?: number;
}

export interface Network {
  /** `entity` first, then those mentioned most often, or, with one, named in most articles with it. */
  nodes: NetworkNode[];
  /** The strongest first, at most three for each node. */
  edges: NetworkEdge[];
}

/** An entity, counted in the articles that were looked at. `x` and `y`, from 0 to 1, are where to draw it; each has a line of its own, one as far from the next as any. */
export interface NetworkNode extends EntityRow {
  x: number;
  y: number;
}

/** `from` and `to` are places in the list of nodes; `together` is in how many articles, or sentences, both are named. */
export interface NetworkEdge {
  from: number;
  to: number;
  together: number;
}

export interface MentionLine {
  document: string;
  title: string;
  date: string | null;
  mention: number;
  left: string;
  node: string;
  right: string;
}

/** One way in which an entity is written. */
export interface NameRow {
  form: string;
  mentions: number;
  reason: Reason;
  /** Whether `unlink` can take it apart: not where it is the very name of the entity. */
  canUnlink: boolean;
}

/** A link that has been taken apart: `form` was taken to be of the entity `of`, and is `own` now. */
export interface ApartRow {
  of: EntityRow;
  form: string;
  own: EntityRow;
}

/**
 * What a reader decides about who and what is named; entities by their ids, as the decisions before have left them.
 * - merge: all mentions of `entity` are of `into`, whatever their label.
 * - split: those written as `form` are of an entity called so; what `unlink` does.
 * - rename, relabel: the entity is called `name`, or has this `label`; it is one with an entity that is called so already.
 * - reject: its mentions, or only those written as `form`, are no names.
 * - add: wherever `form` stands as whole words, in the same case, an entity called so is named, or `into`; mentions inside
 *   of such a place give way, and inside of longer ones nothing is added.
 */
export type Decision =
  | { kind: "merge"; entity: string; into: string }
  | { kind: "split"; entity: string; form: string }
  | { kind: "rename"; entity: string; name: string }
  | { kind: "relabel"; entity: string; label: NameLabel }
  | { kind: "reject"; entity: string; form?: string }
  | { kind: "add"; form: string; label: NameLabel; into?: string };

/** The kinds of names, rather than of dates and numbers. */
export type NameLabel = "PER" | "ORG" | "LOC" | "NORP" | "EVENT" | "MISC";

/** An entity without its counts: it may not be named any more. */
export interface EntityName {
  id: string;
  label: string;
  name: string;
}

/** A decision, to be put in words: of `entity`, `into`, `form`, `name` and `label` those that its kind has. */
export interface DecisionRow {
  kind: Decision["kind"];
  /** As it was called then. */
  entity?: EntityName;
  into?: EntityName;
  form?: string;
  /** Of a rename: what it is called now. */
  name?: string;
  /** Of a relabel, what it is now; of an addition, what it was added as. */
  label?: string;
}

export interface CurationList {
  /** Oldest first. */
  decisions: DecisionRow[];
  canUndo: boolean;
  canRedo: boolean;
}

/** What a change was about that was taken back, or made again. */
export interface Restored {
  what: "notes" | "names";
  /** Of names: the `id` of the entity to be shown now, if anything is left of those it was about. */
  entity: string | null;
  /** The `id`s of those it was about that are not named any more. */
  gone: string[];
  /** Whether there is a change before it. */
  canUndo: boolean;
}

export interface ImportReport {
  /** How many decisions hold here. */
  applied: number;
  /** The others, which are left out, each with the kind and the message of the error that it would be. */
  failed: { decision: DecisionRow; kind: string; message: string; said: Said }[];
}

export interface Companion {
  id: string;
  label: string;
  name: string;
  /** In how many sentences, or articles, both are named. */
  together: number;
  /** How many articles of the corpus name it. */
  documents: number;
}

export interface MentionList {
  entity: EntityRow;
  /** Most frequent first. */
  names: NameRow[];
  apart: ApartRow[];
  /** The first mention, between the beginning and the end of its sentence. */
  first: MentionLine | null;
  /** Who and what is named in the same sentences, and in the same articles: most first. */
  inSentences: Companion[];
  inArticles: Companion[];
  lines: MentionLine[];
  /** Direct speech in the same sentence as a mention, or next to it. */
  quotes: QuoteRow[];
}

/** Direct speech of at least four words. `left + quote + right` is its sentence, with the quotation marks. */
export interface QuoteRow {
  document: string;
  title: string;
  date: string | null;
  /** The mention it stands near. */
  mention: number;
  left: string;
  quote: string;
  right: string;
}

/** One way of asking: how it is written, what it finds, and a query that finds something in the corpus. */
export interface HelpRow {
  write: string;
  finds: string;
  example: string;
}

export interface Info {
  documents: number;
  tokens: number;
  types: number;
  entities: number;
  mentions: number;
  textBytes: number;
  dates: [first: string, last: string] | null;
  skipped: { name: string; kind: string; reason: string; said: Said }[];
}

/**
 * A sentence in English, in which `{0}` to `{9}` stand for the facts, which are texts or such sentences themselves: what a
 * `message` or a `reason` says, to be said in other languages.
 */
export interface Said {
  sentence: string;
  facts: (string | Said)[];
}

/** What went wrong. For a query, `before + at + after` is the query and `at` the place. */
export class CorpusError extends Error {
  readonly kind: string;
  readonly said: Said;
  readonly before?: string;
  readonly at?: string;
  readonly after?: string;
}

/** Of a corpus of which more is to come, `save`, `savePage` and whatever changes it wait until all is there. */
export class Corpus {
  private constructor();
  /** Whether calls load what they miss of the corpus, as of a site: all of it where `similar` is asked for. */
  readonly loadsMore: boolean;
  /**
   * Reads sources into a corpus. What cannot be read is listed by `info()`; `english.names` there is the model of names,
   * without which only names of lists are marked.
   */
  static build(sources: Iterable<Source>, options?: BuildOptions): Promise<Corpus>;
  /**
   * Opens the bytes of a `.corpus` file, or fetches it, or the pieces of a page, of which a function gives one when its
   * turn comes. All bytes are checked first. An address that ends in `.js` is that of the `corpus/corpus.js` of a site:
   * its shards are loaded as they are needed, as classic scripts, also from disk and from other hosts.
   */
  static open(
    source: Uint8Array | ArrayBuffer | string | URL | (Uint8Array | ArrayBuffer | (() => Uint8Array))[],
    options?: OpenOptions,
  ): Promise<Corpus>;
  /** Adds sources. Of documents with the same id the first is kept. */
  add(sources: Iterable<Source>, options?: AddOptions): Promise<void>;
  /** Leaves out the documents with these ids. */
  remove(ids: string[]): Promise<void>;
  search(query: string, options?: SearchOptions): Promise<SearchPage>;
  /** A concordance: a line for each hit of the query, or for the mentions of an entity or label. */
  kwic(query: string, options?: KwicOptions): Promise<KwicPage>;
  /**
   * An article, with its names and notes, the hits of `query`, and a `passage` of a note or link marked. With `marks` it
   * ends with the paragraph that has the last of so many hits and mentions: the beginning of a long article is there soon.
   */
  read(id: string, options?: { query?: string; passage?: string; marks?: number }): Promise<Article>;
  /**
   * The articles listed as one with this where similar ones are: those alike by `threshold`, from 0.2 to 1, default 0.3,
   * that satisfy `query`, if there is one; at most `limit`, default 100.
   */
  similar(id: string, options?: { threshold?: number; query?: string; limit?: number }): Promise<SimilarList>;
  /** At most `limit` articles, default 5, about the same things: they share names and telling words. Copies are among them. */
  like(id: string, options?: { limit?: number }): Promise<LikeList>;
  /** When the articles are from that the query finds, among all that satisfy the filter. */
  timeline(query: string, options?: TimelineOptions): Promise<Timeline>;
  /** Who and what is named; `similar` as in a search. */
  entities(options?: EntityOptions): Promise<EntityList>;
  /** Who and what is named together, and where to draw it. */
  network(options?: NetworkOptions): Promise<Network>;
  /** An entity by its `id`: its names, its mentions, at most `companions` (default 20) of those it appears with, and `quotes` (50). */
  mentions(id: string, options?: { limit?: number; offset?: number; companions?: number; quotes?: number }): Promise<MentionList>;
  /**
   * Takes a link apart: mentions of the entity that are written as `form` become an entity of their own,
   * whose `id` is given. It is saved with the corpus, and holds for documents that are added.
   */
  unlink(id: string, form: string): Promise<string>;
  /** Puts back what `unlink` took apart. */
  relink(id: string, form: string): Promise<void>;
  /** The notes of readers. They are kept in the corpus, and given away with all of it, never with snippets or counts. */
  notes(options?: NoteOptions): Promise<NoteList>;
  /**
   * Makes a note on 1 to 20,000 characters: a text of at most 20,000, and at most 20 tags of at most 60. `now` is the
   * time in ISO 8601.
   */
  addNote(note: { selection: Selection; text?: string; tags?: string[]; now: string }): Promise<NoteRow>;
  /** Changes what a note says; what is left out stays. */
  changeNote(id: number, change: { text?: string; tags?: string[]; now: string }): Promise<NoteRow>;
  removeNote(id: number): Promise<void>;
  /**
   * Takes back the last change of notes or names, whichever it was, or makes the last that was taken back again, unless
   * something was changed since; null if there is none. Adding or removing articles ends this, and it is not saved.
   */
  undo(): Promise<Restored | null>;
  redo(): Promise<Restored | null>;
  /** The same, of the changes of notes alone; tells whether there was one. */
  undoNotes(): Promise<boolean>;
  redoNotes(): Promise<boolean>;
  /** All notes as JSON: an AnnotationCollection of the W3C Web Annotation Data Model. */
  exportNotes(): Promise<string>;
  /** Adds the notes of such a text, as one change to be undone; none if something in it is wrong. */
  importNotes(json: string): Promise<Imported>;
  cite(cited: Cited, options?: CiteOptions): Promise<Citation>;
  /**
   * A list as a table that says how it was made: JSON with a `provenance`, or CSV behind lines that begin with `#`. In
   * CSV a text that a spreadsheet could run as a formula begins with an apostrophe.
   */
  export(options: ExportOptions): Promise<string>;
  /** Which corpus this is. Reads all of it. */
  provenance(): Promise<Provenance>;
  /**
   * Follows a decision: everywhere, for documents that are added too, and saved with the corpus. Gives the `id` of the
   * entity to be shown then, or null if nothing is left of it. Fails with the kinds "no-entity", "no-name" (not written
   * so, or nowhere), "bad-name" (empty, over 200 characters, several lines), "no-label" (not of names), "no-change",
   * "too-many-decisions", and "options" for what is no decision.
   */
  curate(decision: Decision): Promise<string | null>;
  /** The decisions that hold. */
  curation(): Promise<CurationList>;
  /** As `undo`, of the changes of names alone, and then of those that the corpus was opened with; tells whether there was one. */
  undoCuration(): Promise<boolean>;
  redoCuration(): Promise<boolean>;
  /** The decisions as JSON, for `importCuration`. */
  exportCuration(): Promise<string>;
  /** Takes those decisions of another corpus that can be here, as one step. Fails with "no-curation" for other JSON. */
  importCuration(json: string): Promise<ImportReport>;
  /** The query language, with examples out of the corpus. */
  help(): Promise<HelpRow[]>;
  info(): Promise<Info>;
  /** The corpus as the bytes of a `.corpus` file. */
  save(): Promise<Uint8Array>;
  /** One page with viewer and corpus, which needs nothing else. */
  savePage(options?: PageOptions): Promise<Blob>;
  /** Takes the page furniture of the articles with these ids, or of all, into their texts. */
  restoreFurniture(ids?: string[]): Promise<void>;
  /** Sets it apart again. */
  setFurnitureApart(ids?: string[]): Promise<void>;
  /** Frees the corpus and ends its worker. */
  close(): void;
}
