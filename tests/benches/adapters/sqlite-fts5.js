/** SQLite's full-text index: positions kept, documents not stored, merged once it is built. */

import { load, peer } from "./paths.js";

const LIBRARY = peer("@sqlite.org/sqlite-wasm/dist/index.mjs");
const WASM = peer("@sqlite.org/sqlite-wasm/dist/sqlite3.wasm");

/** @type {any} */
let sqlite;

/** @type {import("../types").Adapter} */
export default {
  files: [LIBRARY, WASM],

  async init() {
    sqlite = await (await load(LIBRARY)).default();
  },

  build(documents) {
    const database = new sqlite.oo1.DB(":memory:");
    database.exec("CREATE VIRTUAL TABLE t USING fts5(title, text, content='', tokenize='unicode61'); BEGIN");
    const insert = database.prepare("INSERT INTO t(rowid, title, text) VALUES (?, ?, ?)");
    documents.forEach(({ title, text }, number) => insert.bind([number + 1, title, text]).stepReset());
    insert.finalize();
    database.exec("COMMIT; INSERT INTO t(t) VALUES ('optimize')");
    return searchable(database);
  },

  search({ select }, { kind, words }, k) {
    switch (kind) {
      case "term":
      case "nohit":
        return rows(select, quote(words[0]), k);
      case "and":
        return rows(select, words.map(quote).join(" AND "), k);
      case "or":
      case "text":
        return rows(select, words.map(quote).join(" OR "), k);
      case "phrase":
        return rows(select, quote(words.join(" ")), k);
      case "prefix":
        return rows(select, `${quote(words[0])}*`, k);
      default:
        return null;
    }
  },

  serialize: ({ database }) => sqlite.capi.sqlite3_js_db_export(database),

  load(bytes) {
    const { capi, oo1, wasm } = sqlite;
    const database = new oo1.DB();
    const copy = wasm.allocFromTypedArray(bytes);
    const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_RESIZEABLE;
    database.checkRc(
      capi.sqlite3_deserialize(database.pointer, "main", copy, bytes.length, bytes.length, flags),
    );
    return searchable(database);
  },

  memory: () => sqlite.wasm.heap8().byteLength,
};

/** @param {any} database */
function searchable(database) {
  return { database, select: database.prepare("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?") };
}

/** @param {any} select @param {string} match @param {number} k */
function rows(select, match, k) {
  const numbers = [];
  select.bind([match, k]);
  while (select.step()) numbers.push(select.getInt(0) - 1);
  select.reset();
  return numbers;
}

/** @param {string} text of letters, digits and spaces */
function quote(text) {
  return `"${text}"`;
}
