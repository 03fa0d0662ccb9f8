/** The worker of the module of files; bundled into one text. */

import { Files } from "./files.js";
import { serve } from "./serve.js";

serve(new Files());
