/** What a mention names, on a card beside it, while the pointer or the keyboard is on the mention. */

import { html, nothing, render } from "lit-html";
import { one } from "./labels.js";
import { why } from "./why.js";

/** @typedef {import("../library/corpus-viewer.d.ts").Article} Article */
/** @typedef {import("../library/corpus-viewer.d.ts").EntityMark} EntityMark */

/** How long, in milliseconds, the pointer rests on a mention before the card comes, and is off it before it goes. */
const REST = 150;

/** Between a mention and its card, in pixels. */
const GAP = 4;

const MENTION = "a.entity[data-mention]";

export class Card {
  #root;
  #article;
  #say;
  /** The mention whose card is open. @type {HTMLElement | undefined} */
  #mention;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;

  /**
   * @param {ShadowRoot} root has the mentions, and an element `#card` beside them
   * @param {() => Article | undefined} article the article that is shown
   * @param {() => import("../messages/say.js").Say} say
   */
  constructor(root, article, say) {
    this.#root = root;
    this.#article = article;
    this.#say = say;
    root.addEventListener("pointerover", (event) => this.#onPointer(/** @type {PointerEvent} */ (event)));
    root.addEventListener("pointerout", (event) => this.#onPointer(/** @type {PointerEvent} */ (event)));
    root.addEventListener("focusin", (event) => {
      const mention = /** @type {HTMLElement} */ (event.target);
      if (mention.matches(MENTION) && mention.matches(":focus-visible")) this.#open(mention);
    });
    root.addEventListener("focusout", () => this.close());
  }

  close() {
    clearTimeout(this.#waiting);
    if (!this.#mention) return;
    this.#mention.removeAttribute("aria-describedby");
    this.#mention = undefined;
    document.removeEventListener("keydown", this.#onKey, true);
    const card = this.#element();
    if (card) card.hidden = true;
  }

  /** From one mention to another, to the card, or off: what the pointer rests on decides. @param {PointerEvent} event */
  #onPointer({ type, pointerType, target, relatedTarget }) {
    if (pointerType === "touch") return;
    const under = /** @type {Element | null} */ (type === "pointerover" ? target : relatedTarget);
    const mention = /** @type {HTMLElement | null | undefined} */ (under?.closest(MENTION));
    clearTimeout(this.#waiting);
    if (under?.closest("#card") || (mention && mention === this.#mention)) return;
    if (mention) this.#waiting = setTimeout(() => this.#open(mention), REST);
    else if (this.#mention) this.#waiting = setTimeout(() => this.close(), REST);
  }

  /** Only the card goes, wherever the keyboard is. @type {(event: KeyboardEvent) => void} */
  #onKey = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    event.preventDefault();
    this.close();
  };

  /** @param {HTMLElement} mention */
  #open(mention) {
    this.close();
    const card = this.#element();
    const mark = markOf(this.#article(), Number(mention.dataset.mention));
    if (!card || !mark || !mention.isConnected) return;
    this.#mention = mention;
    mention.setAttribute("aria-describedby", "card");
    document.addEventListener("keydown", this.#onKey, true);
    render(content(this.#say(), mark), card);
    card.hidden = false;
    place(card, mention);
  }

  /** @returns {HTMLElement | null} */
  #element() {
    return this.#root.querySelector("#card");
  }
}

/** @param {Article | undefined} article @param {number} mention @returns {EntityMark | undefined} */
function markOf(article, mention) {
  for (const { runs } of article?.paragraphs ?? []) {
    const run = runs.find(({ entity }) => entity?.mention === mention);
    if (run) return run.entity;
  }
}

/** @param {import("../messages/say.js").Say} say @param {EntityMark} mark */
function content(say, mark) {
  const { label, name, reason, value, mentions, documents } = mark;
  return html`<b class="entity ${label}">${name}</b>, ${one(say, label)}<br />
    ${value ? html`<span class="value">${value}</span><br />` : nothing}
    <span class="quiet">${say("mentions.in", say("mentions", mentions), say("articles", documents))}</span>
    ${reason === "same name" ? nothing : html`<br /><span class="quiet">${why(say, reason, name)}</span>`}`;
}

/** Puts the card under the first line of the mention, or above it where there is no room. @param {HTMLElement} card @param {HTMLElement} mention */
function place(card, mention) {
  const frame = /** @type {HTMLElement} */ (card.offsetParent).getBoundingClientRect();
  const pane = /** @type {HTMLElement} */ (card.closest(".detail")).getBoundingClientRect();
  const line = mention.getClientRects()[0];
  const isLow = line.bottom + GAP + card.offsetHeight > pane.bottom && line.top - GAP - card.offsetHeight > pane.top;
  const top = isLow ? line.top - GAP - card.offsetHeight : line.bottom + GAP;
  const left = Math.max(0, Math.min(line.left - frame.left, frame.width - card.offsetWidth));
  card.style.top = `${top - frame.top}px`;
  card.style.left = `${left}px`;
}
