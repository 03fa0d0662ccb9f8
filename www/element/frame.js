/** The frame of the viewer: search field, lists, what is going on, and the two panes. */

import { html, nothing } from "lit-html";
import { article } from "./article.js";
import { copies } from "./copies.js";
import { capitalised, count, figures } from "./format.js";
import { help } from "./help.js";
import { mentions } from "./mentions.js";
import { names } from "./names.js";
import { results } from "./results.js";
import { tables } from "./tables.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("../library/corpus-viewer.d.ts").Progress} Progress */

/**
 * What everything is drawn from.
 * @typedef {object} Screen
 * @property {State} state
 * @property {Partial<import("./answers.js").Answers>} answers
 * @property {number} shown how many rows of a list are asked for
 * @property {number} drawn how many paragraphs of the article are drawn so far
 * @property {import("../library/corpus-viewer.d.ts").Info} [info]
 * @property {import("../library/corpus-viewer.d.ts").HelpRow[]} [help] the query language, once it was asked for
 * @property {() => void} askHelp
 * @property {Busy} [busy]
 * @property {import("../library/error.js").CorpusError} [problem]
 * @property {(change: Partial<State>) => string} href the address of a changed state
 * @property {(change: Partial<State>, event?: Event) => void} go changes the state
 * @property {() => void} back closes the article or entity
 * @property {() => void} showMore
 * @property {boolean} tellsCopies whether copies are told of that are not folded
 * @property {() => void} tellCopies asks for that
 * @property {boolean} loadsMore whether the corpus is loaded as it is asked for, all of it to tell copies
 * @property {ReadonlySet<string>} unfolded the articles of the list whose copies are to be seen
 * @property {(id: string, isOpen: boolean) => void} unfold
 * @property {(id: string, restore: boolean) => void} setFurniture takes the furniture of an article into its text, or apart
 * @property {import("../library/corpus-viewer.d.ts").Table[]} tables that were read
 * @property {(name: string, mapping: import("../library/corpus-viewer.d.ts").Mapping) => void} readTable reads one again, so
 * @property {boolean} isLinking a link is being taken apart or put back
 * @property {(form: string) => void} unlink takes a form from the entity that is shown
 * @property {(row: import("../library/corpus-viewer.d.ts").ApartRow) => void} relink puts it back
 */

/**
 * Something that takes long.
 * @typedef {object} Busy
 * @property {string} what
 * @property {number} started when, in milliseconds of the page
 * @property {Progress | Pick<Progress, "done" | "total">} [progress] of what is read, or of the parts that are opened
 * @property {boolean} canKeep something is there that is kept if it is stopped
 * @property {boolean} isComing what is shown is a part of what is coming
 * @property {() => void} stop by the reader: what is there is kept
 * @property {() => void} end nothing of it is wanted any more
 */

/** @param {Screen} screen */
export function frame(screen) {
  const { state } = screen;
  const listed = state.view === "search" ? "Articles" : "Names";
  return html`
    <div class="viewer ${state.document || state.entity ? "has-detail" : ""}" part="viewer" aria-busy=${Boolean(screen.busy)}>
      <div class="bar" part="bar" lang="en">
        ${searchField(screen)} ${screen.info ? help(screen) : nothing}
        <nav aria-label="Lists">${tab(screen, "search", "Articles")} ${tab(screen, "entities", "Names")}</nav>
        <slot name="actions"></slot>
      </div>
      <div class="status" id="status" role="status" lang="en">${status(screen)}</div>
      ${screen.problem ? html`<p class="problem" role="alert">${sentence(screen.problem.message)}</p>` : nothing}
      ${skipped(screen)} ${tables(screen)}
      <div class="panes">
        <section class="list" part="list" aria-label=${listed}>
          <h2 class="visually-hidden">${listed}</h2>
          ${copies(screen)} ${state.view === "search" ? results(screen) : names(screen)}
        </section>
        <section class="detail" part="detail" tabindex="0" aria-label="Reading">${detail(screen)}</section>
      </div>
    </div>
  `;
}

/** @param {Screen} screen */
function searchField({ state, answers, go }) {
  const leadIn = (/** @type {any} */ event) => {
    event.preventDefault();
    event.target.getRootNode().querySelector("a.row")?.focus();
  };
  return html`<search>
    <form @submit=${leadIn}>
      <label class="visually-hidden" for="query">Search the articles</label>
      <input
        id="query"
        type="search"
        part="search"
        autocomplete="off"
        spellcheck="false"
        placeholder="Words, &quot;phrases&quot;, AND, OR, NOT"
        aria-describedby="status"
        aria-invalid=${Boolean(answers.mistake)}
        .value=${state.query}
        @input=${(/** @type {any} */ event) => go({ query: event.target.value, hit: -1, mention: -1 })}
      />
    </form>
  </search>`;
}

