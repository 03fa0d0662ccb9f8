/** What a reader has chosen for this browser, where it keeps anything. */

const NAME = "corpus-viewer";

/** @typedef {{ plainKeys?: boolean, language?: string, searches?: readonly import("./searches.js").Search[] }} Settings */

/** @returns {Settings} */
export function settings() {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME) ?? "{}");
    return kept !== null && typeof kept === "object" ? kept : {};
  } catch {
    return {};
  }
}

/** @param {Settings} change */
export function choose(change) {
  try {
    localStorage.setItem(NAME, JSON.stringify({ ...settings(), ...change }));
  } catch {
    // Not kept, then: it holds until the page is closed.
  }
}
