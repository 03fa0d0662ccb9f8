/** The worker of an engine; bundled into one text. */

import { Engine } from "./engine.js";
import { serve } from "./serve.js";

serve(new Engine());
