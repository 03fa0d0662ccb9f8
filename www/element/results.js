/** The list of articles that a query finds. */

import { html, nothing } from "lit-html";
import { copies, foldedCopies } from "./copies.js";
import { exporting, listed } from "./export.js";
import { longList } from "./long-list.js";
import { hitRuns } from "./runs.js";
import { NO_PLACE, SORTS } from "./state.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {import("../library/corpus-viewer.d.ts").SearchHit} SearchHit */

/** @type {import("./screens.js").ScreenOf} */
export const results = {
  list: "articles",
  parts: () => ({}),
  tools,
  draw: (screen) => html`${copies(screen)} ${articleList(screen)}`,
};

/** @param {Screen} screen */
export function articleList(screen) {
  const { state, answers, say, sight, href, go } = screen;
  const { articles } = answers;
  if (!articles) return nothing;
  const meant = articles.head.suggestion;
  return html`
    ${meant
      ? html`<p class="suggestion">
          ${say("meant")}
          <a href=${href({ query: meant })} @click=${(/** @type {Event} */ event) => go({ query: meant, ...NO_PLACE }, event)}>${meant}</a>?
        </p>`
      : nothing}
    ${articles.total === 0
      ? html`<p class="empty">${say(state.filters.length > 0 ? "nothing.filtered" : "nothing")}</p>`
      : longList(articles, sight, { name: "articles", label: "", row: (hit) => row(screen, hit) })}
  `;
}

/** The choice of an order, beside the list. @param {Screen} screen */
function tools(screen) {
  const { state, say, go } = screen;
  return html`<label class="choice">
      <span class="visually-hidden">${say("sort")}</span>
      <select @change=${(/** @type {any} */ event) => go({ sort: event.target.value })}>
        ${SORTS.map((sort) => html`<option value=${sort} .selected=${state.sort === sort}>${say(`sort.${sort}`)}</option>`)}
      </select>
    </label>
    ${exporting(screen, { what: "articles", sort: state.sort, ...listed(screen) })}`;
}

/** @param {Screen} screen @param {SearchHit} hit */
function row(screen, hit) {
  const { state, say, href, go } = screen;
  const change = { document: hit.id, ...NO_PLACE };
  return html`<a
      class="row"
      data-id=${hit.id}
      href=${href(change)}
      aria-current=${hit.id === state.document ? "true" : nothing}
      @click=${(/** @type {Event} */ event) => go(change, event)}
    >
      <span dir="auto" class="heading ${hit.titleIsFirstSentence ? "first-sentence" : ""}">${hitRuns(hit.heading)}</span>
      <span class="facts"
        >${hit.partial ? html`<b>${say("most.words")}</b> · ` : nothing}${say.date(hit.date)}${hit.source ? html` · ${hit.source}` : nothing}</span
      >
      <span dir="auto" class="snippet">${hitRuns(hit.snippet)}</span>
    </a>
    ${foldedCopies(screen, hit)}`;
}
