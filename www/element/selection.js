/** What a reader has selected in the article: a place that the core understands, and the words. */

/** @typedef {import("../library/corpus-viewer.d.ts").Selection} Selection */

/**
 * @typedef {object} Selected
 * @property {Selection} selection
 * @property {string} text
 */

/**
 * @param {ShadowRoot} root
 * @param {Pick<Selection, "document" | "query" | "passage">} read how the article was read
 * @returns {Selected | undefined}
 */
export function selectedIn(root, read) {
  const range = rangeIn(root);
  if (!range || range.collapsed) return;
  const from = placeOf(root, range.startContainer, range.startOffset);
  const to = placeOf(root, range.endContainer, range.endOffset);
  const text = textOf(range);
  if (from && to && text.trim()) return { selection: { ...read, from, to }, text };
}

/**
 * Selects the paragraph of what is pointed out, or else the first; if one is selected, the next.
 * @param {ShadowRoot} root
 */
export function selectParagraph(root) {
  const paragraphs = [...root.querySelectorAll(".body > p")];
  const start = rangeIn(root)?.startContainer;
  const selected = start ? paragraphs.findIndex((paragraph) => paragraph.contains(start)) : -1;
  const pointed = paragraphs.findIndex((paragraph) => paragraph.querySelector(".current"));
  const paragraph = paragraphs[selected >= 0 ? selected + 1 : Math.max(pointed, 0)];
  if (!paragraph) return;
  document.getSelection()?.setBaseAndExtent(paragraph, 0, paragraph, paragraph.childNodes.length);
  paragraph.scrollIntoView({ block: "nearest" });
}

/** Browsers differ in how they tell of a selection inside a shadow tree. @param {ShadowRoot} root @returns {StaticRange | Range | undefined} */
function rangeIn(root) {
  const selection = /** @type {any} */ (document.getSelection());
  if (!selection) return;
  if (selection.getComposedRanges) {
    const [range] = selection.getComposedRanges({ shadowRoots: [root] });
    if (range && root.contains(range.startContainer)) return range;
  }
  const own = /** @type {any} */ (root).getSelection?.() ?? selection;
  return own.rangeCount > 0 ? own.getRangeAt(0) : undefined;
}

/** @param {StaticRange | Range} range */
function textOf({ startContainer, startOffset, endContainer, endOffset }) {
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range.toString();
}

/**
 * The paragraph of a place, and how many UTF-16 code units are before it there.
 * @param {ShadowRoot} root @param {Node} node @param {number} offset
 */
function placeOf(root, node, offset) {
  const element = node instanceof Element ? node : node.parentElement;
  const paragraph = element?.closest("[data-paragraph]");
  if (!(paragraph instanceof HTMLElement) || !root.contains(paragraph)) return;
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(node, offset);
  return { paragraph: Number(paragraph.dataset.paragraph), run: 0, unit: before.toString().length };
}
