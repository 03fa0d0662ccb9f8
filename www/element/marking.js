/** What a reader does with what is read: notes, citations, corrections of names, files of lists; each change can be undone. */

import { html, nothing, render } from "lit-html";
import { citeDialog } from "./cite-dialog.js";
import { save } from "./download.js";
import { picture } from "./export.js";
import { nameDialog } from "./name-dialog.js";
import { noteDialog } from "./note-dialog.js";
import { selectedIn } from "./selection.js";

/** @import * as Types from "../library/corpus-viewer.d.ts" */
/** @typedef {import("../library/corpus.js").Corpus} Corpus */
/** @typedef {import("./selection.js").Selected} Selected */

/** How many names a field offers. */
const MOST_KNOWN = 2000;

/**
 * What the viewer is to it.
 * @typedef {object} Host
 * @property {ShadowRoot} root has a `dialog.asking`
 * @property {() => Corpus | undefined} corpus
 * @property {() => import("./state.js").State} state
 * @property {() => Partial<import("./answers.js").Answers>} answers
 * @property {() => import("../messages/say.js").Say} say
 * @property {() => string} address of the page, if the state is in it; else empty
 * @property {() => void} draw
 * @property {() => Promise<void>} refresh asks anew for all that is shown, after a change
 * @property {(change: Partial<import("./state.js").State>) => Promise<void>} go
 * @property {(error: unknown) => void} fail
 */

export class Marking {
  /** What is selected in the article. @type {Selected | undefined} */
  selected;
  /** What was changed last, to be told, and whether it can be undone. @type {{ told: string, canUndo: boolean } | undefined} */
  done;
  /** A change is under way: meanwhile nothing is changed but by what was typed in a dialog, which waits. */
  isChanging = false;
  /** @type {Promise<unknown>} */
  #changes = Promise.resolve();
  /** What fields of names offer. @type {readonly Types.EntityRow[]} */
  known = [];

  #host;
  /** @type {{ format: import("./cite-dialog.js").Format, citation?: Types.Citation, copied: boolean }} */
  #citing = { format: "text", copied: false };

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  /** Another corpus is shown. */
  forget() {
    this.selected = this.done = undefined;
    this.known = [];
  }

  /** Looks what is selected: a browser may tell of a selection only after the key that follows it. */
  look() {
    const { root, state, answers, draw } = this.#host;
    const { document, passage } = state();
    const before = this.selected?.text;
    this.selected = document ? selectedIn(root, { document, query: answers().query, passage }) : undefined;
    if (this.selected?.text !== before) draw();
  }

  /** What the passage selected, or else the whole article, is to be cited as. */
  citeRead() {
    const { document } = this.#host.state();
    this.look();
    if (document) this.cite(this.selected ? { selection: this.selected.selection } : { document });
  }

