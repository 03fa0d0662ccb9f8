/** The map in the margin of an article: where hits, names and notes stand, from its beginning to its end. */

import { html, nothing, svg } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { bodyOf } from "./article.js";
import { NO_PLACE } from "./state.js";

/** @typedef {import("./frame.js").Screen} Screen */

/** How many places there are from the beginning to the end, as the core has them. */
const PLACES = 200;

/** In which column what stands: hits and what was marked at the left, names at the right. */
const LEFT = ["hit", "note", "passage"];

/**
 * For the pointer and the eye alone: keys and buttons lead from place to place.
 * @param {Screen} screen
 */
export function marginMap({ state, answers: { article }, drawn, go }) {
  // It lies over the margin, so that it may come last.
  if (!article || article.id !== state.document || drawn < bodyOf(article).length) return nothing;
  const shown = article.map.filter(({ what }) => !state.hidden.includes(what));
  if (shown.length === 0) return nothing;
  const lead = (/** @type {PointerEvent} */ event) => {
    const { what, place } = /** @type {SVGElement} */ (event.target).dataset;
    if (place !== undefined && Number(place) >= 0) go({ ...NO_PLACE, [what === "hit" ? "hit" : "mention"]: Number(place) });
  };
  return html`<svg class="margin-map" viewBox="0 0 8 ${PLACES}" preserveAspectRatio="none" aria-hidden="true" @click=${lead}>
    ${guard([article, state.hidden], () =>
      shown.map(
        ({ at, what, place }) => svg`<rect class=${`tick ${what}`} data-what=${what} data-place=${place}
          x=${LEFT.includes(what) ? 0 : 4} y=${at} width="4" height="1"></rect>`,
      ),
    )}
  </svg>`;
}
