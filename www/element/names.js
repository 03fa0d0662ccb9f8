/** The list of who and what is named. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { capitalised, count, figures } from "./format.js";
import { LABELS, ONE } from "./labels.js";

/** @typedef {import("./frame.js").Screen} Screen */

/** @param {Screen} screen */
export function names({ state, answers: { entities }, shown, href, go, showMore }) {
  if (!entities) return nothing;
  return html`
    <label class="picker">
      Show
      <select @change=${(/** @type {any} */ event) => go({ label: event.target.value })}>
        ${[["", "All names"], ...LABELS, ["ALL", "Names, dates and numbers"]].map(
          ([label, name]) => html`<option value=${label} .selected=${state.label === label}>${name}</option>`,
        )}
      </select>
    </label>
    ${entities.entities.length === 0 ? html`<p class="empty">Nothing is named here.</p>` : nothing}
    <ol class="rows names">
      ${repeat(
        entities.entities,
        (row) => row.id,
        (row) => html`
          <li>
            <a
              class="row"
              data-id=${row.id}
              href=${href({ entity: row.id, document: "", mention: -1 })}
              aria-current=${row.id === state.entity ? "true" : nothing}
              @click=${(/** @type {Event} */ event) => go({ entity: row.id, document: "", mention: -1 }, event)}
            >
              <span class="entity ${row.label}">${row.name}</span>
              <span class="kind">${capitalised(ONE.get(row.label) ?? "")}</span>
              <span class="figure" title="${count(row.mentions, "mention")} in ${count(row.documents, "article")}"
                >${figures(row.mentions)}<span class="visually-hidden"> mentions in ${row.documents} articles</span></span
              >
            </a>
          </li>
        `,
      )}
    </ol>
    ${entities.total > shown
      ? html`<button class="more" @click=${showMore}>Show more of ${figures(entities.total)}</button>`
      : nothing}
  `;
}
