/** The frame of the viewer: search field, lists, what is going on, and the two panes. */

import { html, nothing } from "lit-html";
import { capitalised } from "../messages/say.js";
import { article } from "./article.js";
import { exporting } from "./export.js";
import { help } from "./help.js";
import { changed, selectionTools } from "./marking.js";
import { marginMap } from "./margin-map.js";
import { mentions } from "./mentions.js";
import { chosen, narrowing } from "./narrow.js";
import { screenOf } from "./screens.js";
import { searchList } from "./searches.js";
import { NO_PLACE, VIEWS } from "./state.js";
import { tables } from "./tables.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("../messages/say.js").Say} Say */
/** @typedef {import("../library/corpus-viewer.d.ts").Progress} Progress */

/**
 * What everything is drawn from.
 * @typedef {object} Screen
 * @property {State} state
 * @property {Partial<import("./answers.js").Answers>} answers
 * @property {import("../messages/say.js").Say} say
 * @property {import("./long-list.js").Sight} sight which rows of the list are drawn
 * @property {() => void} onScroll the list was scrolled
 * @property {boolean} narrows whether what the articles have in common is to be seen
 * @property {(narrows: boolean) => void} setNarrows
 * @property {number} drawn how many paragraphs of the article are drawn so far
 * @property {number} stale how many there are that were drawn before it was read again
 * @property {import("../library/corpus-viewer.d.ts").Info} [info]
 * @property {import("../library/corpus-viewer.d.ts").HelpRow[]} [help] the query language, once it was asked for
 * @property {() => void} askHelp
 * @property {import("./searches.js").Searches} searches
 * @property {() => void} draw draws again what is not in the state
 * @property {Busy} [busy]
 * @property {import("../library/error.js").CorpusError} [problem]
 * @property {(change: Partial<State>) => string} href the address of a changed state
 * @property {(change: Partial<State>, event?: Event) => void} go changes the state
 * @property {(what: "hit" | "mention", by: 1 | -1) => void} step from one hit or mention of the article to the next
 * @property {() => void} back closes the article or entity
 * @property {() => void} showMore mentions
 * @property {boolean} tellsCopies whether copies are told of that are not folded
 * @property {() => void} tellCopies asks for that
 * @property {boolean} loadsMore whether the corpus is loaded as it is asked for, all of it to tell copies
 * @property {ReadonlySet<string>} unfolded the articles of the list whose copies are to be seen
 * @property {(id: string, isOpen: boolean) => void} unfold
 * @property {(id: string, restore: boolean) => void} setFurniture takes the furniture of an article into its text, or apart
 * @property {import("../library/corpus-viewer.d.ts").Table[]} tables that were read
 * @property {(name: string, mapping: import("../library/corpus-viewer.d.ts").Mapping) => void} readTable reads one again, so
 * @property {import("./marking.js").Marking} marking what is selected and was changed
 * @property {() => void} print what is read, or else the list, whole
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
  const { state, say } = screen;
  const listed = say(state.view);
  const { isWide, tools, draw } = screenOf(state);
  const classes = [state.document || state.entity ? "has-detail" : "", isWide ? "is-wide" : ""];
  return html`
    <div class="viewer ${classes.join(" ")}" part="viewer" lang=${say.language} aria-busy=${Boolean(screen.busy)}>
      <div class="bar" part="bar">
        ${searchField(screen)} ${screen.info ? html`${searchList(screen)} ${help(screen)}` : nothing}
        <nav aria-label=${say("screens")}>${VIEWS.map((view) => tab(screen, view))}</nav>
        <slot name="actions"></slot>
        <div class="status" id="status" role="status">${status(screen)}</div>
      </div>
      ${problem(screen)}
      ${skipped(screen)} ${tables(screen)} ${chosen(screen)}
      <div class="panes">
        ${screen.narrows && screen.info ? narrowing(screen) : nothing}
        <section class="list" part="list" aria-label=${listed} @scroll=${screen.onScroll}>
          <h2 class="visually-hidden">${listed}</h2>
          ${
            screen.info
              ? html`<div class="tools">
                  <button class="narrower" aria-expanded=${screen.narrows ? "true" : "false"} @click=${() => screen.setNarrows(!screen.narrows)}>
                    ${say("narrow")}
                  </button>
                  ${tools(screen)}
                </div>`
              : nothing
          }
          ${draw(screen)}
        </section>
        <section class="detail" part="detail" tabindex="0" aria-label=${say("reading")}>${detail(screen)} ${selectionTools(screen)}</section>
        ${marginMap(screen)}
      </div>
      ${changed(screen)}
    </div>
  `;
}

/** @param {Screen} screen */
function searchField({ state, answers, say, go }) {
  const leadIn = (/** @type {any} */ event) => {
    event.preventDefault();
    event.target.getRootNode().querySelector("a.row")?.focus();
  };
  return html`<search>
    <form @submit=${leadIn}>
      <label class="visually-hidden" for="query">${say("search.label")}</label>
      <input
        id="query"
        type="search"
        part="search"
        autocomplete="off"
        spellcheck="false"
        placeholder=${say("search.placeholder")}
        aria-describedby="status"
        aria-invalid=${Boolean(answers.mistake)}
        .value=${state.query}
        @input=${(/** @type {any} */ event) => go({ query: event.target.value, ...NO_PLACE })}
      />
    </form>
  </search>`;
}

