/** Does not compile where the library is not what its types say. */

import type * as declared from "./corpus-viewer.d.ts";
import { Corpus } from "./corpus.js";
import { CorpusError } from "./error.js";

Corpus.build satisfies typeof declared.Corpus.build;
Corpus.open satisfies typeof declared.Corpus.open;
new CorpusError({}) satisfies declared.CorpusError;
