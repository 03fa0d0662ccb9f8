/** Sentences for people, apart from the names and figures in them: what src/said.rs is in the core. */

/** @typedef {import("./corpus-viewer.d.ts").Said} Said */

/**
 * A sentence in English, without its full stop, and what is told by it. The tables of languages in messages/ have just
 * the sentences that are written out in calls of this.
 * @param {string} sentence
 * @param {(string | number | Said)[]} facts
 * @returns {Said}
 */
export const said = (sentence, ...facts) => ({
  sentence,
  facts: facts.map((fact) => (typeof fact === "number" ? String(fact) : fact)),
});

/**
 * The sentence with its facts: in English, or as `table` has it.
 * @param {Said} said
 * @param {ReadonlyMap<string, string>} [table]
 * @returns {string}
 */
export function worded({ sentence, facts }, table) {
  const form = table?.get(sentence) ?? sentence;
  return form.replace(/\{(\d)\}/g, (place, nth) => {
    const fact = facts[nth] ?? place;
    return typeof fact === "string" ? fact : worded(fact, table);
  });
}