/** @param {Screen} screen @param {State["view"]} view */
function tab({ state, say, href, go }, view) {
  return html`<a
    href=${href({ view })}
    aria-current=${state.view === view ? "page" : nothing}
    @click=${(/** @type {Event} */ event) => go({ view }, event)}
    >${say(view)}</a
  >`;
}

/** @param {Screen} screen */
function status({ busy, say, answers }) {
  if (!busy) return found(say, answers);
  return html`${busy.isComing ? found(say, answers, true) : nothing}${work(say, busy)}`;
}

/**
 * How much was found, or what is wrong with the query.
 * @param {Say} say @param {Screen["answers"]} answers @param {boolean} [isComing] there is more to come
 */
function found(say, { mistake, articles, folds, query = "" }, isComing = false) {
  if (mistake) {
    const { before, at, after } = mistake;
    const { text, language } = say.core(mistake.said);
    return html`<span class="mistake"><code>${before}<mark>${at || " "}</mark>${after}</code> <span lang=${language}>${text}</span></span>`;
  }
  if (!articles) return nothing;
  const { total, totalArticles, elapsedMs } = articles.head;
  const counted = folds ? say("found.copies", say("articles", total), totalArticles) : say("articles", total);
  const told = isComing ? say("sofar", counted) : counted;
  if (!query.trim()) return html`<span>${told}</span>`;
  return html`<span><bdi>${say("found.query", told, query.trim())}</bdi> · <bdi>${say("found.time", say.figures(elapsedMs, 1))}</bdi></span>`;
}

/** What goes on, how far it is, and how long it will take. @param {Say} say @param {Busy} busy */
function work(say, { what, progress, started, stop, canKeep, isComing }) {
  const { name, far, value, max } = measured(say, progress, performance.now() - started);
  // Of a corpus that is opened no part is kept without the others.
  const canStop = canKeep || !isComing;
  return html`<span class="work" role="presentation">${what} ${name ? html`<i>${name}</i>` : nothing} ${far} …</span>
    <progress aria-label=${what} max=${max || nothing} value=${value ?? nothing}></progress>
    ${canStop ? html`<button @click=${stop}>${say(canKeep ? "stop.keep" : "stop")}</button>` : nothing}`;
}

/** @param {Say} say @param {Busy["progress"]} progress @param {number} elapsed in milliseconds */
function measured(say, progress, elapsed) {
  if (!progress) return {};
  if ("bytes" in progress) {
    const { name, bytes: value, totalBytes: max } = progress;
    return { name, far: max > 0 ? howFar(say, progress, elapsed) : "", value, max };
  }
  const { done: value, total: max } = progress;
  return { far: max > 1 ? say("parts", value, max) : "", value, max };
}

/** How long, in milliseconds, work has to go on before it can be told how long it will take. */
const TELLING = 2000;

/** @param {Say} say @param {Progress} progress @param {number} elapsed in milliseconds */
function howFar(say, { documents, bytes, totalBytes, mostBytes }, elapsed) {
  const megabytes = (/** @type {number} */ size) => say.figures(size / 1e6, 1);
  const left = (elapsed * (totalBytes - bytes)) / bytes / 1000;
  const told = left < 90 ? say("left.seconds", Math.ceil(left)) : say("left.minutes", Math.ceil(left / 60));
  const time = elapsed < TELLING || bytes === 0 ? "" : `, ${told}`;
  const most = totalBytes > 2 * mostBytes ? `; ${say("fits", megabytes(mostBytes))}` : "";
  return `${say("articles", documents)}, ${say("megabytes", megabytes(bytes), megabytes(totalBytes))}${time}${most}`;
}

/** How many of the things that could not be read are named. */
const MOST_TOLD = 100;

/** @param {Screen} screen */
function skipped(screen) {
  const { info, say } = screen;
  if (!info?.skipped.length) return nothing;
  const more = info.skipped.length - MOST_TOLD;
  return html`<details class="problem">
    <summary>${say("skipped", info.skipped.length)}</summary>
    <ul>
      ${info.skipped.slice(0, MOST_TOLD).map(({ name, said }) => {
        const { text, language } = say.core(said);
        return html`<li><b>${name}</b>: <span lang=${language}>${text}</span></li>`;
      })}
      ${more > 0 ? html`<li>${say("more.skipped", more)}</li>` : nothing}
    </ul>
    ${exporting(screen, { what: "skipped" })}
  </details>`;
}

/** @param {Screen} screen */
function detail(screen) {
  const { document, entity, view } = screen.state;
  if (!document && !entity) return welcome(screen);
  const back = document && entity ? "mentions" : view === "search" || view === "entities" ? "list" : view;
  return html`<article>
    <button class="back" @click=${screen.back}>${screen.say(`back.${back}`)}</button>
    ${document ? article(screen) : mentions(screen)}
  </article>`;
}

/** @param {Screen} screen */
function welcome({ info, say }) {
  if (!info) return nothing;
  const { documents, tokens, entities } = info;
  return html`<div class="welcome">
    <p>${say("welcome.counts", say("articles", documents), say("words", tokens), say("names", entities))}</p>
    <p>${say("welcome.hint")}</p>
    <p>${say("welcome.keys")}</p>
  </div>`;
}

/** @param {Screen} screen */
function problem({ problem, say }) {
  if (!problem) return nothing;
  const { text, language } = say.core(problem.said);
  return html`<p class="problem" role="alert" lang=${language}>${sentence(text)}</p>`;
}

/** @param {string} text */
const sentence = (text) => `${capitalised(text).replace(/\.$/, "")}.`;
