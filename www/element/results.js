/** The list of articles that a query finds. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { foldedCopies } from "./copies.js";
import { date, figures } from "./format.js";
import { hitRuns } from "./runs.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {import("../library/corpus-viewer.d.ts").SearchHit} SearchHit */

/** @param {Screen} screen */
export function results(screen) {
  const { state, answers, shown, href, go, showMore } = screen;
  const { page } = answers;
  if (!page) return nothing;
  const meant = page.suggestion;
  const suggestion = meant
    ? html`<p class="suggestion">
        Did you mean
        <a href=${href({ query: meant })} @click=${(/** @type {Event} */ event) => go({ query: meant, hit: -1, mention: -1 }, event)}>${meant}</a>?
      </p>`
    : nothing;
  if (page.hits.length === 0) return html`${suggestion}<p class="empty">No article matches.</p>`;
  /** @param {SearchHit} hit @param {number} place */
  const row = (hit, place) => html`
    ${hit.partial && !page.hits[place - 1]?.partial
      ? html`<li class="divider"><h3>With most of the words</h3></li>`
      : nothing}
    <li>
      <a
        class="row"
        data-id=${hit.id}
        href=${href({ document: hit.id, mention: -1, hit: -1 })}
        aria-current=${hit.id === state.document ? "true" : nothing}
        @click=${(/** @type {Event} */ event) => go({ document: hit.id, mention: -1, hit: -1 }, event)}
      >
        <span dir="auto" class="heading ${hit.titleIsFirstSentence ? "first-sentence" : ""}">${hitRuns(hit.heading)}</span>
        <span class="facts">${date(hit.date)}${hit.source ? html` · ${hit.source}` : nothing}</span>
        <span dir="auto" class="snippet">${hitRuns(hit.snippet)}</span>
      </a>
      ${foldedCopies(screen, hit)}
    </li>
  `;
  return html`
    ${suggestion}
    <ol class="rows">
      ${repeat(page.hits, (hit) => hit.id, row)}
    </ol>
    ${page.hits.length >= shown && page.total > shown
      ? html`<button class="more" @click=${showMore}>Show more of ${figures(page.total)}</button>`
      : nothing}
  `;
}
