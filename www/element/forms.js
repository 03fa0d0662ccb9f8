/** The names of an entity, each with the reason it is one, to be taken apart and put back. */

import { html, nothing } from "lit-html";
import { count, figures } from "./format.js";
import { why } from "./reasons.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {import("../library/corpus-viewer.d.ts").MentionList} MentionList */
/** @typedef {import("../library/corpus-viewer.d.ts").NameRow} NameRow */
/** @typedef {import("../library/corpus-viewer.d.ts").ApartRow} ApartRow */

/** How many names are in sight; the rest can be unfolded. */
const IN_SIGHT = 8;

/** @param {Screen} screen @param {MentionList} list */
export function forms(screen, { entity, names, apart }) {
  const row = (/** @type {NameRow} */ row) => name(screen, row, entity.name);
  const more = names.slice(IN_SIGHT);
  return html`<section class="about">
    <h3>Names</h3>
    <ul class="forms">
      ${names.slice(0, IN_SIGHT).map(row)}
    </ul>
    ${more.length > 0
      ? html`<details class="fold">
          <summary>${figures(more.length)} more</summary>
          <ul class="forms">
            ${more.map(row)}
          </ul>
        </details>`
      : nothing}
    ${apart.length > 0
      ? html`<ul class="forms apart" aria-label="Set apart">
          ${apart.map((row) => setApart(screen, row, entity.id))}
        </ul>`
      : nothing}
  </section>`;
}

/** @param {Screen} screen @param {NameRow} row @param {string} entity its name */
function name({ isLinking, unlink }, { form, mentions, reason, canUnlink }, entity) {
  return html`<li>
    <span class="form" dir="auto">${form}</span>
    <span class="figure" aria-hidden="true">${figures(mentions)}</span>
    <span class="why"><span class="visually-hidden">${count(mentions, "mention")}, </span>${canUnlink ? why(reason, entity) : "the name shown"}</span>
    ${canUnlink
      ? html`<button
          data-form=${form}
          aria-disabled=${isLinking ? "true" : nothing}
          @click=${() => unlink(form)}
        >
          Not the same<span class="visually-hidden">: “${form}” and ${entity}</span>
        </button>`
      : nothing}
  </li>`;
}

/** @param {Screen} screen @param {ApartRow} row @param {string} entity its id */
function setApart({ isLinking, relink, href, go }, row, entity) {
  const { of, form, own } = row;
  const other = of.id === entity ? own : of;
  const change = { entity: other.id, document: "", mention: -1 };
  const link = html`<a href=${href(change)} @click=${(/** @type {Event} */ event) => go(change, event)}>${other.name}</a>`;
  const named = other.mentions > 0 ? link : other.name;
  return html`<li>
    ${other === own
      ? html`<span class="form" dir="auto">${named}</span><span class="figure" aria-hidden="true">${figures(own.mentions)}</span>
          <span class="why"><span class="visually-hidden">${count(own.mentions, "mention")}, </span>set apart</span>`
      : html`<span class="form" dir="auto">${form}</span><span class="why">set apart from ${named}</span>`}
    <button data-form=${form} aria-disabled=${isLinking ? "true" : nothing} @click=${() => relink(row)}>
      Put back<span class="visually-hidden">: “${form}” to ${of.name}</span>
    </button>
  </li>`;
}
