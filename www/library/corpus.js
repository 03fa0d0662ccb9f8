/** A corpus, wherever its engine runs. The types are those of corpus-viewer.d.ts. */

import { connectFiles } from "../engine/connection.js";
import { pageShell } from "../engine/shared.js";
import { build, extend, useNames } from "./build.js";
import { fetched, gzipped } from "./bytes.js";
import { open } from "./open.js";
import { openShards } from "./shards.js";

export class Corpus {
  #connection;
  /** Settled once all of the corpus has come. */
  #whole;

  /** @param {import("../engine/connection.js").Connection} connection @param {Promise<unknown>} [whole] */
  constructor(connection, whole = Promise.resolve()) {
    this.#connection = connection;
    this.#whole = whole;
  }

  /**
   * @param {Iterable<import("./corpus-viewer.d.ts").Source>} sources
   * @param {import("./corpus-viewer.d.ts").BuildOptions} [options]
   */
  static async build(sources, options = {}) {
    options.signal?.throwIfAborted();
    return Corpus.#coming((onPart) => build(sources, options, onPart), options.onPart);
  }

  /**
   * @param {Uint8Array | ArrayBuffer | string | URL | (Uint8Array | ArrayBuffer | (() => Uint8Array))[]} source
   * @param {import("./corpus-viewer.d.ts").OpenOptions} [options]
   */
  static async open(source, options = {}) {
    const isAddress = typeof source === "string" || source instanceof URL;
    if (isAddress && /\.js$/.test(String(source))) return new Corpus(await openShards(new URL(source, document.baseURI), options));
    const bytes = isAddress ? await fetched(source, options.signal) : source;
    const pieces = (Array.isArray(bytes) ? bytes : [bytes]).map(
      (piece) => () => (piece instanceof Function ? /** @type {Uint8Array<ArrayBuffer>} */ (piece()) : new Uint8Array(piece)),
    );
    return Corpus.#coming((onPart) => open(pieces, options, onPart), options.onPart);
  }

