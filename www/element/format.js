/** Figures and dates as people read them. */

/** @param {number} value */
export const figures = (value) => value.toLocaleString();

/** @param {number} value @param {string} thing */
export const count = (value, thing) => `${figures(value)} ${thing}${value === 1 ? "" : "s"}`;

/** A share as a percentage that is never rounded up: 100% means all. @param {number} share */
export const percent = (share) => `${Math.floor(share * 100)}%`;

/** @param {{ mentions: number, documents: number }} counts */
export const mentionsIn = ({ mentions, documents }) => `${count(mentions, "mention")} in ${count(documents, "article")}`;

/** @param {string} text */
export const capitalised = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const languages = new Intl.DisplayNames("en", { type: "language" });

/** What a language is called. @param {string} code */
export const language = (code) => languages.of(code) ?? code;

/**
 * A day, month or year, by as much of it as is known.
 * @param {string | null} iso
 */
export function date(iso) {
  if (!iso) return "no date";
  const [year, month = 1, day = 1] = iso.split("-").map(Number);
  const time = new Date(Date.UTC(year, month - 1, day));
  time.setUTCFullYear(year);
  /** @type {Intl.DateTimeFormatOptions} */
  const form = { timeZone: "UTC", year: "numeric" };
  if (iso.length > 4) form.month = "long";
  if (iso.length > 7) form.day = "numeric";
  return time.toLocaleDateString(undefined, form);
}
