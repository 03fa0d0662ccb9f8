/** The concordance: every place in a line of its own, with what stands around it. */

import { html, nothing } from "lit-html";
import { exporting } from "./export.js";
import { NAMES, several } from "./labels.js";
import { longList } from "./long-list.js";
import { NO_PLACE, POSITIONS, SORTED_BY, START, WIDEST } from "./state.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {import("../library/corpus-viewer.d.ts").KwicLine} KwicLine */

/** How many lines are drawn when some are drawn at random. */
const SOME = 100;

/** @type {import("./screens.js").ScreenOf} */
export const concordance = {
  list: "lines",
  isWide: true,
  parts({ query, filter, state }) {
    const { node, order, window, sample, seed } = state;
    if (!query.trim() && !node) return {};
    const options = { ...inMiddle(node), filter, window, sort: order.join(), ...(sample > 0 ? { sample, seed } : {}) };
    return { lines: { ask: ["kwic", query, options], rows: "lines", count: "sampled" } };
  },
  tools,
  draw,
};

/** What stands in the middle, as the corpus is asked for it. @param {string} node */
const inMiddle = (node) => (node.includes(":") ? { entity: node } : node ? { label: node } : {});

/** @param {Screen} screen */
function draw(screen) {
  const { state, answers, say, sight } = screen;
  const { lines, query = "", filter = "" } = answers;
  if (!state.query.trim() && !state.node) return html`<p class="empty">${say("kwic.hint")}</p>`;
  if (!lines) return nothing;
  const { total, sampled } = lines.head;
  return html`
    <div class="tools told">
      <span role="status">
        ${sampled < total ? say("kwic.sampled", sampled, say("lines", total)) : say("lines", total)}
        ${sampled < total ? html`<button @click=${() => screen.go({ seed: state.seed + 1 })}>${say("kwic.again")}</button>` : nothing}
      </span>
      ${exporting(screen, {
        ...inMiddle(state.node),
        ...{ what: "concordance", query, filter, window: state.window, order: state.order.join() },
        ...(state.sample > 0 ? { sample: state.sample, seed: state.seed } : {}),
      })}
      <button class="print" @click=${screen.print}>${say("print")}</button>
    </div>
    ${lines.total > 0 ? longList(lines, sight, { name: "kwic", label: say("concordance"), row: (line) => row(screen, line) }) : nothing}
  `;
}

/** What stands in the middle, in which order, how wide, how many. @param {Screen} screen */
function tools({ state, say, go }) {
  const { node, order, window, sample } = state;
  const isEntity = node.includes(":");
  const number = (/** @type {any} */ event, /** @type {number} */ least, /** @type {number} */ most) =>
    Math.min(Math.max(Math.floor(event.target.valueAsNumber) || least, least), most);
  const sorted = (/** @type {number} */ nth, /** @type {any} */ event) => {
    const changed = [...order];
    if (event.target.value) changed[nth] = event.target.value;
    else changed.splice(nth);
    go({ order: changed });
  };
  return html`<label>
      ${say("kwic.node")}
      <select @change=${(/** @type {any} */ event) => go({ node: event.target.value })}>
        <option value="" .selected=${node === ""}>${say("kwic.node.hits")}</option>
        ${isEntity ? html`<option value=${node} selected>${node.slice(node.indexOf(":") + 1)}</option>` : nothing}
        ${NAMES.map((label) => html`<option value=${label} .selected=${node === label}>${several(say, label)}</option>`)}
      </select>
    </label>
    <div class="order" role="group" aria-labelledby="order">
      <span id="order">${say("kwic.sort")}</span>
      ${Array.from({ length: Math.min(order.length + 1, SORTED_BY) }, (_, nth) => html`<select
        aria-label=${say("kwic.sort.nth", nth + 1)}
        @change=${(/** @type {Event} */ event) => sorted(nth, event)}
      >
        <option value="" .selected=${!order[nth]}>${say(nth === 0 ? "kwic.sort.none" : "kwic.sort.end")}</option>
        ${POSITIONS.map((position) => html`<option value=${position} .selected=${order[nth] === position}>${say(`position.${position}`)}</option>`)}
      </select>`)}
    </div>
    <label>
      ${say("kwic.window")}
      <input type="number" min="1" max=${WIDEST} .value=${String(window)} @change=${(/** @type {Event} */ event) => go({ window: number(event, 1, WIDEST) })} />
    </label>
    <label>
      <input
        type="checkbox"
        .checked=${sample > 0}
        @change=${(/** @type {any} */ { target }) => go(target.checked ? { sample: SOME } : { sample: 0, seed: START.seed })}
      />
      ${say("kwic.sample")}
      ${sample > 0
        ? html`<input
            type="number"
            min="1"
            max="100000"
            aria-label=${say("kwic.sample.most")}
            .value=${String(sample)}
            @change=${(/** @type {Event} */ event) => go({ sample: number(event, 1, 100_000) })}
          />`
        : nothing}
    </label>`;
}

/** @param {Screen} screen @param {KwicLine} line */
function row({ state, say, href, go }, { id, title, date, source, left, node, right, hit = -1, mention = -1 }) {
  const change = { document: id, ...NO_PLACE, hit, mention };
  const isOpen = state.document === id && state.hit === hit && state.mention === mention;
  return html`<a
    class="row"
    dir="auto"
    data-id=${id}
    href=${href(change)}
    aria-current=${isOpen ? "true" : nothing}
    @click=${(/** @type {Event} */ event) => go(change, event)}
  >
    <span class="left"><span>${left}</span></span><b class="node">${node}</b><span class="right">${right}</span>
    <span class="facts" title=${title}>${source ? html`${source} · ` : nothing}${say.date(date)}</span>
  </a>`;
}
