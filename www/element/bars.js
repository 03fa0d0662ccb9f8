/** A chart of bars, of which a stretch can be chosen: by the pointer, or with the arrow keys, Shift and Enter. */

import { html, nothing, svg } from "lit-html";

/** Of the drawing, in pixels; it is as wide as there is room. */
const FOOT = 24;
const TOP = 16;

/** A bar is at most so wide, in percent of the drawing. */
const WIDEST = 7;

/** How many names stand below the bars at most, where there is room and where there is little: in viewer.css. */
const NAMED = { wide: 9, narrow: 3 };

/**
 * @typedef {object} Bars
 * @property {string} label what is counted
 * @property {number} height in pixels
 * @property {number[]} values
 * @property {number} most the highest of them
 * @property {(nth: number) => string} name what a bar stands for
 * @property {(nth: number) => string} brief the same, in few letters
 * @property {(value: number) => string} figures
 * @property {(first: number, last: number) => void} choose
 */

/** @param {Bars} chart */
export function bars(chart) {
  const { label, height: high, values, most, name, brief, figures } = chart;
  const step = 100 / values.length;
  const foot = high - FOOT;
  const height = (/** @type {number} */ value) => (most > 0 ? (value / most) * (foot - TOP) : 0);
  const wide = Math.min(step * 0.84, WIDEST);
  const often = Math.ceil(values.length / NAMED.wide);
  const seldom = often * Math.ceil(NAMED.wide / NAMED.narrow);
  const bar = (/** @type {number} */ value, /** @type {number} */ nth) => svg`<rect class="bar" x="${(nth + 0.5) * step - wide / 2}%"
    y=${foot - height(value)} width="${wide}%" height=${height(value)}></rect>
    <rect class="catch" data-nth=${nth} x="${nth * step}%" y="0" width="${step}%" height=${foot}
      ><title>${name(nth)}: ${figures(value)}</title></rect>`;
  const under = (/** @type {number} */ _, /** @type {number} */ nth) => {
    if (nth % often > 0) return nothing;
    const at = (nth + 0.5) * step;
    const anchor = at < 8 ? "start" : at > 92 ? "end" : "middle";
    return svg`<text class=${nth % seldom > 0 ? "if-wide" : ""} x="${at < 8 ? 0 : at > 92 ? 100 : at}%" y=${high - 6} text-anchor=${anchor}>${brief(nth)}</text>`;
  };
  return html`<svg
    class="bars"
    height=${high}
    tabindex="0"
    role="img"
    aria-label=${`${label}: ${name(0)} – ${name(values.length - 1)}, ${figures(most)}`}
    @pointerdown=${(/** @type {PointerEvent} */ event) => drag(event, chart)}
    @keydown=${(/** @type {KeyboardEvent} */ event) => walk(event, chart)}
  >
    <line x1="0" x2="100%" y1=${foot} y2=${foot}></line>
    ${values.map(bar)} ${values.map(under)}
    <text class="most" x="0" y=${TOP - 4}>${figures(most)}</text>
    <rect class="chosen-stretch" y="0" height=${foot} width="0"></rect>
  </svg>`;
}

/** Chooses from where the pointer goes down to where it comes up. @param {PointerEvent} event @param {Bars} chart */
function drag(event, { values, choose }) {
  const chart = /** @type {SVGElement} */ (event.currentTarget);
  const frame = chart.getBoundingClientRect();
  const at = (/** @type {PointerEvent} */ { clientX }) =>
    Math.min(Math.max(Math.floor(((clientX - frame.left) / frame.width) * values.length), 0), values.length - 1);
  const start = at(event);
  mark(chart, start, start, values.length);
  const move = (/** @type {PointerEvent} */ event) => mark(chart, start, at(event), values.length);
  const controller = new AbortController();
  const { signal } = controller;
  chart.setPointerCapture(event.pointerId);
  chart.addEventListener("pointermove", move, { signal });
  chart.addEventListener("pointercancel", () => controller.abort(), { signal });
  const end = (/** @type {PointerEvent} */ event) => {
    controller.abort();
    unmark(chart);
    choose(Math.min(start, at(event)), Math.max(start, at(event)));
  };
  chart.addEventListener("pointerup", end, { signal });
}

/** The arrow keys lead from bar to bar, with Shift they choose more of them, Enter narrows down. @param {KeyboardEvent} event @param {Bars} chart */
function walk(event, { values, name, figures, label, choose }) {
  const chart = /** @type {SVGElement} */ (event.currentTarget);
  const from = Number(chart.dataset.from ?? -1);
  const to = Number(chart.dataset.to ?? -1);
  if (event.key === "Enter" && to >= 0) {
    unmark(chart);
    choose(Math.min(from, to), Math.max(from, to));
  } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    const next = Math.min(Math.max(to + (event.key === "ArrowRight" ? 1 : -1), 0), values.length - 1);
    mark(chart, event.shiftKey && from >= 0 ? from : next, next, values.length);
    chart.setAttribute("aria-label", `${name(next)}: ${figures(values[next])} (${label})`);
  } else if (event.key === "Escape" && to >= 0) {
    unmark(chart);
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

/** @param {SVGElement} chart @param {number} from @param {number} to @param {number} count */
function mark(chart, from, to, count) {
  Object.assign(chart.dataset, { from, to });
  const stretch = /** @type {SVGRectElement} */ (chart.querySelector(".chosen-stretch"));
  stretch.setAttribute("x", `${(Math.min(from, to) / count) * 100}%`);
  stretch.setAttribute("width", `${((Math.abs(to - from) + 1) / count) * 100}%`);
}

/** @param {SVGElement} chart */
function unmark(chart) {
  delete chart.dataset.from;
  delete chart.dataset.to;
  chart.querySelector(".chosen-stretch")?.setAttribute("width", "0");
}
