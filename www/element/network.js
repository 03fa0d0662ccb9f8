/** With whom and what an entity is named: a drawing, and a table that says the same. */

import { html, nothing, svg } from "lit-html";
import { picturing, exporting } from "./export.js";
import { one } from "./labels.js";
import { NO_PLACE } from "./state.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {import("../library/corpus-viewer.d.ts").NetworkNode} NetworkNode */

/** Of the drawing, in pixels; it is as wide as there is room. */
const HEIGHT = 460;

/** Around the nodes, for their names: in percent beside them, in pixels above and below. */
const MARGIN = { x: 12, y: 26 };

/** So many have their names beside them even where there is little room: the first are named most. */
const NAMED = 9;

/** @param {Screen} screen */
export function network(screen) {
  const { state, answers, say, href, go } = screen;
  const drawn = answers.network;
  if (!drawn || drawn.nodes.length < 3 || drawn.nodes[0].id !== state.entity) return nothing;
  const { nodes, edges } = drawn;
  const x = (/** @type {NetworkNode} */ node) => `${MARGIN.x + node.x * (100 - 2 * MARGIN.x)}%`;
  const y = (/** @type {NetworkNode} */ node) => MARGIN.y + node.y * (HEIGHT - 2 * MARGIN.y);
  const most = edges[0]?.together ?? 1;
  const change = (/** @type {NetworkNode} */ node) => ({ entity: node.id, document: "", ...NO_PLACE });
  const options = { what: /** @type {const} */ ("network"), entity: state.entity };
  return html`<section class="about chart">
    <h3>${say("network")}</h3>
    <svg class="network" height=${HEIGHT} role="group" aria-label=${say("network")}>
      ${edges.map(
        ({ from, to, together }) => svg`<line x1=${x(nodes[from])} y1=${y(nodes[from])} x2=${x(nodes[to])} y2=${y(nodes[to])}
          stroke-width=${0.75 + (3 * together) / most}><title>${nodes[from].name} – ${nodes[to].name}: ${say("in.articles", together)}</title></line>`,
      )}
      ${nodes.map(
        (node, nth) => svg`<a aria-label=${`${node.name}, ${one(say, node.label)}, ${say("in.articles", node.documents)}`} href=${href(change(node))} @click=${(/** @type {Event} */ event) => go(change(node), event)}>
          <circle class=${`dot ${node.label}`} cx=${x(node)} cy=${y(node)} r=${node.id === state.entity ? 8 : 5}></circle>
          <text class=${nth < NAMED ? "" : "if-wide"} x=${x(node)} y=${y(node) - 9} text-anchor="middle">${shortened(node.name)}</text>
          <title>${node.name}</title>
        </a>`,
      )}
    </svg>
    ${picturing(screen, options)} ${exporting(screen, options)}
    <details class="fold">
      <summary>${say("network.table")}</summary>
      <table class="figures">
        <thead>
          <tr><th scope="col" colspan="2">${say("network.pair")}</th><th scope="col">${say("network.together")}</th></tr>
        </thead>
        <tbody>
          ${edges.map(({ from, to, together }) => html`<tr><td>${nodes[from].name}</td><td>${nodes[to].name}</td><td>${say.figures(together)}</td></tr>`)}
        </tbody>
      </table>
    </details>
  </section>`;
}

/** How many characters of a name stand in the drawing. */
const LONGEST = 20;

/** @param {string} name */
const shortened = (name) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);
