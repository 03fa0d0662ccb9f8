import puppeteer from "puppeteer-core";
import { peakMemory } from "./linux.mjs";

/** How long a step may take, in milliseconds. */
const STEP = 600_000;

/** One headless Chromium; each page that it opens has a renderer of its own. */
export async function start() {
  const args = [
    "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic", "--no-first-run",
  ];
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args,
    pipe: true,
    protocolTimeout: 0,
    // Chromium would keep what a page fetches, and count it as the page's memory.
    networkEnabled: false,
  });
  const system = await browser.target().createCDPSession();

  return {
    version: await browser.version(),
    close: () => browser.close(),

    /** @param {string} address of the page with the steps */
    async open(address) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.goto(address);
      await page.waitForFunction("globalThis.steps");
      const session = await page.createCDPSession();
      await session.send("Performance.enable", { timeDomain: "threadTicks" });
      return new Tab(page, session, system);
    },
  };
}

export class Tab {
  #page;
  #session;
  #system;
  /** @type {Promise<never>} */
  #crash;

  /**
   * @param {import("puppeteer-core").Page} page
   * @param {import("puppeteer-core").CDPSession} session of the page
   * @param {import("puppeteer-core").CDPSession} system of the browser
   */
  constructor(page, session, system) {
    this.#page = page;
    this.#session = session;
    this.#system = system;
    this.#crash = new Promise((_, reject) => page.once("error", () => reject(new Error("the page ran out of memory"))));
    this.#crash.catch(() => {});
  }

  /**
   * Takes a step of page/bench.js.
   *
   * @template {keyof import("./page/bench.js").Steps} Name
   * @param {Name} name
   * @param {Parameters<import("./page/bench.js").Steps[Name]>} args
   * @returns {Promise<Awaited<ReturnType<import("./page/bench.js").Steps[Name]>>>}
   */
  async step(name, ...args) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${name} took more than ${STEP / 1000} s`)), STEP);
    });
    const done = this.#page.evaluate(
      (name, args) => /** @type {any} */ (globalThis).steps[name](...args),
      name,
      args,
    );
    try {
      return await Promise.race([done, late, this.#crash]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** CPU time of the page's main thread so far, in milliseconds. */
  async cpuMs() {
    return 1000 * (await this.#seconds("ThreadTime"));
  }

  /** The most memory the page's process has had, in bytes; to be asked when it has worked. */
  async peak() {
    // Chromium does not say which process a page has, but how long both have worked.
    const worked = await this.#seconds("ProcessTime");
    const { processInfo } = await this.#system.send("SystemInfo.getProcessInfo");
    const renderers = processInfo.filter(({ type }) => type === "renderer");
    const gap = (/** @type {{ cpuTime: number }} */ { cpuTime }) => Math.abs(cpuTime - worked);
    return peakMemory(renderers.reduce((a, b) => (gap(a) < gap(b) ? a : b)).id);
  }

  /** @param {string} metric */
  async #seconds(metric) {
    const { metrics } = await this.#session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === metric)?.value ?? NaN;
  }

  /** Bytes of objects, buffers and wasm memory that are in use. */
  async memory() {
    // What the first collection finalizes goes with the second.
    await this.#session.send("HeapProfiler.collectGarbage");
    await this.#session.send("HeapProfiler.collectGarbage");
    const { usedSize, backingStorageSize } = await this.#session.send("Runtime.getHeapUsage");
    return usedSize + backingStorageSize + (await this.step("wasmMemory"));
  }

  async close() {
    await this.#page.browserContext().close().catch(() => {});
  }
}
