/** Results as Markdown tables: medians over the rounds. */

const NONE = "–";

/** @param {import("./types").Results} results */
export function report({ corpus, browser, rounds, runs }) {
  const engines = [...new Set(runs.map(({ engine }) => engine))];
  const groups = [...new Set(runs.flatMap(({ queries }) => Object.keys(queries ?? {})))];
  const bytes = corpus.textBytes;

  const runsOf = (/** @type {string} */ engine) => runs.filter((run) => run.engine === engine);
  /** @param {(runs: import("./types").Run[], group: string) => string} cell */
  const byGroup = (cell) =>
    table(
      ["engine", ...groups],
      engines.map((engine) => [engine, ...groups.map((group) => cell(runsOf(engine), group))]),
    );

  return [
    `## ${corpus.name}: ${corpus.documents} documents, ${fixed(bytes / 1e6)} MB of text`,
    `${corpus.tokens} tokens, ${corpus.vocabulary} words; ${browser}; rounds: ${rounds}`,
    table(
      [
        "engine", "build MB/s", "build MB/s of CPU", "index/text", "gzipped/text", "fetch ms", "open ms",
        "first query ms", "memory built MB", "memory loaded MB", "peak MB", "download KB",
      ],
      engines.map((engine) => {
        const middle = (/** @type {(run: import("./types").Run) => number | undefined} */ figure) =>
          median(runsOf(engine).map(figure));
        return [
          engine,
          fixed(bytes / 1e3 / middle(({ build }) => build?.ms)),
          fixed(bytes / 1e3 / middle(({ build }) => build?.cpuMs)),
          fixed(middle(({ index }) => index?.bytes) / bytes, 2),
          fixed(middle(({ index }) => index?.gzip) / bytes, 2),
          fixed(middle(({ fetchMs }) => fetchMs)),
          fixed(middle(({ openMs }) => openMs)),
          fixed(middle(({ firstMs }) => firstMs)),
          fixed(middle(({ memoryBuilt }) => memoryBuilt) / 1e6),
          fixed(middle(({ memoryLoaded }) => memoryLoaded) / 1e6),
          fixed(middle(({ peak }) => peak) / 1e6, 0),
          fixed(middle(({ download }) => download) / 1e3, 0),
        ];
      }),
    ),
    ...[50, 95, 99].map((percent) =>
      [
        `Time of a query for the ten best; ${percent} of 100 are faster:`,
        byGroup((runs, group) => latency(runs, group, ({ passes }) => passes.slice(1).flat(), percent)),
      ].join("\n\n"),
    ),
    "The same when it is asked for the first time; half are faster:",
    byGroup((runs, group) => latency(runs, group, ({ passes }) => passes[0] ?? [], 50)),
    "Right answers by exact words, of 100 returned / of 100 wanted:",
    byGroup(agreement),
    ...runs.filter(({ error }) => error).map(({ engine, error }) => `${engine} failed: ${error}`),
    "",
  ].join("\n\n");
}

/**
 * @param {import("./types").Run[]} runs
 * @param {string} group
 * @param {(timings: import("./types").Timings) => number[]} times
 * @param {number} percent
 */
function latency(runs, group, times, percent) {
  const timings = runs.flatMap(({ queries }) => queries?.[group] ?? []);
  const ms = median(timings.map((timings) => percentile(times(timings), percent)));
  if (Number.isNaN(ms)) return NONE;
  const shown = ms < 1 ? `${fixed(ms * 1000, ms < 0.01 ? 1 : 0)} µs` : `${fixed(ms)} ms`;
  return timings.some(({ cut }) => cut) ? `${shown} (cut)` : shown;
}

/** @param {import("./types").Run[]} runs @param {string} group */
function agreement(runs, group) {
  const sums = runs.find(({ agreement }) => agreement)?.agreement?.[group];
  if (sums === undefined) return NONE;
  if (sums.wanted === 0) return `${sums.returned} returned`;
  const share = (/** @type {number} */ whole) => (whole === 0 ? NONE : Math.round((100 * sums.right) / whole));
  return `${share(sums.returned)} / ${share(sums.wanted)}`;
}

/** @param {string[]} head @param {string[][]} rows */
export function table(head, rows) {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** Not a number if there are none. @param {(number | undefined)[]} numbers */
export function median(numbers) {
  const sorted = ascending(numbers.filter((number) => number !== undefined && !Number.isNaN(number)));
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/** @param {number[]} numbers @param {number} percent */
function percentile(numbers, percent) {
  return ascending(numbers)[Math.min(numbers.length - 1, Math.floor((numbers.length * percent) / 100))];
}

/** @param {(number | undefined)[]} numbers */
function ascending(numbers) {
  return /** @type {number[]} */ (numbers).toSorted((a, b) => a - b);
}

/** @param {number} number @param {number} [digits] */
export function fixed(number, digits = 1) {
  if (!Number.isFinite(number)) return NONE;
  return number.toFixed(number >= 100 ? 0 : digits);
}
