/** The element `<corpus-viewer>`: keeps what a reader looks at, asks the corpus, and draws. */

import { html, render } from "lit-html";
import { fromBase64 } from "../library/bytes.js";
import { Corpus } from "../library/corpus.js";
import { CorpusError } from "../library/error.js";
import { said } from "../library/said.js";
import { speaker } from "../messages/say.js";
import { Answers } from "./answers.js";
import { bodyOf, further, pointOut } from "./article.js";
import { Card } from "./card.js";
import { canHaveCopies } from "./copies.js";
import { frame } from "./frame.js";
import { press, sheet } from "./keys.js";
import { TOP, inSight, scrollToRow } from "./long-list.js";
import { Marking } from "./marking.js";
import { Searches } from "./searches.js";
import { selectParagraph } from "./selection.js";
import { choose, settings } from "./settings.js";
import { NO_PLACE, START, VIEWS, startWith, toHash } from "./state.js";
import css from "./viewer.css";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("../library/corpus-viewer.d.ts").Info} Info */

/**
 * What may be asked of something that takes long.
 * @typedef {Omit<import("../library/corpus-viewer.d.ts").BuildOptions, "onProgress" | "onPart">
 *   & { onProgress: (progress: NonNullable<import("./frame.js").Busy["progress"]>) => void }} Options
 */

/** How many mentions are listed at first, and how many more when asked. */
const MENTIONS = 200;

/** From this width on, in pixels, there is room for what the articles have in common. */
const WIDE = 1180;

/** What a change of begins a list anew. */
const ORDER = /** @type {const} */ ([
  ...["view", "query", "filters", "sort", "label", "folds", "alike"],
  ...["node", "order", "window", "sample", "seed", "tag", "words"],
]);

/** Corpora of no more words are gone through for copies unasked, if they are here: that takes a third of a second, once. */
const SOON_KNOWN = 2_000_000;

const styles = new CSSStyleSheet();
styles.replaceSync(css);

export class CorpusViewer extends HTMLElement {
  static observedAttributes = ["src", "query", "view", "document", "theme", "lang"];

  /**
   * Called with each new state, and whether it is a step to go back from; a page
   * that keeps the state in its address listens here.
   * @type {((state: State, isStep: boolean) => void) | undefined}
   */
  onstate;

