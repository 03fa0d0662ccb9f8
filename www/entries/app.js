/** The page: one viewer, its state in the address, and a way to open one's own files. */

import { define } from "../element/define.js";
import { fromHash, toHash } from "../element/state.js";
import { CorpusViewer } from "../element/viewer.js";
import { loadWith } from "../engine/shared.js";
import { fetched, fromBase64, unpacked } from "../library/bytes.js";

const TITLE = document.title;

const script = /** @type {HTMLScriptElement} */ (document.currentScript);

loadWith({
  wasm: () => inside("wasm", "corpus-viewer.wasm", "the program"),
  names: () => inside("names", "english.names", "the model of names"),
});

/**
 * What the page has inside, or else beside it.
 * @param {string} type of its blocks, and of the error if they are damaged
 * @param {string} file
 * @param {string} what it is called then
 */
async function inside(type, file, what) {
  const blocks = [...document.querySelectorAll(`script[type="application/x-${type}"]`)];
  if (blocks.length === 0) return fetched(new URL(file, script.src));
  return unpacked(fromBase64(blocks.map((block) => block.textContent.trim()).join("")), type, what);
}

document.addEventListener("DOMContentLoaded", () => {
  define();
  const viewer = /** @type {CorpusViewer} */ (document.querySelector("corpus-viewer"));
  keepAddress(viewer);
  openFiles(viewer);
});

/** @param {CorpusViewer} viewer */
function keepAddress(viewer) {
  viewer.restore(fromHash(location.hash));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let { query } = viewer.state;
  let address = location.hash;
  const write = () => {
    clearTimeout(waiting);
    waiting = undefined;
    history.replaceState(null, "", address);
  };
  viewer.onstate = (state, isStep) => {
    const isTyping = state.query !== query && !isStep;
    if (isStep && waiting) write();
    query = state.query;
    address = `#${toHash(state)}`;
    if (isStep) history.pushState(null, "", address);
    // While one types, not at every key: browsers refuse an address that changes too often.
    else if (isTyping) waiting ??= setTimeout(write, 300);
    else write();
    entitle();
  };
  addEventListener("pagehide", () => waiting && write());
  const entitle = (/** @type {string} */ title = TITLE) => {
    if (!viewer.state.document || title !== TITLE) document.title = title;
  };
  viewer.addEventListener("corpus-viewer-open", (event) => entitle(/** @type {CustomEvent} */ (event).detail.title));
  addEventListener("popstate", () => {
    viewer.restore(fromHash(location.hash));
    entitle();
  });
  document.addEventListener("keydown", (event) => {
    if (event.target !== document.body) return;
    if (event.key === "/" || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      viewer.focusSearch();
    }
  });
}

/** @param {CorpusViewer} viewer */
function openFiles(viewer) {
  for (const button of viewer.querySelectorAll("[data-open]")) {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.webkitdirectory = button.getAttribute("data-open") === "folder";
    input.addEventListener("change", () => {
      if (input.files?.length) viewer.openFiles([...input.files]);
      input.value = "";
    });
    button.addEventListener("click", () => input.click());
  }
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) viewer.openFiles(files);
  });
}