  /**
   * A corpus that can be searched while more of it comes.
   * @param {(onPart: (home: import("../engine/connection.js").Connection) => unknown) => Promise<import("../engine/connection.js").Connection>} start
   * @param {(corpus: Corpus) => unknown} [onPart]
   */
  static async #coming(start, onPart) {
    /** @type {Corpus | undefined} */
    let corpus;
    const whole = start((home) => onPart?.((corpus ??= new Corpus(home, whole))));
    const home = await whole;
    return corpus ?? new Corpus(home, whole);
  }

  /** Whether calls load what they miss of the corpus. */
  get loadsMore() {
    return this.#connection.loadsMore ?? false;
  }

  /** Asks for what concerns all of the corpus, once all of it is there. @param {string} method @param {any[]} args */
  async #call(method, ...args) {
    await this.#whole;
    return this.#connection.call(method, args);
  }

  /**
   * @param {Iterable<import("./corpus-viewer.d.ts").Source>} sources
   * @param {import("./corpus-viewer.d.ts").AddOptions} [options]
   */
  async add(sources, options = {}) {
    await this.#whole;
    await extend(this.#connection, sources, options);
  }

  /** @param {string[]} ids @returns {Promise<void>} */
  remove(ids) {
    return this.#call("remove", ids);
  }

  /** @param {string} query @param {object} [options] @returns {Promise<import("./corpus-viewer.d.ts").SearchPage>} */
  search(query, options) {
    return this.#connection.call("search", [query, options]);
  }

  /** @param {string} query @param {object} [options] @returns {Promise<import("./corpus-viewer.d.ts").KwicPage>} */
  kwic(query, options) {
    return this.#connection.call("kwic", [query, options]);
  }

  /** @param {string} id @param {{ query?: string, passage?: string, marks?: number }} [options] @returns {Promise<import("./corpus-viewer.d.ts").Article>} */
  read(id, { query = "", passage, marks } = {}) {
    return this.#connection.call("read", [id, query, passage, marks]);
  }

  /** @param {string} id @param {object} [options] @returns {Promise<import("./corpus-viewer.d.ts").SimilarList>} */
  similar(id, options) {
    return this.#connection.call("similar", [id, options]);
  }

  /** @param {string} id @param {object} [options] @returns {Promise<import("./corpus-viewer.d.ts").LikeList>} */
  like(id, options) {
    return this.#connection.call("like", [id, options]);
  }

  /** @param {string} query @param {object} [options] @returns {Promise<import("./corpus-viewer.d.ts").Timeline>} */
  timeline(query, options) {
    return this.#connection.call("timeline", [query, options]);
  }

  /** @param {object} [options] @returns {Promise<import("./corpus-viewer.d.ts").EntityList>} */
  entities(options) {
    return this.#connection.call("entities", [options]);
  }

  /** @param {object} [options] @returns {Promise<import("./corpus-viewer.d.ts").Network>} */
  network(options) {
    return this.#connection.call("network", [options]);
  }

  /** @param {string} id @param {object} [options] @returns {Promise<import("./corpus-viewer.d.ts").MentionList>} */
  mentions(id, options) {
    return this.#connection.call("mentions", [id, options]);
  }

  /** @param {string} id @param {string} form @returns {Promise<string>} */
  unlink(id, form) {
    return this.#call("unlink", id, form);
  }

  /** @param {string} id @param {string} form @returns {Promise<void>} */
  relink(id, form) {
    return this.#call("relink", id, form);
  }

  /** @param {object} [options] @returns {Promise<import("./corpus-viewer.d.ts").NoteList>} */
  notes(options) {
    return this.#connection.call("notes", [options]);
  }

  /** @param {object} note @returns {Promise<import("./corpus-viewer.d.ts").NoteRow>} */
  addNote(note) {
    return this.#call("addNote", note);
  }

  /** @param {number} id @param {object} change @returns {Promise<import("./corpus-viewer.d.ts").NoteRow>} */
  changeNote(id, change) {
    return this.#call("changeNote", id, change);
  }

  /** @param {number} id @returns {Promise<void>} */
  removeNote(id) {
    return this.#call("removeNote", id);
  }

  /** Nothing is changed before all of the corpus is there, so that there is nothing to wait for. @returns {Promise<import("./corpus-viewer.d.ts").Restored | null>} */
  undo() {
    return this.#connection.call("undo", []);
  }

  /** @returns {Promise<import("./corpus-viewer.d.ts").Restored | null>} */
  redo() {
    return this.#connection.call("redo", []);
  }

  /** @returns {Promise<boolean>} */
  undoNotes() {
    return this.#call("undoNotes");
  }

  /** @returns {Promise<boolean>} */
  redoNotes() {
    return this.#call("redoNotes");
  }

  /** @returns {Promise<string>} */
  exportNotes() {
    return this.#call("exportNotes");
  }

  /** @param {string} json @returns {Promise<import("./corpus-viewer.d.ts").Imported>} */
  importNotes(json) {
    return this.#call("importNotes", json);
  }

  /** @param {object} cited @param {object} [options] @returns {Promise<import("./corpus-viewer.d.ts").Citation>} */
  cite(cited, options) {
    return this.#connection.call("cite", [cited, options]);
  }

  /** @param {object} options @returns {Promise<string>} */
  export(options) {
    return this.#call("export", options);
  }

  /** @returns {Promise<import("./corpus-viewer.d.ts").Provenance>} */
  provenance() {
    return this.#call("provenance");
  }

  /** @param {import("./corpus-viewer.d.ts").Decision} decision @returns {Promise<string | null>} */
  curate(decision) {
    return this.#call("curate", decision);
  }

  /** @returns {Promise<import("./corpus-viewer.d.ts").CurationList>} */
  curation() {
    return this.#call("curation");
  }

  /** @returns {Promise<boolean>} */
  undoCuration() {
    return this.#call("undoCuration");
  }

  /** @returns {Promise<boolean>} */
  redoCuration() {
    return this.#call("redoCuration");
  }

  /** @returns {Promise<string>} */
  exportCuration() {
    return this.#call("exportCuration");
  }

  /** @param {string} json @returns {Promise<import("./corpus-viewer.d.ts").ImportReport>} */
  importCuration(json) {
    return this.#call("importCuration", json);
  }

  /** @returns {Promise<import("./corpus-viewer.d.ts").HelpRow[]>} */
  help() {
    return this.#connection.call("help", []);
  }

  /** @returns {Promise<import("./corpus-viewer.d.ts").Info>} */
  info() {
    return this.#connection.call("info", []);
  }

  /** @returns {Promise<Uint8Array>} */
  save() {
    return this.#call("save");
  }

  /** @param {import("./corpus-viewer.d.ts").PageOptions} [options] */
  async savePage({ level = "full", query = "", words = 10, shell } = {}) {
    const page = shell ?? (await pageShell());
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const whole = await this.#call("pieces", level === "snippets" ? { snippets: { query, words } } : level);
    const pieces = await Promise.all(whole.map(gzipped));
    const files = await connectFiles(this.#connection.isWorker);
    try {
      const transfer = pieces.map(({ buffer }) => buffer);
      return new Blob([await files.call("page", [page, pieces], { transfer })], { type: "text/html" });
    } finally {
      files.close();
    }
  }

  /** @param {string[]} [ids] */
  restoreFurniture(ids) {
    return this.#setFurniture(ids, true);
  }

  /** @param {string[]} [ids] */
  setFurnitureApart(ids) {
    return this.#setFurniture(ids, false);
  }

  /** @param {string[] | undefined} ids @param {boolean} restore */
  async #setFurniture(ids, restore) {
    await this.#whole;
    await useNames(this.#connection);
    await this.#call("setFurniture", ids, restore);
  }

  close() {
    this.#connection.close();
  }
}
