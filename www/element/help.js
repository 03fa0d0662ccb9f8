/** The query language, beside the search field: each way of asking with an example to try. */

import { html, nothing } from "lit-html";
import { said } from "../library/said.js";
import { NO_PLACE } from "./state.js";

/** @param {import("./frame.js").Screen} screen */
export function help({ help, askHelp, say, href, go }) {
  /** @param {import("../library/corpus-viewer.d.ts").HelpRow} row */
  const row = ({ write, finds, example }) => {
    const change = { view: /** @type {const} */ ("search"), query: example, ...NO_PLACE };
    const written = say.core(said(write));
    const found = say.core(said(finds));
    return html`<tr>
      <th scope="row"><code lang=${written.language}>${written.text}</code></th>
      <td lang=${found.language}>${found.text}</td>
      <td><a href=${href(change)} @click=${(/** @type {Event} */ event) => go(change, event)}><code>${example}</code></a></td>
    </tr>`;
  };
  return html`<details class="pop help" name="panel" @toggle=${askHelp}>
    <summary><span aria-hidden="true">?</span><span class="visually-hidden">${say("help")}</span></summary>
    <div class="panel" part="help">
      <h2>${say("help")}</h2>
      <table>
        <thead>
          <tr><th scope="col">${say("help.write")}</th><th scope="col">${say("help.finds")}</th><th scope="col">${say("help.example")}</th></tr>
        </thead>
        <tbody>
          ${help?.map(row) ?? nothing}
        </tbody>
      </table>
    </div>
  </details>`;
}
