/** The dialog in which a note is written or changed. */

import { html } from "lit-html";

/** @typedef {import("../messages/say.js").Say} Say */

/**
 * @param {Say} say
 * @param {{ quote: string, text: string, tags: string[] }} note
 * @param {(note: { text: string, tags: string[] }) => void} save
 * @param {() => void} close
 */
export function noteDialog(say, { quote, text, tags }, save, close) {
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const field = (/** @type {string} */ name) => String(form.get(name) ?? "");
    save({ text: field("text"), tags: field("tags").split(",").map((tag) => tag.trim()).filter(Boolean) });
  };
  return html`<form @submit=${submit}>
    <h2>${say("note")}</h2>
    <blockquote dir="auto">${quote}</blockquote>
    <label>${say("note.text")} <textarea name="text" rows="4" maxlength="20000" autofocus .value=${text}></textarea></label>
    <label>${say("note.tags")} <input name="tags" .value=${tags.join(", ")} /></label>
    <div class="buttons">
      <button type="button" @click=${close}>${say("close")}</button>
      <button class="main">${say("save.do")}</button>
    </div>
  </form>`;
}
