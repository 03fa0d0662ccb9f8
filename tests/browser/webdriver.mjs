import { spawn } from "node:child_process";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const DRIVER = process.env.WEBKIT_DRIVER ?? "/usr/bin/WebKitWebDriver";
const MINIBROWSER =
  process.env.MINIBROWSER ?? "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
const START_TIMEOUT = 30_000;
const SCRIPT_TIMEOUT = 180_000;

/** The private-use characters by which WebDriver names keys without a character. */
const KEYS = new Map(
  Object.entries({
    Backspace: "\uE003", Tab: "\uE004", Enter: "\uE007", Shift: "\uE008", Control: "\uE009",
    Alt: "\uE00A", Escape: "\uE00C", PageUp: "\uE00E", PageDown: "\uE00F", End: "\uE010",
    Home: "\uE011", ArrowLeft: "\uE012", ArrowUp: "\uE013", ArrowRight: "\uE014",
    ArrowDown: "\uE015", Delete: "\uE017",
  }),
);

const SCREEN = { width: 2560, height: 1600 };

/**
 * Runs a command until its input closes, by `stop` or by the death of this process, then
 * ends its whole process group and removes what it wrote.
 */
const GUARD = `"$@" & trap 'rm -rf "$TMPDIR"' TERM; read -r _; kill 0`;

/** MiniBrowser's toolbar otherwise keeps its window at least 447 pixels wide. */
const GTK_STYLE = "button, entry, image { min-width: 0; padding: 0; margin: 0; border: 0 }";

/** Two clicks in a row would otherwise be a double click, which selects a word. */
const GTK_SETTINGS = "[Settings]\ngtk-double-click-time = 0\n";

/**
 * Opens a WebKitGTK window of its own: one driver has one session, and the colour
 * scheme is fixed when the browser starts.
 *
 * @param {import("./engines.mjs").PageOptions} options
 * @returns {Promise<import("./engines.mjs").Tab>}
 */
export async function openWebKit({ width, height, dark = false }) {
  const driver = await startDriver();
  try {
    const command = await startSession(driver.origin, dark ? ["--dark-mode"] : []);
    const tab = new WebKitTab(command, driver.stop);
    await tab.place(width, height);
    return tab;
  } catch (error) {
    await driver.stop();
    throw error;
  }
}

async function startDriver() {
  const home = await mkdtemp(join(tmpdir(), "webkit-"));
  await mkdir(join(home, "gtk-3.0"));
  await writeFile(join(home, "gtk-3.0", "gtk.css"), GTK_STYLE);
  await writeFile(join(home, "gtk-3.0", "settings.ini"), GTK_SETTINGS);
  const port = await freePort();

  const group = spawn(
    "sh",
    ["-c", GUARD, "sh", "xvfb-run", "-a", "-s", `-screen 0 ${SCREEN.width}x${SCREEN.height}x24`,
      DRIVER, `--port=${port}`],
    {
      detached: true,
      stdio: ["pipe", "ignore", "inherit"],
      env: {
        ...process.env,
        TMPDIR: home,
        XDG_CONFIG_HOME: home,
        LIBGL_ALWAYS_SOFTWARE: "1",
        // The sandbox cannot start as root.
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
      },
    },
  );
  const ended = new Promise((resolve) => group.once("exit", resolve));
  const stop = async () => {
    group.stdin.end();
    await ended;
  };

  const origin = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + START_TIMEOUT;
  while (!(await fetch(`${origin}/status`).then((response) => response.ok, () => false))) {
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`no answer from ${DRIVER} under xvfb-run`);
    }
    await sleep(50);
  }
  return { origin, stop };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * @callback Command
 * @param {"GET" | "POST"} method
 * @param {string} path after the address of the browser driven
 * @param {object} [body]
 * @returns {Promise<any>}
 */

/**
 * @param {string} origin
 * @param {string[]} args
 * @returns {Promise<Command>}
 */
