/** What a call gives part by part, one after another. */

/**
 * @param {import("../engine/connection.js").Connection} connection
 * @param {string} method
 * @param {any[]} args
 * @param {import("../engine/connection.js").CallOptions} options
 * @returns {AsyncGenerator<{ part: any, isLast: boolean }>} `isLast` where that is known already
 */
export async function* partsOf(connection, method, args, options) {
  /** @type {any[]} */
  const parts = [];
  let isDone = false;
  let wake = () => {};
  const onPart = (/** @type {any} */ part) => (parts.push(part), wake());
  const call = connection.call(method, args, { ...options, onPart }).finally(() => ((isDone = true), wake()));
  call.catch(() => {});
  while (!isDone || parts.length > 0) {
    if (parts.length > 0) yield { part: parts.shift(), isLast: isDone && parts.length === 0 };
    else await new Promise((resolve) => (wake = () => resolve(undefined)));
  }
  await call;
}
