/** The element `<corpus-viewer>`: keeps what a reader looks at, asks the corpus, and draws. */

import { html, nothing, render } from "lit-html";
import { Corpus } from "../library/corpus.js";
import { fromBase64 } from "../library/bytes.js";
import { CorpusError } from "../library/error.js";
import { article } from "./article.js";
import { count, figures } from "./format.js";
import { NAMES } from "./labels.js";
import { mentions } from "./mentions.js";
import { names } from "./names.js";
import { results } from "./results.js";
import { START, toHash } from "./state.js";
import css from "./viewer.css";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("../library/corpus-viewer.d.ts").SearchPage} SearchPage */
/** @typedef {import("../library/corpus-viewer.d.ts").Source} Source */
/** @typedef {import("../library/corpus-viewer.d.ts").Progress} Progress */

/**
 * What the parts of the viewer are drawn from.
 * @typedef {object} Screen
 * @property {State} state
 * @property {SearchPage} [page]
 * @property {import("../library/corpus-viewer.d.ts").Article} [article]
 * @property {import("../library/corpus-viewer.d.ts").EntityList} [entities]
 * @property {import("../library/corpus-viewer.d.ts").MentionList} [mentions]
 * @property {number} shown how many rows of a list are asked for
 * @property {(change: Partial<State>) => string} href the address of a changed state
 * @property {(change: Partial<State>, event?: Event) => void} go changes the state
 * @property {() => void} showMore
 */

