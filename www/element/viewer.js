/** The element `<corpus-viewer>`: keeps what a reader looks at, asks the corpus, and draws. */

import { html, render } from "lit-html";
import { fromBase64 } from "../library/bytes.js";
import { Corpus } from "../library/corpus.js";
import { CorpusError } from "../library/error.js";
import { said } from "../library/said.js";
import { speaker } from "../messages/say.js";
import { Answers } from "./answers.js";
import { Card } from "./card.js";
import { canHaveCopies } from "./copies.js";
import { frame } from "./frame.js";
import { press, sheet } from "./keys.js";
import { TOP, inSight, scrollToRow } from "./long-list.js";
import { Marking } from "./marking.js";
import { Opening } from "./opening.js";
import { Reading } from "./reading.js";
import { Searches } from "./searches.js";
import { selectParagraph } from "./selection.js";
import { choose, settings } from "./settings.js";
import { NO_PLACE, START, VIEWS, startWith, toHash } from "./state.js";
import css from "./viewer.css";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("../library/corpus-viewer.d.ts").Info} Info */

/** How many mentions are listed at first, and how many more when asked. */
const MENTIONS = 200;

/** From this width on, in rem as in viewer.css, there is room for what the articles have in common. */
const WIDE = 72;

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
  /** @type {import("../library/corpus-viewer.d.ts").HelpRow[] | undefined} */
  #help;
  #mentions = MENTIONS;
  /** Which rows of the list are drawn. */
  #sight = TOP;
  /** The list is to be measured before the next frame. */
  #measures = false;
  /** Whether what the articles have in common is to be seen, once the reader has said so. @type {boolean | undefined} */
  #narrows;
  #isWide = false;
  #plainKeys = settings().plainKeys ?? true;
  /** The reader wants to know of copies. */
  #asksCopies = false;
  /** The rows whose copies are to be seen. @type {Set<string>} */
  #unfolded = new Set();
  #searches = new Searches();
  /** What went wrong last. @type {CorpusError | undefined} */
  #problem;
  /** The same, if the next answer makes an end of it. @type {CorpusError | undefined} */
  #passing;
  #card;
  #opening;
  #reading;
  #marking;
  /** All rows and paragraphs are drawn, to be printed. */
  #prints = false;
  /** The article that was last told of as opened. */
  #told = "";
  #reflecting = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [styles];
    root.addEventListener("pointerdown", ({ target }) => {
      const panel = /** @type {HTMLDetailsElement | null} */ (root.querySelector("details.pop[open]"));
      if (panel && !panel.contains(/** @type {Node} */ (target))) panel.open = false;
    });
    root.addEventListener("keydown", (event) => this.takeKey(/** @type {KeyboardEvent} */ (event)));
    this.#card = new Card(root, () => this.#answers?.article, () => this.say);
    new ResizeObserver(() => this.#onResize()).observe(this);
    this.#opening = new Opening({
      corpus: () => this.#corpus,
      say: () => this.say,
      show: (corpus, info) => this.#show(corpus, info),
      refresh: () => this.#refresh(),
      tell: (name) => this.#tell(name, { documents: this.documents }),
      problem: () => this.#problem,
      setProblem: (problem) => (this.#problem = problem),
      fail: (error) => this.#fail(error, true),
      draw: () => this.#draw(),
    });
    this.#reading = new Reading({
      root,
      state: () => this.#state,
      article: () => this.#answers?.article,
      draw: () => this.#draw(),
      toSearch: () => this.focusSearch(),
    });
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
    if (this.#corpus || this.#opening.busy) return this.#draw();
    const inline = [...this.querySelectorAll('script[type="application/x-corpus"]')];
    if (inline.length > 0) {
      const pieces = Map.groupBy(inline, (script) => script.getAttribute("data-piece") ?? "");
      const texts = [...pieces.values()].map((scripts) => scripts.map((script) => script.textContent.trim()).join(""));
      for (const script of inline) script.remove();
      this.#opening.load(this.say("work.opening"), (options) => Corpus.open(texts.map((text) => () => fromBase64(text)), options));
    } else if (!this.#opening.again()) {
      if (this.src) this.#openSrc();
      else this.#draw();
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
      this.#opening.busy?.end();
      if (this.#corpus && !this.#opening.isGuest(this.#corpus)) this.#show(undefined);
    });
  }

  /** @param {string} name @param {string | null} before @param {string | null} value */
  attributeChangedCallback(name, before, value) {
    if (this.#reflecting || before === value) return;
    if (name === "src") {
      if (this.isConnected && value) this.#openSrc();
    } else if (name === "query" || name === "document") {
      this.#change({ ...this.#state, [name]: value ?? "" }).then(() => this.#reading.pointOut());
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
    if (corpus === undefined) {
      this.#opening.forget();
      this.#show(undefined);
    } else {
      this.#opening.given(corpus);
    }
  }

  get state() {
    return this.#state;
  }

  /** Shows `state`, as when it comes from an address. @param {State} state */
  restore(state) {
    this.#reading.follow(this.#state);
    this.#change(state).then(() => this.#reading.lead());
  }

  /** The number of articles shown. */
  get documents() {
    return this.#info?.documents ?? 0;
  }

  /** Whether the corpus is of files that the reader has chosen. */
  get isOwn() {
    return this.#opening.isOwn;
  }

  /**
   * Opens files that a reader has chosen: one `.corpus` file, or files to make a corpus of.
   * @param {File[]} files
   * @param {{ add?: boolean }} [options] add: to the corpus that is shown
   */
  openFiles(files, options) {
    return this.#opening.files(files, options);
  }

  /** Opens what the reader had here before. @param {Uint8Array} bytes of a `.corpus` file */
  openKept(bytes) {
    return this.#opening.kept(bytes);
  }

  /**
   * Takes the page furniture of articles into their texts, or sets it apart again.
   * @param {string[] | undefined} ids of all if there are none
   * @param {boolean} restore
   */
  setFurniture(ids, restore) {
    return this.#opening.setFurniture(ids, restore);
  }

  /** Tells the reader that something went wrong. @param {import("../library/said.js").Said} why */
  fail(why) {
    this.#fail(new CorpusError({ kind: "page", said: why }), true);
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
    this.#opening.load(this.say("work.loading"), (options) => Corpus.open(url, options));
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
    if (this.#corpus !== corpus) this.#opening.close(this.#corpus);
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
    if (this.#state.mention >= 0 || this.#state.hit >= 0 || this.#state.passage) this.#reading.follow(START);
    await this.#ask();
    this.#reading.lead();
    this.#reading.pointOut();
    performance.mark("corpus-viewer-ready");
    this.#tell("ready", { documents: info?.documents ?? 0 });
  }

  /** @param {string} part */
  #onAnswer(part) {
    if (part === "article") this.#reading.start();
    this.#draw();
    if (part === "article") this.#tellOpened();
    const { document, entity } = this.#state;
    if (part === "article" ? this.#answers?.article?.id === document : part === "mentions" && !document && this.#answers?.mentions?.entity.id === entity) {
      this.#reading.lead();
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

  /** Prints what is read, or else the list, whole. */
  async #print() {
    if (this.#hasBegun()) await this.#ask();
    this.#prints = true;
    this.#reading.drawWhole();
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

  /** @param {any} error @param {boolean} [lasts] until something else is opened */
  #fail(error, lasts = false) {
    this.#problem = error instanceof CorpusError ? error : new CorpusError(error);
    this.#passing = lasts ? undefined : this.#problem;
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
    this.#reading.follow(before);
    const changed = this.#change(state);
    if (toHash(state) !== toHash(before)) this.onstate?.(state, isStep);
    await changed;
    this.#reading.lead();
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
    if (!state.document) this.#reading.end();
    this.#reflect();
    this.#draw();
    if (state.view !== before.view) this.shadowRoot?.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#reading.drawOn();
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
      if (this.#problem === this.#passing) this.#problem = undefined;
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
    if (!info || !canHaveCopies(info) || this.#opening.busy) return false;
    const isSoonKnown = info.tokens <= SOON_KNOWN && !this.#corpus?.loadsMore;
    return this.#asksCopies || isSoonKnown || (this.#answers?.knowsCopies ?? false);
  }

  /** Asks for the ways of asking, once they are to be seen. */
  async #askHelp() {
    if (this.#help || !this.#corpus) return;
    this.#help = await this.#corpus.help();
    this.#draw();
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

  /** The list was scrolled, has another size, or is another: other rows may be in sight. */
  #onScroll() {
    if (this.#prints) return;
    const { from, to } = this.#sight;
    const sight = inSight(this.shadowRoot?.querySelector(".list"));
    if (!sight || (sight.from === from && sight.to === to)) return;
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
    const { from, to } = this.#sight;
    this.#sight = { from: 0, to: to - from, held: -1 };
    const list = this.shadowRoot?.querySelector(".list");
    if (list) list.scrollTop = 0;
  }

  #onResize() {
    this.#isWide = this.clientWidth >= WIDE * parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.#onScroll();
    this.#ask();
  }

  #showsNarrows() {
    return this.#narrows ?? this.#isWide;
  }

  /** From one hit or mention of the article to the next. @param {"hit" | "mention"} what @param {1 | -1} by */
  #step(what, by) {
    const step = () => {
      const place = this.#reading.next(what, by);
      return place === undefined ? false : this.#go({ ...NO_PLACE, [what]: place });
    };
    if (!this.#hasBegun()) return step();
    return this.#ask().then(() => void step());
  }

  /** Of the article only the beginning is there. */
  #hasBegun() {
    return this.#state.document !== "" && this.#answers?.article?.isWhole === false;
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
    const screen = frame({
      state: this.#state,
      answers: this.#answers ?? {},
      say,
      info: this.#info,
      help: this.#help,
      askHelp: () => this.#askHelp(),
      searches: this.#searches,
      draw: () => this.#draw(),
      busy: this.#opening.busy,
      problem: this.#problem,
      sight: this.#sight,
      onScroll: () => this.#onScroll(),
      narrows: this.#showsNarrows(),
      setNarrows: (narrows) => {
        this.#narrows = narrows;
        this.#ask();
      },
      drawn: this.#reading.drawn,
      stale: this.#reading.stale,
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
      tables: this.#opening.tables,
      readTable: (name, mapping) => this.#opening.readTable(name, mapping),
      setFurniture: (id, restore) => this.setFurniture([id], restore),
      marking: this.#marking,
      print: () => this.#print(),
    });
    const keys = sheet(say, this.#plainKeys, (plainKeys) => {
      this.#plainKeys = plainKeys;
      choose({ plainKeys });
    });
    const dialogs = html`<dialog class="keys" lang=${say.language} aria-labelledby="keys-title">${keys}</dialog>
      <dialog class="asking" lang=${say.language}><div></div></dialog>`;
    render(html`${screen}${dialogs}`, this.shadowRoot);
    if (this.#measures) return;
    this.#measures = true;
    requestAnimationFrame(() => {
      this.#measures = false;
      this.#onScroll();
    });
  }
}
