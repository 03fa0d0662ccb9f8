/** Opening corpora, from wherever they come, and all else that takes long: with progress, a way to stop, and the one before kept till then. */

import { Corpus } from "../library/corpus.js";
import { CorpusError } from "../library/error.js";
import { said } from "../library/said.js";

/** @typedef {import("../library/corpus-viewer.d.ts").Info} Info */

/**
 * What may be asked of something that takes long.
 * @typedef {Omit<import("../library/corpus-viewer.d.ts").BuildOptions, "onProgress" | "onPart">
 *   & { onProgress: (progress: NonNullable<import("./frame.js").Busy["progress"]>) => void }} Options
 */

/**
 * What the viewer is to it.
 * @typedef {object} Host
 * @property {() => Corpus | undefined} corpus that is shown
 * @property {() => import("../messages/say.js").Say} say
 * @property {(corpus?: Corpus, info?: Info) => Promise<void>} show
 * @property {() => Promise<void>} refresh asks anew for all that is shown
 * @property {(name: "ready" | "change") => void} tell
 * @property {() => CorpusError | undefined} problem what went wrong last
 * @property {(problem: CorpusError | undefined) => unknown} setProblem
 * @property {(error: unknown) => void} fail
 * @property {() => void} draw
 */

export class Opening {
  /** What goes on. @type {import("./frame.js").Busy | undefined} */
  busy;
  /** The corpus is of files that the reader has chosen. */
  isOwn = false;
  /** The tables among what was read last, and how to read them. @type {import("../library/corpus-viewer.d.ts").Table[]} */
  tables = [];

  #host;
  /** The loading of a corpus that began last. @type {Promise<void> | undefined} */
  #loading;
  /** Opens the corpus once more, if the element was taken out of the page and comes back. @type {(() => void) | undefined} */
  #reopen;
  /** Corpora that are the page's own: not for the element to close. @type {WeakSet<Corpus>} */
  #guests = new WeakSet();
  /** @type {Record<string, import("../library/corpus-viewer.d.ts").Mapping>} */
  #columns = {};
  /** Reads again what was read last. @type {(() => void) | undefined} */
  #readAgain;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  /** Opens what was opened last once more; tells whether there was something. */
  again() {
    this.#reopen?.();
    return this.#reopen !== undefined;
  }

  /** Nothing is to be shown any more. */
  forget() {
    this.#reopen = undefined;
    if (this.busy?.isComing) this.busy.end();
  }

