/** Every mention of one entity, article by article, in its surroundings. */

import { html, nothing } from "lit-html";
import { count, date } from "./format.js";
import { LABELS } from "./labels.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {import("../library/corpus-viewer.d.ts").MentionLine} MentionLine */

/** @param {Screen} screen */
export function mentions({ state, answers: { mentions }, problem, href, go, showMore }) {
  const isOther = mentions?.entity.id !== state.entity;
  if (!mentions || (isOther && problem)) return nothing;
  const { entity, forms, lines } = mentions;
  return html`
    <header>
      <h2 tabindex="-1"><span class="entity ${entity.label}">${entity.name}</span></h2>
      <p class="facts">
        ${LABELS.get(entity.label)} · ${count(entity.mentions, "mention")} in ${count(entity.documents, "article")}
      </p>
      ${forms.length > 1
        ? html`<p class="facts">Also as ${forms.slice(0, 8).map(([form, times], at) => `${at ? ", " : ""}“${form}” (${times})`)}</p>`
        : nothing}
    </header>
    ${byArticle(lines).map(
      ([first, ...rest]) => html`
        <section class="lines">
          <h3>${first.title} <span class="facts">${date(first.date)}</span></h3>
          <ul>
            ${[first, ...rest].map(
              (line) => html`<li>
                <a
                  href=${href({ document: line.document, mention: line.mention, hit: -1 })}
                  @click=${(/** @type {Event} */ event) =>
                    go({ document: line.document, mention: line.mention, hit: -1 }, event)}
                  >${line.left}<b class="entity ${entity.label}">${line.node}</b>${line.right}</a
                >
              </li>`,
            )}
          </ul>
        </section>
      `,
    )}
    ${lines.length < entity.mentions
      ? html`<button class="more" @click=${showMore}>Show more of ${entity.mentions}</button>`
      : nothing}
  `;
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
