/** Makes `<corpus-viewer>` known to the page, once. */

import { CorpusViewer } from "./viewer.js";

export function define() {
  if (!customElements.get("corpus-viewer")) customElements.define("corpus-viewer", CorpusViewer);
}
