/** The tables that were read: what their columns were taken for, to be changed. */

import { html, nothing } from "lit-html";
import { count } from "./format.js";

/** @typedef {import("../library/corpus-viewer.d.ts").Role} Role */
/** @typedef {import("../library/corpus-viewer.d.ts").Table} Table */

/** @type {[Role, string][]} */
const ROLES = [
  ["text", "Text"],
  ["title", "Title"],
  ["date", "Date"],
  ["author", "Author"],
  ["source", "Source"],
  ["url", "Address"],
  ["language", "Language"],
  ["id", "Id"],
  ["metadata", "Other metadata"],
  ["left-out", "Left out"],
];

/** @param {import("./frame.js").Screen} screen */
export function tables({ tables, readTable }) {
  return tables.map(
    (table) => html`<details class="note">
      <summary>${table.name}: ${count(table.rows, "row")}, read as ${told(table)}</summary>
      <form @submit=${(/** @type {SubmitEvent} */ event) => read(event, table, readTable)}>
        <table>
          <thead>
            <tr>
              <th>Column</th>
              <th>Holds</th>
              <th>For example</th>
            </tr>
          </thead>
          <tbody>
            ${table.columns.map(
              ({ name, role, samples }) => html`<tr>
                <th scope="row">${name}</th>
                <td>
                  <select name="role" aria-label=${`What ${name} holds`}>
                    ${ROLES.map(([value, text]) => html`<option value=${value} ?selected=${value === role}>${text}</option>`)}
                  </select>
                </td>
                <td>${samples[0] ?? nothing}</td>
              </tr>`,
            )}
          </tbody>
        </table>
        <button>Read the table so</button>
      </form>
    </details>`,
  );
}

/** @param {Table} table */
function told({ columns }) {
  const named = columns.filter(({ role }) => role !== "metadata" && role !== "left-out");
  return named.map(({ name, role }) => `${role} from ${name}`).join(", ");
}

/**
 * @param {SubmitEvent} event
 * @param {Table} table
 * @param {import("./frame.js").Screen["readTable"]} readTable
 */
function read(event, { name }, readTable) {
  event.preventDefault();
  const roles = new FormData(/** @type {HTMLFormElement} */ (event.target)).getAll("role");
  readTable(name, { roles: /** @type {Role[]} */ (roles) });
}
