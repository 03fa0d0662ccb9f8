/** Runs of text, drawn. */

import { html, nothing } from "lit-html";

/** @typedef {import("../library/corpus-viewer.d.ts").Run} Run */

/** @param {Run[]} runs hits marked, entities not */
export const hitRuns = (runs) => runs.map(marked);

/** @param {Run} run */
function marked({ text, marks, hit, notes }) {
  if (marks.length === 0) return text;
  return html`<mark class=${marks.join(" ")} data-hit=${hit ?? nothing} data-note=${notes?.[0] ?? nothing}>${text}</mark>`;
}

/**
 * Hits marked, and mentions as links to their entity.
 * @param {Run[]} runs
 */
export function entityRuns(runs) {
  const parts = [];
  for (let at = 0; at < runs.length; ) {
    const { entity } = runs[at];
    let end = at + 1;
    if (entity) {
      while (runs[end]?.entity?.mention === entity.mention) end += 1;
      parts.push(html`<a
        class="entity ${entity.label}"
        href="#"
        data-entity=${entity.id}
        data-mention=${entity.mention}
        tabindex="-1"
        >${hitRuns(runs.slice(at, end))}</a
      >`);
    } else {
      parts.push(marked(runs[at]));
    }
    at = end;
  }
  return parts;
}
