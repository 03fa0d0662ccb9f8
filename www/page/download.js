/** Gives a reader a file: over the same one again where the browser can, else among the downloads. */

import { save } from "../element/download.js";

/** The files that were written from this page, by their ending. @type {Map<string, any>} */
const handles = new Map();

/**
 * Where to write, asked for before the work begins, since a browser lets a page ask only right after a click.
 * @param {string} name
 * @param {string} type
 * @returns {Promise<{ write: (blob: Blob) => Promise<void> } | undefined>} nothing if the reader thought better of it
 */
export async function place(name, type) {
  const ending = name.slice(name.lastIndexOf("."));
  const { showSaveFilePicker } = /** @type {any} */ (window);
  if (!showSaveFilePicker) return { write: async (blob) => save(name, blob) };
  try {
    const known = handles.get(ending);
    const handle =
      known ?? (await showSaveFilePicker({ suggestedName: name, types: [{ accept: { [type]: [ending] } }] }));
    handles.set(ending, handle);
    return {
      // The file that is there is replaced when all has been written, not before.
      async write(blob) {
        const stream = await handle.createWritable();
        await stream.write(blob);
        await stream.close();
      },
    };
  } catch (error) {
    if (/** @type {Error} */ (error).name === "AbortError") return undefined;
    return { write: async (blob) => save(name, blob) };
  }
}
