import puppeteer from "puppeteer-core";
import { mainThreadMs, peakMemory } from "./linux.mjs";

/** How long a step may take, in milliseconds. */
const STEP = 600_000;

/** One headless Chromium; each page that it opens has a renderer of its own. */
export async function start() {
  const args = [
    "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic", "--no-first-run",
    // A spare process for the next page could not be told from the page's own.
    "--disable-features=SpareRendererForSitePerProcess",
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
  const session = await browser.target().createCDPSession();
  const renderers = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  };

  return {
    version: await browser.version(),
    close: () => browser.close(),

    /** @param {string} address of the page with the steps */
    async open(address) {
      const before = new Set(await renderers());
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.goto(address);
      await page.waitForFunction("globalThis.steps");
      const pid = (await renderers()).find((id) => !before.has(id)) ?? 0;
      return new Tab(page, pid, await page.createCDPSession());
    },
  };
}

export class Tab {
  #page;
  #pid;
  #session;
  /** @type {Promise<never>} */
  #crash;

  /**
   * @param {import("puppeteer-core").Page} page
   * @param {number} pid of its renderer
   * @param {import("puppeteer-core").CDPSession} session
   */
  constructor(page, pid, session) {
    this.#page = page;
    this.#pid = pid;
    this.#session = session;
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
  cpuMs() {
    return mainThreadMs(this.#pid);
  }

  /** The most memory the renderer has had, in bytes. */
  peak() {
    return peakMemory(this.#pid);
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
