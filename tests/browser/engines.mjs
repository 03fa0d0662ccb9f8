import { writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import puppeteer from "puppeteer-core";
import { openWebKit } from "./webdriver.mjs";

export const ENGINES = /** @type {const} */ (["chromium", "firefox", "webkit"]);

const LOAD_TIMEOUT = 120_000;

/**
 * @typedef {object} PageOptions
 * @property {number} width of the viewport, in CSS pixels; WebKit has at least 290
 * @property {number} height
 * @property {boolean} [dark] what `prefers-color-scheme` says
 * @property {boolean} [forcedColors] whether the system's colours take the place of the page's; in Chromium alone
 */

/**
 * What an engine does for a page.
 *
 * @typedef {object} Tab
 * @property {(url: string) => Promise<unknown>} goto resolves when the page has loaded
 * @property {(expression: string) => Promise<any>} run awaits a promise, returns JSON
 * @property {(x: number, y: number) => Promise<unknown>} move the pointer
 * @property {(x: number, y: number) => Promise<unknown>} click
 * @property {(keys: string[]) => Promise<unknown>} press all at once, as a chord
 * @property {(css: string, path: string) => Promise<unknown>} choose a file in a file input
 * @property {(path: string) => Promise<unknown>} [drop] a file or folder in the middle of the page
 * @property {() => Promise<Uint8Array>} screenshot of the viewport, a PNG
 * @property {() => Promise<string[]>} requests
 * @property {() => Promise<string[]>} errors
 * @property {() => Promise<unknown>} close
 */

/**
 * A function that is run in the page and sees nothing of its scope here. Its source text
 * does as well, which lets a locator carry a value.
 *
 * @typedef {((...args: any[]) => any) | string} InPage
 */

/**
 * @param {typeof ENGINES[number]} engine
 * @returns {Promise<{ page(options: PageOptions): Promise<Page>, close(): Promise<void> }>}
 */
export async function launch(engine) {
  const { open, close } = await { chromium, firefox, webkit }[engine]();
  return { page: async (options) => new Page(await open(options)), close };
}

/** A window with a storage of its own, driven by real pointer and keyboard events. */
export class Page {
  #tab;

  /** @param {Tab} tab */
  constructor(tab) {
    this.#tab = tab;
  }

  /** @param {string} url */
  async goto(url) {
    await this.#tab.goto(url);
  }

  /**
   * @param {InPage} fn
   * @param {...unknown} args
   * @returns {Promise<any>}
   */
  async evaluate(fn, ...args) {
    // JSON both ways, errors too: the engines differ in how they pass anything else.
    const json = await this.#tab.run(`(async () => {
      try {
        return JSON.stringify({ value: await (${fn})(...${JSON.stringify(args)}) });
      } catch (error) {
        return JSON.stringify({ error: String(error) });
      }
    })()`);
    const { value, error } = JSON.parse(json);
    if (error !== undefined) throw new Error(error);
    return value;
  }

  /**
   * Polls until the predicate is truthy and returns its value. To throw is to be false.
   *
   * @param {InPage} predicate
   * @param {unknown} [arg]
   * @param {number} [timeout] in milliseconds
   * @returns {Promise<any>}
   */
  async waitFor(predicate, arg, timeout = 15_000) {
    const deadline = Date.now() + timeout;
    for (;;) {
      /** @type {unknown} */
      let last;
      try {
        last = await this.evaluate(predicate, arg);
        if (last) return last;
      } catch (error) {
        last = error;
      }
      if (Date.now() > deadline) {
        const value = last instanceof Error ? last.message : JSON.stringify(last);
        throw new Error(`waited ${timeout} ms for ${predicate}, last: ${value}`);
      }
      await sleep(50);
    }
  }

  /**
   * Waits until the element is there, is not off, and nothing covers it.
   *
   * @param {InPage} locator returns an Element
   */
  async click(locator) {
    const { x, y } = await this.waitFor(`() => (${clickPoint})((${locator})())`);
    await this.#tab.click(x, y);
  }

  /**
   * Moves the pointer to where a click would go.
   *
   * @param {InPage} locator returns an Element
   */
  async hover(locator) {
    const { x, y } = await this.waitFor(`() => (${clickPoint})((${locator})())`);
    await this.#tab.move(x, y);
  }

  /**
   * @param {InPage} locator
   * @param {string} text goes where the click sets the caret
   */
  async type(locator, text) {
    await this.click(locator);
    for (const character of text) await this.#tab.press([character]);
  }

  /** @param {string} chord a key as in `KeyboardEvent.key`, after modifiers: `Control+k` */
  async press(chord) {
    await this.#tab.press(chord.split(/\+(?=.)/));
  }

  /**
   * Chooses a file, as with the button that a file input has, once it is there.
   *
   * @param {string} css selects the input in the document
   * @param {string} path
   */
  async choose(css, path) {
    await this.waitFor((/** @type {string} */ css) => document.querySelector(css) !== null, css);
    await this.#tab.choose(css, path);
  }

  /**
   * Drops a file or folder on the page. Chromium alone can be driven to it.
   *
   * @param {string} path
   */
  async drop(path) {
    if (!this.#tab.drop) throw new Error("this engine cannot be driven to drop files");
    await this.#tab.drop(path);
  }

  /** @param {string} path */
  async screenshot(path) {
    await writeFile(path, await this.#tab.screenshot());
  }

  /**
   * What the page, its frames and workers asked for by http, https or file, without the
   * page itself; what a policy blocked was not asked for. Only Chromium tells of file, and
   * WebKit only of the present document, not of its frames and workers.
   *
   * @returns {Promise<string[]>}
   */
  async requests() {
    return (await this.#tab.requests()).filter((url) => /^(https?|file):/.test(url));
  }

  /**
   * Console errors, uncaught exceptions and policy violations. WebKit tells only of those
   * that come after `goto`, in the document it opened, not in workers.
   *
   * @returns {Promise<string[]>}
   */
  errors() {
    return this.#tab.errors();
  }

  async close() {
    await this.#tab.close();
  }
}

/**
 * The middle of what is visible of an element's first box.
 *
 * @param {Element | null} element
 */
function clickPoint(element) {
  if (!element) throw new Error("no such element");
  if (element.matches('[aria-disabled="true"], :disabled')) throw new Error("the element is off");
  let cover = "";
  for (const block of /** @type {const} */ (["nearest", "center"])) {
    element.scrollIntoView({ block, inline: "nearest", behavior: "instant" });
    const box = element.getClientRects()[0];
    if (!box) throw new Error("the element has no box");
    const x = Math.floor((Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2);
    const y = Math.floor((Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2);

    // From the document down: a shadow root of Firefox does not see what lies over it.
    /** @type {Document | ShadowRoot | null | undefined} */
    let root = document;
    while (root) {
      /** @type {Element | null} */
      const hit = root.elementFromPoint(x, y);
      if (element.contains(hit)) return { x, y };
      cover = hit?.outerHTML.slice(0, 100) ?? cover;
      root = hit?.shadowRoot === root ? null : hit?.shadowRoot;
    }
  }
  throw new Error(`the element is covered by ${cover}`);
}

/** @typedef {{ open(options: PageOptions): Promise<Tab>, close(): Promise<void> }} Engine */

/** @returns {Promise<Engine>} */
async function chromium() {
  const args = [
    "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic", "--no-first-run",
  ];
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args,
    // Chromium ends with the pipe, however this process ends.
    pipe: true,
  });

  return {
    async open(options) {
      const page = await newPage(browser, options);
      const features = [
        { name: "prefers-color-scheme", value: options.dark ? "dark" : "light" },
        { name: "forced-colors", value: options.forcedColors ? "active" : "none" },
      ];
      await (await page.createCDPSession()).send("Emulation.setEmulatedMedia", { features });
      return puppeteerTab(page);
    },
    close: () => browser.close(),
  };
}

/** @returns {Engine} */
function firefox() {
  /** @type {Map<boolean, Promise<import("puppeteer-core").Browser>>} */
  const browsers = new Map();

  /** @param {boolean} dark */
  const start = (dark) =>
    puppeteer.launch({
      browser: "firefox",
      executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
      extraPrefsFirefox: {
        // Puppeteer lets pages on file:// read each other; nobody's Firefox does.
        "security.fileuri.strict_origin_policy": true,
        // The colour scheme is fixed at the start: 0 is dark, 1 is light.
        "layout.css.prefers-color-scheme.content-override": dark ? 0 : 1,
      },
    });

  return {
    async open(options) {
      const dark = options.dark ?? false;
      const browser = browsers.get(dark) ?? start(dark);
      browsers.set(dark, browser);
      return puppeteerTab(await newPage(await browser, options));
    },
    async close() {
      for (const browser of browsers.values()) await (await browser).close();
    },
  };
}

/** @returns {Engine} */
function webkit() {
  /** @type {Set<Tab>} */
  const tabs = new Set();
  return {
    async open(options) {
      const tab = await openWebKit(options);
      tabs.add(tab);
      return tab;
    },
    async close() {
      await Promise.all([...tabs].map((tab) => tab.close()));
    },
  };
}

/**
 * @param {import("puppeteer-core").Browser} browser
 * @param {PageOptions} options
 */
async function newPage(browser, { width, height }) {
  const page = await (await browser.createBrowserContext()).newPage();
  await page.setViewport({ width, height });
  page.setDefaultNavigationTimeout(LOAD_TIMEOUT);
  return page;
}

/**
 * @param {import("puppeteer-core").Page} page
 * @returns {Tab}
 */
function puppeteerTab(page) {
  /** @type {string[]} */
  const requests = [];
  /** @type {string[]} */
  const errors = [];
  page.on("request", (request) => {
    const document = request.isNavigationRequest() && request.frame() === page.mainFrame();
    if (!document) requests.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => errors.push(String(error)));

  return {
    goto: (url) => page.goto(url),
    run: (expression) => page.evaluate(expression),
    move: (x, y) => page.mouse.move(x, y),
    click: (x, y) => page.mouse.click(x, y),
    async press(keys) {
      const modifiers = /** @type {import("puppeteer-core").KeyInput[]} */ (keys.slice(0, -1));
      const key = keys[keys.length - 1];
      for (const modifier of modifiers) await page.keyboard.down(modifier);
      // `type` also knows the characters that are on no keyboard.
      if ([...key].length === 1) await page.keyboard.type(key);
      else await page.keyboard.press(/** @type {import("puppeteer-core").KeyInput} */ (key));
      for (const modifier of modifiers.reverse()) await page.keyboard.up(modifier);
    },
    async choose(css, path) {
      const input = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement> | null} */ (await page.$(css));
      if (!input) throw new Error(`no such element: ${css}`);
      await input.uploadFile(path);
    },
    async drop(path) {
      const session = await page.createCDPSession();
      const { width, height } = page.viewport() ?? { width: 800, height: 600 };
      const data = { items: [], files: [path], dragOperationsMask: 1 };
      for (const type of /** @type {const} */ (["dragEnter", "dragOver", "drop"])) {
        await session.send("Input.dispatchDragEvent", { type, x: width / 2, y: height / 2, data });
      }
    },
    screenshot: () => page.screenshot(),
    requests: async () => requests,
    errors: async () => errors,
    close: () => page.browserContext().close(),
  };
}
