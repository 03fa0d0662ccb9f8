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

/** What one thing with each label is called. @type {ReadonlyMap<string, string>} */
export const ONE = new Map([
  ["PER", "person"],
  ["ORG", "organisation"],
  ["LOC", "place"],
  ["NORP", "nationality or group"],
  ["EVENT", "event"],
  ["MISC", "other name"],
  ["DATE", "date"],
  ["TIME", "time"],
  ["MONEY", "sum of money"],
  ["PERCENT", "percentage"],
  ["QUANTITY", "quantity"],
  ["ORDINAL", "ordinal"],
  ["CARDINAL", "number"],
]);

/** The labels of what is named, rather than counted or dated. */
export const NAMES = ["PER", "ORG", "LOC", "NORP", "EVENT", "MISC"];

/** The labels that are not highlighted until a reader asks: mere numbers. */
export const HIDDEN_AT_FIRST = ["TIME", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"];
