/** One article to read: entities and hits highlighted, page furniture folded away. */

import { html, nothing } from "lit-html";
import { count, date } from "./format.js";
import { LABELS } from "./labels.js";
import { entityRuns, hitRuns } from "./runs.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {import("../library/corpus-viewer.d.ts").Article} Article */

/** @param {Screen} screen */
export function article(screen) {
  const { article } = screen.answers;
  const isOther = article?.id !== screen.state.document;
  if (!article || (isOther && screen.problem)) return nothing;
  const heading = article.paragraphs.find(({ kind }) => kind === "title");
  const body = article.paragraphs.filter(({ kind }) => kind === "paragraph");
  const furniture = article.paragraphs.filter(({ kind }) => kind === "meta" || kind === "furniture");
  const draw = drawRuns(screen, article);
  return html`<div @keydown=${stepThroughMentions}>
    <header>
      <h2 tabindex="-1" class=${article.titleIsFirstSentence ? "first-sentence" : ""}>
        ${heading ? draw(heading.runs) : article.title}
      </h2>
      <p class="facts">${facts(article)}</p>
      ${article.titleIsFirstSentence ? html`<p class="facts">No headline: this is the first sentence.</p>` : nothing}
    </header>
    ${legend(screen, article)} ${hitSteps(screen, article)}
    <div class="body">${body.map(({ runs }) => html`<p>${draw(runs)}</p>`)}</div>
    ${furniture.length > 0
      ? html`<details class="furniture">
          <summary>Set apart from the page: ${count(furniture.length, "line")}</summary>
          ${furniture.map(({ runs }) => html`<p>${hitRuns(runs)}</p>`)}
        </details>`
      : nothing}
  </div>`;
}

/** @param {Screen} screen @param {Article} article */
function drawRuns({ state, href, go }, article) {
  const shown = article.paragraphs
    .flatMap(({ runs }) => runs)
    .find(({ entity }) => entity && !state.hidden.includes(entity.label));
  const current = state.mention >= 0 ? state.mention : (shown?.entity?.mention ?? -1);
  /** @param {string} entity @returns {Partial<import("./state.js").State>} */
  const mentionsOf = (entity) => ({ view: "entities", label: "", entity, document: "", mention: -1, hit: -1 });
  /** @param {import("./runs.js").Run[]} runs */
  return (runs) =>
    entityRuns(runs, {
      hidden: state.hidden,
      current,
      href: (entity) => href(mentionsOf(entity)),
      open: (entity, event) => go(mentionsOf(entity), event),
    });
}

/** @param {Article} article */
function facts({ date: day, author, source, url, id }) {
  const link = url && /^https?:/.test(url) ? html` · <a href=${url} rel="noreferrer">original</a>` : nothing;
  return html`${date(day)}${author ? html` · ${author}` : nothing}${source ? html` · ${source}` : nothing}${link} ·
    <span class="id">${id}</span>`;
}

/** Switches for the labels, each with how often it occurs. @param {Screen} screen @param {Article} article */
function legend({ state, go }, article) {
  /** @param {string} label */
  const toggled = (label) => {
    const hidden = new Set(state.hidden);
    if (!hidden.delete(label)) hidden.add(label);
    return [...LABELS.keys()].filter((known) => hidden.has(known));
  };
  return html`<ul class="legend" aria-label="Highlights">
    ${article.labels.map(
      ({ label, mentions }) => html`<li>
        <button
          class="switch"
          aria-pressed=${state.hidden.includes(label) ? "false" : "true"}
          @click=${() => go({ hidden: toggled(label) })}
        >
          <span class="entity ${label}">${LABELS.get(label)}</span> ${mentions}
        </button>
      </li>`,
    )}
  </ul>`;
}

/** @param {Screen} screen @param {Article} article */
function hitSteps({ state, go }, { hits }) {
  if (hits === 0) return nothing;
  const at = state.hit;
  return html`<div class="steps" role="group" aria-label="Hits">
    <button @click=${() => go({ hit: at > 0 ? at - 1 : hits - 1, mention: -1 })}>Previous hit</button>
    <span role="status">${at >= 0 ? `${at + 1} of ` : ""}${count(hits, "hit")}</span>
    <button @click=${() => go({ hit: at + 1 < hits ? at + 1 : 0, mention: -1 })}>Next hit</button>
  </div>`;
}

/** The arrow keys lead from one highlighted mention to the next. @param {KeyboardEvent} event */
function stepThroughMentions(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const target = /** @type {HTMLElement} */ (event.target);
  if (!step || !target.matches("a.entity") || event.altKey || event.ctrlKey || event.metaKey) return;
  const all = [.../** @type {HTMLElement} */ (event.currentTarget).querySelectorAll("a.entity")];
  const next = /** @type {HTMLElement | undefined} */ (all[all.indexOf(target) + step]);
  if (!next) return;
  event.preventDefault();
  target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}
