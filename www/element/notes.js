/** The notes: passages that readers have marked, with what they wrote beside them. */

import { html, nothing } from "lit-html";
import { exporting } from "./export.js";
import { longList } from "./long-list.js";
import { NO_PLACE } from "./state.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {import("../library/corpus-viewer.d.ts").NoteRow} NoteRow */

/** @type {import("./screens.js").ScreenOf} */
export const notes = {
  list: "notes",
  parts: ({ state: { tag, words } }) => ({ notes: { ask: ["notes", { tag, query: words }], rows: "notes" } }),
  tools,
  draw,
};

/** @param {Screen} screen */
function tools(screen) {
  const { state, answers, say, go, marking } = screen;
  const { tags = [] } = answers.notes?.head ?? {};
  return html`<label class="choice">
      <span class="visually-hidden">${say("notes.find")}</span>
      <input
        type="search"
        placeholder=${say("notes.find")}
        .value=${state.words}
        @input=${(/** @type {any} */ event) => go({ words: event.target.value })}
      />
    </label>
    ${tags.length > 0
        ? html`<label class="choice">
            <span class="visually-hidden">${say("notes.tag")}</span>
            <select @change=${(/** @type {any} */ event) => go({ tag: event.target.value })}>
              <option value="">${say("notes.all")}</option>
              ${tags.map(({ tag, notes }) => html`<option value=${tag} .selected=${tag === state.tag}>${tag} (${say.figures(notes)})</option>`)}
            </select>
          </label>`
        : nothing}
    ${exporting(screen, { what: "notes", tag: state.tag, query: state.words })}
    <button @click=${() => marking.exportNotes()}>${say("notes.export")}</button>
    <button @click=${() => marking.importNotes()}>${say("notes.import")}</button>`;
}

/** @param {Screen} screen */
function draw(screen) {
  const { state, answers, say, sight } = screen;
  const { notes } = answers;
  if (!notes) return nothing;
  return notes.total === 0
    ? html`<p class="empty">${say(state.tag || state.words ? "notes.none" : "notes.hint")}</p>`
    : longList(notes, sight, { name: "noted", label: "", row: (note) => row(screen, note) });
}

/** @param {Screen} screen @param {NoteRow} note */
function row({ state, say, href, go }, { document, title, date, quote, text, tags, passage, isFound }) {
  const change = { document, ...NO_PLACE, passage };
  return html`<a
    class="row"
    data-id=${document}
    href=${href(change)}
    aria-current=${document === state.document && passage === state.passage ? "true" : nothing}
    @click=${(/** @type {Event} */ event) => go(change, event)}
  >
    <q dir="auto">${quote}</q>
    <span class="text" dir="auto">${text}</span>
    <span class="facts">
      ${tags.map((tag) => html`<b class="tag">${tag}</b> `)}${title} · ${say.date(date)}${isFound ? nothing : html` · <b>${say("notes.lost")}</b>`}
    </span>
  </a>`;
}

/** The notes on the article that is read, to be changed. @param {Screen} screen */
export function articleNotes({ answers: { noted, article }, say, marking }) {
  const own = noted?.notes.filter(({ document }) => document === article?.id) ?? [];
  if (own.length === 0) return nothing;
  return html`<section class="about noted-here">
    <h3>${say("notes")}</h3>
    <ul>
      ${own.map(
        (note) => html`<li id="note-${note.id}">
          <q dir="auto">${note.quote}</q>
          <p dir="auto">${note.text}</p>
          <p class="facts">${note.tags.map((tag) => html`<b class="tag">${tag}</b> `)}${note.isFound ? nothing : say("notes.lost")}</p>
          <button @click=${() => marking.editNote(note)}>${say("change")}</button>
          <button @click=${() => marking.cite({ note: note.id })}>${say("cite")}</button>
          <button @click=${() => marking.removeNote(note.id)}>${say("remove")}</button>
        </li>`,
      )}
    </ul>
  </section>`;
}