  /** Writes a note on what is selected. */
  note() {
    this.look();
    const { selected } = this;
    if (!selected) return;
    this.#ask((close) =>
      noteDialog(this.#host.say(), { quote: selected.text, text: "", tags: [] }, (note) => {
        close();
        this.#changeLater("done.note", (corpus) => corpus.addNote({ selection: selected.selection, ...note, now: now() }));
      }, close),
    );
  }

  /** @param {Types.NoteRow} note */
  editNote(note) {
    this.#ask((close) =>
      noteDialog(this.#host.say(), note, (change) => {
        close();
        this.#changeLater("done.note", (corpus) => corpus.changeNote(note.id, { ...change, now: now() }));
      }, close),
    );
  }

  /** @param {number} id */
  removeNote(id) {
    this.#change("done.note.removed", (corpus) => corpus.removeNote(id));
  }

  /** @param {Types.Cited} cited */
  async cite(cited) {
    const ask = async (/** @type {import("./cite-dialog.js").Format} */ format) => {
      try {
        const options = { format, link: this.#host.address(), accessed: now().slice(0, 10) };
        this.#citing = { format, copied: false, citation: await this.#host.corpus()?.cite(cited, options) };
        show();
      } catch (error) {
        this.#host.fail(error);
      }
    };
    const copy = async (/** @type {string} */ text) => {
      this.#citing = { ...this.#citing, copied: await copied(text, this.#host.root) };
      show();
    };
    const show = this.#ask((close) => citeDialog(this.#host.say(), this.#citing, { choose: ask, copy, close }));
    await ask(this.#citing.format);
  }

  /** Copies the link to what is selected. */
  async copyLink() {
    const { corpus, address, say, draw, fail } = this.#host;
    if (!this.selected) return;
    try {
      const citation = await corpus()?.cite({ selection: this.selected.selection }, { link: address() });
      if (citation?.link && (await copied(citation.link, this.#host.root))) this.done = { told: say()("copied"), canUndo: false };
      draw();
    } catch (error) {
      fail(error);
    }
  }

  /** Makes a name of what is selected. */
  async name() {
    const { selected } = this;
    if (!selected) return;
    await this.askKnown();
    const form = selected.text.trim();
    this.#ask((close) =>
      nameDialog(this.#host.say(), form, this.known, (label, into) => {
        close();
        this.#changeLater("done.name", (corpus) => this.#decide(corpus, { kind: "add", form, label, into }));
      }, close),
    );
  }

  /** Gets what fields of names offer. */
  async askKnown() {
    const { corpus, draw } = this.#host;
    const list = await corpus()?.entities({ labels: ["PER", "ORG", "LOC", "NORP", "EVENT", "MISC"], limit: MOST_KNOWN });
    this.known = list?.entities ?? [];
    draw();
  }

  /** @param {Types.Decision} decision */
  curate(decision) {
    return this.#change("done.name", (corpus) => this.#decide(corpus, decision));
  }

  /** @param {Corpus} corpus @param {Types.Decision} decision */
  async #decide(corpus, decision) {
    const shown = await corpus.curate(decision);
    if (this.#host.state().entity) await this.#host.go({ entity: shown ?? "" });
  }

  /** Takes a form from the entity that is shown; if that is all there is of it, shows what the form is now. @param {string} form */
  async unlink(form) {
    const { entity } = this.#host.state();
    const isAll = this.#host.answers().mentions?.names.length === 1;
    await this.#change("done.name", async (corpus) => {
      const own = await corpus.unlink(entity, form);
      if (isAll) await this.#host.go({ entity: own });
    });
    this.#leadTo(form);
  }

  /** Puts a form back, and shows the entity it is of. @param {Types.ApartRow} row */
  async relink(row) {
    const { of, form } = row;
    await this.#change("done.name", async (corpus) => {
      await corpus.relink(of.id, form);
      await this.#host.go({ entity: of.id });
    });
    this.#leadTo(form);
  }

  /** Leads the keyboard to the button that does the reverse of what was done with a form. @param {string} form */
  #leadTo(form) {
    const buttons = /** @type {NodeListOf<HTMLElement>} */ (this.#host.root.querySelectorAll("button[data-form]"));
    [...buttons].find(({ dataset }) => dataset.form === form)?.focus();
  }

  /** Takes the last change back. */
  undo() {
    return this.#step("done.undone", (corpus) => corpus.undo());
  }

  /** Makes again what was taken back last. */
  redo() {
    return this.#step("done.redone", (corpus) => corpus.redo());
  }

  undoCuration() {
    return this.#change("done.undone", async (corpus) => {
      await corpus.undoCuration();
      await this.#host.go({ entity: "" });
      return { canUndo: false };
    });
  }

  redoCuration() {
    return this.#change("done.redone", async (corpus) => {
      await corpus.redoCuration();
      await this.#host.go({ entity: "" });
    });
  }

  exportNotes() {
    return this.#file("notes.json", "application/json", (corpus) => corpus.exportNotes());
  }

  importNotes() {
    return this.#import(async (corpus, json) => (await corpus.importNotes(json)).added);
  }

  exportCuration() {
    return this.#file("names.json", "application/json", (corpus) => corpus.exportCuration());
  }

  importCuration() {
    return this.#import(async (corpus, json) => (await corpus.importCuration(json)).applied);
  }

  /** @param {Types.ExportOptions} options */
  exportList(options) {
    const { what, format = "csv" } = options;
    return this.#file(`${what}.${format}`, format === "csv" ? "text/csv" : "application/json", (corpus) => corpus.export(options));
  }

  /** @param {SVGSVGElement} chart @param {"svg" | "png"} format @param {Types.ExportOptions} options how it was made */
  exportChart(chart, format, options) {
    return this.#file(`${options.what}.${format}`, format === "svg" ? "image/svg+xml" : "image/png", async (corpus) => {
      const { provenance } = JSON.parse(await corpus.export({ ...options, format: "json" }));
      return picture(chart, format, JSON.stringify(provenance));
    });
  }

  /** @param {import("../messages/say.js").Key} told @param {(corpus: Corpus) => Promise<Types.Restored | null>} step */
  #step(told, step) {
    return this.#change(told, async (corpus) => {
      const restored = await step(corpus);
      const { state, go } = this.#host;
      const { entity } = state();
      if (restored?.entity && entity) await go({ entity: restored.entity });
      else if (restored?.gone.includes(entity)) await go({ entity: "" });
      return restored ?? false;
    });
  }

  /**
   * @param {import("../messages/say.js").Key} told
   * @param {(corpus: Corpus) => Promise<any>} change gives false if there was nothing to change; perhaps `canUndo`
   */
  async #change(told, change) {
    if (!this.isChanging) await this.#changeLater(told, change);
  }

  /** @param {import("../messages/say.js").Key} told @param {(corpus: Corpus) => Promise<any>} change of the corpus that is shown now */
  #changeLater(told, change) {
    const own = this.#host.corpus();
    const next = () => this.#changeNow(told, change, own);
    this.#changes = this.#changes.then(next, next);
    return this.#changes;
  }

  /** @param {import("../messages/say.js").Key} told @param {(corpus: Corpus) => Promise<any>} change @param {Corpus | undefined} own */
  async #changeNow(told, change, own) {
    const { corpus, say, refresh, fail, draw } = this.#host;
    if (!own || corpus() !== own) return;
    this.isChanging = true;
    draw();
    try {
      const changed = await change(own);
      if (changed === false) return;
      this.done = this.selected = undefined;
      await refresh();
      this.done = { told: say()(told), canUndo: changed?.canUndo ?? true };
    } catch (error) {
      fail(error);
    } finally {
      this.isChanging = false;
      draw();
    }
  }

  /** @param {(corpus: Corpus, json: string) => Promise<number>} take gives how much was taken */
  #import(take) {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = ".json,application/json";
    input.addEventListener("change", async () => {
      const [file] = input.files ?? [];
      if (file) await this.#change("done.imported", async (corpus) => ({ canUndo: (await take(corpus, await file.text())) > 0 }));
    });
    input.click();
  }

  /** @param {string} name @param {string} type @param {(corpus: Corpus) => Promise<BlobPart>} write */
  async #file(name, type, write) {
    const { corpus, fail } = this.#host;
    const own = corpus();
    if (!own) return;
    try {
      save(name, new Blob([await write(own)], { type }));
    } catch (error) {
      fail(error);
    }
  }

  /**
   * Opens the dialog. Gives what draws it again.
   * @param {(close: () => void) => unknown} content
   */
  #ask(content) {
    const dialog = /** @type {HTMLDialogElement} */ (this.#host.root.querySelector("dialog.asking"));
    const body = /** @type {HTMLElement} */ (dialog.firstElementChild);
    const close = () => dialog.close();
    const show = () => render(content(close), body);
    render(nothing, body);
    show();
    if (!dialog.open) dialog.showModal();
    return show;
  }
}

/** What can be done with what is selected. @param {import("./frame.js").Screen} screen */
export function selectionTools({ say, marking }) {
  if (!marking.selected) return nothing;
  return html`<div class="selected" role="toolbar" aria-label=${say("selected")}>
    <button @click=${() => marking.note()}>${say("note")}</button>
    <button @click=${() => marking.citeRead()}>${say("cite")}</button>
    <button @click=${() => marking.copyLink()}>${say("copy.link")}</button>
    <button @click=${() => marking.name()}>${say("name.make")}</button>
  </div>`;
}

/** What was changed last. @param {import("./frame.js").Screen} screen */
export function changed({ say, marking }) {
  const { done } = marking;
  return html`<div class="done ${done ? "" : "visually-hidden"}" role="status">
    ${done ? html`<span>${done.told}</span> ${done.canUndo ? html`<button @click=${() => marking.undo()}>${say("undo")}</button>` : nothing}` : nothing}
  </div>`;
}

const now = () => new Date().toISOString();

/** Puts a text on the clipboard, where that is allowed. @param {string} text @param {ShadowRoot} root */
async function copied(text, root) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    (root.querySelector("dialog[open]") ?? root).append(field);
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    return isCopied;
  }
}
