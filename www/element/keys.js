/** What the keys do: one table for the keyboard and for the sheet that tells of it. */

import { html } from "lit-html";
import { VIEWS } from "./state.js";

/** @typedef {import("../messages/say.js").Key} Message */

/**
 * @typedef {object} Binding
 * @property {string[]} keys as `event.key` has them; with `Ctrl+` before, Control or Command has to be held
 * @property {Message} does
 * @property {boolean} [isPlain] a letter, figure or sign alone, which can be switched off
 * @property {keyof Actions} action
 */

/**
 * What a key can lead to. One that gives `false` leaves the key to the browser.
 * @typedef {object} Actions
 * @property {() => unknown} search
 * @property {() => unknown} down
 * @property {() => unknown} up
 * @property {() => unknown} first
 * @property {() => unknown} last
 * @property {() => unknown} close
 * @property {() => unknown} sheet
 * @property {(key: string) => unknown} screen
 * @property {() => unknown} nextHit
 * @property {() => unknown} previousHit
 * @property {() => unknown} nextMention
 * @property {() => unknown} previousMention
 * @property {() => unknown} select
 * @property {() => unknown} note
 * @property {() => unknown} cite
 * @property {() => unknown} undo
 * @property {() => unknown} redo
 */

/** @type {readonly Binding[]} */
export const BINDINGS = [
  { keys: ["Ctrl+k"], does: "key.search", action: "search" },
  { keys: ["/"], does: "key.search", isPlain: true, action: "search" },
  { keys: ["ArrowDown"], does: "key.down", action: "down" },
  { keys: ["ArrowUp"], does: "key.up", action: "up" },
  { keys: ["Home"], does: "key.first", action: "first" },
  { keys: ["End"], does: "key.last", action: "last" },
  { keys: ["Escape"], does: "key.close", action: "close" },
  { keys: VIEWS.map((_, nth) => String(nth + 1)), does: "key.screen", isPlain: true, action: "screen" },
  { keys: ["n"], does: "key.next-hit", isPlain: true, action: "nextHit" },
  { keys: ["p"], does: "key.previous-hit", isPlain: true, action: "previousHit" },
  { keys: ["m"], does: "key.next-mention", isPlain: true, action: "nextMention" },
  { keys: ["M"], does: "key.previous-mention", isPlain: true, action: "previousMention" },
  { keys: ["s"], does: "key.select", isPlain: true, action: "select" },
  { keys: ["a"], does: "key.note", isPlain: true, action: "note" },
  { keys: ["c"], does: "key.cite", isPlain: true, action: "cite" },
  { keys: ["Ctrl+z"], does: "key.undo", action: "undo" },
  { keys: ["Ctrl+y"], does: "key.redo", action: "redo" },
  { keys: ["?"], does: "key.sheet", isPlain: true, action: "sheet" },
];

/** Where one types, and where keys mean what they mean there. */
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

/**
 * Does what a key is for.
 * @param {KeyboardEvent} event
 * @param {Element} target that has the keyboard
 * @param {boolean} plain whether letters alone do something
 * @param {Partial<Actions>} actions
 */
export function press(event, target, plain, actions) {
  if (event.isComposing || event.altKey || event.defaultPrevented) return;
  const held = event.ctrlKey || event.metaKey;
  const key = held ? `Ctrl+${event.key.toLowerCase()}` : event.key;
  const binding = BINDINGS.find(({ keys }) => keys.includes(key));
  if (!binding || (binding.isPlain && !plain)) return;
  if (target.matches(TYPING) && (binding.isPlain || binding.action === "undo" || binding.action === "redo")) return;
  const action = actions[binding.action];
  if (action && action(event.key) !== false) event.preventDefault();
}

/**
 * The sheet of keys.
 * @param {import("../messages/say.js").Say} say
 * @param {boolean} plain
 * @param {(plain: boolean) => void} setPlain
 */
export function sheet(say, plain, setPlain) {
  const rows = BINDINGS.filter(({ does }, nth) => BINDINGS.findIndex((binding) => binding.does === does) === nth);
  const all = (/** @type {Message} */ does) => BINDINGS.filter((binding) => binding.does === does).flatMap(({ keys }) => keys);
  return html`<form method="dialog">
    <h2 id="keys-title" tabindex="-1" autofocus>${say("keys")}</h2>
    <table>
      <tbody>
        ${rows.map(
          ({ does }) => html`<tr>
            <th scope="row">${all(does).map((key) => html`<kbd>${NAMES.get(key) ?? key}</kbd> `)}</th>
            <td>${say(does)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
    <p>${say("keys.mentions")}</p>
    <label class="check"
      ><input type="checkbox" .checked=${plain} @change=${(/** @type {any} */ { target }) => setPlain(target.checked)} />
      ${say("keys.plain")}</label
    >
    <button>${say("close")}</button>
  </form>`;
}

/** @type {ReadonlyMap<string, string>} */
const NAMES = new Map([
  ["Ctrl+k", "Ctrl K"],
  ["Ctrl+z", "Ctrl Z"],
  ["Ctrl+y", "Ctrl Y"],
  ["ArrowDown", "↓"],
  ["ArrowUp", "↑"],
  ["Escape", "Esc"],
]);
