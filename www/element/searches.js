/** Searches to come back to: those of this visit, and those a reader has saved in this browser. */

import { html, nothing } from "lit-html";
import { choose, settings } from "./settings.js";
import { NO_PLACE } from "./state.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {Pick<import("./state.js").State, "query" | "filters">} Search */

/** How many recent ones are known. */
const RECENT = 12;

/** How long a query has to stand, in milliseconds, to be one that was meant. */
const MEANT = 1500;

export class Searches {
  /** The newest first. @type {readonly Search[]} */
  recent = [];
  /** @type {readonly Search[]} */
  saved = (settings().searches ?? []).filter(isSearch);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;

  /** What is searched for now, to be remembered unless it changes soon. @param {Search} search */
  note({ query, filters }) {
    clearTimeout(this.#waiting);
    if (isEmpty({ query, filters })) return;
    this.#waiting = setTimeout(() => {
      this.recent = first({ query: query.trim(), filters }, this.recent).slice(0, RECENT);
    }, MEANT);
  }

  /** Saves a search, or takes it from those that are saved to the recent ones. @param {Search} search */
  toggle(search) {
    if (this.isSaved(search)) {
      this.saved = without(search, this.saved);
      this.recent = first(search, this.recent);
    } else {
      this.saved = first(search, this.saved);
    }
    choose({ searches: this.saved });
  }

  /** @param {Search} search */
  isSaved(search) {
    return this.saved.some(same(search));
  }
}

/** The searches, beside the search field. @param {Screen} screen */
export function searchList({ state, searches, say, href, go, draw }) {
  const now = { query: state.query.trim(), filters: state.filters };
  const recent = searches.recent.filter((search) => !searches.isSaved(search));
  const news = isEmpty(now) || searches.isSaved(now) || recent.some(same(now)) ? [] : [now];
  /** @param {Search} search */
  const row = (search) => {
    const isSaved = searches.isSaved(search);
    const change = { ...search, ...NO_PLACE };
    return html`<li>
      <button class="star" aria-pressed=${isSaved ? "true" : "false"} aria-label=${say("searches.save", written(search))} @click=${() => (searches.toggle(search), draw())}>
        <span aria-hidden="true">${isSaved ? "★" : "☆"}</span>
      </button>
      <a dir="auto" href=${href(change)} @click=${(/** @type {Event} */ event) => go(change, event)}>${written(search)}</a>
    </li>`;
  };
  /** @param {"searches.saved" | "searches.recent"} title @param {readonly Search[]} list */
  const group = (title, list) => (list.length > 0 ? html`<h3>${say(title)}</h3><ul>${list.map(row)}</ul>` : nothing);
  return html`<details class="pop searches" name="panel" @toggle=${draw}>
    <summary><span aria-hidden="true">☆</span><span class="visually-hidden">${say("searches")}</span></summary>
    <div class="panel" part="searches">
      <h2>${say("searches")}</h2>
      ${group("searches.saved", searches.saved)} ${group("searches.recent", [...news, ...recent])}
      <p class="facts">${say("searches.hint")}</p>
    </div>
  </details>`;
}

/** @param {Search} search */
const written = ({ query, filters }) => [query, ...filters].filter(Boolean).join(" · ");

/** @param {Search} search */
const isEmpty = ({ query, filters }) => !query.trim() && filters.length === 0;

/** @param {Search} search @returns {(other: Search) => boolean} */
const same = (search) => (other) => written(other) === written(search);

/** @param {Search} search @param {readonly Search[]} list */
const without = (search, list) => list.filter((other) => !same(search)(other));

/** @param {Search} search @param {readonly Search[]} list */
const first = (search, list) => [search, ...without(search, list)];

/** What the browser kept may be of anyone. @param {any} kept @returns {kept is Search} */
function isSearch(kept) {
  return typeof kept?.query === "string" && Array.isArray(kept.filters) && kept.filters.every((/** @type {unknown} */ filter) => typeof filter === "string");
}
