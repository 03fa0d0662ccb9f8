/** The names of an entity, each with the reason it is one, to be taken apart and put back. */

import { html, nothing } from "lit-html";
import { exporting } from "./export.js";
import { NO_PLACE } from "./state.js";
import { why } from "./why.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {import("../library/corpus-viewer.d.ts").MentionList} MentionList */
/** @typedef {import("../library/corpus-viewer.d.ts").NameRow} NameRow */
/** @typedef {import("../library/corpus-viewer.d.ts").ApartRow} ApartRow */

/** How many names are in sight; the rest can be unfolded. */
const IN_SIGHT = 8;

/** @param {Screen} screen @param {MentionList} list */
export function forms(screen, { entity, names, apart }) {
  const { say } = screen;
  const row = (/** @type {NameRow} */ row) => name(screen, row, entity.name);
  const more = names.slice(IN_SIGHT);
  return html`<section class="about">
    <h3>${say("names.forms")}</h3>
    <ul class="forms">
      ${names.slice(0, IN_SIGHT).map(row)}
    </ul>
    ${more.length > 0
      ? html`<details class="fold">
          <summary>${say("more", more.length)}</summary>
          <ul class="forms">
            ${more.map(row)}
          </ul>
        </details>`
      : nothing}
    ${apart.length > 0
      ? html`<ul class="forms apart" aria-label=${say("names.set-apart")}>
          ${apart.map((row) => setApart(screen, row, entity.id))}
        </ul>`
      : nothing}
    ${exporting(screen, { what: "forms", entity: entity.id })}
  </section>`;
}

/** @param {Screen} screen @param {NameRow} row @param {string} entity its name */
function name({ say, marking }, { form, mentions, reason, canUnlink }, entity) {
  return html`<li>
    <span class="form" dir="auto">${form}</span>
    <span class="figure" aria-hidden="true">${say.figures(mentions)}</span>
    <span class="why"><span class="visually-hidden">${say("mentions", mentions)}, </span>${canUnlink ? why(say, reason, entity) : say("names.shown")}</span>
    ${canUnlink
      ? html`<button
          data-form=${form}
          aria-disabled=${marking.isChanging ? "true" : nothing}
          @click=${() => marking.unlink(form)}
        >
          ${say("names.split")}<span class="visually-hidden">${say("names.split.what", form, entity)}</span>
        </button>`
      : nothing}
  </li>`;
}

/** @param {Screen} screen @param {ApartRow} row @param {string} entity its id */
function setApart({ say, marking, href, go }, row, entity) {
  const { of, form, own } = row;
  const other = of.id === entity ? own : of;
  const change = { entity: other.id, document: "", ...NO_PLACE };
  const link = html`<a href=${href(change)} @click=${(/** @type {Event} */ event) => go(change, event)}>${other.name}</a>`;
  const named = other.mentions > 0 ? link : other.name;
  return html`<li>
    ${other === own
      ? html`<span class="form" dir="auto">${named}</span><span class="figure" aria-hidden="true">${say.figures(own.mentions)}</span>
          <span class="why"><span class="visually-hidden">${say("mentions", own.mentions)}, </span>${say("names.apart")}</span>`
      : html`<span class="form" dir="auto">${form}</span><span class="why">${say("names.apart.from")} ${named}</span>`}
    <button data-form=${form} aria-disabled=${marking.isChanging ? "true" : nothing} @click=${() => marking.relink(row)}>
      ${say("names.put-back")}<span class="visually-hidden">${say("names.put-back.what", form, of.name)}</span>
    </button>
  </li>`;
}
