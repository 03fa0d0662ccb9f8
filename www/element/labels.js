/** What the labels of the core are called, in the order in which they are shown. */

/** @type {ReadonlyMap<string, string>} */
export const LABELS = new Map([
  ["PER", "People"],
  ["ORG", "Organisations"],
  ["LOC", "Places"],
  ["NORP", "Nationalities and groups"],
  ["EVENT", "Events"],
  ["MISC", "Other names"],
  ["DATE", "Dates"],
  ["TIME", "Times"],
  ["MONEY", "Money"],
  ["PERCENT", "Percentages"],
  ["QUANTITY", "Quantities"],
  ["ORDINAL", "Ordinals"],
  ["CARDINAL", "Numbers"],
]);

/** The labels of what is named, rather than counted or dated. */
export const NAMES = ["PER", "ORG", "LOC", "NORP", "EVENT", "MISC"];

/** The labels that are not highlighted until a reader asks: mere numbers. */
export const HIDDEN_AT_FIRST = ["TIME", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"];
