/** Why a mention is taken to be of its entity, in words. */

/** @typedef {import("../library/corpus-viewer.d.ts").Reason} Reason */

/**
 * @param {Reason} reason
 * @param {string} name what the entity is called
 */
export const why = (reason, name) => WORDS[reason](name);

/** @type {Record<Reason, (name: string) => string>} */
const WORDS = {
  "same name": () => "same name",
  "surname of": (name) => `surname of ${name}`,
  "given name of": (name) => `given name of ${name}`,
  "short for": (name) => `short for ${name}`,
  "longer form of": (name) => `longer form of ${name}`,
  "acronym of": (name) => `acronym of ${name}`,
  "alias list": (name) => `listed alias of ${name}`,
};
