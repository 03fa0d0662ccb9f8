/** Copies of a story: whether they count as one, how alike they have to be, and which they are. */

import { html, nothing } from "lit-html";
import { exporting } from "./export.js";
import { ALIKE, NO_PLACE } from "./state.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {import("../library/corpus-viewer.d.ts").SearchHit} SearchHit */
/** @typedef {import("../library/corpus-viewer.d.ts").SimilarList} SimilarList */

/** Whether a corpus can have copies, and the texts to tell. @param {Screen["info"]} info */
export const canHaveCopies = (info) => info !== undefined && info.documents > 1 && info.textBytes > 0;

/** What stands above both lists. @param {Screen} screen */
export function copies(screen) {
  const { state, info, tellsCopies, loadsMore, say, go } = screen;
  if (!canHaveCopies(info)) return nothing;
  const least = `${state.alike}%`;
  return html`<div class="copies" role="group" aria-label=${say("copies")}>
    <label>
      <input type="checkbox" .checked=${state.folds} @change=${(/** @type {any} */ { target }) => go({ folds: target.checked })} />
      ${say("copies.fold")}
    </label>
    <details @toggle=${(/** @type {Event} */ event) => tellSoon(screen, event)}>
      <summary><output aria-live=${tellsCopies ? "polite" : "off"}>${howMany(screen)}</output> ${say("copies.least", least)}</summary>
      <label class="alike">
        <span>${say("copies.from")}</span>
        <input
          type="range"
          min=${ALIKE.least}
          max=${ALIKE.most}
          step=${ALIKE.step}
          .value=${String(state.alike)}
          aria-valuetext=${say("copies.spoken", state.alike)}
          aria-describedby="alike"
          @input=${(/** @type {any} */ { target }) => go({ alike: target.valueAsNumber })}
        />
        <b>${say("copies.alike", least)}</b>
      </label>
      <p id="alike">
        ${say("copies.about")} ${loadsMore ? say("copies.loads") : nothing}
      </p>
    </details>
  </div>`;
}

/** What is unfolded tells of copies, unless much would have to be loaded. @param {Screen} screen @param {Event} event */
function tellSoon({ loadsMore, tellCopies }, { target }) {
  if (/** @type {HTMLDetailsElement} */ (target).open && !loadsMore) tellCopies();
}

/** How many of the articles found are copies of others, once it is known. @param {Screen} screen */
function howMany({ state, say, answers: { articles, copies, knowsCopies }, tellsCopies }) {
  const told = state.folds ? articles?.head : copies;
  if (!knowsCopies) return state.folds || tellsCopies ? say("copies.looking") : say("copies.what");
  if (!told) return say("copies.title");
  const copied = told.totalArticles - told.total;
  if (copied === 0) return say("copies.none");
  return say("copies.among", copied, told.totalArticles);
}

/** The articles that a row of the list stands for, in place. @param {Screen} screen @param {SearchHit} hit */
export function foldedCopies(screen, { id, similar, title }) {
  const { say } = screen;
  if (similar === 0) return nothing;
  const isOpen = screen.unfolded.has(id);
  return html`<details
    class="fold folded"
    ?open=${isOpen}
    @toggle=${(/** @type {any} */ { target }) => target.open !== screen.unfolded.has(id) && screen.unfold(id, target.open)}
  >
    <summary>${say("copies.and", say("copies.count", similar))}<span class="visually-hidden">${say("copies.of", title)}</span></summary>
    ${isOpen ? copyList(screen, screen.answers.folded?.get(id)) : nothing}
  </details>`;
}

/** The copies of the article that is read. @param {Screen} screen */
export function articleCopies(screen) {
  const { state, answers, info, loadsMore, say } = screen;
  if (!canHaveCopies(info) || (loadsMore && !answers.knowsCopies)) return nothing;
  const list = answers.similar?.id === state.document ? answers.similar.list : undefined;
  if (answers.knowsCopies && !list?.total) return nothing;
  return html`<details class="fold copied" @toggle=${(/** @type {Event} */ event) => tellSoon(screen, event)}>
    <summary>${list ? say("copies.story", say("copies.count", list.total)) : say("copies.some")}</summary>
    ${copyList(screen, list)}
    ${list ? exporting(screen, { what: "copies", document: state.document, similar: state.alike / 100 }) : nothing}
  </details>`;
}

/** Each leads to its article. @param {Screen} screen @param {SimilarList | undefined} list */
function copyList({ state, say, href, go }, list) {
  if (!list) return html`<p class="facts">${say("copies.looking")}</p>`;
  return html`<ul class="rows">
    ${list.articles.map(({ id, title, date: day, source, similarity }) => {
      const change = { document: id, ...NO_PLACE };
      return html`<li>
        <a
          class="row"
          data-id=${id}
          href=${href(change)}
          aria-current=${id === state.document ? "true" : nothing}
          @click=${(/** @type {Event} */ event) => go(change, event)}
        >
          <span dir="auto" class="title">${title}</span>
          <span class="facts">${say.date(day)}${source ? html` · ${source}` : nothing} · ${say("copies.alike", say.percent(similarity))}</span>
        </a>
      </li>`;
    })}
    ${list.total > list.articles.length
      ? html`<li class="facts">${say("more.skipped", list.total - list.articles.length)}</li>`
      : nothing}
  </ul>`;
}
