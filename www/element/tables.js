/** The tables that were read: what their columns were taken for, to be changed. */

import { html, nothing } from "lit-html";

/** @typedef {import("../library/corpus-viewer.d.ts").Role} Role */
/** @typedef {import("../library/corpus-viewer.d.ts").Table} Table */

/** @type {Role[]} */
const ROLES = ["text", "title", "date", "author", "source", "url", "language", "id", "metadata", "left-out"];

/** @param {import("./frame.js").Screen} screen */
export function tables({ tables, say, readTable }) {
  return tables.map(
    (table) => html`<details class="note">
      <summary>${say("table.read", table.name, say("rows", table.rows), told(say, table))}</summary>
      <form @submit=${(/** @type {SubmitEvent} */ event) => read(event, table, readTable)}>
        <table>
          <thead>
            <tr>
              <th>${say("table.column")}</th>
              <th>${say("table.holds")}</th>
              <th>${say("table.example")}</th>
            </tr>
          </thead>
          <tbody>
            ${table.columns.map(
              ({ name, role, samples }) => html`<tr>
                <th scope="row">${name}</th>
                <td>
                  <select name="role" aria-label=${say("table.what", name)}>
                    ${ROLES.map((value) => html`<option value=${value} ?selected=${value === role}>${say(`role.${value}`)}</option>`)}
                  </select>
                </td>
                <td>${samples[0] ?? nothing}</td>
              </tr>`,
            )}
          </tbody>
        </table>
        <button>${say("table.again")}</button>
      </form>
    </details>`,
  );
}

/** @param {import("../messages/say.js").Say} say @param {Table} table */
function told(say, { columns }) {
  const named = columns.filter(({ role }) => role !== "metadata" && role !== "left-out");
  return named.map(({ name, role }) => say("table.from", say(`role.${role}`), name)).join(", ");
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
