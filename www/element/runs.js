/** Runs of text, drawn. */

import { html, nothing } from "lit-html";
import { LABELS } from "./labels.js";

/** @typedef {import("../library/corpus-viewer.d.ts").Run} Run */

/** @param {Run[]} runs hits marked, entities not */
export const hitRuns = (runs) => runs.map(marked);

/** @param {Run} run */
const marked = (run) => (run.marks.includes("hit") ? html`<mark data-hit=${run.hit ?? nothing}>${run.text}</mark>` : run.text);

/**
 * Hits marked, and mentions as links to their entity. The mention at `current` can be
 * reached with Tab, and from it the others with the arrow keys.
 * @param {Run[]} runs
 * @param {{ hidden: string[], current: number, href: (entity: string) => string,
 *   open: (entity: string, event: Event) => void }} options
 */
export function entityRuns(runs, { hidden, current, href, open }) {
  const parts = [];
  for (let at = 0; at < runs.length; ) {
    const { entity } = runs[at];
    let end = at + 1;
    if (!entity || hidden.includes(entity.label)) {
      parts.push(marked(runs[at]));
    } else {
      while (runs[end]?.entity?.mention === entity.mention) end += 1;
      parts.push(html`<a
        class="entity ${entity.label} ${entity.mention === current ? "current" : ""}"
        href=${href(entity.id)}
        data-mention=${entity.mention}
        tabindex=${entity.mention === current ? 0 : -1}
        @click=${(/** @type {Event} */ event) => open(entity.id, event)}
        title=${`${LABELS.get(entity.label)}: ${entity.name}`}
        >${hitRuns(runs.slice(at, end))}</a
      >`);
    }
    at = end;
  }
  return parts;
}
