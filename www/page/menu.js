/** What can be done with the corpus as a whole: open, keep, save, send on. */

import { html, nothing, render } from "lit-html";
import { LANGUAGES } from "../messages/say.js";

/** @typedef {import("../messages/say.js").Say} Say */

/**
 * @typedef {object} Menu
 * @property {Say} say
 * @property {(language: string) => void} speak
 * @property {(files: File[]) => void} open
 * @property {(text: string) => void} paste
 * @property {() => void} save opens the dialog
 * @property {() => void} saveCorpus
 * @property {(restore: boolean) => void} setFurniture of all articles
 * @property {() => void} forget
 * @property {number | undefined} keptBytes what the browser keeps of the corpus
 * @property {"menu.not.kept" | undefined} notice why it keeps none
 * @property {boolean} adds files are added to the articles that are here
 * @property {(adds: boolean) => void} setAdds
 * @property {boolean} isOwn the corpus is the reader's own
 * @property {boolean} readsPdf
 * @property {() => void} startOver back to what came with the page
 */

/** @param {HTMLElement} root @param {Menu} menu */
export function drawMenu(root, menu) {
  const { say, open, keptBytes, notice, isOwn } = menu;
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
        <summary>${say("menu")}</summary>
        <div class="items">
          <h2>${say("menu.own")}</h2>
          ${chooser("files", say("menu.files"), choose)} ${chooser("folder", say("menu.folder"), choose)}
          <form @submit=${(/** @type {SubmitEvent} */ event) => pasteText(event, act, menu.paste)}>
            <label>${say("menu.paste")} <textarea name="text" rows="2" placeholder=${say("menu.paste.hint")}></textarea></label>
            <button>${say("menu.paste.add")}</button>
          </form>
          <p>${say(menu.readsPdf ? "menu.drop.pdf" : "menu.drop")}</p>
          <label class="check"
            ><input
              type="checkbox"
              .checked=${menu.adds}
              @change=${(/** @type {Event} */ event) => menu.setAdds(/** @type {HTMLInputElement} */ (event.target).checked)}
            />
            ${say("menu.adds")}</label
          >
          ${isOwn ? html`<button @click=${act(menu.startOver)}>${say("menu.close")}</button>` : nothing}
          <h2>${say("menu.send")}</h2>
          <button @click=${act(menu.save)}>${say("menu.save")}</button>
          <button @click=${act(menu.saveCorpus)}>${say("menu.corpus")}</button>
          ${keptBytes !== undefined
            ? html`<p>${say("menu.kept", size(say, keptBytes))}</p>
                <button @click=${act(menu.forget)}>${say("menu.forget")}</button>`
            : notice
              ? html`<p>${say(notice)}</p>`
              : nothing}
          <h2>${say("menu.furniture")}</h2>
          <button @click=${act(() => menu.setFurniture(true))}>${say("menu.furniture.take")}</button>
          <button @click=${act(() => menu.setFurniture(false))}>${say("menu.furniture.apart")}</button>
          <label class="language"
            >${say("menu.language")}
            <select @change=${(/** @type {any} */ { target }) => menu.speak(target.value)}>
              ${[...LANGUAGES].map(([code, name]) => html`<option value=${code} .selected=${code === say.language}>${name}</option>`)}
            </select></label
          >
          <p class="quiet">${requests(say)}</p>
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

/** @param {Say} say @param {number} bytes */
export const size = (say, bytes) =>
  bytes < 1e6 ? say("bytes.kb", Math.ceil(bytes / 1e3)) : say("bytes.mb", say.figures(bytes / 1e6, 1));

/** What the page has asked the network for, as the browser counts it. @param {Say} say */
function requests(say) {
  const made = performance.getEntriesByType("resource").filter(({ name }) => /^https?:/.test(name)).length;
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]');
  return say(policy ? "menu.requests" : "menu.loaded", made);
}
