/** One article to read: entities and hits highlighted, page furniture folded away. */

import { html, noChange, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { said } from "../library/said.js";
import { articleCopies } from "./copies.js";
import { exporting } from "./export.js";
import { LABELS, several } from "./labels.js";
import { articleNotes } from "./notes.js";
import { entityRuns, hitRuns } from "./runs.js";
import { NO_PLACE } from "./state.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {import("../library/corpus-viewer.d.ts").Article} Article */
/** @typedef {import("../library/corpus-viewer.d.ts").Run} Run */

/** How many paragraphs are drawn at a time, and how many runs of them, so that a long article does not hold up the page; at first what fills it. */
const PARAGRAPHS = 60;
const RUNS = 400;
const FIRST_RUNS = 100;

/** Before a label: the class that takes its highlights away, as in viewer.css. */
const WITHOUT = "without-";

/** The paragraphs of the text, without headline and furniture. @param {Article} article */
export const bodyOf = ({ paragraphs }) => paragraphs.filter(({ kind }) => kind === "paragraph" || kind === "restored");

/** How many paragraphs are drawn after the first `drawn`. @param {Article} article @param {number} drawn */
export function further(article, drawn) {
  const body = bodyOf(article);
  const most = drawn > 0 ? RUNS : FIRST_RUNS;
  let next = drawn;
  for (let runs = 0; next < body.length && next < drawn + PARAGRAPHS && runs < most; next++) runs += body[next].runs.length;
  return next;
}

/** @param {Screen} screen */
export function article(screen) {
  const { say } = screen;
  const { article } = screen.answers;
  const isOther = article?.id !== screen.state.document;
  if (!article || (isOther && screen.problem)) return nothing;
  const heading = article.paragraphs.find(({ kind }) => kind === "title");
  const places = new Map(article.paragraphs.map((paragraph, place) => [paragraph, place]));
  const body = bodyOf(article);
  const there = Math.max(screen.drawn, screen.stale);
  const hasRestored = body.some(({ kind }) => kind === "restored");
  const furniture = article.paragraphs.filter(({ kind }) => kind === "meta" || kind === "furniture");
  /**
   * A paragraph is drawn again only if its hits have changed. What else changes
   * with the state is set on the marks afterwards.
   * @param {Run[]} runs @param {number} [place]
   */
  const draw = (runs, place = -1) =>
    guard([screen.answers, article.id, place, runs.map(({ text, hit, marks }) => `${text.length}:${hit ?? ""}:${marks}`).join()], () =>
      entityRuns(runs),
    );
  const follow = (/** @type {MouseEvent} */ event) => {
    const link = /** @type {HTMLElement} */ (event.target).closest("a.entity");
    if (link instanceof HTMLElement) screen.go(mentionsOf(link.dataset.entity ?? ""), event);
  };
  /** Paragraphs may have been drawn in an earlier state: a link gets its address when it is about to be used. */
  const address = (/** @type {Event} */ event) => {
    const link = /** @type {HTMLElement} */ (event.target).closest("a.entity");
    if (link instanceof HTMLAnchorElement) link.href = screen.href(mentionsOf(link.dataset.entity ?? ""));
  };
  const hidden = screen.state.hidden.map((label) => `${WITHOUT}${label}`).join(" ");
  return html`<div
    class="reading ${hidden}"
    @keydown=${stepThroughMentions}
    @click=${follow}
    @pointerdown=${address}
    @focusin=${address}
  >
    <header>
      <h2
        tabindex="-1"
        dir="auto"
        lang=${article.language}
        class=${article.titleIsFirstSentence ? "first-sentence" : ""}
        data-paragraph=${heading ? places.get(heading) : nothing}
        >${heading ? draw(heading.runs) : article.title}</h2
      >
      <p class="facts">${facts(say, article)}</p>
      ${article.titleIsFirstSentence ? html`<p class="facts">${say("no.headline")}</p>` : nothing}
      ${article.onlyListedNames
        ? html`<p class="facts">${say("listed.names", say.tongue(article.language))}</p>`
        : nothing}
    </header>
    ${article.lacksPassage ? html`<p class="facts" role="status">${say("passage.lost")}</p>` : nothing}
    <div class="steps">
      <button @click=${() => screen.marking.citeRead()}>${say("cite")}</button>
      <button class="print" @click=${screen.print}>${say("print")}</button>
    </div>
    ${legend(screen, article)} ${stepping(screen, article)}
    <div class="body" lang=${article.language}>
      ${body.slice(0, there).map(
        (paragraph, place) => html`<p dir="auto" class=${paragraph.kind} data-paragraph=${places.get(paragraph)}
          >${place < screen.drawn ? draw(paragraph.runs, place) : noChange}</p
        >`,
      )}
    </div>
    ${articleNotes(screen)} ${articleCopies(screen)} ${alike(screen)}
    ${furniture.length > 0 && article.isWhole && there >= body.length
      ? html`<details class="furniture">
          <summary>${say("furniture", say("lines", furniture.length))}</summary>
          ${furniture.some(({ kind }) => kind === "furniture")
            ? html`<button @click=${() => screen.setFurniture(article.id, true)}>${say("furniture.take")}</button>`
            : nothing}
          ${guard([article], () => furniture.map(({ runs }) => html`<p dir="auto">${hitRuns(runs)}</p>`))}
        </details>`
      : nothing}
    ${hasRestored ? html`<button @click=${() => screen.setFurniture(article.id, false)}>${say("furniture.apart")}</button>` : nothing}
    ${origins(say, article)}
    <div class="card" id="card" role="tooltip" hidden></div>
  </div>`;
}

/** @param {string} entity @returns {Partial<import("./state.js").State>} */
const mentionsOf = (entity) => ({ view: "entities", label: "", entity, document: "", ...NO_PLACE });

/** @param {import("../messages/say.js").Say} say @param {Article} article */
function facts(say, { date: day, author, source, url, id, words, readingMinutes }) {
  const link = url && /^https?:/.test(url) ? html` · <a href=${url} rel="noreferrer">${say("original")}</a>` : nothing;
  return html`${say.date(day)}${author ? html` · ${author}` : nothing}${source ? html` · ${source}` : nothing}${link} ·
    ${say("words", words)}, ${say("minutes", readingMinutes)} · <span class="id">${id}</span>`;
}

/** Articles about the same things. @param {Screen} screen */
function alike(screen) {
  const { answers: { like }, state, say, href, go } = screen;
  if (!like || like.articles.length === 0) return nothing;
  return html`<section class="about">
    <h3>${say("like")}</h3>
    <ul>
      ${like.articles.map(({ id, title, date: day, source, shared }) => {
        const change = { document: id, ...NO_PLACE };
        return html`<li>
          <a class="line" href=${href(change)} @click=${(/** @type {Event} */ event) => go(change, event)}>
            <span dir="auto">${title}</span>
            <span class="facts">${say.date(day)}${source ? html` · ${source}` : nothing}${shared.length > 0 ? html` · ${say("like.shared", shared.join(", "))}` : nothing}</span>
          </a>
        </li>`;
      })}
    </ul>
    ${exporting(screen, { what: "alike", document: state.document })}
  </section>`;
}

/** Where what is known of the article was found. @param {import("../messages/say.js").Say} say @param {Article} article */
function origins(say, { origins }) {
  if (origins.length === 0) return nothing;
  return html`<details class="furniture">
    <summary>${say("origins")}</summary>
    <dl>
      ${origins.map(
        ({ fact, rule, line }) => html`<dt>${say(`fact.${fact}`)}</dt>
          <dd>${told(say, rule)}${line ? html`: <q dir="auto">${line}</q>` : nothing}</dd>`,
      )}
    </dl>
  </details>`;
}

/** By which rule it was found. @param {import("../messages/say.js").Say} say @param {string} rule */
function told(say, rule) {
  const { text, language } = say.core(said(rule));
  return html`<span lang=${language}>${text}</span>`;
}

/** Switches for the labels, each with how often it occurs. @param {Screen} screen @param {Article} article */
function legend({ state, say, go }, article) {
  /** @param {string} label */
  const toggled = (label) => {
    const hidden = new Set(state.hidden);
    if (!hidden.delete(label)) hidden.add(label);
    return LABELS.filter((known) => hidden.has(known));
  };
  return html`<ul class="legend" aria-label=${say("highlights")}>
    ${article.labels.map(
      ({ label, mentions }) => html`<li>
        <button
          class="switch"
          aria-pressed=${state.hidden.includes(label) ? "false" : "true"}
          @click=${() => go({ hidden: toggled(label) })}
        >
          <span class="entity ${label}">${several(say, label)}</span> ${mentions}
        </button>
      </li>`,
    )}
  </ul>`;
}

/** From one hit or mention to the next; it stays in sight while one reads. @param {Screen} screen @param {Article} article */
function stepping({ state, say, step }, { hits, labels }) {
  const named = labels.reduce((sum, { label, mentions }) => sum + (state.hidden.includes(label) ? 0 : mentions), 0);
  const at = Math.min(state.hit, hits - 1);
  /** @param {"hit" | "mention"} what @param {string} told */
  const steps = (what, told) => html`<span role="group" aria-label=${say(`step.${what}`)}>
    <button aria-label=${say(`step.${what}.previous`)} title=${say(`step.${what}.previous`)} @click=${() => step(what, -1)}>‹</button>
    <span role="status">${told}</span>
    <button aria-label=${say(`step.${what}.next`)} title=${say(`step.${what}.next`)} @click=${() => step(what, 1)}>›</button>
  </span>`;
  if (hits + named === 0) return nothing;
  return html`<div class="steps stepping">
    ${hits > 0 ? steps("hit", at >= 0 ? say("step.at", at + 1, say("hits", hits)) : say("hits", hits)) : nothing}
    ${named > 0 ? steps("mention", say("mentions", named)) : nothing}
  </div>`;
}

/** The arrow keys lead from one highlighted mention to the next. @param {KeyboardEvent} event */
function stepThroughMentions(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const target = /** @type {HTMLElement} */ (event.target);
  if (!step || !target.matches("a.entity") || event.altKey || event.ctrlKey || event.metaKey) return;
  const root = /** @type {HTMLElement} */ (event.currentTarget);
  const all = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(shownMentions(root))]);
  const next = all[all.indexOf(target) + step];
  if (!next) return;
  event.preventDefault();
  target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

