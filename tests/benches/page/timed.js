/** A call at least this long, in milliseconds, is timed by itself; the clock has steps of 5 µs. */
const LONG = 0.1;
/** How long a shorter call is repeated, and how often at most, for the average. */
const REPEATED = 0.5;
const MOST = 200;

/**
 * @template T
 * @param {() => T | Promise<T>} call
 * @returns {Promise<{ ms: number, value: T }>}
 */
export async function timed(call) {
  const start = performance.now();
  const result = call();
  if (result instanceof Promise) return { value: await result, ms: performance.now() - start };
  const ms = performance.now() - start;
  if (ms >= LONG) return { ms, value: result };
  const times = Math.min(MOST, Math.ceil(REPEATED / Math.max(ms, 0.0025)));
  const again = performance.now();
  for (let i = 0; i < times; i++) call();
  return { ms: (performance.now() - again) / times, value: result };
}
