/** The dialog that gives a citation, to be copied in the form that one needs. */

import { html, nothing } from "lit-html";

/** @typedef {NonNullable<import("../library/corpus-viewer.d.ts").CiteOptions["format"]>} Format */

/** @type {readonly Format[]} */
export const FORMATS = ["text", "markdown", "bibtex", "csl-json"];

/**
 * @param {import("../messages/say.js").Say} say
 * @param {{ format: Format, citation?: import("../library/corpus-viewer.d.ts").Citation, copied: boolean }} state
 * @param {{ choose: (format: Format) => void, copy: (text: string) => void, close: () => void }} actions
 */
export function citeDialog(say, { format, citation, copied }, { choose, copy, close }) {
  const { text = "", link } = citation ?? {};
  return html`<form method="dialog">
    <h2>${say("cite")}</h2>
    <div class="formats" role="radiogroup" aria-label=${say("cite.format")}>
      ${FORMATS.map(
        (value) => html`<label>
          <input type="radio" name="format" value=${value} .checked=${value === format} @change=${() => choose(value)} />
          ${say(`cite.${value}`)}
        </label>`,
      )}
    </div>
    <textarea class="citation" rows="8" readonly aria-label=${say("cite")} .value=${text}></textarea>
    <p role="status">${copied ? say("copied") : nothing}</p>
    <div class="buttons">
      <button @click=${close}>${say("close")}</button>
      ${link ? html`<button type="button" @click=${() => copy(link)}>${say("copy.link")}</button>` : nothing}
      <button type="button" class="main" @click=${() => copy(text)}>${say("copy")}</button>
    </div>
  </form>`;
}