/** Selects the mentions that are highlighted. @param {Element} root */
function shownMentions(root) {
  const hidden = [...root.classList].filter((name) => name.startsWith(WITHOUT));
  return `a.entity${hidden.map((name) => `:not(.${name.slice(WITHOUT.length)})`).join("")}`;
}

/**
 * Sets apart the mention, the hit or the passage that the state points out, and lets Tab reach
 * one mention: that one, or the first. Gives the one pointed out.
 * @param {Element} detail
 * @param {import("./state.js").State} state
 */
export function pointOut(detail, { mention, hit, passage }) {
  for (const marked of detail.querySelectorAll(".current")) marked.classList.remove("current");
  for (const reached of detail.querySelectorAll('a.entity[tabindex="0"]')) reached.setAttribute("tabindex", "-1");
  const link = mention >= 0 ? detail.querySelector(`a[data-mention="${mention}"]`) : null;
  const mark = hit >= 0 ? detail.querySelector(`[data-hit="${hit}"]`) : null;
  const root = detail.querySelector("article > div");
  const first = link ?? root?.querySelector(shownMentions(root));
  first?.setAttribute("tabindex", "0");
  const passed = passage ? detail.querySelector("mark.passage") : null;
  const place = link ?? mark ?? passed;
  place?.classList.add("current");
  return place;
}
