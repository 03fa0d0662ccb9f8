/** The dialog that asks how much of the corpus a saved page will hold. */

import { html, nothing, render } from "lit-html";
import { reason } from "../library/error.js";
import { place } from "./download.js";
import { size } from "./menu.js";

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
    this.#status = this.#viewer.say("saving");
    this.#draw();
    try {
      const page = await this.#write(options);
      await target.write(page);
      this.#status = this.#viewer.say("saved", size(this.#viewer.say, page.size));
    } catch (error) {
      this.#status = this.#viewer.say("not.saved", this.#viewer.say.core(reason(error)).text);
    } finally {
      this.#isSaving = false;
      this.#draw();
    }
  }

  #draw() {
    const { say, documents } = this.#viewer;
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
        <h2 id="save-title">${say("save")}</h2>
        <p>${say("save.about", say("articles", documents))}</p>
        <fieldset>
          <legend>${say("save.holds")}</legend>
          ${level("full", say("save.full"), say("save.full.about"))}
          ${level(
            "snippets",
            say("save.snippets"),
            query
              ? html`${say("save.snippets.before")} <q>${query}</q>${say("save.snippets.between")}
                  <input
                    type="number"
                    min="1"
                    max="100"
                    aria-label=${say("save.snippets.words")}
                    .value=${String(this.#words)}
                    @change=${(/** @type {Event} */ event) =>
                      (this.#words = Math.max(1, Number(/** @type {HTMLInputElement} */ (event.target).value) || 1))}
                  />
                  ${say("save.snippets.after")}`
              : say("save.snippets.none"),
            !query,
          )}
          ${level("counts", say("save.counts"), say("save.counts.about"))}
        </fieldset>
        <p role="status">${this.#status || nothing}</p>
        <div class="buttons">
          <button type="button" @click=${() => this.#dialog.close()} ?disabled=${this.#isSaving}>${say("close")}</button>
          <button class="main" ?disabled=${this.#isSaving}>${say("save.do")}</button>
        </div>
      </form>`,
      this.#dialog,
    );
  }
}