/** @param {Screen} screen @param {State["view"]} view @param {string} name */
function tab({ state, href, go }, view, name) {
  return html`<a
    href=${href({ view })}
    aria-current=${state.view === view ? "page" : nothing}
    @click=${(/** @type {Event} */ event) => go({ view }, event)}
    >${name}</a
  >`;
}

/** @param {Screen} screen */
function status({ busy, answers }) {
  if (!busy) return found(answers);
  return html`${busy.isComing ? found(answers, " so far") : nothing}${work(busy)}`;
}

/** How much was found, or what is wrong with the query. @param {Screen["answers"]} answers @param {string} [far] */
function found({ mistake, page, folds, query = "" }, far = "") {
  if (mistake) {
    const { before, at, after, message } = mistake;
    return html`<span class="mistake"><code>${before}<mark>${at || " "}</mark>${after}</code> ${message}</span>`;
  }
  if (!page) return nothing;
  const articles = `${count(page.total, "article")}${folds ? `, ${figures(page.totalArticles)} with copies` : ""}`;
  if (!query.trim()) return html`<span>${articles}${far}</span>`;
  const time = page.elapsedMs.toLocaleString(undefined, { maximumFractionDigits: 1 });
  return html`<span>${articles}${folds ? "," : nothing} for ${query.trim()}${far} · ${time} ms</span>`;
}

/** What goes on, how far it is, and how long it will take. @param {Busy} busy */
function work({ what, progress, started, stop, canKeep, isComing }) {
  const { name, far, value, max } = measured(progress, performance.now() - started);
  // Of a corpus that is opened no part is kept without the others.
  const canStop = canKeep || !isComing;
  return html`<span class="work" role="presentation">${what} ${name ? html`<i>${name}</i>` : nothing} ${far} …</span>
    <progress aria-label=${what} max=${max || nothing} value=${value ?? nothing}></progress>
    ${canStop ? html`<button @click=${stop}>${canKeep ? "Stop, and keep what is read" : "Stop"}</button>` : nothing}`;
}

/** @param {Busy["progress"]} progress @param {number} elapsed in milliseconds */
function measured(progress, elapsed) {
  if (!progress) return {};
  if ("bytes" in progress) {
    const { name, bytes: value, totalBytes: max } = progress;
    return { name, far: max > 0 ? howFar(progress, elapsed) : "", value, max };
  }
  const { done: value, total: max } = progress;
  return { far: max > 1 ? `${value} of ${figures(max)} parts` : "", value, max };
}

/** How long, in milliseconds, work has to go on before it can be told how long it will take. */
const TELLING = 2000;

/** @param {Progress} progress @param {number} elapsed in milliseconds */
function howFar({ documents, bytes, totalBytes, mostBytes }, elapsed) {
  const megabytes = (/** @type {number} */ size) => (size / 1e6).toLocaleString(undefined, { maximumFractionDigits: 1 });
  const left = (elapsed * (totalBytes - bytes)) / bytes / 1000;
  const time = elapsed < TELLING || bytes === 0 ? "" : `, ${left < 90 ? count(Math.ceil(left), "second") : count(Math.ceil(left / 60), "minute")} left`;
  const most = totalBytes > 2 * mostBytes ? `; about ${megabytes(mostBytes)} MB of text will fit` : "";
  return `${count(documents, "article")}, ${megabytes(bytes)} of ${megabytes(totalBytes)} MB${time}${most}`;
}

/** How many of the things that could not be read are named. */
const MOST_TOLD = 100;

/** @param {Screen} screen */
function skipped({ info }) {
  if (!info?.skipped.length) return nothing;
  return html`<details class="problem">
    <summary>${figures(info.skipped.length)} could not be read</summary>
    <ul>
      ${info.skipped.slice(0, MOST_TOLD).map(({ name, reason }) => html`<li><b>${name}</b>: ${reason}</li>`)}
      ${info.skipped.length > MOST_TOLD ? html`<li>and ${figures(info.skipped.length - MOST_TOLD)} more</li>` : nothing}
    </ul>
  </details>`;
}

/** @param {Screen} screen */
function detail(screen) {
  const { document, entity } = screen.state;
  if (!document && !entity) return welcome(screen);
  return html`<article>
    <button class="back" @click=${screen.back}>${document && entity ? "Back to the mentions" : "Back to the list"}</button>
    ${document ? article(screen) : mentions(screen)}
  </article>`;
}

/** @param {Screen} screen */
function welcome({ info }) {
  if (!info) return nothing;
  return html`<div class="welcome">
    <p>${count(info.documents, "article")}, ${count(info.tokens, "word")}, ${figures(info.entities)} names and dates.</p>
    <p>Choose an article to read, or <b>Names</b> to see who and what is named.</p>
    <p>Keys: <kbd>/</kbd> search, <kbd>↓</kbd> <kbd>↑</kbd> through the list, <kbd>Enter</kbd> open, <kbd>Esc</kbd> back.</p>
  </div>`;
}

/** @param {string} message */
function sentence(message) {
  return `${capitalised(message).replace(/\.$/, "")}.`;
}
