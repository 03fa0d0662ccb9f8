/** A list of any length: only the rows in sight are in the document, each at its place. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

/** How many rows are drawn beyond those in sight, on either side: as many again, within these bounds. */
const LEAST = 4;
const MOST = 12;

/**
 * Which rows are drawn, and one more that may have the keyboard, which it would lose if it were not drawn.
 * @typedef {{ from: number, to: number, held: number }} Sight
 */

/** What is drawn before a row has been measured. @type {Readonly<Sight>} */
export const TOP = Object.freeze({ from: 0, to: 12, held: -1 });

/**
 * The height of the rows is that of `--row-height` in viewer.css. Styles are set as properties: a page's policy
 * forbids those in attributes.
 * @template Row
 * @param {import("./pages.js").Pages<any, Row>} pages
 * @param {Sight} sight
 * @param {object} look
 * @param {string} look.name a class
 * @param {string} look.label what the list is called
 * @param {(row: Row, nth: number) => unknown} look.row
 */
export function longList(pages, sight, { name, label, row }) {
  const drawn = [];
  for (let nth = sight.from; nth < Math.min(sight.to, pages.total); nth++) drawn.push(nth);
  if (sight.held >= 0 && sight.held < sight.from) drawn.unshift(sight.held);
  if (sight.held >= sight.to && sight.held < pages.total) drawn.push(sight.held);
  const item = (/** @type {number} */ nth) => {
    const known = pages.row(nth);
    return html`<li data-nth=${nth} aria-setsize=${pages.total} aria-posinset=${nth + 1} .style=${`--nth: ${nth}`}>
      ${known ? row(known, nth) : html`<span class="coming" aria-hidden="true"></span>`}
    </li>`;
  };
  return html`<ol class="rows long ${name}" aria-label=${label || nothing} .style=${`--rows: ${pages.total}`}>
    ${repeat(drawn, (nth) => nth, item)}
  </ol>`;
}

/**
 * The rows that are in sight of what scrolls, if there are some that can be measured.
 * @param {Element | null | undefined} scroller
 * @returns {Sight | undefined}
 */
export function inSight(scroller) {
  const list = /** @type {HTMLElement | null | undefined} */ (scroller?.querySelector("ol.long"));
  const row = /** @type {HTMLElement | null | undefined} */ (list?.querySelector("li"));
  if (!scroller || !list || !row || row.offsetHeight === 0) return undefined;
  const before = Math.floor((scroller.scrollTop - list.offsetTop) / row.offsetHeight);
  const fit = Math.ceil(scroller.clientHeight / row.offsetHeight);
  const root = /** @type {ShadowRoot} */ (scroller.getRootNode());
  const held = /** @type {HTMLElement | null | undefined} */ (root.activeElement?.closest("ol.long > li"));
  const margin = Math.max(LEAST, Math.min(fit, MOST));
  return { from: Math.max(0, before - margin), to: Math.max(0, before) + fit + margin, held: Number(held?.dataset.nth ?? -1) };
}

/**
 * Scrolls so that a row is drawn and can have the keyboard.
 * @param {Element} scroller @param {number} nth
 */
export function scrollToRow(scroller, nth) {
  const list = /** @type {HTMLElement | null} */ (scroller.querySelector("ol.long"));
  const row = /** @type {HTMLElement | null | undefined} */ (list?.querySelector("li"));
  if (!list || !row) return;
  const top = list.offsetTop + nth * row.offsetHeight;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  const bottom = top + row.offsetHeight;
  if (bottom > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = bottom - scroller.clientHeight;
}
