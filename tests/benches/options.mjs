import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { corporaIn } from "./corpora.mjs";

/**
 * What the Makefile passes on.
 *
 * @param {string[]} engines that are meant if none are named
 */
export async function readOptions(engines) {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      corpus: { type: "string" },
      engines: { type: "string", default: engines.join() },
      rounds: { type: "string", default: "3" },
    },
  });
  if (values.data === undefined) throw new Error("--data is missing: the folder of the corpora");
  const named = values.engines.split(",");
  for (const engine of named) {
    if (!existsSync(`${import.meta.dirname}/adapters/${engine}.js`)) throw new Error(`there is no engine ${engine}`);
  }
  return {
    data: values.data,
    corpora: await corporaIn(values.data, values.corpus),
    engines: named,
    rounds: Number(values.rounds),
  };
}