  /** Shows a corpus that the page has, or the bytes of one. @param {Corpus | Uint8Array | ArrayBuffer} corpus */
  given(corpus) {
    this.#reopen = undefined;
    if (corpus instanceof Corpus) this.#guests.add(corpus);
    this.load(this.#host.say()("work.opening"), async (options) => (corpus instanceof Corpus ? corpus : Corpus.open(corpus, options)));
  }

  /** Reads a table again, its columns taken for other things. @param {string} name @param {import("../library/corpus-viewer.d.ts").Mapping} mapping */
  readTable(name, mapping) {
    this.#columns = { ...this.#columns, [name]: mapping };
    this.#readAgain?.();
  }

  /** @param {Corpus} corpus */
  isGuest(corpus) {
    return this.#guests.has(corpus);
  }

  /** @param {Corpus} [corpus] */
  close(corpus) {
    if (corpus && !this.#guests.has(corpus)) corpus.close();
  }

  /**
   * Opens files that a reader has chosen: one `.corpus` file, or files to make a corpus of.
   * @param {File[]} files
   * @param {{ add?: boolean }} [options] add: to the corpus that is shown
   */
  async files(files, { add = false } = {}) {
    if (add) await this.#whole();
    const corpus = this.#host.corpus();
    this.tables = [];
    if (add && corpus) {
      return this.work(this.#host.say()("work.adding"), async (options) => {
        await corpus.add(files, options);
        return true;
      });
    }
    const tables = { columns: this.#columns, onTables: (/** @type {any} */ tables) => this.tables.push(...tables) };
    const [file] = files;
    this.#readAgain = () => this.files(files);
    if (files.length === 1 && file.name.toLowerCase().endsWith(".corpus")) {
      await this.load(this.#host.say()("work.opening.what", file.name), async (options) => Corpus.open(await file.arrayBuffer(), options), true);
    } else {
      await this.load(this.#host.say()("work.reading"), (options) => Corpus.build(files, { ...options, ...tables }), true);
    }
  }

  /** Opens what the reader had here before. @param {Uint8Array} bytes of a `.corpus` file */
  kept(bytes) {
    return this.load(this.#host.say()("work.opening.kept"), (options) => Corpus.open(bytes, options), true, false);
  }

  /**
   * Takes the page furniture of articles into their texts, or sets it apart again.
   * @param {string[] | undefined} ids of all if there are none
   * @param {boolean} restore
   */
  async setFurniture(ids, restore) {
    await this.#whole();
    const corpus = this.#host.corpus();
    if (!corpus) return;
    return this.work(this.#host.say()("work.counting"), () => (restore ? corpus.restoreFurniture(ids) : corpus.setFurnitureApart(ids)));
  }

  /**
   * Gets a corpus by `open` and shows it, part by part where it comes so; the one before stays if that fails.
   * @param {string} what
   * @param {(options: Options & { onPart: (corpus: any) => void }) => Promise<Corpus>} open
   * @param {boolean} [isOwn] it is of files that the reader has chosen
   * @param {boolean} [isNew] it is not kept yet
   */
  async load(what, open, isOwn = false, isNew = isOwn) {
    const before = this.#host.corpus() && !this.busy?.isComing ? undefined : this.#reopen;
    const reopen = () => this.load(what, open, isOwn, isNew);
    this.#reopen = reopen;
    this.#loading = this.work(what, async (options, busy) => {
      const showPart = async (/** @type {Corpus} */ part) => {
        const info = await part.info();
        if (this.busy !== busy || info.documents === 0) return;
        this.isOwn = isOwn;
        busy.isComing = true;
        if (this.#host.corpus() === part) await this.#host.refresh();
        else await this.#host.show(part, info);
      };
      // What went wrong with the corpus is told by `open`.
      const onPart = (/** @type {Corpus} */ part) => showPart(part).catch(() => {});
      const corpus = await open({ ...options, onPart });
      const info = await corpus.info();
      if (this.busy !== busy) {
        if (this.#host.corpus() !== corpus) this.close(corpus);
        return false;
      }
      if (info.documents === 0) {
        this.close(corpus);
        const [first] = info.skipped;
        const why = first
          ? said("there is no article in what was opened ({0}: {1})", first.name, first.said)
          : said("there is no article in what was opened");
        throw new CorpusError({ kind: "empty", said: why });
      }
      this.isOwn = isOwn;
      if (this.#host.corpus() !== corpus) await this.#host.show(corpus, info);
      return isNew;
    });
    await this.#loading;
    if (this.#host.corpus() || this.busy || !before || this.#reopen !== reopen) return;
    // What was being opened when this came up is opened after all.
    const problem = this.#host.problem();
    await before();
    this.#host.setProblem(problem);
    this.#host.draw();
  }

  /**
   * Does something that takes long, with progress and a way to stop it, and shows then what has changed.
   * @param {string} what
   * @param {(options: Options, busy: import("./frame.js").Busy) => Promise<unknown>} task
   *   gives `false` if there is nothing to be kept
   */
  async work(what, task) {
    this.busy?.end();
    if (this.busy?.isComing) this.#host.show(undefined);
    const controller = new AbortController();
    const stopper = new AbortController();
    /** @type {import("./frame.js").Busy} */
    const busy = {
      what,
      started: performance.now(),
      end: () => controller.abort(),
      stop: () => (stopper.abort(), busy.canKeep || controller.abort()),
      canKeep: false,
      isComing: false,
    };
    this.busy = busy;
    this.#host.setProblem(undefined);
    this.#host.draw();
    /** @type {Options["onProgress"]} */
    const onProgress = (progress) => {
      busy.progress = progress;
      busy.canKeep = "documents" in progress && progress.documents > 0;
      this.#host.draw();
    };
    try {
      const hasChanged = await task({ onProgress, signal: controller.signal, stop: stopper.signal }, busy);
      if (this.busy !== busy) return;
      this.busy = undefined;
      await this.#host.refresh();
      if (busy.isComing) this.#host.tell("ready");
      if (hasChanged !== false) this.#host.tell("change");
    } catch (error) {
      if (this.busy === busy) {
        this.busy = undefined;
        // What has come of a corpus is closed with it.
        if (busy.isComing) this.#host.show(undefined);
      }
      if (!controller.signal.aborted) this.#host.fail(error);
      this.#host.draw();
    }
  }

  /** Waits until all of the corpus is there whose first parts are shown. */
  async #whole() {
    while (this.busy?.isComing) await this.#loading;
  }
}
