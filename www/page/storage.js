/** The reader's corpus, kept by the browser where it allows that, for the page at this address. */

const DATABASE = "corpus-viewer";
const STORE = "corpora";

/** Pages on disk may share one storage: each has its own place in it. */
const KEY = location.pathname;

/** @typedef {{ bytes: Uint8Array, size: number, saved: number }} Kept */

/** @returns {Promise<IDBDatabase>} */
function database() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("it is open elsewhere"));
  });
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} ask
 * @returns {Promise<T>} once it is on the disk
 */
async function withStore(mode, ask) {
  const opened = await database();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = opened.transaction(STORE, mode, { durability: "strict" });
      const request = ask(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? request.error);
    });
  } finally {
    opened.close();
  }
}

/** @returns {Promise<Kept | undefined>} what is kept; nothing where nothing may be kept */
export async function kept() {
  try {
    return await withStore("readonly", (store) => store.get(KEY));
  } catch {
    return undefined;
  }
}

/**
 * What was kept before stays until all of this is there.
 * @param {Uint8Array} bytes
 * @returns {Promise<Kept>}
 */
export async function keep(bytes) {
  const row = { bytes, size: bytes.byteLength, saved: Date.now() };
  await withStore("readwrite", (store) => store.put(row, KEY));
  return row;
}

export async function forget() {
  await withStore("readwrite", (store) => store.delete(KEY));
}
