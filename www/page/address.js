/** The state of the viewer in the address of the page. */

import { fromHash, toHash } from "../element/state.js";

/** @param {import("../element/viewer.js").CorpusViewer} viewer */
export function keepAddress(viewer) {
  const plain = document.title;
  viewer.restore(fromHash(location.hash || (viewer.getAttribute("settings") ?? "")));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /** What is typed, or pulled by a slider. @param {import("../element/state.js").State} state */
  const typing = ({ query, words, alike }) => [query, words, alike].join();
  let typed = typing(viewer.state);
  let address = location.hash;
  const write = () => {
    clearTimeout(waiting);
    waiting = undefined;
    history.replaceState(null, "", address);
  };
  viewer.onstate = (state, isStep) => {
    const isTyping = typing(state) !== typed && !isStep;
    if (isStep && waiting) write();
    typed = typing(state);
    address = `#${toHash(state)}`;
    if (isStep) history.pushState(null, "", address);
    // While one types or pulls the slider, not at every step: browsers refuse an address that changes too often.
    else if (isTyping) waiting ??= setTimeout(write, 300);
    else write();
    entitle();
  };
  addEventListener("pagehide", () => waiting && write());
  const entitle = (/** @type {string} */ title = plain) => {
    if (!viewer.state.document || title !== plain) document.title = title;
  };
  viewer.addEventListener("corpus-viewer-open", (event) => entitle(/** @type {CustomEvent} */ (event).detail.title));
  addEventListener("popstate", () => {
    viewer.restore(fromHash(location.hash));
    entitle();
  });
  document.addEventListener("keydown", (event) => {
    if (event.target === document.body) viewer.takeKey(event);
  });
}
