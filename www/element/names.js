/** The list of who and what is named. */

import { html, nothing } from "lit-html";
import { capitalised } from "../messages/say.js";
import { copies } from "./copies.js";
import { decisions } from "./curation.js";
import { exporting } from "./export.js";
import { LABELS, NAMES, one, several } from "./labels.js";
import { longList } from "./long-list.js";
import { NO_PLACE } from "./state.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {import("../library/corpus-viewer.d.ts").EntityRow} EntityRow */

/** @type {import("./screens.js").ScreenOf} */
export const names = {
  list: "entities",
  parts({ query, filter, similar, state }) {
    const labels = labelsOf(state);
    return {
      entities: { ask: ["entities", { query, filter, labels, similar }], rows: "entities" },
      curation: { ask: ["curation"] },
    };
  },
  tools,
  draw,
};

/** @param {Screen} screen */
function draw(screen) {
  const { answers: { entities }, say, sight } = screen;
  if (!entities) return nothing;
  return html`
    ${copies(screen)} ${decisions(screen)}
    ${entities.total === 0
      ? html`<p class="empty">${say("names.none")}</p>`
      : longList(entities, sight, { name: "names", label: "", row: (entity) => row(screen, entity) })}
  `;
}

/** @param {import("./state.js").State} state @returns {readonly string[]} none: all */
const labelsOf = ({ label }) => (label === "ALL" ? [] : label ? [label] : NAMES);

/** The choice of a label, beside the list. @param {Screen} screen */
function tools(screen) {
  const { state, answers, say, go } = screen;
  const { query = "", filter = "" } = answers;
  return html`<label class="choice">
      <span class="visually-hidden">${say("show")}</span>
      <select @change=${(/** @type {any} */ event) => go({ label: event.target.value })}>
        <option value="" .selected=${state.label === ""}>${say("names.all")}</option>
        ${LABELS.map((label) => html`<option value=${label} .selected=${state.label === label}>${several(say, label)}</option>`)}
        <option value="ALL" .selected=${state.label === "ALL"}>${say("names.values")}</option>
      </select>
    </label>
    ${exporting(screen, { what: "names", query, filter, labels: [...labelsOf(state)] })}`;
}

/** @param {Screen} screen @param {EntityRow} entity */
function row({ state, say, href, go }, { id, label, name, mentions, documents }) {
  const change = { entity: id, document: "", ...NO_PLACE };
  const counts = say("names.figure", say("mentions", mentions), say("articles", documents));
  return html`<a
    class="row"
    data-id=${id}
    href=${href(change)}
    aria-current=${id === state.entity ? "true" : nothing}
    @click=${(/** @type {Event} */ event) => go(change, event)}
  >
    <span class="entity ${label}">${name}</span>
    <span class="kind">${capitalised(one(say, label))}</span>
    <span class="figure" title=${counts}><span aria-hidden="true">${say.figures(mentions)}</span><span class="visually-hidden">${counts}</span></span>
  </a>`;
}
