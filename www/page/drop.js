/** Files and folders that are dropped on the page or pasted into it. */

import { said } from "../library/said.js";

/** What a browser says of a folder on a page from disk that it will not open. */
const FOLDER = said("this browser does not hand over a folder that is dropped: choose it with Open folder");

/**
 * While files are held over the page, a cover lies on it and says what to do: what is below may be drawn anew, and what
 * is dropped on an element that is gone is lost.
 * @param {() => string} hint
 * @param {(files: File[]) => void} open
 * @param {(why: import("../library/said.js").Said) => void} fail
 */
export function takeDrops(hint, open, fail) {
  const cover = document.createElement("div");
  cover.className = "cover";
  cover.role = "status";
  cover.dataset.added = "";
  const uncover = () => cover.remove();
  cover.addEventListener("dragleave", ({ relatedTarget }) => {
    if (!cover.contains(/** @type {Node | null} */ (relatedTarget))) uncover();
  });
  // No pointer moves while something is dragged; a dialog that was over the cover kept it from being told of the end.
  document.addEventListener("pointermove", uncover);
  /** @param {DragEvent} event */
  const accept = (event) => {
    if (!takes(event) || cover.isConnected) return;
    cover.textContent = hint();
    document.body.append(cover);
  };
  document.addEventListener("dragenter", accept);
  document.addEventListener("dragover", accept);
  document.addEventListener("drop", async (event) => {
    if (!takes(event)) return;
    uncover();
    try {
      const files = await dropped(/** @type {DataTransfer} */ (event.dataTransfer));
      if (files.length > 0) open(files);
    } catch {
      fail(FOLDER);
    }
  });
  document.addEventListener("paste", (event) => {
    if (inField(event)) return;
    const { files = [], items = [] } = event.clipboardData ?? {};
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (files.length > 0) open([...files]);
    else if (items.length > 0 && text.trim()) open([pasted(text)]);
  });
}

/** @param {Event} event */
const inField = (event) => /** @type {Partial<Element>} */ (event.composedPath()[0]).matches?.("input, textarea");

/**
 * Whether what is dragged are files, which the page takes from the browser; so it does with a link, which would lead
 * away from it, unless that goes into a field.
 * @param {DragEvent} event
 */
function takes(event) {
  const types = event.dataTransfer?.types ?? [];
  const areFiles = types.includes("Files");
  if (areFiles || (types.includes("text/uri-list") && !inField(event))) event.preventDefault();
  return areFiles;
}

/** A text that was pasted, as a file called by the time. @param {string} text */
export function pasted(text) {
  const time = new Date().toISOString().slice(0, 19).replaceAll(":", ".").replace("T", " ");
  return new File([text], `pasted ${time}.txt`);
}

/**
 * The files that were dropped, those of folders too. Handles are asked for where there are any, since a page from disk
 * may not read the entries of a folder.
 * @param {DataTransfer} transfer
 * @returns {Promise<File[]>}
 */
async function dropped(transfer) {
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  // All are asked at once: after the first wait the items are gone.
  const roots = items.map((item) => {
    const { getAsFileSystemHandle } = /** @type {any} */ (item);
    return getAsFileSystemHandle ? getAsFileSystemHandle.call(item) : item.webkitGetAsEntry();
  });
  /** @type {File[]} */
  const files = [];
  for (const root of await Promise.all(roots)) {
    if (!root) continue;
    const isFolder = root.kind === "directory" || root.isDirectory;
    if (root.kind) await walkHandle(root, isFolder ? root.name : "", files);
    else await walkEntry(root, isFolder ? root.name : "", files);
  }
  return files;
}

/** @param {any} handle @param {string} path of the folder it is, or lies in @param {File[]} files */
async function walkHandle(handle, path, files) {
  if (handle.kind === "file") return files.push(located(await handle.getFile(), path));
  for await (const inner of handle.values()) {
    await walkHandle(inner, inner.kind === "directory" ? `${path}/${inner.name}` : path, files);
  }
}

/** @param {any} entry @param {string} path @param {File[]} files */
async function walkEntry(entry, path, files) {
  if (entry.isFile) {
    return files.push(located(await new Promise((resolve, reject) => entry.file(resolve, reject)), path));
  }
  const reader = entry.createReader();
  for (;;) {
    /** @type {any[]} */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const inner of some) await walkEntry(inner, inner.isDirectory ? `${path}/${inner.name}` : path, files);
  }
}

/** A file with its place in the folder it came from, as file inputs tell it. @param {File} file @param {string} path */
function located(file, path) {
  if (path) Object.defineProperty(file, "webkitRelativePath", { value: `${path}/${file.name}` });
  return file;
}
