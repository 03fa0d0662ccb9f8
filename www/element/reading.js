/** How far the article that is read is drawn, and where in it the reader is led. */

import { bodyOf, further, pointOut } from "./article.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("../library/corpus-viewer.d.ts").Article} Article */

/**
 * What the viewer is to it.
 * @typedef {object} Host
 * @property {ShadowRoot} root
 * @property {() => State} state
 * @property {() => Article | undefined} article
 * @property {() => void} draw
 * @property {() => void} toSearch puts the keyboard into the search field
 */

export class Reading {
  /** How many paragraphs are drawn. */
  drawn = 0;
  /** How many there are of the article as it was read before. */
  stale = 0;

  #host;
  /** The article that they are of. @type {string | undefined} */
  #article;
  /** The frame in which more of it is drawn. */
  #nextFrame = 0;
  /** The step whose end the reader has not been led to: the state before it, and what had the keyboard. @type {{ before: State, held: Element | null } | undefined} */
  #following;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  /** The article is drawn from its beginning; what was drawn of it before it was read again stays meanwhile. */
  start() {
    const article = this.#host.article();
    this.stale = article?.id === this.#article ? Math.max(this.stale, this.drawn) : 0;
    this.#article = article?.id;
    this.drawn = article ? further(article, 0) : 0;
    this.drawOn();
  }

  /** No article is read. */
  end() {
    this.drawn = this.stale = 0;
  }

  drawWhole() {
    this.drawn = Infinity;
  }

  /** Draws the rest of a long article, some paragraphs in each frame. */
  drawOn() {
    const article = this.#host.article();
    cancelAnimationFrame(this.#nextFrame);
    if (!article || this.drawn >= bodyOf(article).length) return;
    this.#nextFrame = requestAnimationFrame(() => {
      if (this.#host.article() !== article) return;
      this.drawn = further(article, this.drawn);
      this.#host.draw();
      this.drawOn();
    });
  }

  /** The reader is to be led to what a step opens, as soon as it is there. @param {State} before the step */
  follow(before) {
    this.#following = { before, held: this.#host.root.activeElement };
  }

  /** Leads the eye to what the last step opened, and the keyboard, unless the reader has meanwhile put it elsewhere. */
  lead() {
    const { root, state, article, toSearch } = this.#host;
    const detail = root.querySelector(".detail");
    const { document, entity, mention, hit, passage } = state();
    const isFurther = mention >= 0 || hit >= 0 || passage;
    if (!detail || !this.#following || (isFurther && article()?.isWhole === false)) return;
    const { before, held } = this.#following;
    this.#following = undefined;
    const isElsewhere = root.activeElement && root.activeElement !== held;
    const opened = document !== before.document || (!document && entity !== before.entity);
    this.#drawToPlace();
    const place = pointOut(detail, state());
    if (opened) detail.scrollTop = 0;
    if (place && (opened || mention !== before.mention || hit !== before.hit || passage !== before.passage)) {
      place.scrollIntoView({ block: "center" });
      if (place instanceof HTMLElement && mention >= 0 && !isElsewhere) place.focus({ preventScroll: true });
    } else if (isElsewhere) {
      return;
    } else if (opened && (document || entity)) {
      /** @type {HTMLElement | null} */ (detail.querySelector("h2"))?.focus();
    } else if (opened && !root.activeElement) {
      const closed = before.document || before.entity;
      const rows = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("a.row"));
      const row = [...rows].find((row) => row.dataset.id === closed);
      if (row) row.focus();
      else toSearch();
    }
  }

  /** Sets apart what the state points out. */
  pointOut() {
    const detail = this.#host.root.querySelector(".detail");
    if (detail) pointOut(detail, this.#host.state());
  }

  /**
   * The number of the next hit or mention, after the last one the first; none where there is none.
   * @param {"hit" | "mention"} what @param {1 | -1} by
   */
  next(what, by) {
    const { state, article: read } = this.#host;
    const article = read();
    if (!state().document || !article) return;
    const places = what === "hit" ? [...Array(article.hits).keys()] : mentionsOf(article, state().hidden);
    const at = places.indexOf(state()[what]);
    if (at < 0) return places.at(by > 0 ? 0 : -1);
    return places.at((at + by) % places.length);
  }

  /** Draws at once as far as the mention, hit or passage that is pointed out. */
  #drawToPlace() {
    const { mention, hit, passage } = this.#host.state();
    const article = this.#host.article();
    if (!article) return;
    const place = bodyOf(article).findIndex(({ runs }) =>
      runs.some((run) => (mention >= 0 ? run.entity?.mention === mention : hit >= 0 ? run.hit === hit : passage && run.marks.includes("passage"))),
    );
    if (place < this.drawn) return;
    this.drawn = further(article, place);
    this.#host.draw();
  }
}

/** The numbers of the mentions whose labels are not hidden. @param {Article} article @param {readonly string[]} hidden */
function mentionsOf({ paragraphs }, hidden) {
  const named = paragraphs.flatMap(({ runs }) => runs.flatMap(({ entity }) => (entity && !hidden.includes(entity.label) ? [entity.mention] : [])));
  return [...new Set(named)];
}
