/** The dialog that asks how much of the corpus a saved page will hold. */

import { html, nothing, render } from "lit-html";
import { count } from "../element/format.js";
import { size } from "./menu.js";
import { place } from "./download.js";

/** @typedef {import("../library/corpus-viewer.d.ts").PageOptions} PageOptions */

const NAME = "corpus.html";

export class SaveDialog {
  #dialog = document.createElement("dialog");
  #viewer;
  #write;
  /** @type {NonNullable<PageOptions["level"]>} */
  #level = "full";
  #words = 10;
  /** What goes on, or went wrong, or was done. */
  #status = "";
  #isSaving = false;

  /**
   * @param {import("../element/viewer.js").CorpusViewer} viewer
   * @param {(options: PageOptions) => Promise<Blob>} write makes the page
   */
  constructor(viewer, write) {
    this.#viewer = viewer;
    this.#write = write;
    this.#dialog.className = "save";
    this.#dialog.dataset.added = "";
    this.#dialog.setAttribute("aria-labelledby", "save-title");
    document.body.append(this.#dialog);
    viewer.addEventListener("corpus-viewer-ready", () => this.#draw());
    addEventListener("beforeunload", (event) => this.#isSaving && event.preventDefault());
  }

  open() {
    this.#status = "";
    this.#draw();
    this.#dialog.showModal();
  }

  async #save() {
    const options = { level: this.#level, query: this.#viewer.query, words: this.#words };
    const target = await place(NAME, "text/html");
    if (!target) return;
    this.#isSaving = true;
    this.#status = "Saving …";
    this.#draw();
    try {
      const page = await this.#write(options);
      await target.write(page);
      this.#status = `Saved: ${size(page.size)}. It opens by double-click, here and elsewhere.`;
    } catch (error) {
      this.#status = `Not saved: ${/** @type {Error} */ (error).message}.`;
    } finally {
      this.#isSaving = false;
      this.#draw();
    }
  }

  #draw() {
    const query = this.#viewer.query.trim();
    const choose = (/** @type {Event} */ event) => {
      this.#level = /** @type {any} */ (/** @type {HTMLInputElement} */ (event.target).value);
      this.#draw();
    };
    const level = (/** @type {string} */ value, /** @type {string} */ name, /** @type {unknown} */ about, isOff = false) =>
      html`<label
        ><input type="radio" name="level" value=${value} .checked=${this.#level === value} ?disabled=${isOff} @change=${choose} />
        <b>${name}</b> <span>${about}</span></label
      >`;
    const submit = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      this.#save();
    };
    render(
      html`<form @submit=${submit}>
        <h2 id="save-title">Save page</h2>
        <p>One file with the viewer and ${count(this.#viewer.documents, "article")}, for any browser, without a network.</p>
        <fieldset>
          <legend>What it holds</legend>
          ${level("full", "Everything", "Texts, names, and what you have changed.")}
          ${level(
            "snippets",
            "Snippets",
            query
              ? html`Of articles with <q>${query}</q>, headlines and
                  <input
                    type="number"
                    min="1"
                    max="100"
                    aria-label="Words around each hit"
                    .value=${String(this.#words)}
                    @change=${(/** @type {Event} */ event) =>
                      (this.#words = Math.max(1, Number(/** @type {HTMLInputElement} */ (event.target).value) || 1))}
                  />
                  words around each hit. No other text is in the file.`
              : "Search for something first: the words around each hit are saved.",
            !query,
          )}
          ${level(
            "counts",
            "Counts only",
            "Headlines, dates and sources, and how often each article has each word and name that at least three have. No texts.",
          )}
        </fieldset>
        <p role="status">${this.#status || nothing}</p>
        <div class="buttons">
          <button type="button" @click=${() => this.#dialog.close()} ?disabled=${this.#isSaving}>Close</button>
          <button class="main" ?disabled=${this.#isSaving}>Save</button>
        </div>
      </form>`,
      this.#dialog,
    );
  }
}
