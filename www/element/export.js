/** Lists and charts as files, which say how they were made. */

import { html } from "lit-html";
import { CorpusError } from "../library/error.js";
import { said } from "../library/said.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {import("../library/corpus-viewer.d.ts").ExportOptions} ExportOptions */

/** Buttons that save a list as a table. @param {Screen} screen @param {ExportOptions} options */
export function exporting({ say, marking }, options) {
  return html`<span class="exports" role="group" aria-label=${say("export")}>
    ${(/** @type {const} */ (["csv", "json"])).map(
      (format) => html`<button title=${say("export.as", format.toUpperCase())} @click=${() => marking.exportList({ ...options, format })}>${format.toUpperCase()}</button>`,
    )}
  </span>`;
}

/** What the articles that are listed were asked for by. @param {Screen} screen */
export const listed = ({ state, answers: { query = "", filter = "" } }) => ({
  query,
  filter,
  ...(state.folds ? { similar: state.alike / 100 } : {}),
});

/** Buttons that save the chart before them as a picture. @param {Screen} screen @param {ExportOptions} options how it was made */
export function picturing({ say, marking }, options) {
  const save = (/** @type {Event} */ event, /** @type {"svg" | "png"} */ format) => {
    const chart = /** @type {Element} */ (event.target).closest(".chart")?.querySelector("svg");
    if (chart) marking.exportChart(chart, format, options);
  };
  return html`<span class="exports" role="group" aria-label=${say("export")}>
    ${(/** @type {const} */ (["svg", "png"])).map(
      (format) => html`<button title=${say("export.as", format.toUpperCase())} @click=${(/** @type {Event} */ event) => save(event, format)}>
        ${format.toUpperCase()}
      </button>`,
    )}
  </span>`;
}

/** What a drawing takes from the styles of the page. */
const STYLES = ["fill", "stroke", "stroke-width", "stroke-opacity", "font-family", "font-size", "font-weight", "paint-order", "text-anchor", "display"];

/** How many pixels of a picture are in one of the page. */
const SCALE = 2;

/**
 * A chart as a file of its own, with how it was made inside.
 * @param {SVGSVGElement} chart @param {"svg" | "png"} format @param {string} made
 */
export async function picture(chart, format, made) {
  const { width, height } = chart.getBoundingClientRect();
  const copy = /** @type {SVGSVGElement} */ (chart.cloneNode(true));
  const drawn = [...chart.querySelectorAll("*")];
  [...copy.querySelectorAll("*")].forEach((element, nth) => {
    const style = getComputedStyle(drawn[nth]);
    for (const name of STYLES) element.setAttribute(name, style.getPropertyValue(name));
    element.removeAttribute("class");
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const description = document.createElementNS("http://www.w3.org/2000/svg", "desc");
  description.textContent = made;
  copy.prepend(description);
  const text = new XMLSerializer().serializeToString(copy);
  return format === "svg" ? new Blob([text], { type: "image/svg+xml" }) : painted(text, width, height, getComputedStyle(chart).backgroundColor);
}

/** @param {string} svg @param {number} width @param {number} height @param {string} background @returns {Promise<Blob>} */
async function painted(svg, width, height, background) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new CorpusError({ kind: "page", said: said("this browser made no picture of it") }))), "image/png"));
}
