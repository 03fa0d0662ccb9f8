/** The element as an ES module, for bundlers. */

import { define } from "../element/define.js";

export * from "./library.js";
export { CorpusViewer } from "../element/viewer.js";

define();
