/** Putting names right: one is another, is called otherwise, is of another kind, or is none; what was decided, to be undone. */

import { html, nothing } from "lit-html";
import { exporting } from "./export.js";
import { NAMES, one } from "./labels.js";
import { knownNames } from "./name-dialog.js";

/** @typedef {import("./frame.js").Screen} Screen */
/** @typedef {import("../library/corpus-viewer.d.ts").EntityRow} EntityRow */
/** @typedef {import("../library/corpus-viewer.d.ts").DecisionRow} DecisionRow */
/** @typedef {import("../library/corpus-viewer.d.ts").NameLabel} NameLabel */

/** What can be put right about an entity. @param {Screen} screen @param {EntityRow} entity */
export function correcting({ say, marking }, { id, name, label }) {
  if (!NAMES.some((known) => known === label)) return nothing;
  /** @param {(value: string) => import("../library/corpus-viewer.d.ts").Decision | undefined} decide */
  const submit = (decide) => (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const value = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("value") ?? "").trim();
    const decision = value ? decide(value) : undefined;
    if (decision) marking.curate(decision);
  };
  const off = marking.isChanging ? "true" : nothing;
  const others = marking.known.filter((other) => other.id !== id);
  return html`<details class="fold correct" @toggle=${() => marking.askKnown()}>
    <summary>${say("correct")}</summary>
    <form @submit=${submit((name) => ({ kind: "rename", entity: id, name }))}>
      <label>${say("correct.rename")} <input name="value" maxlength="200" .value=${name} /></label>
      <button aria-disabled=${off}>${say("correct.rename.do")}</button>
    </form>
    <form @submit=${submit((label) => ({ kind: "relabel", entity: id, label: /** @type {NameLabel} */ (label) }))}>
      <label
        >${say("correct.relabel")}
        <select name="value">
          ${NAMES.map((known) => html`<option value=${known} .selected=${known === label}>${one(say, known)}</option>`)}
        </select></label
      >
      <button aria-disabled=${off}>${say("correct.relabel.do")}</button>
    </form>
    <form
      @submit=${submit((other) => {
        const into = others.find(({ name }) => name === other);
        return into && { kind: "merge", entity: id, into: into.id };
      })}
    >
      <label>${say("correct.merge")} <input name="value" list="known-names" autocomplete="off" /></label>
      ${knownNames(others)}
      <button aria-disabled=${off}>${say("correct.merge.do")}</button>
    </form>
    <button aria-disabled=${off} @click=${() => marking.curate({ kind: "reject", entity: id })}>${say("correct.reject")}</button>
  </details>`;
}

/** What readers have decided, above the list of names. @param {Screen} screen */
export function decisions(screen) {
  const { answers: { curation }, say, marking } = screen;
  if (!curation) return nothing;
  const { decisions, canUndo, canRedo } = curation;
  return html`<details class="fold decided">
    <summary>${decisions.length > 0 ? say("decided", decisions.length) : say("decided.none")}</summary>
    <ol>
      ${decisions.map((decision) => html`<li>${worded(screen, decision)}</li>`)}
    </ol>
    <div class="tools">
      <button ?disabled=${!canUndo} @click=${() => marking.undoCuration()}>${say("undo")}</button>
      <button ?disabled=${!canRedo} @click=${() => marking.redoCuration()}>${say("redo")}</button>
      <button ?disabled=${decisions.length === 0} @click=${() => marking.exportCuration()}>${say("decided.export")}</button>
      <button @click=${() => marking.importCuration()}>${say("decided.import")}</button>
      ${decisions.length > 0 ? exporting(screen, { what: "decisions" }) : nothing}
    </div>
  </details>`;
}

/** @param {Screen} screen @param {DecisionRow} decision */
function worded({ say }, { kind, entity, into, form = "", name = "", label = "" }) {
  const called = entity?.name ?? "";
  switch (kind) {
    case "merge":
      return say("decided.merge", called, into?.name ?? "");
    case "split":
      return say("decided.split", form, called);
    case "rename":
      return say("decided.rename", called, name);
    case "relabel":
      return say("decided.relabel", called, one(say, label));
    case "reject":
      return say("decided.reject", form || called);
    case "add":
      return into ? say("decided.add.into", form, into.name) : say("decided.add", form, one(say, label));
  }
}
