/** With whom and what an entity is named: a drawing, and a table that says the same. */

import { html, nothing, svg } from "lit-html";
import { picturing, exporting } from "./export.js";
import { one } from "./labels.js";
import { NO_PLACE } from "./state.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {import("../library/corpus-viewer.d.ts").NetworkNode} NetworkNode */

/** How far apart the nodes are that have names above one another, and the least height of the drawing, in pixels; it is as wide as there is room. */
const LINE = 24;
const LEAST_HEIGHT = 240;

/** Around the nodes, for their names: in percent beside them, in pixels above and below. */
const MARGIN = { x: 4, y: 26 };

/** @param {Screen} screen */
export function network(screen) {
  const { state, answers, say, href, go } = screen;
  const drawn = answers.network;
  if (!drawn || drawn.nodes.length < 3 || drawn.nodes[0].id !== state.entity) return nothing;
  const { nodes, edges } = drawn;
  const x = (/** @type {NetworkNode} */ node) => `${MARGIN.x + node.x * (100 - 2 * MARGIN.x)}%`;
  const height = Math.max(LEAST_HEIGHT, (nodes.length - 1) * LINE + 2 * MARGIN.y);
  const y = (/** @type {NetworkNode} */ node) => MARGIN.y + node.y * (height - 2 * MARGIN.y);
  const anchor = (/** @type {NetworkNode} */ node) => (node.x < 0.25 ? "start" : node.x > 0.75 ? "end" : "middle");
  const most = edges[0]?.together ?? 1;
  const change = (/** @type {NetworkNode} */ node) => ({ entity: node.id, document: "", ...NO_PLACE });
  const options = { what: /** @type {const} */ ("network"), entity: state.entity };
  return html`<section class="about chart">
    <h3>${say("network")}</h3>
    <svg class="network" height=${height} role="group" aria-label=${say("network")}>
      ${edges.map(
        ({ from, to, together }) => svg`<line x1=${x(nodes[from])} y1=${y(nodes[from])} x2=${x(nodes[to])} y2=${y(nodes[to])}
          stroke-width=${0.75 + (3 * together) / most}><title>${nodes[from].name} – ${nodes[to].name}: ${say("in.articles", together)}</title></line>`,
      )}
      ${nodes.map(
        (node) => svg`<a aria-label=${`${node.name}, ${one(say, node.label)}, ${say("in.articles", node.documents)}`} href=${href(change(node))} @click=${(/** @type {Event} */ event) => go(change(node), event)}>
          <circle class=${`dot ${node.label}`} cx=${x(node)} cy=${y(node)} r=${node.id === state.entity ? 8 : 5}></circle>
          <text x=${x(node)} y=${y(node) - 9} text-anchor=${anchor(node)}>${shortened(node.name)}</text>
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