  /** @type {State} */
  #state = START;
  /** @type {Corpus | undefined} */
  #corpus;
  /** @type {Answers | undefined} */
  #answers;
  /** @type {Info | undefined} */
  #info;
  /** @type {import("./frame.js").Busy | undefined} */
  #busy;
  /** The loading of a corpus that began last. @type {Promise<void> | undefined} */
  #loading;
  /** What went wrong last. @type {CorpusError | undefined} */
  #problem;
  /** @type {import("../library/corpus-viewer.d.ts").HelpRow[] | undefined} */
  #help;
  #mentions = MENTIONS;
  /** Which rows of the list are drawn. */
  #sight = TOP;
  /** Whether what the articles have in common is to be seen, once the reader has said so. @type {boolean | undefined} */
  #narrows;
  #isWide = false;
  #plainKeys = settings().plainKeys ?? true;
  /** The reader wants to know of copies. */
  #asksCopies = false;
  /** The rows whose copies are to be seen. @type {Set<string>} */
  #unfolded = new Set();
  /** How many paragraphs of the article are drawn, and how many there are of it as it was read before. */
  #drawn = 0;
  #stale = 0;
  /** The article that they are of. @type {string | undefined} */
  #article;
  /** The frame in which more of it is drawn. */
  #nextFrame = 0;
  #searches = new Searches();
  #card;
  #marking;
  /** All rows and paragraphs are drawn, to be printed. */
  #prints = false;
  /** The article that was last told of as opened. */
  #told = "";
  /** The step whose end the reader has not been led to: the state before it, and what had the keyboard. @type {{ before: State, held: Element | null } | undefined} */
  #following;
  #reflecting = false;
  /** Opens the corpus once more, if the element was taken out of the page and comes back. @type {(() => void) | undefined} */
  #reopen;
  /** Corpora that are the page's own: not for the element to close. @type {WeakSet<Corpus>} */
  #guests = new WeakSet();
  /** The corpus is of files that the reader has chosen. */
  #isOwn = false;
  /** The tables among what was read last, and how to read them. @type {import("../library/corpus-viewer.d.ts").Table[]} */
  #tables = [];
  /** @type {Record<string, import("../library/corpus-viewer.d.ts").Mapping>} */
  #columns = {};
  /** Reads again what was read last. @type {(() => void) | undefined} */
  #readAgain;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [styles];
    root.addEventListener("keydown", (event) => this.takeKey(/** @type {KeyboardEvent} */ (event)));
    this.#card = new Card(root, () => this.#answers?.article, () => this.say);
    new ResizeObserver(() => this.#onResize()).observe(this);
    this.#marking = new Marking({
      root,
      corpus: () => this.#corpus,
      state: () => this.#state,
      answers: () => this.#answers ?? {},
      say: () => this.say,
      address: () => (this.onstate ? location.href : ""),
      draw: () => this.#draw(),
      refresh: async () => {
        await this.#refresh();
        this.#tell("change", { documents: this.documents });
      },
      go: (change) => this.#go(change),
      fail: (error) => this.#fail(error),
    });
  }

  /** What the viewer says, in the language of its reader. */
  get say() {
    return speaker([this.lang, ...navigator.languages]);
  }

  connectedCallback() {
    document.addEventListener("selectionchange", this.#onSelection);
    this.#takeEarlyProperties();
    if (this.#corpus || this.#busy) return this.#draw();
    const inline = [...this.querySelectorAll('script[type="application/x-corpus"]')];
    if (inline.length > 0) {
      const pieces = Map.groupBy(inline, (script) => script.getAttribute("data-piece") ?? "");
      const texts = [...pieces.values()].map((scripts) => scripts.map((script) => script.textContent.trim()).join(""));
      for (const script of inline) script.remove();
      this.#load(this.say("work.opening"), (options) => Corpus.open(texts.map((text) => () => fromBase64(text)), options));
    } else if (this.#reopen) {
      this.#reopen();
    } else if (this.src) {
      this.#openSrc();
    } else {
      this.#draw();
    }
  }

  /** Properties that were set before the element was defined hide its accessors: they are set once more. */
  #takeEarlyProperties() {
    for (const name of [...CorpusViewer.observedAttributes, "corpus"]) {
      if (!Object.hasOwn(this, name)) continue;
      const early = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, early);
    }
  }

  disconnectedCallback() {
    // Moved within the page, the element is connected again at once.
    queueMicrotask(() => {
      if (this.isConnected) return;
      document.removeEventListener("selectionchange", this.#onSelection);
      this.#busy?.end();
      if (this.#corpus && !this.#guests.has(this.#corpus)) this.#show(undefined);
    });
  }

  /** @param {string} name @param {string | null} before @param {string | null} value */
  attributeChangedCallback(name, before, value) {
    if (this.#reflecting || before === value) return;
    if (name === "src") {
      if (this.isConnected && value) this.#openSrc();
    } else if (name === "query" || name === "document") {
      this.#change({ ...this.#state, [name]: value ?? "" }).then(() => this.#pointOut());
    } else if (name === "view") {
      this.#change({ ...this.#state, view: VIEWS.find((view) => view === value) ?? START.view });
    } else if (name === "lang") {
      this.#draw();
    }
  }

  get src() {
    return this.getAttribute("src") ?? "";
  }
  set src(value) {
    this.setAttribute("src", value);
  }
  get query() {
    return this.#state.query;
  }
  set query(value) {
    this.setAttribute("query", value);
  }
  get view() {
    return this.#state.view;
  }
  set view(value) {
    this.setAttribute("view", value);
  }
  get document() {
    return this.#state.document;
  }
  set document(value) {
    this.setAttribute("document", value);
  }
  get theme() {
    return this.getAttribute("theme") ?? "auto";
  }
  set theme(value) {
    this.setAttribute("theme", value);
  }
  get lang() {
    return this.getAttribute("lang") ?? "";
  }
  set lang(value) {
    this.setAttribute("lang", value);
  }

  /** The corpus shown. May be set to one, or to the bytes of a `.corpus` file. */
  get corpus() {
    return this.#corpus;
  }
  /** @param {Corpus | Uint8Array | ArrayBuffer | undefined} corpus */
  set corpus(corpus) {
    this.#reopen = undefined;
    if (corpus === undefined) {
      if (this.#busy?.isComing) this.#busy.end();
      this.#show(undefined);
    }
    else if (corpus instanceof Corpus) this.#guests.add(corpus);
    if (corpus) this.#load(this.say("work.opening"), async (options) => (corpus instanceof Corpus ? corpus : Corpus.open(corpus, options)));
  }

  get state() {
    return this.#state;
  }

  /** Shows `state`, as when it comes from an address. @param {State} state */
  restore(state) {
    this.#follow(this.#state);
    this.#change(state).then(() => this.#lead());
  }

  /** The number of articles shown. */
  get documents() {
    return this.#info?.documents ?? 0;
  }

  /** Whether the corpus is of files that the reader has chosen. */
  get isOwn() {
    return this.#isOwn;
  }

  /**
   * Opens files that a reader has chosen: one `.corpus` file, or files to make a corpus of.
   * @param {File[]} files
   * @param {{ add?: boolean }} [options] add: to the corpus that is shown
   */
  async openFiles(files, { add = false } = {}) {
    if (add) await this.#whole();
    const corpus = this.#corpus;
    this.#tables = [];
    if (add && corpus) {
      return this.#work(this.say("work.adding"), async (options) => {
        await corpus.add(files, options);
        return true;
      });
    }
    const tables = { columns: this.#columns, onTables: (/** @type {any} */ tables) => this.#tables.push(...tables) };
    const [file] = files;
    this.#readAgain = () => this.openFiles(files);
    if (files.length === 1 && file.name.toLowerCase().endsWith(".corpus")) {
      await this.#load(this.say("work.opening.what", file.name), async (options) => Corpus.open(await file.arrayBuffer(), options), true);
    } else {
      await this.#load(this.say("work.reading"), (options) => Corpus.build(files, { ...options, ...tables }), true);
    }
  }

  /** Opens what the reader had here before. @param {Uint8Array} bytes of a `.corpus` file */
  openKept(bytes) {
    return this.#load(this.say("work.opening.kept"), (options) => Corpus.open(bytes, options), true, false);
  }

  /**
   * Takes the page furniture of articles into their texts, or sets it apart again.
   * @param {string[] | undefined} ids of all if there are none
   * @param {boolean} restore
   */
  async setFurniture(ids, restore) {
    await this.#whole();
    const corpus = this.#corpus;
    if (!corpus) return;
    return this.#work(this.say("work.counting"), () => (restore ? corpus.restoreFurniture(ids) : corpus.setFurnitureApart(ids)));
  }

  /** Tells the reader that something went wrong. @param {import("../library/said.js").Said} why */
  fail(why) {
    this.#fail(new CorpusError({ kind: "page", said: why }));
    this.#draw();
  }

  /** Puts the keyboard into the search field. */
  focusSearch() {
    const field = this.shadowRoot?.querySelector("input");
    field?.focus();
    field?.select();
  }

  #openSrc() {
    const url = new URL(this.src, document.baseURI);
    this.#load(this.say("work.loading"), (options) => Corpus.open(url, options));
  }

  /**
   * Gets a corpus by `open` and shows it, part by part where it comes so; the one before stays if that fails.
   * @param {string} what
   * @param {(options: Options & { onPart: (corpus: any) => void }) => Promise<Corpus>} open
   * @param {boolean} [isOwn] it is of files that the reader has chosen
   * @param {boolean} [isNew] it is not kept yet
   */
  async #load(what, open, isOwn = false, isNew = isOwn) {
    const before = this.#corpus && !this.#busy?.isComing ? undefined : this.#reopen;
    const reopen = () => this.#load(what, open, isOwn, isNew);
    this.#reopen = reopen;
    this.#loading = this.#work(what, async (options, busy) => {
      const showPart = async (/** @type {Corpus} */ part) => {
        const info = await part.info();
        if (this.#busy !== busy || info.documents === 0) return;
        this.#isOwn = isOwn;
        busy.isComing = true;
        if (this.#corpus === part) await this.#refresh();
        else await this.#show(part, info);
      };
      // What went wrong with the corpus is told by `open`.
      const onPart = (/** @type {Corpus} */ part) => showPart(part).catch(() => {});
      const corpus = await open({ ...options, onPart });
      const info = await corpus.info();
      if (this.#busy !== busy) {
        if (this.#corpus !== corpus) this.#close(corpus);
        return false;
      }
      if (info.documents === 0) {
        this.#close(corpus);
        const [first] = info.skipped;
        const why = first
          ? said("there is no article in what was opened ({0}: {1})", first.name, first.said)
          : said("there is no article in what was opened");
        throw new CorpusError({ kind: "empty", said: why });
      }
      this.#isOwn = isOwn;
      if (this.#corpus !== corpus) await this.#show(corpus, info);
      return isNew;
    });
    await this.#loading;
    if (this.#corpus || this.#busy || !before || this.#reopen !== reopen) return;
    // What was being opened when this came up is opened after all.
    const problem = this.#problem;
    await before();
    this.#problem = problem;
    this.#draw();
  }

  /**
   * Does something that takes long, with progress and a way to stop it, and shows then what has changed.
   * @param {string} what
   * @param {(options: Options, busy: import("./frame.js").Busy) => Promise<unknown>} task
   *   gives `false` if there is nothing to be kept
   */
  async #work(what, task) {
    this.#busy?.end();
    if (this.#busy?.isComing) this.#show(undefined);
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
    this.#busy = busy;
    this.#problem = undefined;
    this.#draw();
    /** @type {Options["onProgress"]} */
    const onProgress = (progress) => {
      busy.progress = progress;
      busy.canKeep = "documents" in progress && progress.documents > 0;
      this.#draw();
    };
    try {
      const hasChanged = await task({ onProgress, signal: controller.signal, stop: stopper.signal }, busy);
      if (this.#busy !== busy) return;
      this.#busy = undefined;
      await this.#refresh();
      if (busy.isComing) this.#tell("ready", { documents: this.documents });
      if (hasChanged !== false) this.#tell("change", { documents: this.documents });
    } catch (error) {
      if (this.#busy === busy) {
        this.#busy = undefined;
        // What has come of a corpus is closed with it.
        if (busy.isComing) this.#show(undefined);
      }
      if (!controller.signal.aborted) this.#fail(error);
      this.#draw();
    }
  }

  /** Waits until all of the corpus is there whose first parts are shown. */
  async #whole() {
    while (this.#busy?.isComing) await this.#loading;
  }

  /** Asks anew for all that is shown, since the corpus has changed. */
  async #refresh() {
    this.#info = await this.#corpus?.info();
    this.#answers?.forget();
    await this.#ask();
  }

  /** @param {Corpus} [corpus] @param {Info} [info] */
  async #show(corpus, info) {
    const isFirst = !this.#corpus;
    if (this.#corpus !== corpus) this.#close(this.#corpus);
    this.#corpus = corpus;
    this.#info = info;
    this.#help = undefined;
    this.#asksCopies = false;
    this.#unfolded.clear();
    this.#marking.forget();
    this.#answers = corpus && new Answers(corpus, (part) => this.#onAnswer(part));
    if (!corpus) return this.#draw();
    if (!isFirst) {
      this.#change(startWith(this.#state));
      this.onstate?.(this.#state, false);
    }
    if (this.#state.mention >= 0 || this.#state.hit >= 0 || this.#state.passage) this.#follow(START);
    await this.#ask();
    this.#lead();
    this.#pointOut();
    performance.mark("corpus-viewer-ready");
    this.#tell("ready", { documents: info?.documents ?? 0 });
  }

  /** @param {Corpus} [corpus] */
  #close(corpus) {
    if (corpus && !this.#guests.has(corpus)) corpus.close();
  }

  /** @param {string} part */
  #onAnswer(part) {
    if (part === "article") this.#startArticle();
    this.#draw();
    if (part === "article") this.#tellOpened();
    const { document, entity } = this.#state;
    if (part === "article" ? this.#answers?.article?.id === document : part === "mentions" && !document && this.#answers?.mentions?.entity.id === entity) {
      this.#lead();
    }
    const { articles, query } = this.#answers ?? {};
    if (part === "articles") this.#tell("search", { query, total: articles?.head.total });
  }

  /** Tells once of each article that is opened. */
  #tellOpened() {
    const { document } = this.#state;
    const article = this.#answers?.article;
    if (document === this.#told || (document && article?.id !== document)) return;
    this.#told = document;
    if (document) this.#tell("open", { document, title: article?.title });
  }

  /** The article is drawn from its beginning; what was drawn of it before it was read again stays meanwhile. */
  #startArticle() {
    const { article } = this.#answers ?? {};
    this.#stale = article?.id === this.#article ? Math.max(this.#stale, this.#drawn) : 0;
    this.#article = article?.id;
    this.#drawn = article ? further(article, 0) : 0;
    this.#drawOn();
  }

  /** Draws the rest of a long article, some paragraphs in each frame. */
  #drawOn() {
    const { article } = this.#answers ?? {};
    cancelAnimationFrame(this.#nextFrame);
    if (!article || this.#drawn >= bodyOf(article).length) return;
    this.#nextFrame = requestAnimationFrame(() => {
      if (this.#answers?.article !== article) return;
      this.#drawn = further(article, this.#drawn);
      this.#draw();
      this.#drawOn();
    });
  }

  /** Prints what is read, or else the list, whole. */
  async #print() {
    this.#prints = true;
    this.#drawn = Infinity;
    const list = this.#answers?.list(this.#state);
    if (list && !this.#state.document) {
      this.#sight = { from: 0, to: list.total, held: -1 };
      await list.see(0, list.total, () => {});
    }
    this.#draw();
    print();
    this.#prints = false;
    this.#onScroll();
    this.#draw();
  }

  /** Draws at once as far as the mention, hit or passage that is pointed out. */
  #drawToPlace() {
    const { mention, hit, passage } = this.#state;
    const { article } = this.#answers ?? {};
    if (!article) return;
    const place = bodyOf(article).findIndex(({ runs }) =>
      runs.some((run) => (mention >= 0 ? run.entity?.mention === mention : hit >= 0 ? run.hit === hit : passage && run.marks.includes("passage"))),
    );
    if (place < this.#drawn) return;
    this.#drawn = further(article, place);
    this.#draw();
  }

  /** @param {any} error */
  #fail(error) {
    this.#problem = error instanceof CorpusError ? error : new CorpusError(error);
    this.#tell("error", { kind: this.#problem.kind, message: this.#problem.message });
  }

  /** @param {"ready" | "search" | "open" | "error" | "change"} name @param {object} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`corpus-viewer-${name}`, { detail, bubbles: true, composed: true }));
  }

  /**
   * Changes the state: a step to go back from, but for what goes on in the list.
   * A click that asks for a new tab or window is left to the browser.
   * @param {Partial<State>} change
   * @param {Event} [event]
   */
  async #go(change, event) {
    if (event instanceof MouseEvent) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
    }
    const before = this.#state;
    const isCovered = this.shadowRoot?.querySelector(".list")?.checkVisibility() === false;
    const toList = isCovered && ("view" in change || "query" in change);
    const state = { ...before, ...(toList ? { document: "", entity: "" } : {}), ...change };
    const isStep = /** @type {const} */ (["document", "entity", "view"]).some((name) => state[name] !== before[name]);
    this.#follow(before);
    const changed = this.#change(state);
    if (toHash(state) !== toHash(before)) this.onstate?.(state, isStep);
    await changed;
    this.#lead();
  }

  /** @param {State} state */
  async #change(state) {
    const before = this.#state;
    if (toHash(state) === toHash(before)) return this.#draw();
    this.#state = state;
    this.#card.close();
    if (state.entity !== before.entity) this.#mentions = MENTIONS;
    this.#searches.note(state);
    if (ORDER.some((name) => String(state[name]) !== String(before[name]))) this.#toTop();
    if (!state.document) this.#drawn = this.#stale = 0;
    this.#reflect();
    this.#draw();
    if (state.view !== before.view) this.shadowRoot?.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#drawOn();
    await this.#ask();
  }

  #reflect() {
    this.#reflecting = true;
    for (const name of /** @type {const} */ (["query", "view", "document"])) {
      if ((this.getAttribute(name) ?? START[name]) !== this.#state[name]) this.setAttribute(name, this.#state[name]);
    }
    this.#reflecting = false;
  }

  /** Asks the corpus for whatever the screen lacks, and draws it. */
  async #ask() {
    const answers = this.#answers;
    try {
      await answers?.ask({
        state: this.#state,
        mentions: this.#mentions,
        narrows: this.#showsNarrows(),
        tellsCopies: this.#tellsCopies(),
        unfolded: this.#unfolded,
      });
      if (this.#problem?.kind.startsWith("no-")) this.#problem = undefined;
      this.#tellOpened();
      this.#see();
    } catch (error) {
      if (answers === this.#answers) this.#fail(error);
    }
    this.#draw();
  }

  /** Whether copies are told of that are not folded: not while the corpus grows, or where that takes long and nobody asks. */
  #tellsCopies() {
    const info = this.#info;
    if (!info || !canHaveCopies(info) || this.#busy) return false;
    const isSoonKnown = info.tokens <= SOON_KNOWN && !this.#corpus?.loadsMore;
    return this.#asksCopies || isSoonKnown || (this.#answers?.knowsCopies ?? false);
  }

  /** Asks for the ways of asking, once they are to be seen. */
  async #askHelp() {
    if (this.#help || !this.#corpus) return;
    this.#help = await this.#corpus.help();
    this.#draw();
  }

  /** The reader is to be led to what a step opens, as soon as it is there. @param {State} before the step */
  #follow(before) {
    this.#following = { before, held: this.shadowRoot?.activeElement ?? null };
  }

  /** Leads the eye to what the last step opened, and the keyboard, unless the reader has meanwhile put it elsewhere. */
  #lead() {
    const detail = this.shadowRoot?.querySelector(".detail");
    if (!detail || !this.#following) return;
    const { before, held } = this.#following;
    this.#following = undefined;
    const { document, entity, mention, hit, passage } = this.#state;
    const focused = this.shadowRoot?.activeElement;
    const isElsewhere = focused && focused !== held;
    const opened = document !== before.document || (!document && entity !== before.entity);
    this.#drawToPlace();
    const place = pointOut(detail, this.#state);
    if (opened) detail.scrollTop = 0;
    if (place && (opened || mention !== before.mention || hit !== before.hit || passage !== before.passage)) {
      place.scrollIntoView({ block: "center" });
      if (place instanceof HTMLElement && mention >= 0 && !isElsewhere) place.focus({ preventScroll: true });
    } else if (isElsewhere) {
      return;
    } else if (opened && (document || entity)) {
      /** @type {HTMLElement | null} */ (detail.querySelector("h2"))?.focus();
    } else if (opened && !this.shadowRoot?.activeElement) {
      const closed = before.document || before.entity;
      const rows = /** @type {NodeListOf<HTMLElement> | undefined} */ (this.shadowRoot?.querySelectorAll("a.row"));
      const row = [...(rows ?? [])].find((row) => row.dataset.id === closed);
      if (row) row.focus();
      else this.focusSearch();
    }
  }

  #pointOut() {
    const detail = this.shadowRoot?.querySelector(".detail");
    if (detail) pointOut(detail, this.#state);
  }

  #onSelection = () => this.#marking.look();

  /** Does what a key is for: in the viewer, or where nothing else in the page has the keyboard. @param {KeyboardEvent} event */
  takeKey(event) {
    const root = /** @type {ShadowRoot} */ (this.shadowRoot);
    if (root.querySelector("dialog[open]")) return;
    const target = /** @type {HTMLElement} */ (event.target);
    const row = target.closest("ol.long > li");
    const nth = row instanceof HTMLElement && target.matches("a.row") ? Number(row.dataset.nth) : -1;
    const isInList = nth >= 0;
    const last = (this.#answers?.list(this.#state)?.total ?? 0) - 1;
    const toField = () => root.querySelector("input")?.focus();
    press(event, target, this.#plainKeys, {
      search: () => this.focusSearch(),
      down: () => (isInList || target.matches("#query")) && this.#toRow(Math.min(nth + 1, last)),
      up: () => isInList && (nth > 0 ? this.#toRow(nth - 1) : toField()),
      first: () => isInList && this.#toRow(0),
      last: () => isInList && this.#toRow(last),
      screen: (key) => this.#go({ view: VIEWS[Number(key) - 1] }),
      nextHit: () => this.#step("hit", 1),
      previousHit: () => this.#step("hit", -1),
      nextMention: () => this.#step("mention", 1),
      previousMention: () => this.#step("mention", -1),
      select: () => this.#state.document !== "" && selectParagraph(root),
      note: () => this.#marking.note(),
      cite: () => this.#marking.citeRead(),
      undo: () => this.#marking.undo(),
      redo: () => this.#marking.redo(),
      sheet: () => this.#showKeys(),
      close: () => {
        if (root.querySelector("details.pop[open]")) return this.#closePanel();
        if (!this.#state.document && !this.#state.entity) return false;
        this.#closeDetail();
      },
    });
  }

  /** Shows which keys do what. */
  #showKeys() {
    const dialog = /** @type {HTMLDialogElement | null | undefined} */ (this.shadowRoot?.querySelector("dialog.keys"));
    if (dialog && !dialog.open) dialog.showModal();
  }

  /** Leads the keyboard to a row of the list. @param {number} nth */
  #toRow(nth) {
    const list = this.shadowRoot?.querySelector(".list");
    if (!list || nth < 0) return;
    scrollToRow(list, nth);
    this.#onScroll();
    /** @type {HTMLElement | null} */ (list.querySelector(`li[data-nth="${nth}"] a.row`))?.focus({ preventScroll: true });
  }

  /** The list was scrolled, or has another size: other rows may be in sight. */
  #onScroll() {
    if (this.#prints) return;
    const { from, to } = this.#sight;
    const sight = inSight(this.shadowRoot?.querySelector(".list"));
    if (sight.from === from && sight.to === to) return;
    this.#sight = sight;
    this.#draw();
    this.#see();
  }

  /** Gets the rows that are in sight. */
  #see() {
    const { from, to } = this.#sight;
    const list = this.#answers?.list(this.#state);
    list?.see(from, to, () => this.#draw()).catch((error) => this.#fail(error));
  }

  /** The list begins anew. */
  #toTop() {
    this.#sight = TOP;
    const list = this.shadowRoot?.querySelector(".list");
    if (list) list.scrollTop = 0;
  }

  #onResize() {
    this.#isWide = this.clientWidth >= WIDE;
    this.#onScroll();
    this.#ask();
  }

  #showsNarrows() {
    return this.#narrows ?? this.#isWide;
  }

  /** From one hit or mention of the article to the next. @param {"hit" | "mention"} what @param {1 | -1} by */
  #step(what, by) {
    const { article } = this.#answers ?? {};
    if (!this.#state.document || !article) return false;
    const shown = article.labels.filter(({ label }) => !this.#state.hidden.includes(label));
    const places = what === "hit" ? [...Array(article.hits).keys()] : mentionsOf(article, shown.map(({ label }) => label));
    if (places.length === 0) return false;
    const at = places.indexOf(this.#state[what]);
    const next = places[(at < 0 && by < 0 ? -1 : at + by + places.length) % places.length] ?? places[places.length - 1];
    this.#go({ ...NO_PLACE, [what]: next });
  }

  #closePanel() {
    const panel = /** @type {HTMLDetailsElement | null} */ (this.shadowRoot?.querySelector("details.pop[open]"));
    if (!panel) return;
    panel.open = false;
    panel.querySelector("summary")?.focus();
  }

  /** One step out: from an article opened from an entity to the entity, else to the list. */
  #closeDetail() {
    const { document, entity } = this.#state;
    this.#go(document && entity ? { document: "", ...NO_PLACE } : { document: "", entity: "", ...NO_PLACE });
  }

  #draw() {
    if (!this.shadowRoot || !this.isConnected) return;
    const { say } = this;
    const marking = this.#marking;
    const screen = frame({
      state: this.#state,
      answers: this.#answers ?? {},
      say,
      info: this.#info,
      help: this.#help,
      askHelp: () => this.#askHelp(),
      searches: this.#searches,
      draw: () => this.#draw(),
      busy: this.#busy,
      problem: this.#problem,
      sight: this.#sight,
      onScroll: () => this.#onScroll(),
      narrows: this.#showsNarrows(),
      setNarrows: (narrows) => {
        this.#narrows = narrows;
        this.#ask();
      },
      drawn: this.#drawn,
      stale: this.#stale,
      href: (change) => `#${toHash({ ...this.#state, ...change })}`,
      go: (change, event) => this.#go(change, event),
      step: (what, by) => this.#step(what, by),
      back: () => this.#closeDetail(),
      showMore: () => {
        this.#mentions += MENTIONS;
        this.#ask();
      },
      tellsCopies: this.#tellsCopies(),
      loadsMore: this.#corpus?.loadsMore ?? false,
      tellCopies: () => {
        this.#asksCopies = true;
        this.#ask();
      },
      unfolded: this.#unfolded,
      unfold: (id, isOpen) => {
        if (isOpen) this.#unfolded.add(id);
        else this.#unfolded.delete(id);
        this.#ask();
      },
      tables: this.#tables,
      readTable: (name, mapping) => {
        this.#columns = { ...this.#columns, [name]: mapping };
        this.#readAgain?.();
      },
      setFurniture: (id, restore) => this.setFurniture([id], restore),
      isLinking: marking.isChanging,
      unlink: (form) => marking.unlink(form),
      relink: (row) => marking.relink(row),
      marking,
      curate: (decision) => marking.curate(decision),
      known: marking.known,
      askKnown: () => marking.askKnown(),
      undoCuration: () => marking.undoCuration(),
      redoCuration: () => marking.redoCuration(),
      exportCuration: () => marking.exportCuration(),
      importCuration: () => marking.importCuration(),
      cite: (cited) => marking.cite(cited),
      editNote: (note) => marking.editNote(note),
      removeNote: (id) => marking.removeNote(id),
      exportNotes: () => marking.exportNotes(),
      importNotes: () => marking.importNotes(),
      exportList: (options) => marking.exportList(options),
      exportChart: (chart, format, options) => marking.exportChart(chart, format, options),
      print: () => this.#print(),
    });
    const keys = sheet(say, this.#plainKeys, (plainKeys) => {
      this.#plainKeys = plainKeys;
      choose({ plainKeys });
    });
    const dialogs = html`<dialog class="keys" lang=${say.language} aria-labelledby="keys-title">${keys}</dialog>
      <dialog class="asking" lang=${say.language}><div></div></dialog>`;
    render(html`${screen}${dialogs}`, this.shadowRoot);
  }
}

/** The numbers of the mentions with one of these labels. @param {import("../library/corpus-viewer.d.ts").Article} article @param {string[]} labels */
function mentionsOf({ paragraphs }, labels) {
  const named = paragraphs.flatMap(({ runs }) => runs.flatMap(({ entity }) => (entity && labels.includes(entity.label) ? [entity.mention] : [])));
  return [...new Set(named)];
}
