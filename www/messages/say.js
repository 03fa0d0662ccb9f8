/** What the viewer says, with its figures and dates, in the language of its reader. */

import { worded } from "../library/said.js";
import en from "./en.js";
import es, { CORE as esCore } from "./es.js";

/** @typedef {keyof typeof en} Key */
/** @typedef {string | number} Value */

/**
 * @typedef {object} Forms of figures and dates
 * @property {string} language that it is said in
 * @property {(value: number, digits?: number) => string} figures
 * @property {(share: number) => string} percent never rounded up: 100% means all
 * @property {(iso: string | null) => string} date a day, month or year, by as much of it as is known
 * @property {(iso: string) => string} brief the same, where there is little room
 * @property {(code: string) => string} tongue what a language is called
 * @property {(said: import("../library/said.js").Said) => { text: string, language: string }} core what the core or the
 *   library says, in this language or else in English
 * @typedef {((key: Key, ...values: Value[]) => string) & Forms} Say
 */

/** @type {Record<string, Record<Key, string | { one: string, other: string }>>} */
const CATALOGUES = { en, es };

/**
 * What the core and the library say, by the sentence in English: they know no other language.
 * @type {Record<string, ReadonlyMap<string, string>>}
 */
const CORE = { es: new Map(Object.entries(esCore)) };

/** The languages that it can be said in, by what they call themselves. @type {ReadonlyMap<string, string>} */
export const LANGUAGES = new Map([
  ["en", "English"],
  ["es", "Español"],
]);

/** @type {Map<string, Say>} */
const sayers = new Map();

/**
 * Speaks the first language of `wanted` that there are words for, else English. Figures and dates are written as
 * in its country, if it names one.
 * @param {readonly string[]} wanted as `"es-EC"`
 * @returns {Say}
 */
export function speaker(wanted) {
  const locale = wanted.find((tag) => Object.hasOwn(CATALOGUES, primary(tag)) && isLocale(tag)) ?? "en";
  const known = sayers.get(locale) ?? sayer(locale);
  sayers.set(locale, known);
  return known;
}

/** @param {string} tag */
const primary = (tag) => tag.split("-", 1)[0].toLowerCase();

/** @param {string} tag */
function isLocale(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** @param {string} locale @returns {Say} */
function sayer(locale) {
  const language = primary(locale);
  const catalogue = CATALOGUES[language];
  const table = CORE[language];
  const plurals = new Intl.PluralRules(locale);
  const tongues = new Intl.DisplayNames(locale, { type: "language" });
  // To make a writer of figures or dates takes longer than all else that is drawn: each is made once.
  const figuresWith = once((/** @type {number} */ digits) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }));
  const figures = (/** @type {number} */ value, digits = 0) => figuresWith(digits).format(value);
  const datesOf = once((/** @type {number} */ parts) => new Intl.DateTimeFormat(locale, dateForm(parts, "long")));
  const briefly = once((/** @type {number} */ parts) => new Intl.DateTimeFormat(locale, dateForm(parts, "short")));
  /** The first number decides between one and several. @param {Key} key @param {Value[]} values */
  const say = (key, ...values) => {
    const message = catalogue[key];
    const count = values.find((value) => typeof value === "number");
    const isOne = plurals.select(Number(count)) === "one";
    const form = typeof message === "string" ? message : message[isOne ? "one" : "other"];
    return form.replace(/\{(\d)\}/g, (_, nth) => {
      const value = values[nth];
      return typeof value === "number" ? figures(value) : value;
    });
  };
  return Object.assign(say, {
    language,
    core: (/** @type {import("../library/said.js").Said} */ said) => ({
      text: worded(said, table),
      language: table?.has(said.sentence) ? language : "en",
    }),
    figures,
    percent: (/** @type {number} */ share) => `${Math.floor(share * 100)}%`,
    date: (/** @type {string | null} */ iso) => (iso ? datesOf(iso.split("-").length).format(time(iso)) : say("nodate")),
    brief: (/** @type {string} */ iso) => briefly(iso.split("-").length).format(time(iso)),
    tongue: (/** @type {string} */ code) => tongues.of(code) ?? code,
  });
}

/** What `make` gives for a number, made when it is asked for first. @template T @param {(number: number) => T} make */
function once(make) {
  /** @type {Map<number, T>} */
  const made = new Map();
  return (/** @type {number} */ number) => {
    const known = made.get(number) ?? make(number);
    made.set(number, known);
    return known;
  };
}

/** @param {number} parts that are known: the year, the month, the day @param {"long" | "short"} month @returns {Intl.DateTimeFormatOptions} */
const dateForm = (parts, month) => ({
  timeZone: "UTC",
  year: "numeric",
  ...(parts > 1 ? { month } : {}),
  ...(parts > 2 ? { day: "numeric" } : {}),
});

/** The beginning of a day, month or year. @param {string} iso */
function time(iso) {
  const [year, month = 1, day = 1] = iso.split("-").map(Number);
  const time = new Date(Date.UTC(year, month - 1, day));
  time.setUTCFullYear(year);
  return time;
}

/** @param {string} text */
export const capitalised = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