/** How many rows a list has at first, and how many more are shown when asked. */
const ROWS = 50;

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

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
  /** @type {{ what: string, progress?: Progress, stop: () => void } | undefined} */
  #busy;
  /** What is wrong with the corpus or the last step. @type {CorpusError | undefined} */
  #problem;
  /** What is wrong with the query. @type {CorpusError | undefined} */
  #mistake;
  /** The last query without a mistake: what the results are of. */
  #query = "";
  /** @type {import("../library/corpus-viewer.d.ts").Info | undefined} */
  #info;
  /** @type {Pick<Screen, "page" | "article" | "entities" | "mentions">} */
  #shownData = {};
  #shown = ROWS;
  /** What each part of the screen was last asked with. @type {Map<string, string>} */
  #asked = new Map();
  /** Questions asked so far. */
  #turns = 0;
  /** Which question each part of the screen answers. @type {Map<string, number>} */
  #answered = new Map();
  #reflecting = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.addEventListener("keydown", (event) => this.#onKey(/** @type {KeyboardEvent} */ (event)));
  }

  connectedCallback() {
    if (this.#corpus || this.#busy) return this.#draw();
    const inline = [...this.querySelectorAll('script[type="application/x-corpus"]')];
    if (inline.length > 0) {
      const text = inline.map((script) => script.textContent.trim()).join("");
      for (const script of inline) script.remove();
      this.#load("Opening", (options) => Corpus.open(fromBase64(text), options));
    } else if (this.src) {
      this.#openSrc();
    } else {
      this.#draw();
    }
  }

  disconnectedCallback() {
    // Moved within the page, the element is connected again at once.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#busy?.stop();
      this.#corpus?.close();
      this.#corpus = undefined;
      this.#asked.clear();
    });
  }

  /** @param {string} name @param {string | null} before @param {string | null} value */
  attributeChangedCallback(name, before, value) {
    if (this.#reflecting || before === value) return;
    if (name === "src") {
      if (this.isConnected) this.#openSrc();
    } else if (name === "query" || name === "document") {
      this.#go({ [name]: value ?? "" });
    } else if (name === "view") {
      this.#go({ view: value === "entities" ? "entities" : "search" });
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
    if (corpus === undefined) this.#show(undefined);
    else this.#load("Opening", async (options) => (corpus instanceof Corpus ? corpus : Corpus.open(corpus, options)));
  }

  get state() {
    return this.#state;
  }

  /** Shows `state`, as when it comes from an address. @param {State} state */
  restore(state) {
    this.#change(state, undefined);
  }

  /**
   * Opens files that a reader has chosen: one `.corpus` file, or files to make a corpus of.
   * @param {File[]} files
   */
  openFiles(files) {
    const [file] = files;
    if (files.length === 1 && file.name.toLowerCase().endsWith(".corpus")) {
      return this.#load(`Opening ${file.name}`, async (options) => Corpus.open(await file.arrayBuffer(), options));
    }
    return this.#load("Reading", (options) => Corpus.build(files, options));
  }

  /** Puts the keyboard into the search field. */
  focusSearch() {
    const field = this.shadowRoot?.querySelector("input");
    field?.focus();
    field?.select();
  }

  #openSrc() {
    const url = new URL(this.src, document.baseURI);
    this.#load("Loading", (options) => Corpus.open(url, options));
  }

  /**
   * Gets a corpus by `open` and shows it; the one before stays if that fails.
   * @param {string} what
   * @param {(options: import("../library/corpus-viewer.d.ts").BuildOptions) => Promise<Corpus>} open
   */
  async #load(what, open) {
    this.#busy?.stop();
    const controller = new AbortController();
    const busy = { what, progress: /** @type {Progress | undefined} */ (undefined), stop: () => controller.abort() };
    this.#busy = busy;
    this.#problem = undefined;
    this.#draw();
    const onProgress = (/** @type {Progress} */ progress) => {
      busy.progress = progress;
      this.#draw();
    };
    try {
      const corpus = await open({ onProgress, signal: controller.signal });
      const info = await corpus.info();
      if (this.#busy !== busy) return corpus.close();
      this.#busy = undefined;
      if (info.documents === 0) {
        corpus.close();
        const [first] = info.skipped;
        const why = first ? ` (${first.name}: ${first.reason})` : "";
        throw new CorpusError({ kind: "empty", message: `there is no article in what was opened${why}` });
      }
      this.#show(corpus, info);
    } catch (error) {
      if (this.#busy === busy) this.#busy = undefined;
      if (!controller.signal.aborted) this.#fail(error);
      this.#draw();
    }
  }

  /** @param {Corpus} [corpus] @param {import("../library/corpus-viewer.d.ts").Info} [info] */
  async #show(corpus, info) {
    const isFirst = !this.#corpus;
    if (this.#corpus !== corpus) this.#corpus?.close();
    this.#corpus = corpus;
    this.#info = info;
    this.#asked.clear();
    this.#shownData = {};
    if (!isFirst) this.#change({ ...START, hidden: this.#state.hidden }, "replace");
    await this.#ask();
    if (this.#state.mention >= 0 || this.#state.hit >= 0) this.#lead(START);
    performance.mark("corpus-viewer-ready");
    this.#tell("ready", { documents: info?.documents ?? 0 });
  }

  /** @param {any} error */
  #fail(error) {
    this.#problem = error instanceof CorpusError ? error : new CorpusError(error);
    this.#tell("error", { kind: this.#problem.kind, message: this.#problem.message });
  }

  /** @param {"ready" | "search" | "open" | "error"} name @param {object} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`corpus-viewer-${name}`, { detail, bubbles: true, composed: true }));
  }

  /**
   * Changes the state: a step to go back from, but for what goes on in the list.
   * A click that asks for a new tab or window is left to the browser.
   * @param {Partial<State>} change
   * @param {Event} [event]
   */
  #go(change, event) {
    if (event instanceof MouseEvent) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
    }
    const isStep = ["document", "entity", "view"].some((name) => name in change);
    this.#change({ ...this.#state, ...change }, isStep ? "step" : "replace");
  }

  /**
   * @param {State} state
   * @param {"step" | "replace" | undefined} how how the change is told to the page, if it is
   */
  #change(state, how) {
    const before = this.#state;
    if (toHash(state) === toHash(before)) return this.#draw();
    this.#state = state;
    if (state.query !== before.query || state.view !== before.view) this.#shown = ROWS;
    this.#reflect();
    if (how) this.onstate?.(state, how === "step");
    this.#draw();
    this.#ask().then(() => this.#lead(before));
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
    const corpus = this.#corpus;
    if (!corpus) return this.#draw();
    const { view, label, document, entity, query } = this.#state;
    const limit = this.#shown;
    try {
      await this.#part("page", [query, limit], () => corpus.search(query, { limit }), (page) => {
        this.#query = query;
        this.#tell("search", { query, total: page.total });
      });
      this.#mistake = undefined;
    } catch (error) {
      const { at } = /** @type {CorpusError} */ (error);
      if (at === undefined) return this.#fail(error);
      this.#mistake = /** @type {CorpusError} */ (error);
      if (!this.#shownData.page) this.#shownData = { page: await corpus.search("", { limit }) };
    }
    const found = this.#query;
    try {
      if (view === "entities") {
        const labels = label === "ALL" ? [] : label ? [label] : NAMES;
        const options = { query: found, labels, limit };
        await this.#part("entities", [found, label, limit], () => corpus.entities(options));
      }
      if (document) {
        await this.#part("article", [document, found], () => corpus.read(document, { query: found }), () =>
          this.#tell("open", { document }),
        );
      } else if (entity) {
        await this.#part("mentions", [entity, limit], () => corpus.mentions(entity, { limit: 4 * limit }));
      }
      if (this.#problem?.kind.startsWith("no-")) this.#problem = undefined;
    } catch (error) {
      this.#fail(error);
    }
    this.#draw();
  }

  /**
   * Asks for one part of the screen unless it was last asked for just so. Answers
   * are shown as they come, so that the last good one stands when the next question
   * has a mistake; one that is overtaken by a later one is dropped.
   * @param {"page" | "article" | "entities" | "mentions"} part
   * @param {any[]} asked
   * @param {() => Promise<any>} ask
   * @param {(answer: any) => void} [then]
   */
  async #part(part, asked, ask, then) {
    const key = JSON.stringify(asked);
    if (this.#asked.get(part) === key) return;
    this.#asked.set(part, key);
    const corpus = this.#corpus;
    const turn = (this.#turns += 1);
    try {
      const answer = await ask();
      if (this.#corpus !== corpus || turn < (this.#answered.get(part) ?? 0)) return;
      this.#answered.set(part, turn);
      this.#shownData = { ...this.#shownData, [part]: answer };
      then?.(answer);
      this.#draw();
    } catch (error) {
      const isLast = this.#asked.get(part) === key;
      if (isLast) this.#asked.delete(part);
      if (isLast && this.#corpus === corpus) throw error;
    }
  }

  /** Leads the eye and the keyboard to what the last step opened. @param {State} before */
  #lead(before) {
    const { document, entity, mention, hit } = this.#state;
    const detail = this.shadowRoot?.querySelector(".detail");
    if (!detail) return;
    const opened = document !== before.document || (!document && entity !== before.entity);
    const place =
      (mention >= 0 && detail.querySelector(`[data-mention="${mention}"]`)) ||
      (hit >= 0 && detail.querySelector(`[data-hit="${hit}"]`));
    if (opened) detail.scrollTop = 0;
    if (place && (opened || mention !== before.mention || hit !== before.hit)) {
      place.scrollIntoView({ block: "center" });
      if (place instanceof HTMLElement && mention >= 0) place.focus({ preventScroll: true });
    } else if (opened && (document || entity)) {
      /** @type {HTMLElement | null} */ (detail.querySelector("h2"))?.focus();
    } else if (opened) {
      this.focusSearch();
    }
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target.matches("input, select");
    const rows = /** @type {HTMLElement[]} */ ([...(this.shadowRoot?.querySelectorAll("a.row") ?? [])]);
    const row = rows.indexOf(target);
    if ((event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !typing)) {
      this.focusSearch();
    } else if (event.key === "ArrowDown" && (target.matches("input") || row >= 0)) {
      rows[row + 1]?.focus();
    } else if (event.key === "ArrowUp" && row >= 0) {
      (rows[row - 1] ?? this.shadowRoot?.querySelector("input"))?.focus();
    } else if (event.key === "Escape" && (this.#state.document || this.#state.entity)) {
      this.#closeDetail();
    } else {
      return;
    }
    event.preventDefault();
  }

  /** One step out: from an article opened from an entity to the entity, else to the list. */
  #closeDetail() {
    const { document, entity } = this.#state;
    this.#go(document && entity ? { document: "", mention: -1, hit: -1 } : { document: "", entity: "", mention: -1, hit: -1 });
  }

  #draw() {
    if (this.shadowRoot && this.isConnected) render(this.#screen(), this.shadowRoot);
  }

  #screen() {
    const state = this.#state;
    /** @type {Screen} */
    const screen = {
      state,
      ...this.#shownData,
      shown: this.#shown,
      href: (change) => `#${toHash({ ...state, ...change })}`,
      go: (change, event) => this.#go(change, event),
      showMore: () => {
        this.#shown += ROWS;
        this.#ask();
      },
    };
    const detail = state.document ? article(screen) : state.entity ? mentions(screen) : nothing;
    const hasDetail = Boolean(state.document || state.entity);
    return html`
      <div class="viewer ${hasDetail ? "has-detail" : ""}" part="viewer" lang="en" aria-busy=${Boolean(this.#busy)}>
        <div class="bar" part="bar">
          <search>
            <form role="search" @submit=${this.#onSubmit}>
              <label class="visually-hidden" for="query">Search the articles</label>
              <input
                id="query"
                type="search"
                part="search"
                autocomplete="off"
                spellcheck="false"
                placeholder="Words, &quot;phrases&quot;, AND, OR, NOT"
                aria-describedby="status"
                aria-invalid=${Boolean(this.#mistake)}
                .value=${state.query}
                @input=${(/** @type {any} */ event) => this.#go({ query: event.target.value, hit: -1, mention: -1 })}
              />
            </form>
          </search>
          <nav aria-label="Lists">
            ${this.#tab("search", "Articles")} ${this.#tab("entities", "Names")}
          </nav>
          <slot name="actions"></slot>
        </div>
        ${this.#status()}
        <div class="panes">
          <section class="list" part="list" aria-label=${state.view === "search" ? "Articles found" : "Names"}>
            <h2 class="visually-hidden">${state.view === "search" ? "Articles" : "Names"}</h2>
            ${state.view === "search" ? results(screen) : names(screen)}
          </section>
          <section class="detail" part="detail" tabindex="0" aria-label="Reading">
            ${hasDetail
              ? html`<article>
                  <button class="back" @click=${() => this.#closeDetail()}>
                    ${state.document && state.entity ? "Back to the mentions" : "Back to the list"}
                  </button>
                  ${detail}
                </article>`
              : this.#welcome()}
          </section>
        </div>
      </div>
    `;
  }

  /** @param {State["view"]} view @param {string} name */
  #tab(view, name) {
    const { state } = this;
    return html`<a
      href="#${toHash({ ...state, view })}"
      aria-current=${state.view === view ? "page" : nothing}
      @click=${(/** @type {Event} */ event) => this.#go({ view }, event)}
      >${name}</a
    >`;
  }

  /** @param {Event} event */
  #onSubmit = (event) => {
    event.preventDefault();
    /** @type {HTMLElement | null | undefined} */ (this.shadowRoot?.querySelector("a.row"))?.focus();
  };

  #status() {
    const { page } = this.#shownData;
    const mistake = this.#mistake;
    const busy = this.#busy;
    return html`
      <div class="status" id="status" role="status">
        ${busy
          ? html`<span>${busy.what}${busy.progress ? ` ${figures(busy.progress.done)} of ${figures(busy.progress.total)}` : ""} …</span>
              <progress aria-label=${busy.what} max=${busy.progress?.total ?? nothing} value=${busy.progress?.done ?? nothing}></progress>
              <button @click=${() => busy.stop()}>Stop</button>`
          : mistake
            ? html`<span class="mistake"
                ><code>${mistake.before}<mark>${mistake.at || " "}</mark>${mistake.after}</code> ${mistake.message}</span
              >`
            : page
              ? html`<span>${this.#found(page)}</span>`
              : nothing}
      </div>
      ${this.#problem ? html`<p class="problem" role="alert">${sentence(this.#problem.message)}</p>` : nothing}
      ${this.#skipped()}
    `;
  }

  /** @param {SearchPage} page */
  #found(page) {
    if (!this.#query.trim()) return count(page.total, "article");
    const time = page.elapsedMs.toLocaleString(undefined, { maximumFractionDigits: 1 });
    return `${count(page.total, "article")} for ${this.#query.trim()} · ${time} ms`;
  }

  #skipped() {
    const skipped = this.#info?.skipped ?? [];
    if (skipped.length === 0) return nothing;
    return html`<details class="problem">
      <summary>${count(skipped.length, "file")} could not be read</summary>
      <ul>
        ${skipped.map(({ name, reason }) => html`<li><b>${name}</b>: ${reason}</li>`)}
      </ul>
    </details>`;
  }

  #welcome() {
    const info = this.#info;
    if (!info) return nothing;
    return html`<div class="welcome">
      <p>${count(info.documents, "article")}, ${count(info.tokens, "word")}, ${`${figures(info.entities)} names and dates`}.</p>
      <p>Choose an article to read, or <b>Names</b> to see who and what is named.</p>
      <p>Keys: <kbd>/</kbd> search, <kbd>↓</kbd> <kbd>↑</kbd> through the list, <kbd>Enter</kbd> open, <kbd>Esc</kbd> back.</p>
    </div>`;
  }
}

/** @param {string} message */
function sentence(message) {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}
