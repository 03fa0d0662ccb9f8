/** One entity: what it is called and why, where it is named first, with whom it appears, and all its mentions. */

import { html, nothing } from "lit-html";
import { capitalised } from "../messages/say.js";
import { bars } from "./bars.js";
import { correcting } from "./curation.js";
import { exporting, picturing } from "./export.js";
import { forms } from "./forms.js";
import { one } from "./labels.js";
import { network } from "./network.js";
import { NO_PLACE } from "./state.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {import("../library/corpus-viewer.d.ts").MentionLine} MentionLine */
/** @typedef {import("../library/corpus-viewer.d.ts").Companion} Companion */

/** How many of those it appears with are in sight; the rest can be unfolded. */
const IN_SIGHT = 10;

/** And how many quotations. */
const QUOTES_IN_SIGHT = 5;

/** @param {Screen} screen */
export function mentions(screen) {
  const { state, answers, problem, say, showMore } = screen;
  const isOther = answers.mentions?.entity.id !== state.entity;
  if (!answers.mentions || (isOther && problem)) return nothing;
  const { entity, first, inSentences, inArticles, lines, quotes } = answers.mentions;
  return html`
    <header>
      <h2 tabindex="-1"><span class="entity ${entity.label}">${entity.name}</span></h2>
      <p class="facts">${capitalised(one(say, entity.label))} ·
        ${say("mentions.in", say("mentions", entity.mentions), say("articles", entity.documents))}${state.folds ? say("names.copies") : nothing}</p>
    </header>
    <div class="steps">
      <button @click=${() => screen.go({ view: "concordance", node: entity.id, query: "", document: "", ...NO_PLACE })}>${say("entity.kwic")}</button>
    </div>
    ${correcting(screen, entity)} ${forms(screen, answers.mentions)} ${overTime(screen)}
    ${first
      ? html`<section class="about first">
          <h3>${say("first.named")}</h3>
          ${toLine(screen, first, entity.label)}
          <p class="facts">${first.title} · ${say.date(first.date)}</p>
        </section>`
      : nothing}
    ${inArticles.length > 0
      ? html`<section class="about">
          <h3>${say("appears")}</h3>
          <div class="companies">
            ${company(screen, "sentence", inSentences)}
            ${company(screen, "article", inArticles)}
          </div>
          ${exporting(screen, { what: "companions", entity: entity.id })}
        </section>`
      : nothing}
    ${network(screen)}
    ${quotes.length > 0
      ? html`<section class="about">
          <h3>${say("quotes")}</h3>
          ${quotes.slice(0, QUOTES_IN_SIGHT).map((line) => quoted(screen, line))}
          ${quotes.length > QUOTES_IN_SIGHT
            ? html`<details class="fold">
                <summary>${say("more", quotes.length - QUOTES_IN_SIGHT)}</summary>
                ${quotes.slice(QUOTES_IN_SIGHT).map((line) => quoted(screen, line))}
              </details>`
            : nothing}
          ${exporting(screen, { what: "quotes", entity: entity.id })}
        </section>`
      : nothing}
    <section class="about">
      <h3>${say("mentions.all", entity.mentions)}</h3>
      ${exporting(screen, { what: "concordance", entity: entity.id })}
      ${byArticle(lines).map(
        (lines) => html`
          <section class="lines">
            <h4>${lines[0].title} <span class="facts">${say.date(lines[0].date)}</span></h4>
            <ul>
              ${lines.map((line) => html`<li>${toLine(screen, line, entity.label)}</li>`)}
            </ul>
          </section>
        `,
      )}
    </section>
    ${lines.length < entity.mentions
      ? html`<button class="more" @click=${showMore}>${say("show.more", entity.mentions)}</button>`
      : nothing}
  `;
}

/** When it is named. @param {Screen} screen */
function overTime(screen) {
  const { state, answers: { mentioned }, say, go } = screen;
  const made = { what: /** @type {const} */ ("timeline"), entity: state.entity };
  if (!mentioned || mentioned.periods.length < 2) return nothing;
  const { periods, most } = mentioned;
  return html`<section class="about chart">
    <h3>${say("entity.time")}</h3>
    ${bars({
      label: say("entity.time"),
      height: 130,
      values: periods.map(({ hits }) => hits),
      most: most.hits,
      name: (nth) => say.date(periods[nth].period),
      brief: (nth) => say.brief(periods[nth].period),
      figures: (value) => say("mentions", value),
      choose: (first, last) => go({ filters: [first === last ? periods[first].filter : periods[first].from + periods[last].to], view: "search" }),
    })}
    ${picturing(screen, made)} ${exporting(screen, made)}
  </section>`;
}

/** Direct speech near a mention, which leads to its place. @param {Screen} screen @param {import("../library/corpus-viewer.d.ts").QuoteRow} row */
function quoted({ say, href, go }, { document, title, date, mention, left, quote, right }) {
  const place = { document, ...NO_PLACE, mention };
  return html`<a class="line" dir="auto" href=${href(place)} @click=${(/** @type {Event} */ event) => go(place, event)}
    >${left}<b>${quote}</b>${right} <span class="facts">${title} · ${say.date(date)}</span></a
  >`;
}

/** A mention in its surroundings, which leads to its place. @param {Screen} screen @param {MentionLine} line @param {string} label */
function toLine({ href, go }, { document, mention, left, node, right }, label) {
  const place = { document, ...NO_PLACE, mention };
  return html`<a class="line" dir="auto" href=${href(place)} @click=${(/** @type {Event} */ event) => go(place, event)}
    >${left}<b class="entity ${label}">${node}</b>${right}</a
  >`;
}

/** @param {Screen} screen @param {"sentence" | "article"} where @param {Companion[]} companions */
function company({ say, href, go }, where, companions) {
  if (companions.length === 0) return nothing;
  const chip = (/** @type {Companion} */ { id, label, name, together }) => {
    const change = { entity: id, document: "", ...NO_PLACE };
    return html`<li>
      <a href=${href(change)} @click=${(/** @type {Event} */ event) => go(change, event)}
        ><span class="entity ${label}">${name}</span> <span class="figure" aria-hidden="true">${together}</span
        ><span class="visually-hidden">, ${one(say, label)}, ${say(`in.${where}s`, together)}</span></a
      >
    </li>`;
  };
  const more = companions.slice(IN_SIGHT);
  return html`<div>
    <h4>${say(`appears.${where}`)}</h4>
    <ul class="company">
      ${companions.slice(0, IN_SIGHT).map(chip)}
    </ul>
    ${more.length > 0
      ? html`<details class="fold">
          <summary>${say("more", more.length)}</summary>
          <ul class="company">
            ${more.map(chip)}
          </ul>
        </details>`
      : nothing}
  </div>`;
}

/** @param {MentionLine[]} lines @returns {MentionLine[][]} */
function byArticle(lines) {
  /** @type {MentionLine[][]} */
  const groups = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last?.[0].document === line.document) last.push(line);
    else groups.push([line]);
  }
  return groups;
}
