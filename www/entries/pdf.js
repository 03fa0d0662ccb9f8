/** The reader of PDF, with pdf.js inside: a script that is loaded only where there is a PDF file. See pack.mjs. */

export { Pdf } from "../engine/pdf.js";
export { serve } from "../engine/serve.js";
