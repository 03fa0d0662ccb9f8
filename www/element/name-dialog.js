/** The dialog that makes a name of what was selected. */

import { html } from "lit-html";
import { NAMES, one } from "./labels.js";

/**
 * @param {import("../messages/say.js").Say} say
 * @param {string} form
 * @param {readonly import("../library/corpus-viewer.d.ts").EntityRow[]} known
 * @param {(label: import("../library/corpus-viewer.d.ts").NameLabel, into: string | undefined) => void} add
 * @param {() => void} close
 */
export function nameDialog(say, form, known, add, close) {
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const given = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const name = String(given.get("into") ?? "").trim();
    add(/** @type {any} */ (given.get("label")), known.find((entity) => entity.name === name)?.id);
  };
  return html`<form @submit=${submit}>
    <h2>${say("name.add", form)}</h2>
    <p>${say("name.add.about")}</p>
    <label>
      ${say("name.kind")}
      <select name="label" autofocus>
        ${NAMES.map((label) => html`<option value=${label}>${one(say, label)}</option>`)}
      </select>
    </label>
    <label>
      ${say("name.into")}
      <input name="into" list="known-names" autocomplete="off" />
    </label>
    ${knownNames(known)}
    <div class="buttons">
      <button type="button" @click=${close}>${say("close")}</button>
      <button class="main">${say("name.add.do")}</button>
    </div>
  </form>`;
}

/** What a field of names offers. @param {readonly import("../library/corpus-viewer.d.ts").EntityRow[]} known */
export const knownNames = (known) =>
  html`<datalist id="known-names">${known.map(({ name }) => html`<option value=${name}></option>`)}</datalist>`;
