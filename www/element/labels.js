/** The labels of the core, in the order in which they are shown. */

/** @typedef {"PER" | "ORG" | "LOC" | "NORP" | "EVENT" | "MISC" | "DATE" | "TIME" | "MONEY" | "PERCENT" | "QUANTITY" | "ORDINAL" | "CARDINAL"} Label */

/** The labels of what is named, rather than counted or dated. @type {readonly Label[]} */
export const NAMES = ["PER", "ORG", "LOC", "NORP", "EVENT", "MISC"];

/** @type {readonly Label[]} */
export const LABELS = [...NAMES, "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"];

/** The labels that are not highlighted until a reader asks: mere numbers. @type {readonly string[]} */
export const HIDDEN_AT_FIRST = ["TIME", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"];

/** @typedef {import("../messages/say.js").Say} Say */

/** What those with a label are called. @param {Say} say @param {string} label */
export const several = (say, label) => say(`label.${/** @type {Label} */ (label)}`);

/** What one thing with a label is called. @param {Say} say @param {string} label */
export const one = (say, label) => say(`one.${/** @type {Label} */ (label)}`);
