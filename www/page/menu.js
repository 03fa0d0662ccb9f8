/** What can be done with the corpus as a whole: open, keep, save, send on. */

import { html, nothing, render } from "lit-html";
import { figures } from "../element/format.js";

/**
 * @typedef {object} Menu
 * @property {(files: File[]) => void} open
 * @property {(text: string) => void} paste
 * @property {() => void} save opens the dialog
 * @property {() => void} saveCorpus
 * @property {(restore: boolean) => void} setFurniture of all articles
 * @property {() => void} forget
 * @property {number | undefined} keptBytes what the browser keeps of the corpus
 * @property {string} notice why it keeps none
 * @property {boolean} adds files are added to the articles that are here
 * @property {(adds: boolean) => void} setAdds
 * @property {boolean} isOwn the corpus is the reader's own
 * @property {boolean} readsPdf
 * @property {() => void} startOver back to what came with the page
 */

/** @param {HTMLElement} root @param {Menu} menu */
export function drawMenu(root, menu) {
  const { open, keptBytes, notice, isOwn } = menu;
  const choose = (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const files = [...(input.files ?? [])];
    input.value = "";
    if (files.length > 0) open(files);
    close(root);
  };
  const act = (/** @type {() => void} */ then) => () => (close(root), then());
  render(
    html`<details class="menu" @toggle=${(/** @type {Event} */ event) => closeOutside(/** @type {HTMLDetailsElement} */ (event.target))}>
        <summary>Corpus</summary>
        <div class="items">
          <h2>Your own articles</h2>
          ${chooser("files", "Open files", choose)} ${chooser("folder", "Open folder", choose)}
          <form @submit=${(/** @type {SubmitEvent} */ event) => pasteText(event, act, menu.paste)}>
            <label>Paste a text <textarea name="text" rows="2" placeholder="The text of an article"></textarea></label>
            <button>Add the text</button>
          </form>
          <p>Or drop files on the page: texts, web pages, ${menu.readsPdf ? "PDF, " : ""}Word, EPUB, CSV, JSON, TEI, WARC, and .zip of them.</p>
          <label class="check"
            ><input
              type="checkbox"
              .checked=${menu.adds}
              @change=${(/** @type {Event} */ event) => menu.setAdds(/** @type {HTMLInputElement} */ (event.target).checked)}
            />
            Add them to the articles that are here</label
          >
          ${isOwn ? html`<button @click=${act(menu.startOver)}>Close them</button>` : nothing}
          <h2>Send on, or keep</h2>
          <button @click=${act(menu.save)}>Save page …</button>
          <button @click=${act(menu.saveCorpus)}>Save as .corpus</button>
          ${keptBytes !== undefined
            ? html`<p>This browser keeps your articles for this page: ${size(keptBytes)}.</p>
                <button @click=${act(menu.forget)}>Forget them</button>`
            : notice
              ? html`<p>${notice}</p>`
              : nothing}
          <h2>Page furniture of all articles</h2>
          <button @click=${act(() => menu.setFurniture(true))}>Take into the texts</button>
          <button @click=${act(() => menu.setFurniture(false))}>Set apart</button>
          <p class="quiet">${requests()}</p>
        </div>
      </details>`,
    root,
  );
}

/** A button that lets a reader choose. @param {"files" | "folder"} kind @param {string} name @param {(event: Event) => void} choose */
function chooser(kind, name, choose) {
  const click = (/** @type {Event} */ event) =>
    /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (event.currentTarget).nextElementSibling).click();
  return html`<button data-open=${kind} @click=${click}>${name}</button
    ><input type="file" multiple hidden ?webkitdirectory=${kind === "folder"} @change=${choose} />`;
}

/** @param {SubmitEvent} event @param {(then: () => void) => () => void} act @param {(text: string) => void} paste */
function pasteText(event, act, paste) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  const text = String(new FormData(form).get("text") ?? "");
  if (!text.trim()) return;
  form.reset();
  act(() => paste(text))();
}

/** @param {HTMLElement} root */
function close(root) {
  const details = /** @type {HTMLDetailsElement} */ (root.querySelector("details"));
  if (details.open) details.querySelector("summary")?.focus();
  details.open = false;
}

/** Closes the menu by a click beside it or Escape. @param {HTMLDetailsElement} details */
function closeOutside(details) {
  if (!details.open) return;
  const controller = new AbortController();
  const { signal } = controller;
  const end = () => ((details.open = false), controller.abort());
  details.addEventListener("toggle", () => details.open || controller.abort(), { signal });
  document.addEventListener("pointerdown", (event) => details.contains(/** @type {Node} */ (event.composedPath()[0])) || end(), { signal });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    end();
    details.querySelector("summary")?.focus();
  }, { signal });
}

/** @param {number} bytes */
export const size = (bytes) => (bytes < 1e6 ? `${figures(Math.ceil(bytes / 1e3))} KB` : `${(bytes / 1e6).toLocaleString(undefined, { maximumFractionDigits: 1 })} MB`);

/** What the page has asked the network for, as the browser counts it. */
function requests() {
  const made = performance.getEntriesByType("resource").filter(({ name }) => /^https?:/.test(name)).length;
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]');
  if (!policy) return `Your articles stay in this browser. The page has loaded ${figures(made)} files of its own.`;
  return `Requests this page has made to any network: ${figures(made)}. Its own policy forbids every one.`;
}
