/** Why a mention is taken to be of its entity, in words. */

/**
 * @param {import("../messages/say.js").Say} say
 * @param {import("../library/corpus-viewer.d.ts").Reason} reason
 * @param {string} name what the entity is called
 */
export const why = (say, reason, name) => say(`reason.${reason}`, name);