async function startSession(origin, args) {
  const options = { binary: MINIBROWSER, args: ["--automation", ...args] };
  const { sessionId } = await send("POST", `${origin}/session`, {
    capabilities: {
      alwaysMatch: {
        "webkitgtk:browserOptions": options,
        timeouts: { script: SCRIPT_TIMEOUT },
      },
    },
  });
  return (method, path, body) => send(method, `${origin}/session/${sessionId}${path}`, body);
}

/**
 * @param {string} method
 * @param {string} url
 * @param {object} [body]
 * @returns {Promise<any>}
 */
async function send(method, url, body) {
  const response = await fetch(url, { method, body: body && JSON.stringify(body) });
  const { value } = /** @type {{ value: any }} */ (await response.json());
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

class WebKitTab {
  #command;
  #stop;

  /**
   * @param {Command} command
   * @param {() => Promise<void>} stop
   */
  constructor(command, stop) {
    this.#command = command;
    this.#stop = stop;
  }

  /**
   * Puts the window in the middle of the screen: no window manager is there, so that the
   * window under the pointer has the focus.
   *
   * @param {number} width of the viewport
   * @param {number} height
   */
  async place(width, height) {
    const window = await this.#command("POST", "/window/rect", { width, height });
    const toolbar = window.height - (await this.run("innerHeight"));
    await this.#command("POST", "/window/rect", {
      x: (SCREEN.width - width) >> 1,
      y: (SCREEN.height - height - toolbar) >> 1,
      width,
      height: height + toolbar,
    });
  }

  /** @param {string} url */
  async goto(url) {
    await this.#command("POST", "/url", { url });
    await this.errors();
  }

  /** @param {string} expression */
  run(expression) {
    return this.#command("POST", "/execute/sync", { script: `return ${expression}`, args: [] });
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  move(x, y) {
    return this.#act({ type: "pointer", id: "mouse", actions: [{ type: "pointerMove", x, y }] });
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  click(x, y) {
    return this.#act({
      type: "pointer",
      id: "mouse",
      actions: [
        { type: "pointerMove", x, y },
        { type: "pointerDown", button: 0 },
        { type: "pointerUp", button: 0 },
      ],
    });
  }

  /** @param {string[]} keys */
  press(keys) {
    const values = keys.map((key) => KEYS.get(key) ?? key);
    return this.#act({
      type: "key",
      id: "keyboard",
      actions: [
        ...values.map((value) => ({ type: "keyDown", value })),
        ...values.reverse().map((value) => ({ type: "keyUp", value })),
      ],
    });
  }

  /**
   * @param {string} css
   * @param {string} path
   */
  async choose(css, path) {
    const element = await this.#command("POST", "/element", { using: "css selector", value: css });
    const [id] = Object.values(element);
    await this.#command("POST", `/element/${id}/value`, { text: path });
  }

  /** @param {object} source */
  #act(source) {
    return this.#command("POST", "/actions", { actions: [source] });
  }

  async screenshot() {
    return Buffer.from(await this.#command("GET", "/screenshot"), "base64");
  }

  requests() {
    return this.run('performance.getEntriesByType("resource").map((entry) => entry.name)');
  }

  errors() {
    return this.run(`(${watch})()`);
  }

  close() {
    return this.#stop();
  }
}

/** Starts to collect the errors of a page, or returns those collected. */
function watch() {
  const page = /** @type {any} */ (window);
  if (page.__errors) return page.__errors;
  /** @type {string[]} */
  const errors = (page.__errors = []);
  const { error } = console;
  console.error = (...args) => {
    errors.push(args.join(" "));
    error(...args);
  };
  addEventListener("error", (event) => errors.push(event.message));
  addEventListener("unhandledrejection", (event) => errors.push(String(event.reason)));
  document.addEventListener("securitypolicyviolation", (event) =>
    errors.push(`${event.violatedDirective} blocked ${event.blockedURI}`),
  );
  return errors;
}
