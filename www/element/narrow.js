/** Narrowing down: what the articles found have in common, with counts; what is chosen, to be taken away again. */

import { html, nothing } from "lit-html";
import { exporting, listed } from "./export.js";
import { NAMES, several } from "./labels.js";
import { NO_PLACE } from "./state.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {import("../library/corpus-viewer.d.ts").Facet} Facet */

/** How many values of each field are asked for. */
export const VALUES = 30;

/** How many of them are in sight; the rest can be unfolded. */
const IN_SIGHT = 6;

/** The fields that come first; all others are metadata. */
const FIRST = ["year", "month", ...NAMES.slice(0, 3), "source", "author"];

/** Of names, an article can have several; of all else, one value a field. */
const NAMED = new RegExp(`^(${NAMES.join("|")}|entity):`, "i");

/**
 * One filter out of those that are chosen: an article has to have all the names, but of other fields one of the values.
 * @param {readonly string[]} filters
 */
export function joined(filters) {
  const fields = Map.groupBy(filters, (filter) => (NAMED.test(filter) ? filter : filter.slice(0, filter.indexOf(":"))));
  return [...fields.values()].map((values) => (values.length > 1 ? `(${values.join(" OR ")})` : values[0])).join(" ");
}

/** The fields beside the list. @param {Screen} screen */
export function narrowing(screen) {
  const { answers: { facets }, say } = screen;
  const given = facets?.facets ?? [];
  const order = (/** @type {Facet} */ { field }) => (FIRST.indexOf(field) + FIRST.length + 1) % (FIRST.length + 1);
  const years = given.find(({ field }) => field === "year")?.values.length ?? 0;
  const fields = given
    .filter(({ field }) => field !== (years > 1 ? "month" : "year") && !NAMES.slice(3).some((label) => label === field))
    .toSorted((a, b) => order(a) - order(b));
  return html`<aside class="narrow" aria-label=${say("narrow")}>
    <h2 class="visually-hidden">${say("narrow")}</h2>
    ${fields.map((facet) => field(screen, facet))}
    ${fields.length > 0 ? exporting(screen, { what: "facets", ...listed(screen) }) : nothing}
  </aside>`;
}

/** @param {Screen} screen @param {Facet} facet */
function field(screen, { field, values }) {
  const more = values.slice(IN_SIGHT);
  const row = (/** @type {Facet["values"][number]} */ row) => value(screen, field, row);
  return html`<section>
    <h3>${called(screen, field)}</h3>
    <ul>
      ${values.slice(0, IN_SIGHT).map(row)}
    </ul>
    ${more.length > 0
      ? html`<details class="fold">
          <summary>${screen.say("more", more.length)}</summary>
          <ul>
            ${more.map(row)}
          </ul>
        </details>`
      : nothing}
  </section>`;
}

/** @param {Screen} screen @param {string} field @param {Facet["values"][number]} row */
function value({ state, say, go }, field, { value, documents, filter }) {
  if (!filter) return nothing;
  const isChosen = state.filters.includes(filter);
  const filters = isChosen ? state.filters.filter((other) => other !== filter) : [...state.filters, filter];
  const shown = field === "year" || field === "month" ? say.date(value) : value;
  return html`<li>
    <button class="facet" aria-pressed=${isChosen ? "true" : "false"} @click=${() => go({ filters, ...NO_PLACE })}>
      <span class="value ${NAMES.some((label) => label === field) ? `entity ${field}` : ""}" dir="auto">${shown}</span>
      <span class="figure" aria-hidden="true">${say.figures(documents)}</span
      ><span class="visually-hidden">, ${say("articles", documents)}</span>
    </button>
  </li>`;
}

/** What a field is called. @param {Screen} screen @param {string} field */
function called({ say }, field) {
  if (NAMES.some((label) => label === field)) return several(say, field);
  const known = /** @type {const} */ (["year", "month", "source", "author", "language"]).find((name) => name === field);
  return known ? say(`field.${known}`) : field;
}

/** What is chosen. @param {Screen} screen */
export function chosen({ state: { filters }, say, go }) {
  if (filters.length === 0) return nothing;
  return html`<ul class="chosen" aria-label=${say("narrowed")}>
    ${filters.map(
      (filter) => html`<li>
        <button aria-label=${say("narrow.without", filter)} @click=${() => go({ filters: filters.filter((other) => other !== filter) })}>
          <span dir="auto">${filter}</span> <span aria-hidden="true">×</span>
        </button>
      </li>`,
    )}
    ${filters.length > 1 ? html`<li><button @click=${() => go({ filters: [] })}>${say("narrow.clear")}</button></li>` : nothing}
  </ul>`;
}
