/** The timeline: how many articles or hits there are by day, month or year; a stretch of it can be chosen. */

import { html, nothing } from "lit-html";
import { bars } from "./bars.js";
import { exporting, picturing } from "./export.js";
import { articleList } from "./results.js";
import { FIGURES, NO_PLACE, PERIODS } from "./state.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {import("../library/corpus-viewer.d.ts").Timeline} Timeline */
/** @typedef {import("../library/corpus-viewer.d.ts").Period} Period */

/** @type {import("./screens.js").ScreenOf} */
export const timeline = {
  list: "articles",
  isWide: true,
  parts: ({ query, filter, state: { by } }) => ({ timeline: { ask: ["timeline", query, { by, filter }] } }),
  tools,
  draw,
};

/** @param {Screen} screen */
function draw(screen) {
  const { answers, say } = screen;
  if (!answers.timeline) return nothing;
  const { periods, coarse, undated } = answers.timeline;
  return html`
    <div class="timeline">
      ${periods.length > 0 ? chart(screen, answers.timeline) : html`<p class="empty">${say("timeline.none")}</p>`}
      ${coarse.documents > 0 ? html`<p class="facts">${say("timeline.coarse", say("articles", coarse.documents))}</p>` : nothing}
      ${undated.documents > 0 ? html`<p class="facts">${say("timeline.undated", say("articles", undated.documents))}</p>` : nothing}
    </div>
    ${articleList(screen)}
  `;
}

/** The figure that is shown: without a query there are no hits. @param {Screen} screen @returns {import("./state.js").Figure} */
const figureOf = ({ state, answers }) => (answers.query?.trim() ? state.figure : "documents");

/** @param {Screen} screen */
function tools(screen) {
  const { state, answers, say, go } = screen;
  return html`<label>
      ${say("timeline.figure")}
      <select @change=${(/** @type {any} */ event) => go({ figure: event.target.value })}>
        ${FIGURES.map(
          (figure) => html`<option value=${figure} .selected=${figureOf(screen) === figure} ?disabled=${figure !== "documents" && !answers.query?.trim()}>
            ${say(`figure.${figure}`)}
          </option>`,
        )}
      </select>
    </label>
    <label>
      ${say("timeline.by")}
      <select @change=${(/** @type {any} */ event) => go({ by: event.target.value })}>
        ${PERIODS.map((by) => html`<option value=${by} .selected=${state.by === by}>${say(`by.${by}`)}</option>`)}
      </select>
    </label>`;
}

/** @param {Screen} screen @param {Timeline} timeline */
function chart(screen, { periods, most }) {
  const { say } = screen;
  const { state, answers } = screen;
  const figure = figureOf(screen);
  const { query = "", filter = "" } = answers;
  const made = { what: /** @type {const} */ ("timeline"), query, filter, by: state.by };
  return html`<div class="chart">
    ${bars({
      label: say(`figure.${figure}`),
      height: 220,
      values: periods.map((period) => period[figure]),
      most: most[figure],
      name: (nth) => say.date(periods[nth].period),
      brief: (nth) => say.brief(periods[nth].period),
      figures: (value) => say.figures(value, value < 10 ? 1 : 0),
      choose: (first, last) => choose(screen, periods[first], periods[last]),
    })}
    <div class="tools">
      <span class="facts">${say("timeline.brush")}</span>
      <span>${picturing(screen, made)} ${exporting(screen, made)}</span>
    </div>
    <details class="fold">
      <summary>${say("timeline.table")}</summary>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">${say("timeline.period")}</th>
            ${FIGURES.map((figure) => html`<th scope="col">${say(`figure.${figure}`)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${periods.map(
            (period) => html`<tr>
              <th scope="row">
                <button @click=${() => choose(screen, period, period)}>${say.date(period.period)}</button>
              </th>
              <td>${say.figures(period.documents)}</td>
              <td>${say.figures(period.hits)}</td>
              <td>${say.figures(period.perMillion, 1)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </details>
  </div>`;
}

/** Narrows everything down to a stretch of time, in place of the one before. @param {Screen} screen @param {Period} first @param {Period} last */
function choose({ state, go }, first, last) {
  const filter = first === last ? first.filter : first.from + last.to;
  go({ filters: [...state.filters.filter((other) => !other.startsWith("date:")), filter], ...NO_PLACE });
}
