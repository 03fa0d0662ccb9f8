/** Copies of a story: whether they count as one, how alike they have to be, and which they are. */

import { html, nothing } from "lit-html";
import { date, figures, percent } from "./format.js";
import { ALIKE } from "./state.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {import("../library/corpus-viewer.d.ts").SearchHit} SearchHit */
/** @typedef {import("../library/corpus-viewer.d.ts").SimilarList} SimilarList */

/** Whether a corpus can have copies, and the texts to tell. @param {Screen["info"]} info */
export const canHaveCopies = (info) => info !== undefined && info.documents > 1 && info.textBytes > 0;

/** What stands above both lists. @param {Screen} screen */
export function copies(screen) {
  const { state, info, tellsCopies, loadsMore, go } = screen;
  if (!canHaveCopies(info)) return nothing;
  const least = `${state.alike}%`;
  return html`<div class="copies" role="group" aria-label="Copies of a story">
    <label>
      <input type="checkbox" .checked=${state.folds} @change=${(/** @type {any} */ { target }) => go({ folds: target.checked })} />
      Copies of a story count as one
    </label>
    <details @toggle=${(/** @type {Event} */ event) => tellSoon(screen, event)}>
      <summary><output aria-live=${tellsCopies ? "polite" : "off"}>${howMany(screen)}</output> (at least ${least} alike)</summary>
      <label class="alike">
        <span>At least</span>
        <input
          type="range"
          min=${ALIKE.least}
          max=${ALIKE.most}
          step=${ALIKE.step}
          .value=${String(state.alike)}
          aria-valuetext="${state.alike} percent alike"
          aria-describedby="alike"
          @input=${(/** @type {any} */ { target }) => go({ alike: target.valueAsNumber })}
        />
        <b>${least} alike</b>
      </label>
      <p id="alike">
        How much of their wording two articles share: of all stretches of three words in either of them, the part that stands in both.
        100%: word for word, but for capitals and line breaks. 30%: about every fifth word differs. With less, they may only quote
        the same. Articles of under a hundred words have to be more alike than this. Copies are gathered around one of them, so that
        two others may be less alike. ${loadsMore ? "To count them as one, all of this corpus is loaded first." : nothing}
      </p>
    </details>
  </div>`;
}

/** What is unfolded tells of copies, unless much would have to be loaded. @param {Screen} screen @param {Event} event */
function tellSoon({ loadsMore, tellCopies }, { target }) {
  if (/** @type {HTMLDetailsElement} */ (target).open && !loadsMore) tellCopies();
}

/** How many of the articles found are copies of others, once it is known. @param {Screen} screen */
function howMany({ state, answers: { page, copies, knowsCopies }, tellsCopies }) {
  const told = state.folds ? page : copies;
  if (!knowsCopies) return state.folds || tellsCopies ? "Looking for copies …" : "What is a copy";
  if (!told) return "Copies";
  const copied = told.totalArticles - told.total;
  if (copied === 0) return "No copies among these";
  return `${figures(copied)} of these ${figures(told.totalArticles)} ${copied === 1 ? "is a copy" : "are copies"}`;
}

/** The articles that a row of the list stands for, in place. @param {Screen} screen @param {SearchHit} hit */
export function foldedCopies(screen, { id, similar, title }) {
  if (similar === 0) return nothing;
  const isOpen = screen.unfolded.has(id);
  return html`<details
    class="fold folded"
    ?open=${isOpen}
    @toggle=${(/** @type {any} */ { target }) => target.open !== screen.unfolded.has(id) && screen.unfold(id, target.open)}
  >
    <summary>and ${copiesOf(similar)}<span class="visually-hidden"> of “${title}”</span></summary>
    ${isOpen ? copyList(screen, screen.answers.folded?.get(id)) : nothing}
  </details>`;
}

/** The copies of the article that is read. @param {Screen} screen */
export function articleCopies(screen) {
  const { state, answers, info, loadsMore } = screen;
  if (!canHaveCopies(info) || (loadsMore && !answers.knowsCopies)) return nothing;
  const list = answers.similar?.id === state.document ? answers.similar.list : undefined;
  if (answers.knowsCopies && !list?.total) return nothing;
  return html`<details class="fold copied" @toggle=${(/** @type {Event} */ event) => tellSoon(screen, event)}>
    <summary>${list ? copiesOf(list.total) : "Copies"} of this story</summary>
    ${copyList(screen, list)}
  </details>`;
}

/** @param {number} similar */
const copiesOf = (similar) => (similar === 1 ? "1 copy" : `${figures(similar)} copies`);

/** Each leads to its article. @param {Screen} screen @param {SimilarList | undefined} list */
function copyList({ state, href, go }, list) {
  if (!list) return html`<p class="facts">Looking for copies …</p>`;
  return html`<ul class="rows">
    ${list.articles.map(({ id, title, date: day, source, similarity }) => {
      const change = { document: id, mention: -1, hit: -1 };
      return html`<li>
        <a
          class="row"
          data-id=${id}
          href=${href(change)}
          aria-current=${id === state.document ? "true" : nothing}
          @click=${(/** @type {Event} */ event) => go(change, event)}
        >
          <span dir="auto" class="title">${title}</span>
          <span class="facts">${date(day)}${source ? html` · ${source}` : nothing} · ${percent(similarity)} alike</span>
        </a>
      </li>`;
    })}
    ${list.total > list.articles.length
      ? html`<li class="facts">and ${figures(list.total - list.articles.length)} more</li>`
      : nothing}
  </ul>`;
}
